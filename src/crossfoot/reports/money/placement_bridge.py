"""Why placements cost more or less than planned: volume, mix and price, which add up to the variance to the penny."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from crossfoot.finance.placement_bridge import (
    FORMULA,
    ORDER,
    Effects,
    PlacementBridge,
    PlacementLine,
    find_placement_issues,
    placement_bridge_of,
    placement_costs_of,
)
from crossfoot.reports.amount_cells import money, money_cell
from crossfoot.reports.cells import text_cell
from crossfoot.reports.document import (
    Align,
    BarChart,
    Block,
    BulletList,
    Callout,
    CalloutKind,
    Cell,
    ChartPoint,
    Column,
    DefinitionList,
    Document,
    Heading,
    Inlines,
    Paragraph,
    Quantity,
    Row,
    Table,
    Text,
)
from crossfoot.reports.edition import Edition
from crossfoot.reports.money.balance_words import balance_year, money_column, rounding_paragraph
from crossfoot.reports.money.placement_nights import counted_for_the_year, counted_so_far_table
from crossfoot.reports.product import draft_document
from crossfoot.vocabulary.issues import Severity
from crossfoot.vocabulary.missing import Missing
from crossfoot.vocabulary.numbers import exact
from crossfoot.vocabulary.units import Unit

PRODUCT = "placement-bridge"


@dataclass(frozen=True, slots=True)
class _Effect:
    """One of the three: its name, what it means, and what is said where it is above and below nought."""

    name: str
    more: str
    less: str


_EFFECTS = (
    _Effect("volume", "because there are more nights than planned", "because there are fewer nights than planned"),
    _Effect(
        "mix",
        "because more of the nights are in dearer types of placement",
        "because more of the nights are in cheaper types of placement",
    ),
    _Effect("price", "because nights cost more than planned", "because nights cost less than planned"),
)


def build_placement_bridge(edition: Edition) -> Document:
    """The bridge; where no placement costs were supplied, a sentence that says so."""
    blocks: list[Block] = list(placement_bridge_sections(edition))
    if not blocks:
        year = balance_year(edition).period.name
        blocks = [
            Heading(1, "Why placements cost what they do", f"{PRODUCT}-why"),
            Paragraph((Text(f"Nights and costs of placements in {year} were not supplied."),)),
        ]
    return draft_document(
        edition,
        id=PRODUCT,
        title="Why placements cost what they do",
        blocks=blocks,
        keywords=("placements", "budget variance"),
    )


def placement_bridge_sections(edition: Edition, *, level: int = 1) -> Iterator[Block]:
    """The message, the chart, the tables and the formula; nothing where no placement costs were supplied."""
    bridge = _bridge(edition)
    if bridge is None:
        return
    yield Heading(level, "Why placements cost more or less than planned", f"{PRODUCT}-why")
    yield Paragraph(bridge_message(edition), lead=True)
    yield from _sources(edition)
    yield _chart(edition, bridge)
    yield _effects_table(edition, bridge)
    effects = {name: [getattr(each, name) for each in bridge.effects] for name in ("volume", "mix", "price")}
    yield from rounding_paragraph({name: (parts, getattr(bridge.total, name)) for name, parts in effects.items()})
    yield _nights_table(edition, bridge)
    yield from counted_so_far_table(edition, PRODUCT)
    yield Heading(level + 1, "How the variance is taken apart", f"{PRODUCT}-formula")
    yield DefinitionList(tuple((name, (Text(meaning),)) for name, meaning in FORMULA.items()))
    yield Paragraph(
        (
            Text(f"{ORDER} The cost a night of all types together moves with the mix too. "),
            Text("A plus is more than planned, a minus less. This says what changed in numbers; it does not say why."),
        )
    )
    yield from _warnings(edition)


def bridge_message(edition: Edition) -> Inlines:
    """`£10.268 million more than planned. Of that, £3.693 million is because ...`; empty where nothing was supplied."""
    year = balance_year(edition)
    bridge = _bridge(edition)
    if bridge is None:
        return ()
    total = bridge.total
    verb = "cost" if year.is_closed else "are forecast to cost"
    more = "more" if total.variance >= 0 else "less"
    content: list[Quantity | Text] = [
        Text(f"Placements {verb} "),
        money(abs(total.variance), f"{PRODUCT}/total/variance"),
        Text(f" {more} than planned in {year.period.name}. Of that, "),
    ]
    said = []
    for effect in _EFFECTS:
        amount = getattr(total, effect.name)
        if amount:
            why = effect.more if amount > 0 else effect.less
            verb = "is" if (amount > 0) == (total.variance >= 0) else "is added" if amount > 0 else "is taken off"
            said.append((money(abs(amount), f"{PRODUCT}/total/{effect.name}"), Text(f" {verb} {why}")))
    for number, part in enumerate(said):
        if number:
            content.append(Text(" and " if number == len(said) - 1 else ", "))
        content += part
    content.append(Text("."))
    return tuple(content) if said else (*content[:2], Text(f" {more} than planned in {year.period.name}."))


def bridge_quantities(edition: Edition) -> Mapping[str, Quantity]:
    """What words may name: `placement-bridge/<type or total>/<planned, spend, variance, volume, mix or price>`.

    And `.../planned-nights` and `.../nights`. Empty where no placement costs were supplied.
    """
    bridge = _bridge(edition)
    if bridge is None:
        return {}
    found: dict[str, Quantity] = {}
    for line, effects in zip(bridge.lines, bridge.effects, strict=True):
        found |= _named(line.id, line, effects)
    return found | _named("total", bridge, bridge.total)


def _bridge(edition: Edition) -> PlacementBridge | None:
    """With nights counted from children's records where those of the whole year are."""
    return placement_bridge_of(edition.registers, balance_year(edition).period, counted_for_the_year(edition))


