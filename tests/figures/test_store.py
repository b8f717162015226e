from fractions import Fraction
from pathlib import Path

import duckdb
import pytest
from figure_examples import JANUARY
from hypothesis import given, settings
from hypothesis import strategies as st

from crossfoot.figures.figure import Figure, Origin
from crossfoot.figures.store import FigureStore
from crossfoot.vocabulary.figure_id import Breakdown, FigureId
from crossfoot.vocabulary.issues import InputRefused
from crossfoot.vocabulary.missing import Missing
from crossfoot.vocabulary.units import Form, Unit


def _figure(name: str = "contacts/norfolk/in_month/2017-01", numerator: int = 3163) -> Figure:
    return Figure(
        id=FigureId.parse(name),
        unit=Unit.COUNT,
        decimals=0,
        origin=Origin.COUNTED,
        source="county-contacts, line 1500",
        definition_version=1,
        numerator=Fraction(numerator),
    )


numbers = st.none() | st.fractions(max_denominator=10**9)
words = st.text(st.characters(exclude_categories=("C", "Z"), exclude_characters="/;="), min_size=1, max_size=8)
figures = st.builds(
    Figure,
    id=st.builds(
        FigureId,
        indicator=words,
        area=words,
        form=st.sampled_from(Form),
        period=st.integers(-30, 30).map(JANUARY.shift),
        breakdown=st.dictionaries(words, words, max_size=2).map(lambda parts: Breakdown(tuple(sorted(parts.items())))),
    ),
    unit=st.sampled_from(Unit),
    decimals=st.integers(0, 4),
    origin=st.sampled_from(Origin),
    source=st.text(st.characters(codec="utf-8", exclude_characters="\0")),
    definition_version=st.integers(1, 99),
    numerator=numbers,
    denominator=numbers,
    scale=st.fractions(min_value=Fraction(1, 100), max_denominator=1000),
    supplied=numbers,
    missing=st.none() | st.sampled_from(Missing),
)


@settings(max_examples=25, deadline=None)
@given(st.lists(figures, unique_by=lambda figure: figure.id, max_size=12))
def test_figures_are_read_back_as_they_were(tmp_path_factory: pytest.TempPathFactory, written: list[Figure]) -> None:
    folder = tmp_path_factory.mktemp("store")
    FigureStore(written).write_parquet(folder / "one.parquet")
    FigureStore(written[::-1]).write_parquet(folder / "other.parquet")
    assert FigureStore.read_parquet(folder / "one.parquet") == FigureStore(written)
    assert (folder / "one.parquet").read_bytes() == (folder / "other.parquet").read_bytes()


def test_figures_are_in_the_order_of_their_names() -> None:
    names = ["b/norfolk/in_month/2017-01", "a/norfolk/in_month/2017-01", "a/norfolk/in_month/2016-12"]
    store = FigureStore([_figure(name) for name in names])
    assert [str(figure.id) for figure in store] == names[::-1]
    assert len(store) == 3


def test_two_figures_of_one_name_are_refused() -> None:
    with pytest.raises(ValueError, match="contacts/norfolk/in_month/2017-01"):
        FigureStore([_figure(numerator=1), _figure(numerator=2)])


def test_a_series_has_a_place_for_each_period() -> None:
    store = FigureStore([_figure(f"contacts/norfolk/in_month/{month}") for month in ("2016-11", "2017-01")])
    series = store.series("contacts", "norfolk", Form.IN_MONTH, last=JANUARY, count=3)
    assert [figure and figure.id.period.code for figure in series] == ["2016-11", None, "2017-01"]


def test_parts_are_those_of_one_whole() -> None:
    whole = "contacts/norfolk/in_month/2017-01"
    names = [f"{whole}/source=police", f"{whole}/source=others", whole, "contacts/norfolk/in_month/2016-12/source=x"]
    parts = FigureStore([_figure(name) for name in names]).parts("contacts", "norfolk", Form.IN_MONTH, JANUARY)
    assert [str(part.id.breakdown) for part in parts] == ["source=others", "source=police"]


