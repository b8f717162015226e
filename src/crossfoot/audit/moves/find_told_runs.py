"""Claims of a run or of a place in time: `up for the third month running`, `the lowest of the five quarters`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction

from crossfoot.audit.finding import Kind, Rule
from crossfoot.audit.moves.told_runs import Run, runs_meant, runs_near
from crossfoot.audit.spoken.moving_words import BETTER, DOWN, UP, WORSE, way_told
from crossfoot.audit.spoken.number_words import COUNT, number_of
from crossfoot.audit.spoken.sentences import Sentence
from crossfoot.audit.spoken.speaking import Speaking, is_time
from crossfoot.audit.spoken.spoken_words import plain_words
from crossfoot.audit.spoken.telling import tell
from crossfoot.audit.study import Study
from crossfoot.vocabulary.issues import Severity

RUNNING = Rule(
    "runs-in-words",
    Kind.NARRATIVE,
    "A row moves one way for as long as the words say, and is the highest or lowest of the times they name.",
    Severity.WARNING,
)
_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh",
             "twelfth")  # fmt: skip
_ORDINAL = rf"(?P<ordinal>{'|'.join(_ORDINALS)}|\d{{1,2}}(?:st|nd|rd|th))"
_STEP = r"(?:month|quarter|term|year|week|period|report|time)s?"
_IN_A_ROW = re.compile(
    rf"\b{_ORDINAL} (?:successive |consecutive )?(?P<what>{_STEP}|rise|fall|increase|decrease|reduction|drop|"
    rf"improvement)"
    rf"(?: (?:running|in a row|in succession|on end|straight))?",
    re.IGNORECASE,
)
_EACH_OF = re.compile(
    rf"\b(?:in|for|over) (?:each|every one|all) of the (?:last |past |previous )?(?P<number>{COUNT}) {_STEP}"
    rf"|\bfor (?:the (?:last|past) )?(?P<number2>{COUNT}) (?:consecutive |successive )?{_STEP} (?:running|in a row|"
    rf"in "
    rf"succession|straight)|\b(?P<number3>{COUNT}) (?:consecutive|successive) {_STEP}(?: of (?:rise|fall|growth)s?)?",
    re.IGNORECASE,
)
_FIRST_AFTER = re.compile(
    rf"\bfirst (?P<move>rise|fall|increase|decrease|drop|improvement) (?:after|in|following) (?P<number>{COUNT}) "
    rf"(?:consecutive |successive )?{_STEP}(?: of (?P<others>rises?|falls?|increases?|decreases?|growth|decline))?",
    re.IGNORECASE,
)
_BETTER = re.compile(rf"\b(?:{BETTER})\b", re.IGNORECASE)
_WORSE = re.compile(rf"\b(?:{WORSE}|slipp\w+)\b", re.IGNORECASE)
_PLACE = re.compile(
    rf"\b(?P<what>lowest|highest|best|worst|fewest|most|least)\b(?P<between>(?:(?!\b(?:until|but|ha[sd]|have)\b)[^,.;]){{0,30}}?)\b(?:"
    rf"of the (?P<number>{COUNT}) (?:[\w-]+ )?(?:{_STEP}|forecasts|figures|returns|results|surveys)\b|"
    rf"for (?:the past |the last |over )?(?P<years>{COUNT}) {_STEP}\b|(?P<all>so far(?: this year)?|of the year(?: "
    rf"so far)?|on record"
    rf"|of the period|shown|in the (?:table|series|period)))",
    re.IGNORECASE,
)
_EACH = re.compile(r"\b(?:in|for|at) (?:each|every|all)(?: one)? $", re.IGNORECASE)
"""`The lowest rate in each of the three years` is that of one area among others."""
_NO = re.compile(r"\b(?:not|no longer|nor|never|if|whether|neither)\b", re.IGNORECASE)
_PRONOUN = re.compile(
    r"^(?:[\d.()a-z]{1,6}\s+)?(?:it|this|that|these|the (?:number|figure|rate|total)(?! (?:of|for|in|at)\b))\b",
    re.IGNORECASE,
)


def find_told_runs(study: Study, sentences: Sequence[Sentence], speaking: Speaking) -> None:
    """Check every sentence that tells a run of moves, or a place among the values over time."""
    for sentence in sentences:
        text = sentence.text
        claims = [pattern.search(text) for pattern in (_FIRST_AFTER, _EACH_OF, _IN_A_ROW, _PLACE)]
        if not any(claims):
            continue
        runs = runs_meant(
            study, sentence, runs_near(study, speaking, sentence.line), pronoun=bool(_PRONOUN.match(text))
        )
        if not runs:
            continue
        first, each, row, place = claims
        if first is not None:
            _check_first(study, sentence, first, runs)
        elif each is not None:
            _check_run(study, sentence, each, runs, number_of(each["number"] or each["number2"] or each["number3"]))
        elif row is not None and (number := _ordinal(row)):
            _check_run(study, sentence, row, runs, number)
        if place is not None and not _NO.search(text[max(0, place.start() - 20) : place.start()]):
            near = runs_near(study, speaking, sentence.line)
            _check_place(study, sentence, place, _told_before(sentence, place, near) or runs)


def _told_before(sentence: Sentence, place: re.Match[str], runs: Sequence[Run]) -> list[Run]:
    """The runs whose words and last value stand together before the claim: `958 contacts, the highest of the year`."""
    before = sentence.text[: place.start()].rpartition(";")[2]
    words, told = plain_words(before), {abs(each.amount) for each in sentence.figures if each.end <= place.start()}
    named = [run for run in runs if (own := plain_words(run.label)) and own <= words]
    return [run for run in named if abs(run.values[-1]) in told] or (named if ";" in sentence.text else [])


def _ordinal(match: re.Match[str]) -> int:
    """The number of a run; 0 where the words are of a `third month`, not of a third in a row."""
    whole = match[0].casefold()
    told = any(word in whole for word in ("running", "row", "succe", "consecutive", "on end", "straight"))
    if not told:
        return 0
    word = match["ordinal"].casefold()
    return _ORDINALS.index(word) + 1 if word in _ORDINALS else int(word[:-2])


def _way(sentence: Sentence, match: re.Match[str], run: Run) -> int:
    """1 up, -1 down, 0 where the words do not say: of the claim itself, else of what stands before it."""
    for text in (match[0], sentence.text[: match.start()], sentence.text[match.end() :]):
        if way := way_told(text):
            return way
        better, worse = bool(_BETTER.search(text)), bool(_WORSE.search(text))
        if better != worse:
            sign = {"high": 1, "low": -1}.get(run.polarity, 0)
            return sign if better else -sign
    return 0


def _check_run(study: Study, sentence: Sentence, match: re.Match[str], runs: Sequence[Run], number: int) -> None:
    """So many moves one way at the end of a row, or from a time that the words name."""
    if not any(pattern.search(sentence.text) for pattern in (UP, DOWN, _BETTER, _WORSE)):
        return
    worst: tuple[Run, int] | None = None
    for run in runs:
        moves = run.moves
        way = _way(sentence, match, run) or moves[-1]
        length, most = run_lengths(study, run, way)
        told = [each.time for each in sentence.periods if "since" in sentence.text[: each.start][-16:].casefold()]
        since = next((place for place, time in enumerate(run.times) if told and is_time(time, told[0])), None)
        steps = len(run.times) - 1 - since if since is not None else None
        # `the third month running`: not the fourth, unless the table begins too late to tell.
        exact = "ordinal" in match.re.groupindex and since is None
        fits = most >= number and (not exact or length <= number) and (steps is None or steps == number)
        if fits or (length == len(moves) and number > length and steps is None):
            study.ledger.agreed(RUNNING)
            return
        if worst is None:
            worst = run, length
    if worst is None or len({run.label for run in runs}) > 1:
        return
    run, length = worst
    _accuse(study, sentence, match[0], f"{length} in a row", run, 0.75 if length < number else 0.6)


def run_lengths(study: Study, run: Run, way: int) -> tuple[int, int]:
    """How many moves that way a run ends with, as printed, and at most: rounding may print a small move as none."""
    rounded = [study.interval(place).width > 0 for place in run.places[1:]]
    moves = list(zip(run.moves, rounded, strict=True))[::-1]
    length = next((place for place, (move, _) in enumerate(moves) if move != way), len(moves))
    most = next((n for n, (move, hides) in enumerate(moves) if move != way and (move or not hides)), len(moves))
    return length, most


def _check_first(study: Study, sentence: Sentence, match: re.Match[str], runs: Sequence[Run]) -> None:
    """`The first rise after three years of falls`."""
    if "after" not in match[0].casefold() and match["others"] is None:
        return
    number, up = number_of(match["number"]), 1 if UP.search(match["move"]) else -1
    for run in runs:
        moves = run.moves
        before = moves[:-1]
        length = next((place for place, move in enumerate(reversed(before)) if move != -up), len(before))
        if moves[-1] == up and length == number:
            study.ledger.agreed(RUNNING)
            return
    run = runs[0]
    moves = run.moves
    length = next((place for place, move in enumerate(reversed(moves[:-1])) if move != -up), len(moves) - 1)
    # Before its first time a table says nothing: there the run may be longer than it shows.
    if moves[-1] != up or length < len(moves) - 1 or number < length or len(run.times) > number:
        _accuse(study, sentence, match[0], f"after {length}", run, 0.7)
    elif number > length:
        _accuse(study, sentence, match[0], f"after {length} shown", run, 0.55)


def _check_place(study: Study, sentence: Sentence, match: re.Match[str], runs: Sequence[Run]) -> None:
    if _EACH.search(match["between"]):
        return
    what = match["what"].casefold()
    failed: list[tuple[Run, int]] = []
    for run in runs:
        number = (
            number_of(match["number"] or match["years"]) if (match["number"] or match["years"]) else len(run.values)
        )
        if number < 2 or number > len(run.values) or (match["number"] and number != len(run.values) and len(runs) > 1):
            continue
        values = (
            [abs(value) for value in run.values[-number:]]
            if all(v < 0 for v in run.values)
            else list(run.values[-number:])
        )
        ends = {min(values), max(values)}
        if what in {"lowest", "fewest", "least"}:
            ends = {min(values)}
        elif what in {"highest", "most"}:
            ends = {max(values)}
        elif (sign := _good(sentence, run)) != 0:
            ends = {max(values)} if (sign > 0) == (what == "best") else {min(values)}
        if values[-1] in ends or (_then(sentence, match, run) or values[-1]) in ends:
            study.ledger.agreed(RUNNING)
            return
        failed.append((run, number))
    if failed and len({run.label for run, _ in failed}) == 1:
        run, _ = failed[0]
        order = sorted(run.values)
        _accuse(study, sentence, match[0], f"{order.index(run.values[-1]) + 1} from the lowest", run, 0.75)


def _then(sentence: Sentence, match: re.Match[str], run: Run) -> Fraction | None:
    """The value told right before the claim, with its time: `fell to 31 in June, the fewest of the four months`."""
    figure = next((each for each in reversed(sentence.figures) if each.end <= match.start()), None)
    period = next((each for each in reversed(sentence.periods) if each.start <= match.start()), None)
    if figure is None or period is None:
        return None
    between = sentence.text[max(figure.end, period.start) : match.start()]
    values = zip(run.times, map(abs, run.values), strict=True)
    held = [value for time, value in values if is_time(time, period.time) and value == figure.amount]
    return held[0] if held and not re.search(r"[.;]|\b(?:and|but)\b", between) else None


def _good(sentence: Sentence, run: Run) -> int:
    """1 where high is good, by the table or by the words: what improved and rose."""
    if run.polarity in {"high", "low"}:
        return 1 if run.polarity == "high" else -1
    better, worse = bool(_BETTER.search(sentence.text)), bool(_WORSE.search(sentence.text))
    move = run.moves[-1]
    return 0 if better == worse else move if better else -move


def _accuse(  # noqa: PLR0917 - what every finding of a sentence has
    study: Study, sentence: Sentence, told: str, expected: str, run: Run, confidence: float
) -> None:
    cells = " ".join(study.pack.cell(place).text for place in run.places)
    tell(study, RUNNING, sentence, told, expected, f"{run.label}: {cells}.", confidence, run.places[-1:])
