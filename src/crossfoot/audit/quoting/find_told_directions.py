"""Words of rise and fall, better and worse, against the row that they speak of, between the times that they name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from crossfoot.audit.finding import Rule
from crossfoot.audit.quoting.find_narrative_claims import AMOUNT, DIRECTION
from crossfoot.audit.quoting.told_runs import Run, runs_near
from crossfoot.audit.reading.pack import Place, Role
from crossfoot.audit.spoken.sentences import Figure, Sentence
from crossfoot.audit.spoken.speaking import Speaking, is_time
from crossfoot.audit.spoken.spoken_words import plain_words
from crossfoot.audit.study import Study

_VERBS = re.compile(
    r"\b(?P<up>rose|(?:has|have|had) (?:risen|increased|grown|gone up|climbed)|increased|grew|went up|climbed)\b"
    r"|\b(?P<down>fell|(?:has|have|had) (?:fallen|decreased|dropped|gone down|declined|reduced|shrunk)|decreased|"
    r"dropped|"
    r"went down|declined|came down)\b"
    r"|\b(?P<better>(?:has |have |had )?(?:got(?:ten)? better|improved|become better)|a change for the better|is "
    r"better)\b"
    r"|\b(?P<worse>(?:has |have |had )?(?:got(?:ten)? worse|worsened|deteriorated|slipped|become worse)|a change for "
    r"the"
    r" worse|is worse)\b",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"\bbetween\b", re.IGNORECASE)
_SINCE = re.compile(r"\b(?:since|from|on|compared (?:with|to)|than in|than)\s*(?:the |in )?$", re.IGNORECASE)
_LATEST = re.compile(
    r"^[^;]{0,40}?\b(?:(?:on|in|over|during) the (?:year|quarter|month|period)|this (?:year|quarter|month)|"
    r"(?:since|on|from|compared with|than) (?:the )?(?:last|previous|preceding) (?:year|quarter|month|report)|again|"
    r"(?:on|than|compared with) the (?:year|quarter|month) before|(?:on|than) (?:a|one) (?:year|quarter|month) (?:ago|"
    r"before|earlier))\b",
    re.IGNORECASE,
)
_LONGER = re.compile(
    r"\b(?:over|in|during|for|across) (?:the )?(?:last |past )?(?:\w+ )?(?:years|months|quarters|weeks)\b|\byear to "
    r"date\b"
    r"|\b(?:in|had) (?:the )?year before\b|\bhad (?:gone|risen|fallen|grown|come)|\bsince (?:the )?(?:start|"
    r"beginning)|\bwill\b"
    r"|\bif\b|\bexpected\b|\bshould\b|\bwould\b|\bin (?:each|every)\b|\bnationally\b|\bengland\b|\bof the \w+\b.{0,20}"
    r"\b(?:rose|fell|improved|worsened)",
    re.IGNORECASE,
)
_BY = re.compile(r"^\s*(?:slightly |sharply |further )?by (?:about |around |some |nearly |almost )?$", re.IGNORECASE)
_NOT = re.compile(
    r"\b(?:not|no|never|neither|nor|only|whether|where|when|which|that|who|if)\s*(?:\w+\s)?$", re.IGNORECASE
)

_OR = re.compile(r",? (?:or|which is|that is|equal to|equivalent to) (?:about )?|,? ?\(", re.IGNORECASE)
_IN_SOME = re.compile(
    r"\s(?:in|on|for|at|across) (?:all|most|some|several|both|only|just|\w+ of|\w+ (?:areas|teams|services|districts|"
    r"localities|measures|schools))\b",
    re.IGNORECASE,
)


def find_told_directions(study: Study, sentences: Sequence[Sentence], speaking: Speaking) -> None:
    """Check each verb of rise or fall whose subject is a row over time."""
    for sentence in sentences:
        verbs = list(_VERBS.finditer(sentence.text))
        more = _MORE_THAN.search(sentence.text)
        if not (verbs or more) or _LONGER.search(sentence.text):
            continue
        runs: list[Run] | None = None
        if more is not None:
            runs = runs_near(study, speaking, sentence.line, fewest=2)
            _check_more(study, sentence, more, runs, speaking)
        for verb in verbs:
            if (_NOT.search(sentence.text[: verb.start()]) and "change" not in verb[0]) or _IN_SOME.match(
                sentence.text[verb.end() :]
            ):
                continue
            if runs is None:
                runs = runs_near(study, speaking, sentence.line, fewest=2)
            _check(study, sentence, verb, runs, speaking)


def _check(study: Study, sentence: Sentence, verb: re.Match[str], runs: Sequence[Run], speaking: Speaking) -> None:
    run = _subject(sentence, verb, runs, speaking)
    if run is None:
        return
    told = _from_to(sentence) if verb.lastgroup in {"better", "worse"} else None
    ends = _ends(sentence, verb, run) if told is None else (len(run.times) - 2, len(run.times) - 1)
    if ends is None:
        return
    before, last = ends
    earlier, later = told or (run.values[before], run.values[last])
    figure = next((each for each in sentence.figures if _BY.match(sentence.text[verb.end() : each.start])), None)
    if figure is not None and told is None:
        _check_size(study, sentence, figure, run, before, last)
        second = next((each for each in sentence.figures if each.start > figure.end), None)
        if second is not None and _OR.fullmatch(sentence.text[figure.end : second.start]):
            _check_size(study, sentence, second, run, before, last)
    way = verb.lastgroup or ""
    move = (later > earlier) - (later < earlier)
    if not move:
        return
    if way in {"better", "worse"}:
        sign = {"high": 1, "low": -1}.get(run.polarity, 0)
        if not sign:
            return
        right = (move == sign) == (way == "better")
    else:
        right = (move > 0) == (way == "up")
    if right:
        study.ledger.agreed(DIRECTION)
        return
    if told is not None:
        working = f"{run.label}: {run.polarity} is good; from {float(earlier):g} to {float(later):g}."
        _found(study, DIRECTION, sentence, verb[0].strip(), "the other way", working, run.places[last])
        return
    cells = study.pack.cell(run.places[before]), study.pack.cell(run.places[last])
    _found(
        study,
        DIRECTION,
        sentence,
        verb[0].strip(),
        {"up": "fallen", "down": "risen", "better": "worse", "worse": "better"}[way],
        f"{run.label}: {cells[0].text} ({run.times[before].name}) to {cells[1].text} ({run.times[last].name}).",
        run.places[last],
    )


def _subject(sentence: Sentence, verb: re.Match[str], runs: Sequence[Run], speaking: Speaking) -> Run | None:
    """The one run whose words stand before the verb, with nothing else there that could make it a part."""
    head = sentence.text[: verb.start()]
    cut = max((match.end() for match in _VERBS.finditer(head)), default=0) if "change" not in verb[0] else 0
    head = re.split(r"[;]|\b(?:but|while|whereas|although|because|so|than)\b", head[cut:])[-1]
    said = plain_words(head)
    content = speaking.content(head)
    named = [run for run in runs if (words := plain_words(run.label)) and words <= said]
    named = [run for run in named if not any(plain_words(run.label) < plain_words(other.label) for other in named)]
    if named:
        run = named[0]
        extra = content - plain_words(run.label)
        return run if not extra and len({plain_words(each.label) for each in named}) == 1 else None
    if runs and _SPENT.search(head) and len(content) <= 1:
        # The one row of the table close by is what the words call the overspend.
        table = runs[0].places[0].table
        beside = [run for run in runs if run.places[0].table == table]
        return beside[0] if len(beside) == 1 and _SPENT.search(beside[0].label) else None
    if not content or (len(content) == 1 and speaking.rows_with(content) != 1 and len(sentence.periods) < 2):
        return None
    holders = [run for run in runs if content <= plain_words(run.label)]
    return holders[0] if len(holders) == 1 else None


_SPENT = re.compile(r"\b(?:over|under)[\s-]?spend|\bvariance|\bpressure|\bdeficit|\bsurplus", re.IGNORECASE)
_FROM_TO = re.compile(r"\bfrom (?P<first>[\d,.]+)%? to (?P<last>[\d,.]+\d)%?", re.IGNORECASE)
_MORE_THAN = re.compile(
    r"\b(?P<number>\d[\d,]*) (?P<way>more|fewer|higher|lower) than (?:a|the|in the|at the end of the) "
    r"(?:previous |last )?(?P<what>year|month|quarter)(?: (?:before|earlier|ago))?\b",
    re.IGNORECASE,
)


def _from_to(sentence: Sentence) -> tuple[Fraction, Fraction] | None:
    """The two figures of `from 24.3% to 22.4%`."""
    match = _FROM_TO.search(sentence.text)
    if match is None:
        return None
    try:
        return Fraction(match["first"].replace(",", "")), Fraction(match["last"].replace(",", ""))
    except ValueError:
        return None


def _check_more(
    study: Study, sentence: Sentence, match: re.Match[str], runs: Sequence[Run], speaking: Speaking
) -> None:
    """`47 fewer than a year earlier`, of a row that the words before it name."""
    run = _subject(sentence, match, runs, speaking)
    if run is None or len(run.times) < 2:
        return
    kind, what = run.times[-1].kind, match["what"].casefold()
    back = {"year": {"span": 1, "year": 1, "month": 12, "term": 3}, "month": {"month": 1}, "quarter": {"quarter": 1}}[
        what
    ]
    if kind not in back:
        return
    wanted = run.times[-1].index - back[kind.value]
    before = next((place for place, time in enumerate(run.times) if time.index == wanted), None)
    if before is None:
        return
    moved = run.values[-1] - run.values[before]
    told = Fraction(match["number"].replace(",", "")) * (1 if match["way"].casefold() in {"more", "higher"} else -1)
    if moved == told:
        study.ledger.agreed(AMOUNT)
        return
    shown = abs(run.values[-1]) in {abs(figure.amount) for figure in sentence.figures}
    if not shown:
        return
    cells = study.pack.cell(run.places[before]).text, study.pack.cell(run.places[-1]).text
    working = f"{run.label}: {cells[0]} to {cells[1]} is {float(moved):+g}."
    _found(study, AMOUNT, sentence, match[0][:40], f"{abs(float(moved)):g}", working, run.places[-1])


def _ends(sentence: Sentence, verb: re.Match[str], run: Run) -> tuple[int, int] | None:
    """The two times compared: those named, else the last two where the words say so or name none."""
    after = [told for told in sentence.periods if told.start >= verb.end()]
    places = [
        next((n for n, time in reversed(list(enumerate(run.times))) if is_time(time, told.time)), None)
        for told in after
    ]
    if len(after) >= 2 and _BETWEEN.search(sentence.text[verb.end() : after[0].start]):
        first, second = places[:2]
        return None if first is None or second is None or first >= second else (first, second)
    if len(after) == 1 and _SINCE.search(sentence.text[: after[0].start]):
        return (places[0], len(run.times) - 1) if places[0] is not None and places[0] < len(run.times) - 1 else None
    if sentence.periods:
        return None
    return _unnamed(sentence, verb, run)


def _unnamed(sentence: Sentence, verb: re.Match[str], run: Run) -> tuple[int, int] | None:
    """The last two times, where the words say or show that they mean them."""
    last = len(run.times) - 1
    if run.printed_change and re.match(r"\s*by \d", sentence.text[verb.end() :]):
        return last - 1, last
    if _LATEST.match(sentence.text[verb.end() :]):
        yearly = re.search(r"year", sentence.text[verb.end() :], re.IGNORECASE)
        if yearly and run.times[-1].kind in {"month", "quarter", "bare-month"}:
            return None
        return last - 1, last
    told = [figure for figure in sentence.figures if figure.start >= verb.end()]
    to = next((each for each in told if re.match(r"\s*to (?:just )?$", sentence.text[verb.end() : each.start])), None)
    if to is not None and abs(to.amount) == abs(run.values[last]):
        return last - 1, last
    return (last - 1, last) if len(run.times) == 2 else None


def _check_size(  # noqa: PLR0917 - what is told of which two values
    study: Study, sentence: Sentence, figure: Figure, run: Run, before: int, last: int
) -> None:
    """`Fell by 104`, `by 3.6%`: what it is of the two values, or a change printed beside them."""
    if figure.money or figure.points:
        return
    earlier, later = run.values[before], run.values[last]
    size = abs(later - earlier) / earlier * 100 if figure.percent and earlier else abs(later - earlier)
    wide = abs(figure.interval)
    if wide.low <= size <= wide.high or any(abs(value) == abs(figure.amount) for value in _changes(study, run)):
        study.ledger.agreed(AMOUNT)
        return
    if figure.percent and study.pack.cell(run.places[last]).number is not None:
        number = study.pack.cell(run.places[last]).number
        if number is not None and number.percent:
            return
    if figure.percent and abs(size - figure.amount) <= Fraction(1, 2):
        return
    cells = study.pack.cell(run.places[before]).text, study.pack.cell(run.places[last]).text
    shown = f"{float(size):.1f}%" if figure.percent else f"{float(size):g}"
    _found(study, AMOUNT, sentence, figure.text, shown, f"{run.label}: {cells[0]} to {cells[1]}.", run.places[last])


def _changes(study: Study, run: Run) -> Iterator[Fraction]:
    """The changes that the table prints beside the values."""
    table, row = run.places[-1].table, run.places[-1].row
    for column, each in enumerate(study.pack.tables[table].columns):
        place = Place(table, row, column)
        if each.role is Role.DIFFERENCE and study.is_number(place):
            yield study.value(place)


def _found(  # noqa: PLR0917 - what every finding of a sentence has
    study: Study, rule: Rule, sentence: Sentence, published: str, expected: str, working: str, other: Place
) -> None:
    study.ledger.found(
        rule,
        None,
        line=sentence.line,
        published=published,
        expected=expected,
        row=sentence.text[:160],
        explanation=f"{rule.words} {working}",
        confidence=0.75,
        others=[other],
    )
