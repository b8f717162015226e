"""`18 fewer than a year earlier`, `up 18 on last year`, `a fall of 18 since 2022`: against the row that is meant."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from crossfoot.audit.moves.told_runs import Run, runs_named, runs_near
from crossfoot.audit.quoting.find_narrative_claims import AMOUNT
from crossfoot.audit.reading.times import TimeKind
from crossfoot.audit.spoken.moving_words import FALLING, HIGHER, LOWER, RISING
from crossfoot.audit.spoken.sentences import Figure, Sentence, numbers_in
from crossfoot.audit.spoken.speaking import Speaking, is_time
from crossfoot.audit.spoken.spoken_words import plain_words
from crossfoot.audit.spoken.telling import tell
from crossfoot.audit.study import Study

_BEFORE_TOLD = re.compile(
    rf"\b(?:(?P<up>{RISING})|(?P<down>{FALLING}))(?: (?:by|of))?"
    r"(?: about| around| some| just| only| a further| nearly)* $",
    re.IGNORECASE,
)
_AFTER_TOLD = re.compile(
    rf"\s?(?:[a-z]+ ){{0,2}}?(?:(?P<up>{HIGHER}|{RISING})|(?P<down>{LOWER}|{FALLING}))\b"
    r"(?: than| on| from| since| over)?",
    re.IGNORECASE,
)
_SINCE = re.compile(
    r"[^.;:\d]{0,30}?\b(?:than|on|from|since|over|in|during|compared (?:with|to)|against)\s"
    r"(?:(?:at|in|for|on) )?(?:the )?(?:end of (?:the )?|start of (?:the )?)?"
    r"(?:same (?:point|time|stage|date|period|month|quarter|"
    r"term)(?: (?:of|in))?(?: the)? |this time )?"
    r"(?:(?P<year>(?:last|previous|preceding|prior) year|(?:a |one |the )?year (?:before|earlier|ago|previously)|"
    r"(?:twelve|12) months (?:before|earlier|ago|previously)|the year)"
    r"|(?P<step>(?:last|previous|preceding|prior) (?:quarter|month|term)|(?:a |one |the )?(?:quarter|month|term) "
    r"(?:before|earlier|ago|previously)))\b",
    re.IGNORECASE,
)
_ENDS = re.compile(
    r"\s?(?:$|[.,;:()]|[\u2013-]\s|(?:and|but|or|when|although|though|to|at|as|while|whereas|with|because|in|of|despite|"
    r"after|reflecting|following|due)\b)",
    re.IGNORECASE,
)
"""After the time that is compared with. `12 more than a year earlier live with family` is of another thing."""
_OF_OTHERS = re.compile(
    r"\b(?:target|england|national\w*|neighbours?|region\w*|budget|forecast|plan|expected|if|would|could|should|will|"
    r"nationally|between|each|every)\b",
    re.IGNORECASE,
)
_YEAR_BACK = {TimeKind.SPAN: 1, TimeKind.YEAR: 1, TimeKind.MONTH: 12, TimeKind.QUARTER: 4, TimeKind.TERM: 3}
_STEPS = {"month": TimeKind.MONTH, "quarter": TimeKind.QUARTER, "term": TimeKind.TERM}


@dataclass(frozen=True, slots=True)
class Change:
    """A figure that says by how much something rose (1) or fell (-1), and the words for what it is compared with."""

    figure: Figure
    sign: int
    since: re.Match[str] | None
    end: int


def find_told_changes(study: Study, sentences: Sequence[Sentence], speaking: Speaking) -> None:
    """Check each change since a time before, of a row over time whose last value the words tell too."""
    for sentence in sentences:
        changes = [] if _OF_OTHERS.search(sentence.text) else list(_changes(sentence))
        runs = runs_near(study, speaking, sentence.line, fewest=2) if changes else []
        for change in changes:
            run = _run_of(sentence, change, runs) or _run_named(sentence, runs, speaking)
            earlier = _earlier(sentence, change, run) if run is not None else None
            if run is not None and earlier is not None:
                _check(study, sentence, change, run, earlier)


def _changes(sentence: Sentence) -> Iterator[Change]:
    text = sentence.text
    for figure in sentence.numbers:
        if figure.money or _ROWS_THAT.match(text, figure.end):
            continue
        before = _BEFORE_TOLD.search(text[max(0, figure.start - 50) : figure.start].rstrip() + " ")
        after = _AFTER_TOLD.match(text, figure.end)
        match = before or after
        if match is None:
            continue
        end = figure.end if before is not None else figure.end + len(after[0]) if after is not None else figure.end
        start = figure.end if before is not None or after is None else after.end("up" if after["up"] else "down")
        since = _SINCE.match(text, start)
        if since is not None and not _ENDS.match(text, since.end()):
            continue
        yield Change(figure, 1 if match["up"] else -1, since, since.end() if since is not None else max(start, end))


_ROWS_THAT = re.compile(r"\s(?:of (?:them|these|those) )?(?:have|has|had)\b", re.IGNORECASE)
"""`Three have risen since October`: so many rows, and no change."""


def _run_of(sentence: Sentence, change: Change, runs: Sequence[Run]) -> Run | None:
    """The one run that the words name and whose last value they tell, in this sentence or the one before it."""
    told = {
        abs(each.amount) for each in sentence.numbers if each is not change.figure and each.start < change.figure.start
    }
    before = {abs(each.amount) for each in numbers_in(sentence.before)} if not told else set()
    said = plain_words(f"{sentence.before if not told else ''} {sentence.text}")
    own = [] if told else runs_named(runs, plain_words(sentence.text))
    shown = [run for run in own or runs if abs(run.values[-1]) in told | before and plain_words(run.label) & said]
    nearest = next((abs(each.amount) for each in reversed(sentence.numbers) if each.end <= change.figure.start), None)
    if any(abs(run.values[-1]) == nearest for run in runs):
        # `53 came into care and 41 left, one fewer than in June`.
        shown = [run for run in shown if abs(run.values[-1]) == nearest]
    named = runs_named(shown, said) or shown
    return named[0] if len({(plain_words(run.label), run.values) for run in named}) == 1 else None


def _run_named(sentence: Sentence, runs: Sequence[Run], speaking: Speaking) -> Run | None:
    """The one run that all words of the sentence are of, where no value of it is told."""
    content = speaking.content(sentence.text)
    named = [run for run in runs_named(runs, content) if content == plain_words(run.label) - speaking.title]
    return named[0] if len(named) == 1 else None


_LINKED = re.compile(r"(?:[^.;:,\d]* |\s?)(?:than|on|from|since)\s(?:(?:in|at|on|the|end|of)\s)*", re.IGNORECASE)
"""`Fell by 12 in quarter 1` tells of that quarter itself."""


def _earlier(sentence: Sentence, change: Change, run: Run) -> int | None:
    """The place in the run of the time that it is compared with."""
    kind = run.times[-1].kind
    if change.since is None:
        spoken = next((each for each in sentence.periods if 0 <= each.start - change.end <= 12), None)
        linked = spoken and _LINKED.fullmatch(sentence.text, change.figure.end, spoken.start)
        if spoken is None or not linked:
            return None
        found = [place for place, time in enumerate(run.times[:-1]) if is_time(time, spoken.time)]
        return found[-1] if found else None
    if change.since["year"]:
        back = _YEAR_BACK.get(kind)
    else:
        word = next(word for word in _STEPS if word in change.since["step"].casefold())
        back = 1 if kind is _STEPS[word] else None
    wanted = run.times[-1].index - back if back else None
    return next((place for place, time in enumerate(run.times) if time.index == wanted), None)


def _check(study: Study, sentence: Sentence, change: Change, run: Run, earlier: int) -> None:
    figure = change.figure
    first, last = study.interval(run.places[earlier]), study.interval(run.places[-1])
    moved = last - first
    number = study.pack.cell(run.places[-1]).number
    percents = number is not None and number.percent
    if figure.percent and not percents:
        if first.low <= 0:
            return
        moved = (moved / first).times(100)
    elif figure.points != percents and not (percents and figure.percent):
        return
    stated = figure.interval if change.sign > 0 else -figure.interval
    if moved.meets(stated) or (
        figure.percent and percents and first.low > 0 and (moved / first).times(100).meets(stated)
    ):
        study.ledger.agreed(AMOUNT)
        return
    cells = study.pack.cell(run.places[earlier]).text, study.pack.cell(run.places[-1]).text
    expected = f"{float(moved.middle):+.{max(figure.decimals, 0)}f}"
    working = f"{run.label}: {cells[0]} ({run.times[earlier].name}) to {cells[1]} is {expected}."
    tell(
        study,
        AMOUNT,
        sentence,
        sentence.text[figure.start : change.end].strip()[:60],
        expected,
        working,
        0.75,
        run.places[-1:],
    )
