"""Names in braces become figures, quantities and references; what stands for nothing is told with its place."""

from fractions import Fraction

import pytest

from crossfoot.reports.document import Cell, Column, Paragraph, Quantity, Reference, Row, Table, Text
from crossfoot.reports.paper.paper_words import Prose
from crossfoot.reports.paper.words import Bound, Offered, bind, cell_quantities, slug
from crossfoot.vocabulary.issues import Severity
from crossfoot.vocabulary.missing import Missing
from crossfoot.vocabulary.units import Unit


def quantity(
    value: str | Missing, unit: Unit = Unit.COUNT, decimals: int = 0, *, name: str = "x", sign: bool = False
) -> Quantity:
    held = value if isinstance(value, Missing) else Fraction(value)
    return Quantity(held, unit, decimals, (name,), sign=sign)


FIGURES = {
    "contacts/wexmoor/in_month/2017-01": quantity("3163", name="now"),
    "contacts/wexmoor/in_month/2016-01": quantity("3149", name="then"),
    "re-referrals/wexmoor/in_month/2017-01": quantity("23.8", Unit.PERCENTAGE, 1, name="share"),
    "re-referrals/wexmoor/in_month/2016-01": quantity("27.0", Unit.PERCENTAGE, 1, name="share then"),
    "visits/wexmoor/in_month/2017-01": quantity(Missing.NOT_DUE),
}
OFFERED = Offered(
    quantities={"budget/total/variance": quantity("-9.998", Unit.POUNDS_MILLION, 3, sign=True)},
    figure=FIGURES.get,
    figure_names=FIGURES,
    anchors={"reserves": "reserves-and-provisions", "risks": "risks", "visits-table": "visits-table"},
)


def bound(text: str) -> Bound:
    return bind(Prose(text, "paper.yaml", 12, "sections.money[1]"), OFFERED)


def said(text: str) -> str:
    """What the sentence says, a reference by its anchor and a mark of its capital."""
    return "".join(
        inline.words
        if isinstance(inline, Quantity)
        else f"<{'S' if inline.starts_sentence else 's'}:{inline.anchor}>"
        if isinstance(inline, Reference)
        else inline.text
        for inline in bound(text).content
        if isinstance(inline, Text | Quantity | Reference)
    )


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Nothing to bind.", "Nothing to bind."),
        ("There were {contacts/wexmoor/in_month/2017-01} contacts.", "There were 3,163 contacts."),
        ("{re-referrals/wexmoor/in_month/2017-01} came back.", "23.8% came back."),
        ("Over by {budget/total/variance}.", "Over by -£9.998 million."),
        ("Under by { budget/total/variance|size }.", "Under by £9.998 million."),
        (
            "{contacts/wexmoor/in_month/2017-01 minus contacts/wexmoor/in_month/2016-01|size} more",
            "14 more",
        ),
        ("{contacts/wexmoor/in_month/2016-01 minus contacts/wexmoor/in_month/2017-01}", "-14"),
        (
            "{re-referrals/wexmoor/in_month/2017-01 minus re-referrals/wexmoor/in_month/2016-01}",
            "-3.2 percentage points",
        ),
        ("Visits: {visits/wexmoor/in_month/2017-01|size}.", f"Visits: {Missing.NOT_DUE.explanation}."),
        ("See {section:reserves} and {appendix:risks}.", "See <s:reserves-and-provisions> and <s:risks>."),
        (
            "{section:reserves} has it. {table:visits-table} too",
            "<S:reserves-and-provisions> has it. <S:visits-table> too",
        ),
    ],
)
def test_names_are_replaced(written: str, read: str) -> None:
    assert said(written) == read
    assert [issue for issue in bound(written).issues if issue.severity is Severity.ERROR] == []


def test_a_bound_number_is_the_figure_s_own_quantity() -> None:
    made = bound(
        "{contacts/wexmoor/in_month/2017-01} and "
        "{contacts/wexmoor/in_month/2017-01 minus contacts/wexmoor/in_month/2016-01}"
    )
    first, _, second = made.content
    assert first is FIGURES["contacts/wexmoor/in_month/2017-01"]
    assert isinstance(second, Quantity)
    assert second.figures == ("now", "then")
    assert (made.numbers, made.typed) == (2, 0)


