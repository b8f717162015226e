"""A change, a gap and a target said in words: `Got worse by 0.1`, `Missed by 1.6`, `Better by 4.2`.

The word goes through polarity, so it says what happened to performance; the number beside it has no sign.
"""

from __future__ import annotations

from crossfoot.figures.figure import Figure
from crossfoot.indicators.schema import Indicator, Target
from crossfoot.judgements.direction import judge_direction, performance_of
from crossfoot.judgements.judgement import Performance, Rag
from crossfoot.judgements.policies import DirectionPolicy
from crossfoot.judgements.reading import Reading, break_between
from crossfoot.judgements.targets import meets, shortfall, target_words
from crossfoot.reports.cells import NOTHING, difference
from crossfoot.reports.document import Cell, Inlines, Quantity, Status, Text, Tone
from crossfoot.vocabulary.missing import Missing
from crossfoot.vocabulary.units import Polarity, Unit

BREAK = Cell((Text("Break"),))
"""Between two figures of which the later counts something else: nothing is worked out across it."""
_UNKNOWN = Cell((Quantity(Missing.NOT_AVAILABLE, Unit.COUNT, 0),))
_CHANGED = {
    Performance.BETTER: (Tone.BETTER, "Got better"),
    Performance.WORSE: (Tone.WORSE, "Got worse"),
    Performance.SAME: (Tone.SAME, "No change"),
}
_STANDS = {
    Performance.BETTER: (Tone.BETTER, "Better"),
    Performance.WORSE: (Tone.WORSE, "Worse"),
    Performance.SAME: (Tone.SAME, "The same"),
}


def change_in_words(
    latest: Figure | None, before: Figure | None, indicator: Indicator, policy: DirectionPolicy
) -> Inlines:
    """`Got worse` by how much; `Up` or `Down` where neither is good; empty where there is nothing to compare."""
    if latest is None or before is None or is_broken(before, latest, indicator):
        return ()
    change = difference(latest, before)
    if change is None or isinstance(change.value, Missing):
        return ()
    size = Quantity(abs(change.value), change.unit, change.decimals, change.figures)
    verdict = judge_direction(
        Reading.of(latest), Reading.of(before), polarity=indicator.polarity, policy=policy, breaks=indicator.breaks
    )
    if verdict.word in _CHANGED:
        tone, label = _CHANGED[verdict.word]
        status = Status(tone, label, verdict.word.symbol, verdict.reason)
        return (status,) if verdict.word is Performance.SAME else (status, Text(" by "), size)
    if not change.value:
        return (Text("No change"),)
    return (Text("Up " if change.value > 0 else "Down "), size)


def change_cell(latest: Figure | None, before: Figure | None, indicator: Indicator, policy: DirectionPolicy) -> Cell:
    """The same as a cell: the word break where the definition changed between, not available where a value lacks."""
    if latest is not None and before is not None and is_broken(before, latest, indicator):
        return BREAK
    content = change_in_words(latest, before, indicator, policy)
    return Cell(content) if content else _UNKNOWN


def is_broken(before: Figure, latest: Figure, indicator: Indicator) -> bool:
    """True where the later of two figures counts something else than the earlier."""
    return break_between(before.id.period, latest.id.period, indicator.breaks) is not None


def target_status(figure: Figure | None, target: Target | None, indicator: Indicator) -> Status | None:
    """Met or missed; None without a target, a value, or a good direction."""
    if figure is None or target is None or target.target is None or indicator.polarity is Polarity.NONE:
        return None
    value = figure.value
    if isinstance(value, Missing):
        return None
    is_met = meets(value, target.target, strict=target.strict, polarity=indicator.polarity)
    goal = target_words(target, unit=indicator.unit, polarity=indicator.polarity)
    words = f"{Reading.of(figure).words} {'meets' if is_met else 'misses'} the target of {goal}."
    if is_met:
        return Status(Tone.GOOD, "Met", Rag.GREEN.symbol, words)
    return Status(Tone.POOR, "Missed", Rag.RED.symbol, words)


def against_target(figure: Figure | None, target: Target | None, indicator: Indicator) -> Inlines:
    """`Missed` by how much, or `Met`; empty where there is nothing to be measured."""
    status = target_status(figure, target, indicator)
    if status is None or figure is None or target is None or target.target is None or isinstance(figure.value, Missing):
        return ()
    if status.tone is Tone.GOOD:
        return (status,)
    miss = shortfall(figure.value, target.target, polarity=indicator.polarity)
    ids = (str(figure.id), f"target/{indicator.id}")
    return (status, Text(" by "), Quantity(miss, indicator.unit.of_change, indicator.decimals, ids))


def against_target_cell(figure: Figure | None, target: Target | None, indicator: Indicator) -> Cell:
    """The same as a shaded cell."""
    content = against_target(figure, target, indicator)
    if not content:
        return NOTHING
    return Cell(content, content[0].tone if isinstance(content[0], Status) else None)


def gap_cell(figure: Figure | None, other: Figure | None, indicator: Indicator, *, name: str) -> Cell:
    """`Worse` by how much than `name`, through polarity; `Above` or `Below` where neither is good."""
    if figure is None or other is None:
        return _UNKNOWN
    gap = difference(figure, other)
    if gap is None or isinstance(gap.value, Missing):
        return _UNKNOWN
    size = Quantity(abs(gap.value), gap.unit, gap.decimals, gap.figures)
    word = performance_of(gap.value, indicator.polarity)
    if word in _STANDS:
        tone, label = _STANDS[word]
        same = word is Performance.SAME
        words = f"{label} {'as' if same else 'than'} {name}, {Reading.of(other).words} {Reading.of(other).when}."
        status = Status(tone, label, word.symbol, words)
        return Cell((status,) if same else (status, Text(" by "), size))
    if not gap.value:
        return Cell((Text("The same"),))
    return Cell((Text("Above by " if gap.value > 0 else "Below by "), size))
