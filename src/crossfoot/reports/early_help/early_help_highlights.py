"""What the early help tables say, written by rule: totals and their change, who has most, who has none, who moved most.

Nothing is said of why. Where several rows tie all of them are named.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from fractions import Fraction

from crossfoot.figures.figure import Figure
from crossfoot.reports.cells import difference, quantity, share
from crossfoot.reports.document import Inline, Inlines, Quantity, Text
from crossfoot.reports.early_help.early_help_layout import EarlyHelpLayout, Highlight, TeamTable
from crossfoot.reports.early_help.early_help_tables import latest_figures, total_in
from crossfoot.reports.edition import Edition
from crossfoot.vocabulary.missing import Missing
from crossfoot.vocabulary.numbers import exact
from crossfoot.vocabulary.periods import Period
from crossfoot.vocabulary.units import Unit

Named = list[tuple[str, Figure]]


def table_highlights(edition: Edition, table: TeamTable, layout: EarlyHelpLayout) -> Inlines:
    """One item: the table's title and a sentence for each of its highlights; empty where the month has no figures."""
    rows = latest_figures(edition, table, layout, edition.month)
    total = total_in(edition, table, edition.month)
    if not rows and total is None:
        return ()
    before = latest_figures(edition, table, layout, edition.month.shift(-1))
    sentences = [
        sentence
        for highlight in table.highlights
        for sentence in _SENTENCES[highlight](edition, table, rows, before)
        if sentence
    ]
    return (Text(f"{table.title}: ", strong=True), *_spaced(sentences))


def change_since(edition: Edition, latest: Figure, name: str) -> Iterator[Inlines]:
    """How much a figure of the council moved since the month before, or since the last month that has a value."""
    for back in range(1, 12):
        period = latest.id.period.shift(-back)
        earlier = edition.figure(name, period)
        change = difference(latest, earlier) if earlier is not None else None
        if earlier is None or change is None or isinstance(change.value, Missing):
            continue
        gap = f"There is no figure for {latest.id.period.shift(-1).name}. " if back > 1 else ""
        yield tuple(_moved(gap, earlier, change, period))
        return
    yield (Text("There is no earlier figure to compare it with."),)


def change_over_year(edition: Edition, latest: Figure, name: str) -> Iterator[Inlines]:
    """How much a figure of the council moved since the same month a year before; nothing where that has no value."""
    period = latest.id.period.shift(-12)
    earlier = edition.figure(name, period)
    change = difference(latest, earlier) if earlier is not None else None
    if earlier is not None and change is not None and not isinstance(change.value, Missing):
        yield tuple(_moved("", earlier, change, period))


def _moved(gap: str, earlier: Figure, change: Quantity, period: Period) -> Iterator[Inline]:
    if isinstance(change.value, Missing):
        return
    if not change.value:
        yield Text(f"{gap}It is the same as in {period.name}.")
        return
    yield Text(f"{gap}That is ")
    yield Quantity(abs(change.value), change.unit, change.decimals, change.figures)
    yield Text(" more" if change.value > 0 else " fewer")
    before = earlier.value
    if earlier.unit is Unit.COUNT and not isinstance(before, Missing) and before:
        yield Text(" (")
        yield share(abs(change.value), before, change.figures)
        yield Text(")")
    yield Text(f" than in {period.name}, when it was ")
    yield quantity(earlier)
    yield Text(".")


# -- one function for each highlight ---------------------------------------------------------------------------------


def _total(edition: Edition, table: TeamTable, _rows: Named, _before: Named) -> Iterator[Inlines]:
    latest = total_in(edition, table, edition.month)
    if latest is None:
        yield (Text(f"there is no total for {edition.month.name}."),)
        return
    taken_on = edition.indicator(table.indicator).taken_on
    when = f"in {edition.month.name}"
    if taken_on is not None and latest.id.form.is_stock:
        day = taken_on.in_month(edition.month)
        when = f"on {taken_on.weekday.value.capitalize()} {day.day} {edition.month.name}"
    yield (quantity(latest), Text(f" {when}."))
    yield from change_since(edition, latest, table.indicator)
    yield from change_over_year(edition, latest, table.indicator)