@pytest.mark.parametrize(
    ("written", "code", "message", "advice"),
    [
        (
            "{contacts/wexmoor/in_month/2017-02}",
            "WORDS-NAME-UNKNOWN",
            "{contacts/wexmoor/in_month/2017-02} stands for nothing.",
            "Did you mean {contacts/wexmoor/in_month/2017-01} or {contacts/wexmoor/in_month/2016-01}?",
        ),
        ("{budget/totl/variance}", "WORDS-NAME-UNKNOWN", "{budget/totl", "Did you mean {budget/total/variance}?"),
        ("{section:reserve}", "WORDS-NAME-UNKNOWN", "{section:reserve}", "Did you mean {section:reserves}?"),
        ("{table:qqq}", "WORDS-NAME-UNKNOWN", "{table:qqq}", "Name a part of the paper by its id."),
        ("{qqq}", "WORDS-NAME-UNKNOWN", "{qqq}", "Write the id of a figure, such as contacts/norfolk/in_month/2017-01"),
        ("{}", "WORDS-NAME-UNKNOWN", "{}", "Write the id"),
        ("{budget/total/variance|short}", "WORDS-NAME-UNKNOWN", "{budget", "After a bar only 'size' may stand"),
        (
            "{contacts/wexmoor/in_month/2017-01 minus re-referrals/wexmoor/in_month/2017-01}",
            "WORDS-NAME-UNKNOWN",
            "stands for nothing",
            "One is a count and the other a percentage",
        ),
        ("{contacts/wexmoor/in_month/2017-01 minus qqq}", "WORDS-NAME-UNKNOWN", "minus qqq", "Write the id"),
        ("an open { brace", "WORDS-BRACES", "A brace stands alone.", "Write each name between one { and one }"),
        ("a closed } brace", "WORDS-BRACES", "A brace stands alone.", "Write each name"),
    ],
)  # fmt: skip
def test_what_stands_for_nothing_is_an_issue_with_its_place(written: str, code: str, message: str, advice: str) -> None:
    (issue,) = (issue for issue in bound(written).issues if issue.severity is Severity.ERROR)
    assert (issue.code, issue.file, issue.row, issue.field) == (code, "paper.yaml", 12, "sections.money[1]")
    assert message in issue.message
    assert advice in issue.advice
    assert said(written) == written, "what is not known stays as it was written"


@pytest.mark.parametrize(
    ("written", "typed"),
    [
        ("On 14 March 2017 and 1st April in 2016-17 and 2016/17.", []),
        ("Key stage 4, Progress 8, section 47 and those aged 16 and 17.", []),
        ("There were 1,152 families, 79% of them new, costing £9.998 million.", ["1,152", "79%", "£9.998"]),
        ("Down by 3 to {contacts/wexmoor/in_month/2017-01}.", ["3"]),
        ("Plans A1 and B2 stay.", []),
    ],
)
def test_typed_numbers_are_counted_in_a_note(written: str, typed: list[str]) -> None:
    made = bound(written)
    notes = [issue for issue in made.issues if issue.code == "WORDS-TYPED-NUMBERS"]
    assert made.typed == len(typed)
    assert [note.severity for note in notes] == [Severity.NOTE] * bool(typed)
    assert all(note.message.endswith(f": {', '.join(typed)}.") for note in notes)


@pytest.mark.parametrize(
    ("written", "typed"),
    [
        ("These are described in paragraphs 6.5 and 6.6 below.", "paragraphs 6.5"),
        ("Risk Register at Appendix 4", "Appendix 4"),
        ("see section 5.8 and Table 3", "section 5.8, Table 3"),
        ("Appendix B holds it", "Appendix B"),
        ("A section 17 plan, an appendix a day and tables of figures.", ""),
    ],
)
def test_typed_references_are_told_in_a_note(written: str, typed: str) -> None:
    notes = [issue for issue in bound(written).issues if issue.code == "WORDS-TYPED-REFERENCES"]
    assert [note.message.partition(": ")[2] for note in notes] == ([f"{typed}."] if typed else [])
    assert {note.severity for note in notes} <= {Severity.NOTE}


# -- cells of tables as names --------------------------------------------------------------------------------------


def cell(*parts: str | Quantity) -> Cell:
    return Cell(tuple(Text(part) if isinstance(part, str) else part for part in parts))


def test_cells_have_names_by_table_row_and_column() -> None:
    table = Table(
        "reserves",
        "Reserves",
        (Column("Reserve"), Column("Opening", "2016-17"), Column("Closing (£m)", "2016-17")),
        (
            Row(
                (cell("IT earmarked"), cell(quantity("1")), cell(quantity("2"), " or ", quantity("3"))), group="Schools"
            ),
            Row((cell("Total"), cell(quantity("4")), cell())),
            Row((cell("Total"), cell(quantity("5")), cell("n/a")), group="All"),
        ),
    )
    found = cell_quantities((Paragraph((Text("x"),)), table))
    assert {name: str(each.value) for name, each in found.items()} == {
        "reserves/it-earmarked/2016-17-opening": "1",
        "reserves/schools/it-earmarked/2016-17-opening": "1",
        "reserves/it-earmarked/2016-17-closing-m": "2",
        "reserves/schools/it-earmarked/2016-17-closing-m": "2",
        "reserves/schools/total/2016-17-opening": "4",
        "reserves/all/total/2016-17-opening": "5",
    }


def test_two_heading_columns_are_both_in_the_name() -> None:
    row = Row((cell("2.1"), cell("Contacts"), cell(quantity("7"))))
    columns = (Column("Ref"), Column("Indicator"), Column("Jan-17"))
    found = cell_quantities((Table("summary", "Summary", columns, (row,), header_columns=2),))
    assert list(found) == ["summary/2-1-contacts/jan-17"]


@pytest.mark.parametrize(
    ("text", "name"), [("Approved budget (£m)", "approved-budget-m"), ("Jan-17", "jan-17"), ("%", "")]
)
def test_names_are_small_letters_with_hyphens(text: str, name: str) -> None:
    assert slug(text) == name
