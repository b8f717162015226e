"""A document with every block and inline type, made awkward on purpose, for the tests of all renderers.

Tests beside it write `from sample_document import sample_document`. The council and its figures are made up.
"""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from fractions import Fraction

from crossfoot.reports.document import (
    Align,
    BarChart,
    Block,
    BulletList,
    Callout,
    CalloutKind,
    Cell,
    ChartBand,
    ChartLevel,
    ChartLine,
    ChartPoint,
    Column,
    DefinitionList,
    Document,
    Heading,
    KeyFigure,
    KeyFigures,
    LineChart,
    Link,
    NoteMark,
    PageBreak,
    Paragraph,
    Quantity,
    Reference,
    Row,
    Status,
    Table,
    Text,
    Tone,
)
from crossfoot.vocabulary.missing import Missing
from crossfoot.vocabulary.numbers import exact
from crossfoot.vocabulary.periods import Period
from crossfoot.vocabulary.units import Unit

MONTHS = tuple(period.label for period in Period.parse("2017-01").last(13))
GREEN = Status(Tone.GOOD, "Green", "★", "Green: better than target")
AMBER = Status(Tone.FAIR, "Amber", "■", "Amber: within tolerance of the target")
RED = Status(Tone.POOR, "Red", "✖", "Red: worse than target by more than the tolerance")
BETTER = Status(Tone.BETTER, "Better", "↑", "Better than the month before")
WORSE = Status(Tone.WORSE, "Worse", "↓", "Worse than the month before")
SAME = Status(Tone.SAME, "Same", "→")
INFORMATION = Status(Tone.NEUTRAL, "Info", "", "For information, not judged")

TIMELINESS = ("71.4", "68.2", None, "74.0", "77.3", "79.1", "76.5", "81.8", "84.2", None, "85.0", "88.9", "91.3")
COMPARATOR = ("74.1", "74.8", "75.0", "75.5", "76.0", "76.2", "76.9", "77.0", "77.4", "77.9", "78.2", "78.0", "78.6")
SIGNALS = {"Feb-16": Tone.POOR, "Dec-16": Tone.BETTER, "Jan-17": Tone.GOOD}


def number(
    value: str | Missing | None,
    unit: Unit = Unit.COUNT,
    decimals: int = 0,
    *,
    sign: bool = False,
    figure: str = "contacts",
) -> Quantity:
    """A quantity of January 2017, not available when there is no value."""
    held = Missing.NOT_AVAILABLE if value is None else value if isinstance(value, Missing) else exact(value)
    return Quantity(held, unit, decimals, (f"{figure}/wexmoor/in_month/2017-01",), sign=sign)


def percentage(value: str | Missing | None, *, figure: str = "conferences-in-time") -> Quantity:
    """A percentage with one decimal."""
    return number(value, Unit.PERCENTAGE, 1, figure=figure)


def cell(*content: str | Quantity | Status | Link | NoteMark, tone: Tone | None = None) -> Cell:
    """A cell of words, quantities and statuses."""
    return Cell(tuple(Text(item) if isinstance(item, str) else item for item in content), tone)


def points(values: tuple[str | None, ...], signals: Mapping[str, Tone]) -> tuple[ChartPoint, ...]:
    """Thirteen percentages, January 2016 to January 2017."""
    return tuple(
        ChartPoint(label, percentage(value), signals.get(label)) for label, value in zip(MONTHS, values, strict=True)
    )


def wide_table() -> Table:
    """Sixteen columns in groups, two titled runs of rows, totals, every missing reason, a name that must wrap."""
    months = tuple(Column(label, "In month", Align.RIGHT) for label in MONTHS)
    columns = (
        Column("Measure", width=4.0),
        *months,
        Column("To date", "2016-17", Align.RIGHT),
        Column("RAG", align=Align.CENTRE),
    )
    contacts = map(str, (3021, 2987, 3105, 2876, 2990, 3044, 2761, 2455, 2998, 3110, 3204, 2650, 3187))
    reasons = (*Missing, "0", "1", "2", "12", "5", "7", "9")
    balances = map(str, (-12, -4, 0, 3, 5, -1, 0, 8, -20, 14, 2, -3, -1250))
    return Table(
        "table-measures",
        "Contacts, conferences & plans by month, Wexmoor, January 2016 to January 2017",
        columns,
        (
            Row(
                (
                    cell("Contacts", NoteMark(1)),
                    *(cell(number(value)) for value in contacts),
                    cell(number("29275")),
                    cell(INFORMATION),
                ),
                group="Front door",
            ),
            Row(
                (
                    cell(
                        "Children & young people whose initial conference met within <15 working days of the "
                        "strategy discussion"
                    ),
                    *(cell(percentage(value), tone=Tone.POOR if value == "68.2" else None) for value in TIMELINESS),
                    cell(percentage("80.9")),
                    cell(AMBER, tone=Tone.FAIR),
                )
            ),
            Row(
                (
                    cell("Unaccompanied children who went missing"),
                    *(cell(number(value)) for value in reasons),
                    cell(number("36")),
                    cell(INFORMATION),
                ),
                group="Children looked after",
            ),
            Row(
                (
                    cell("Net change in placements"),
                    *(cell(number(value, sign=True)) for value in balances),
                    cell(number("-1242", sign=True)),
                    cell(RED, tone=Tone.POOR),
                )
            ),
            Row(
                (
                    cell("All children"),
                    *(cell(number(str(1000 + 7 * step))) for step in range(13)),
                    cell(number("10525")),
                    cell(),
                ),
                total=True,
            ),
        ),
        landscape=True,
        source="Wexmoor monthly return, frozen 8 February 2017",
    )