def _largest(edition: Edition, table: TeamTable, rows: Named, _before: Named) -> Iterator[Inlines]:
    total = total_in(edition, table, edition.month)
    found = _extreme(rows, max)
    if not found or not found[0][1].value or len(rows) < 2:
        return
    most = found[0][1]
    several = len(found) > 1
    said: list[Inline] = [Text(f"{_names(found)} {'have' if several else 'has'} most, "), quantity(most)]
    if several:
        said.append(Text(" each"))
    elif total is not None and not isinstance(total.value, Missing) and not isinstance(most.value, Missing):
        said += [Text(", which is "), share(most.value, total.value, (str(most.id), str(total.id))), Text(" of all")]
    yield (*said, Text("."))


def _largest_changes(_edition: Edition, _table: TeamTable, rows: Named, before: Named) -> Iterator[Inlines]:
    changes = _changes(rows, before)
    for way, sign in (("rise", 1), ("fall", -1)):
        moved = [(name, change) for name, change in changes if _value(change) * sign > 0]
        if not moved:
            continue
        size = max(abs(_value(change)) for _, change in moved)
        found = [(name, change) for name, change in moved if abs(_value(change)) == size]
        change = found[0][1]
        period = rows[0][1].id.period.shift(-1).name
        yield (
            Text(f"The largest {way} since {period} is that of {_joined([name for name, _ in found])}, by "),
            Quantity(size, change.unit, change.decimals, change.figures),
            Text("." if len(found) == 1 else " each."),
        )


def _none(_edition: Edition, _table: TeamTable, rows: Named, _before: Named) -> Iterator[Inlines]:
    found = [(name, figure) for name, figure in rows if figure.value == 0]
    if found:
        yield (Text(f"{_names(found)} {'have' if len(found) > 1 else 'has'} none."),)


def _range(_edition: Edition, _table: TeamTable, rows: Named, _before: Named) -> Iterator[Inlines]:
    low, high = _extreme(rows, min), _extreme(rows, max)
    if not low:
        return
    if low == high:
        yield (Text("the same everywhere, "), quantity(low[0][1]), Text("."))
        return
    yield (
        Text("from "),
        quantity(low[0][1]),
        Text(f" ({_names(low)}) to "),
        quantity(high[0][1]),
        Text(f" ({_names(high)})."),
    )


def _moves(_edition: Edition, _table: TeamTable, rows: Named, before: Named) -> Iterator[Inlines]:
    changes = _changes(rows, before)
    if not changes:
        return
    counted = [
        (word, [change for _, change in changes if (_value(change) > 0) - (_value(change) < 0) == sign])
        for word, sign in (("rose", 1), ("fell", -1), ("stayed", 0))
    ]
    said: list[Inline] = [Text(f"Since {rows[0][1].id.period.shift(-1).name} it ")]
    known = [(word, found) for word, found in counted if found]
    for number, (word, found) in enumerate(known):
        if number:
            said.append(Text(" and " if number == len(known) - 1 else ", "))
        names = tuple(change.figures[0] for change in found)
        said += [Text(f"{word} in "), Quantity(exact(len(found)), Unit.COUNT, 0, names)]
    everywhere = tuple(change.figures[0] for _, change in changes)
    yield (*said, Text(" of "), Quantity(exact(len(changes)), Unit.COUNT, 0, everywhere), Text("."))


_SENTENCES: dict[Highlight, Callable[[Edition, TeamTable, Named, Named], Iterator[Inlines]]] = {
    "total": _total,
    "largest-changes": _largest_changes,
    "largest": _largest,
    "none": _none,
    "range": _range,
    "moves": _moves,
}


def _changes(rows: Named, before: Named) -> list[tuple[str, Quantity]]:
    """The change of each row that has a value in both months."""
    earlier = {figure.id.area: figure for _, figure in before}
    found = []
    for name, figure in rows:
        change = difference(figure, earlier[figure.id.area]) if figure.id.area in earlier else None
        if change is not None and not isinstance(change.value, Missing):
            found.append((name, change))
    return found


def _extreme(rows: Named, pick: Callable[[Iterable[Fraction]], Fraction]) -> Named:
    """Every row whose figure is the smallest or largest."""
    values = [figure.value for _, figure in rows if not isinstance(figure.value, Missing)]
    return [(name, figure) for name, figure in rows if values and figure.value == pick(values)]


def _value(change: Quantity) -> Fraction:
    return Fraction(0) if isinstance(change.value, Missing) else change.value


def _names(rows: Named) -> str:
    return _joined([name for name, _ in rows])


def _joined(names: list[str]) -> str:
    """`Breckland team and South team`."""
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _spaced(sentences: list[Inlines]) -> Iterator[Inline]:
    for number, sentence in enumerate(sentences):
        if number:
            yield Text(" ")
        yield from sentence