def _named(name: str, of: PlacementLine | PlacementBridge, effects: Effects) -> dict[str, Quantity]:
    where = f"{PRODUCT}/{name}"
    found = {f"{where}/{part}": money(getattr(of, part), f"{where}/{part}") for part in ("planned", "spend")}
    for part in ("variance", "volume", "mix", "price"):
        found[f"{where}/{part}"] = money(getattr(effects, part), f"{where}/{part}", sign=True)
    found[f"{where}/planned-nights"] = _nights(of.planned_nights, f"{where}/planned-nights")
    found[f"{where}/nights"] = _nights(of.nights, f"{where}/nights")
    return found


def _sources(edition: Edition) -> Iterator[Block]:
    """Where the nights and costs come from, as those who supplied them say, each source once."""
    entries = placement_costs_of(edition.registers, balance_year(edition).period)
    said = {entry.source: [each.title for each in entries if each.source == entry.source] for entry in entries}
    items = tuple((Text(f"{'; '.join(titles)}: ", strong=True), Text(source)) for source, titles in said.items())
    content: list[Paragraph | BulletList] = [
        Paragraph((Text(next(iter(said))),)) if len(said) == 1 else BulletList(items)
    ]
    counted = counted_for_the_year(edition)
    named = "; ".join(entry.title for entry in entries if entry.id in counted)
    if named:
        content.append(Paragraph((Text(f"Nights of the year counted from children's records: {named}."),)))
    yield Callout(CalloutKind.NOTE, "Where nights and costs come from", tuple(content))


def _chart(edition: Edition, bridge: PlacementBridge) -> BarChart:
    """From plan to forecast: the three steps between two amounts."""
    year = balance_year(edition)
    total = bridge.total
    end = "Outturn" if year.is_closed else "Forecast"
    steps = (
        ("Planned", money(bridge.planned, f"{PRODUCT}/total/planned")),
        ("More or fewer nights (volume)", money(total.volume, f"{PRODUCT}/total/volume", sign=True)),
        ("Dearer or cheaper types (mix)", money(total.mix, f"{PRODUCT}/total/mix", sign=True)),
        ("Cost a night (price)", money(total.price, f"{PRODUCT}/total/price", sign=True)),
        (end, money(bridge.spend, f"{PRODUCT}/total/spend")),
    )
    largest = max(_EFFECTS, key=lambda effect: abs(getattr(total, effect.name)))
    amount = getattr(total, largest.name)
    finding = money(abs(amount), f"{PRODUCT}/total/{largest.name}").words
    title = f"The largest step, {finding}, is {largest.more if amount > 0 else largest.less}"
    return BarChart(
        id=f"{PRODUCT}-chart",
        title=title,
        subtitle=f"Planned and {end.lower()} cost of placements, {edition.area_name}, {year.period.name}, £ million",
        alt=f"{title}. Bar chart: " + "; ".join(f"{label}, {step.words}" for label, step in steps) + ".",
        bars=tuple(ChartPoint(label, step) for label, step in steps),
    )