def narrow_table() -> Table:
    """Two heading columns, a status in words, a cell with a link, an empty cell."""
    rows = (
        ("North", "Fenbury & Marsh", "96.9", GREEN, "4.2", BETTER),
        ("North", "Upper Wex", "77.0", RED, "-8.1", WORSE),
        ("South", "St Osyth-under-Hill with Long Barrow and the Saltings", "89.0", AMBER, "0", SAME),
    )
    return Table(
        "table-localities",
        "Conferences held in time by locality, Wexmoor, January 2017",
        (
            Column("Area"),
            Column("Locality", width=2.0),
            Column("In time", "January 2017", Align.RIGHT),
            Column("Status", "January 2017", Align.CENTRE),
            Column("Points", "Change on December 2016", Align.RIGHT),
            Column("Direction", "Change on December 2016", Align.CENTRE),
            Column("More"),
        ),
        (
            *(
                Row(
                    (
                        cell(area),
                        cell(locality),
                        cell(percentage(value), tone=status.tone),
                        cell(status),
                        cell(number(change, Unit.PERCENTAGE_POINTS, 1, sign=True)),
                        cell(direction),
                        cell(Link("Definition", "#definitions")),
                    )
                )
                for area, locality, value, status, change, direction in rows
            ),
            Row(
                (
                    cell("All"),
                    cell("Wexmoor"),
                    cell(percentage("91.3")),
                    cell(GREEN),
                    cell(number("2.4", Unit.PERCENTAGE_POINTS, 1, sign=True)),
                    cell(BETTER),
                    cell(),
                ),
                total=True,
            ),
        ),
        header_columns=2,
    )


def line_chart() -> LineChart:
    """Gaps, signals, bands, five levels and a comparator that end close together, a break."""
    line = points(TIMELINESS, SIGNALS)
    return LineChart(
        "chart-conferences",
        "Nine in ten conferences now meet in time & the target <90%> is passed",
        "Initial conferences held within 15 working days, Wexmoor, January 2016 to January 2017, percentage",
        "Line chart. Conferences in time rose from 71.4% in January 2016 to 91.3% in January 2017, above the "
        "target of 90.0%. March and October 2016 are not available.",
        (ChartLine("Wexmoor", line), ChartLine("Statistical neighbours", points(COMPARATOR, {}), emphasis=False)),
        (
            ChartLevel(
                "Target", Quantity.literal(90, Unit.PERCENTAGE, 0, "target/conferences-in-time/2016-17"), "target"
            ),
            ChartLevel(
                "England", Quantity.literal(exact("76.7"), Unit.PERCENTAGE, 1, "benchmark/england/2016"), "benchmark"
            ),
            ChartLevel("Mean", number("79.8", Unit.PERCENTAGE, 1), "mean"),
            ChartLevel("Upper limit", number("92.4", Unit.PERCENTAGE, 1), "limit"),
            ChartLevel("Lower limit", number("67.2", Unit.PERCENTAGE, 1), "limit"),
        ),
        (
            ChartBand("Green", Tone.GOOD, Fraction(90), None),
            ChartBand("Amber", Tone.FAIR, Fraction(80), Fraction(90)),
            ChartBand("Red", Tone.POOR, None, Fraction(80)),
        ),
        ("Jul-16",),
        "Wexmoor monthly return",
        Table(
            "chart-conferences-data",
            "Conferences held in time, Wexmoor, January 2016 to January 2017",
            (Column("Month"), Column("In time", align=Align.RIGHT)),
            tuple(Row((cell(point.label), cell(point.quantity))) for point in line),
        ),
    )