def test_other_readers_see_the_value(tmp_path: Path) -> None:
    rate = Figure(
        id=FigureId.parse("referral-rate/norfolk/in_month/2017-01"),
        unit=Unit.RATE_PER_10K,
        decimals=1,
        origin=Origin.DERIVED,
        source="",
        definition_version=1,
        numerator=Fraction(776),
        denominator=Fraction(167_942),
        scale=Fraction(120_000),
    )
    FigureStore([rate]).write_parquet(tmp_path / "figures.parquet")
    with duckdb.connect() as connection:
        row = connection.execute(
            "SELECT value, value_text, numerator, scale FROM read_parquet(?)", [str(tmp_path / "figures.parquet")]
        ).fetchone()
    assert row == (pytest.approx(554.477, abs=0.001), "554.5", "776", "120000")


@pytest.mark.parametrize("name", ["it's [1] * ?.parquet", "fig[ures].parquet", "figures.csv"])
def test_any_file_name_is_taken_literally(tmp_path: Path, name: str) -> None:
    FigureStore([_figure()]).write_parquet(tmp_path / name)
    FigureStore([]).write_parquet(tmp_path / "it's 1 x y.parquet")
    assert [path.name for path in tmp_path.iterdir() if path.name == name] == [name]
    assert FigureStore.read_parquet(tmp_path / name) == FigureStore([_figure()])


@pytest.mark.parametrize("content", [b"", b"PAR1", b"PAR1nonsensePAR1", b"indicator,area\n"])
def test_a_broken_file_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "figures.parquet").write_bytes(content)
    with pytest.raises(InputRefused) as refused:
        FigureStore.read_parquet(tmp_path / "figures.parquet")
    (issue,) = refused.value.issues
    assert (issue.code, issue.file) == ("FIGURES-FILE-UNREADABLE", "figures.parquet")
    assert str(tmp_path) not in str(issue)


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputRefused, match="not there"):
        FigureStore.read_parquet(tmp_path / "figures.parquet")


def _foreign(path: Path, change: str) -> None:
    """A file of crossfoot's with one thing changed by somebody else's tool."""
    FigureStore([_figure(), _figure("contacts/norfolk/in_month/2016-12")]).write_parquet(path.with_name("own.parquet"))
    with duckdb.connect() as connection:
        connection.execute(f"CREATE VIEW own AS FROM read_parquet('{path.with_name('own.parquet')}')")
        connection.execute(f"COPY (SELECT * {change} FROM own) TO '{path}' (FORMAT parquet)")  # noqa: S608


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ("EXCLUDE (scale)", "lacks the columns scale"),
        (", 1 AS weight", "unknown columns weight"),
        ("REPLACE (decimals::VARCHAR AS decimals)", "other types"),
        ("REPLACE ('weekly' AS form)", "Row 1 cannot be read"),
        ("REPLACE ('2017-13' AS period)", "Row 1 cannot be read"),
        ("REPLACE ('1e999999999' AS numerator)", "Row 1 cannot be read"),
        ("REPLACE ('nan' AS numerator)", "Row 1 cannot be read"),
        ("REPLACE (repeat('9', 100000) AS numerator)", "Row 1 cannot be read"),
        ("REPLACE ('1/0' AS scale)", "Row 1 cannot be read"),
        ("REPLACE (NULL::VARCHAR AS origin)", "Row 1 cannot be read"),
        ("REPLACE (-1 AS decimals)", "Row 1 cannot be read"),
        ("REPLACE ('2017-01' AS period)", "Row 2 cannot be read"),
    ],
)
def test_a_foreign_file_is_refused(tmp_path: Path, change: str, expected: str) -> None:
    _foreign(tmp_path / "figures.parquet", change)
    with pytest.raises(InputRefused, match=expected):
        FigureStore.read_parquet(tmp_path / "figures.parquet")
