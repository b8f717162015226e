"""The tables that set an area beside others."""

from crossfoot.reports.document import Table, Text
from crossfoot.reports.edition import Edition
from crossfoot.reports.layouts import read_monthly_layout
from crossfoot.reports.monthly.topic_tables import comparator_table


def years(table: Table | None) -> dict[str, str]:
    """The last cell of each row by its first."""
    assert table is not None
    said = [
        ["".join(part.text for part in cell.content if isinstance(part, Text)) for cell in row.cells]
        for row in table.rows
    ]
    return {cells[0]: cells[-1] for cells in said}


def test_a_benchmark_that_counts_something_else_says_so(edition: Edition) -> None:
    topics = {topic.id: topic for topic in read_monthly_layout(edition.catalogue).topics}
    (wider,) = years(comparator_table(edition, topics["children-in-need"])).values()
    assert wider.endswith("counts something else")
    assert not any("something else" in year for year in years(comparator_table(edition, topics["referrals"])).values())