def _effects_table(edition: Edition, bridge: PlacementBridge) -> Table:
    year = balance_year(edition)
    columns = (
        Column("Type of placement", width=1.8),
        money_column("Planned £m", width=1),
        money_column("Volume £m", width=1),
        money_column("Mix £m", width=1),
        money_column("Price £m", width=1),
        money_column("Outturn £m" if year.is_closed else "Forecast £m", width=1),
        money_column("Variance £m", width=1),
    )
    rows = [
        Row((text_cell(line.title), *_steps(line.id, line, effects)))
        for line, effects in zip(bridge.lines, bridge.effects, strict=True)
    ]
    rows.append(Row((text_cell("Total", strong=True), *_steps("total", bridge, bridge.total)), total=True))
    return Table(
        id=f"{PRODUCT}-effects",
        caption=f"What explains the variance by type of placement, {edition.area_name}, {year.period.name}, £ million",
        columns=columns,
        rows=tuple(rows),
    )


def _steps(name: str, of: PlacementLine | PlacementBridge, effects: Effects) -> tuple[Cell, ...]:
    where = f"{PRODUCT}/{name}"
    steps = [money_cell(getattr(effects, part), f"{where}/{part}", sign=True) for part in ("volume", "mix", "price")]
    return (
        money_cell(of.planned, f"{where}/planned"),
        *steps,
        money_cell(of.spend, f"{where}/spend"),
        money_cell(effects.variance, f"{where}/variance", sign=True),
    )


def _nights_table(edition: Edition, bridge: PlacementBridge) -> Table:
    year = balance_year(edition)
    word = "Outturn" if year.is_closed else "Forecast"
    rows = [Row((text_cell(line.title), *_night_cells(line.id, line))) for line in bridge.lines]
    rows.append(Row((text_cell("Total", strong=True), *_night_cells("total", bridge)), total=True))
    return Table(
        id=f"{PRODUCT}-nights",
        caption=f"Nights in placements and cost a night, {edition.area_name}, {year.period.name}",
        columns=(
            Column("Type of placement", width=1.8),
            Column("Planned", group="Nights", align=Align.RIGHT),
            Column(word, group="Nights", align=Align.RIGHT),
            Column("Change", group="Nights", align=Align.RIGHT),
            Column("Planned", group="Cost a night", align=Align.RIGHT),
            Column(word, group="Cost a night", align=Align.RIGHT),
            Column("Change", group="Cost a night", align=Align.RIGHT),
        ),
        rows=tuple(rows),
    )


def _night_cells(name: str, of: PlacementLine | PlacementBridge) -> tuple[Cell, ...]:
    where = f"{PRODUCT}/{name}"
    planned, spent = _per_night(of.planned, of.planned_nights), _per_night(of.spend, of.nights)
    change = None if planned is None or spent is None else spent - planned
    return (
        Cell((_nights(of.planned_nights, f"{where}/planned-nights"),)),
        Cell((_nights(of.nights, f"{where}/nights"),)),
        Cell((_nights(of.nights - of.planned_nights, f"{where}/more-nights", sign=True),)),
        Cell((_cost(planned, f"{where}/planned-unit-cost"),)),
        Cell((_cost(spent, f"{where}/unit-cost"),)),
        Cell((_cost(change, f"{where}/unit-cost-change", sign=True),)),
    )


def _nights(count: int, name: str, *, sign: bool = False) -> Quantity:
    return Quantity(exact(count), Unit.COUNT, 0, (name,), sign=sign)


def _per_night(amount: Decimal, nights: int) -> Fraction | None:
    return Fraction(amount) / nights if nights else None


def _cost(cost: Fraction | None, name: str, *, sign: bool = False) -> Quantity:
    return Quantity(Missing.NOT_APPLICABLE if cost is None else cost, Unit.POUNDS, 2, (name,), sign=sign)


def _warnings(edition: Edition) -> Iterator[Block]:
    found = [issue for issue in find_placement_issues(edition.registers) if issue.severity is Severity.WARNING]
    if found:
        items = tuple((Text(f"{issue.message} {issue.advice}"),) for issue in found)
        yield Callout(CalloutKind.WARNING, "Where placements and budget disagree", (BulletList(items),))