def bar_chart() -> BarChart:
    """A name that must wrap, a zero, a missing value, a marked bar."""
    bars = (
        ("Police & <emergency> services", "1204", None),
        ("Schools, colleges and other education services, including early years settings", "987", Tone.POOR),
        ("Health services", "611", None),
        ("Members of the public", "385", None),
        ("Others", "0", None),
        ("Not recorded", None, None),
    )
    return BarChart(
        "chart-sources",
        "Police make the most contacts",
        "Contacts by who made them, Wexmoor, January 2017, number",
        "Bar chart. Police and emergency services made 1,204 contacts, schools 987, health 611, "
        "the public 385, others none.",
        tuple(ChartPoint(label, number(value), signal) for label, value, signal in bars),
        "Wexmoor monthly return",
    )


def blocks() -> tuple[Block, ...]:
    """Every block type at least once."""
    return (
        Heading(1, "Summary", "summary"),
        Paragraph(
            (
                Text("Nine in ten initial conferences met in time: "),
                percentage("91.3"),
                Text(" against a target of "),
                Quantity.literal(90, Unit.PERCENTAGE, 0, "target/conferences-in-time/2016-17", prefix=">"),
                Text("."),
            ),
            lead=True,
        ),
        KeyFigures(
            (
                KeyFigure("Contacts", number("3187"), (number("537", sign=True), Text(" on December")), INFORMATION),
                KeyFigure("Conferences held in time", percentage("91.3"), (Text("Target "), percentage("90")), GREEN),
                KeyFigure("Days & nights to an adoption order", number("357", Unit.DAYS), (), RED),
                KeyFigure("Care leavers in touch", percentage(Missing.NOT_DUE), (Text("Due in April"),)),
            )
        ),
        Callout(
            CalloutKind.GENERATED,
            "What the figures say",
            (
                Paragraph((Text("Contacts rose by "), number("20.3", Unit.PERCENTAGE, 1), Text(" in the month."))),
                BulletList(
                    (
                        (Text("Spending is "), number("-1250000", Unit.POUNDS, sign=True), Text(" against budget.")),
                        (Text("Referrals stand at "), number("554.5", Unit.RATE_PER_10K, 1), Text(".")),
                    )
                ),
            ),
        ),
        Heading(2, "By locality", "by-locality"),
        Paragraph(
            (
                Text("Upper Wex", strong=True),
                Text(" fell by "),
                number("8.1", Unit.PERCENTAGE_POINTS, 1),
                Text(" and is "),
                RED,
                Text(". See "),
                Link("how it is counted", "#definitions"),
                Text(" and "),
                Link(
                    "the statutory guidance",
                    "https://www.gov.uk/government/publications/working-together-to-safeguard-children--2",
                ),
                Text("; months are in "),
                Reference("all-measures"),
                Text(". The year before was "),
                number(Missing.NOT_COLLECTED),
                NoteMark(2),
                Text("."),
            )
        ),
        narrow_table(),
        Heading(3, "Why <b>Upper Wex</b> & not Fenbury", "why"),
        BulletList(
            ((Text("Read the cases."),), (Text("Compare with "), AMBER, Text(" places.")), (Text("Ask again."),)),
            ordered=True,
        ),
        Heading(4, "Cases read", "cases-read"),
        Callout(
            CalloutKind.WARNING,
            "Read with care",
            (
                Paragraph(
                    (
                        Text("The July definition changed, so months before and after it do not compare"),
                        NoteMark(1),
                        Text("."),
                    ),
                ),
            ),
        ),
        Callout(
            CalloutKind.NOTE,
            "Small numbers",
            (Paragraph((Text("Percentages of fewer than 20 move a lot by chance."),)),),
        ),
        Heading(1, "Twelve months", "twelve-months"),
        line_chart(),
        bar_chart(),
        PageBreak(),
        Heading(2, "All measures", "all-measures"),
        wide_table(),
        Heading(1, "Definitions & sources", "definitions"),
        DefinitionList(
            (
                (
                    "Initial conference",
                    (Text("The first meeting about a child thought to be at risk of significant harm."),),
                ),
                (
                    "Target",
                    (
                        Text("Set each year: "),
                        Quantity.literal(20, Unit.PERCENTAGE, 0, "target/x", prefix="<"),
                        Text("."),
                    ),
                ),
                ("Owner & deputy", (Text("Head of Independent Chairing"),)),
            )
        ),
    )


def sample_document() -> Document:
    """The whole report, a draft, with notes."""
    return Document(
        "sample-report",
        "Children's services performance & assurance <draft>",
        "Monthly report for January 2017",
        "Wexmoor County Council",
        date(2017, 1, 31),
        datetime(2017, 2, 8, 9, 30, tzinfo=UTC),
        blocks(),
        (
            (
                Text("A contact is counted once for each child & each day. See "),
                Link("the definitions", "#definitions"),
                Text("."),
            ),
            (Text("Not collected before April 2016; "), number("1097"), Text(" since then.")),
        ),
        "Draft",
        keywords=("children's services", "performance"),
    )
