"""Sums inside a sentence: a change from one figure to another, n of N as a percentage, a total made up of parts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from crossfoot.audit.finding import Kind, Rule, interval_text
from crossfoot.audit.intervals import Interval, total
from crossfoot.audit.sentences import Figure, Sentence
from crossfoot.audit.study import Study
from crossfoot.vocabulary.issues import Severity

CHANGES = Rule(
    "changes-in-words",
    Kind.NARRATIVE,
    "A change told in words is the difference of the two figures told with it.",
    Severity.WARNING,
)
SHARES = Rule(
    "shares-in-words", Kind.NARRATIVE, "A percentage told in words is the numbers told with it.", Severity.WARNING
)
SUMS = Rule(
    "sums-in-words", Kind.NARRATIVE, "A total told in words is the sum of the parts told with it.", Severity.WARNING
)
POINTS = Rule(
    "percentage-points",
    Kind.NARRATIVE,
    "The difference of two percentages is in percentage points, not per cent.",
    Severity.WARNING,
)
_RISE = re.compile(r"\b(increas\w*|ris\w*|rose|gr[eo]w\w*|improv\w*|up|higher|more|above|gain\w*)\b", re.IGNORECASE)
_FALL = re.compile(r"\b(decreas\w*|reduc\w*|f[ae]ll\w*|drop\w*|declin\w*|down|lower|less|fewer|below)\b", re.IGNORECASE)
_FROM_TO = re.compile(r"\bfrom\b", re.IGNORECASE)
_MOVED = re.compile(
    r"\b(rose|risen|increased|grew|grown|climbed|went up|gone up|up|improved|fell|fallen|decreased|reduced|dropped|"
    r"declined|went down|gone down|down)\b[^.;,]{0,12}\bfrom\b",
    re.IGNORECASE,
)
_COMPARED = re.compile(r"\b(compared (to|with)|against|versus|vs\.?|than)\b", re.IGNORECASE)
_OF = re.compile(r"^\s*(?:\w+\s){0,3}?(?:out of|of)\s+(?:the\s|all\s)?(?:\w+\s)?$", re.IGNORECASE)
_OF_FIRST = re.compile(r"\b(?:of|out of)(?: the| all)?\s*$", re.IGNORECASE)
_BUDGET = re.compile(r"\b(against|on|of|from|out of) (a|an|the)?\s?(\w+ )?budget of\s*$", re.IGNORECASE)
_STOOD = re.compile(r"\b(up|down|(?:an? )?(?:rise|fall|increase|decrease)(?: of)?)(?: by)?\s*$", re.IGNORECASE)
_BRACKET = re.compile(r"\s*\((?P<parts>[^()]*)\)")
_MADE_UP = re.compile(
    r"made up of|compris\w+|consist\w+ of|split (as|between|into)|broken down|being|namely|of which|:|\bwith\b",
    re.IGNORECASE,
)


def find_narrative_arithmetic(study: Study, sentences: Sequence[Sentence]) -> None:
    """Check every sentence whose own figures say how they hang together."""
    for sentence in sentences:
        if len(sentence.figures) >= 2:
            _check_change(study, sentence)
            _check_share(study, sentence)
            _check_stood(study, sentence)
            _check_bracket(study, sentence)
        _check_sum(study, sentence)


def _ends(sentence: Sentence) -> tuple[Figure, Figure] | None:
    """The earlier and the later figure of `from A to B`, or of `B compared to A`."""
    text = sentence.text
    for match in _FROM_TO.finditer(text):
        after = [figure for figure in sentence.figures if figure.start >= match.end()][:2]
        if (
            len(after) == 2
            and after[0].start - match.end() < 12
            and re.search(r"\bto\b", text[after[0].end : after[1].start])
            and after[1].start - after[0].end < 40
            and _same_unit(after[0], after[1])
        ):
            return after[0], after[1]
    for match in _COMPARED.finditer(text):
        before = [figure for figure in sentence.figures if figure.end <= match.start()]
        after = [figure for figure in sentence.figures if figure.start >= match.end()]
        if (
            before
            and after
            and match.start() - before[-1].end < 30
            and after[0].start - match.end() < 30
            and _same_unit(before[-1], after[0])
            and match[0].casefold() != "than"
        ):
            return after[0], before[-1]
    return None


def _same_unit(one: Figure, other: Figure) -> bool:
    return (one.percent, one.points, one.money) == (other.percent, other.points, other.money)


def _check_change(study: Study, sentence: Sentence) -> None:
    ends = _ends(sentence)
    if ends is None:
        return
    earlier, later = ends
    _check_verb(study, sentence, earlier, later)
    low, high = min(earlier.start, later.start), max(earlier.end, later.end)
    for told in sentence.figures:
        near = (told.end <= low and low - told.end < 70) or (told.start >= high and told.start - high < 60)
        rise = _rises(sentence.text, told) if near and told not in ends and told.amount else None
        if rise is None:
            continue
        if told.points or (told.percent and earlier.percent):
            _check_points(study, sentence, told, earlier, later)
        elif told.percent:
            _check_relative(study, sentence, told, earlier, later)
        elif _same_unit(told, later):
            _check_size(study, sentence, told, earlier, later)
        if rise != (later.amount > earlier.amount) and later.amount != earlier.amount:
            way = "rise" if rise else "fall"
            working = f"{earlier.text} to {later.text} is told as a {way}."
            _found(study, CHANGES, sentence, told, "the other direction", working, 0.75)


def _check_points(study: Study, sentence: Sentence, told: Figure, earlier: Figure, later: Figure) -> None:
    """A change of a percentage: in points, or in per cent of what it was."""
    size, stated, relative = abs(later.interval - earlier.interval), abs(told.interval), _relative(earlier, later)
    in_points, in_percent = size.meets(stated), relative is not None and abs(relative).meets(stated)
    working = f"{earlier.text} to {later.text}."
    # Rounding may leave room for both: what the printed figures give exactly is what was told.
    exactly = relative is not None and not told.interval.contains(abs(relative.middle))
    exactly = exactly and abs(later.amount - earlier.amount) == abs(told.amount)
    if told.percent and in_points and (exactly or not in_percent):
        working = f"{later.text} less {earlier.text} is in percentage points."
        expected = f"{float(told.amount):g} percentage points"
        _found(study, POINTS, sentence, told, expected, working, 0.65 if in_percent else 0.9)
    elif (told.points and not in_points) or (told.percent and not in_points and not in_percent):
        _found(study, CHANGES, sentence, told, f"{interval_text(size, 1)} points", working, 0.8)
    else:
        study.ledger.agreed(CHANGES)


def _check_relative(study: Study, sentence: Sentence, told: Figure, earlier: Figure, later: Figure) -> None:
    relative = _relative(earlier, later)
    if relative is None:
        return
    if abs(relative).meets(abs(told.interval)):
        study.ledger.agreed(CHANGES)
        return
    expected = interval_text(abs(relative), 0, suffix="%")
    _found(study, CHANGES, sentence, told, expected, f"{earlier.text} to {later.text}.", 0.85)


def _check_size(study: Study, sentence: Sentence, told: Figure, earlier: Figure, later: Figure) -> None:
    size = abs(later.interval - earlier.interval)
    around = sentence.text[max(0, told.start - 30) : told.end + 30]
    if size.meets(abs(told.interval)):
        study.ledger.agreed(CHANGES)
    elif re.search(r"\bby\b|(increase|decrease|reduction|fall|rise) of|more|fewer", around):
        _found(study, CHANGES, sentence, told, interval_text(size, 0), f"{earlier.text} to {later.text}.", 0.8)


def _check_verb(study: Study, sentence: Sentence, earlier: Figure, later: Figure) -> None:
    """`rose from A to B` where B is less than A."""
    verb = _MOVED.search(sentence.text[max(0, earlier.start - 40) : earlier.start])
    if verb is None or earlier.amount == later.amount:
        return
    rises = bool(_RISE.search(verb[0]))
    if rises == (later.amount > earlier.amount) or "improv" in verb[0].casefold():
        study.ledger.agreed(CHANGES)
    else:
        expected = "a rise" if later.amount > earlier.amount else "a fall"
        _found(study, CHANGES, sentence, earlier, expected, f"{verb[0].strip()} {earlier.text} to {later.text}.", 0.85)


def _rises(text: str, told: Figure) -> bool | None:
    """Whether the word of direction nearest to the figure, before it if there is one, is of a rise; None for none."""
    before = text[max(0, told.start - 40) : told.start]
    after = text[told.end : told.end + 30]
    for words, last in ((before, True), (after, False)):
        found = [(match.start(), True) for match in _RISE.finditer(words)] + [
            (match.start(), False) for match in _FALL.finditer(words)
        ]
        if found:
            return max(found)[1] if last else min(found)[1]
    return None


def _relative(earlier: Figure, later: Figure) -> Interval | None:
    try:
        return ((later.interval - earlier.interval) / earlier.interval).times(100)
    except ZeroDivisionError:
        return None


def _check_share(study: Study, sentence: Sentence) -> None:
    """`47 of 59 (80%)`, `4.2% (3 of 71)`, `an overspend of £1.46m on a budget of £48.90m (3.0%)`."""
    figures = sentence.figures
    for whole, part, percent in zip(figures, figures[1:], figures[2:], strict=False):
        # `Of 214 audits, 171 (79.9%)`.
        of = _OF_FIRST.search(sentence.text[: whole.start])
        if of and part.is_plain and whole.is_plain and percent.percent and 0 <= percent.start - part.end < 4:
            _weigh_share(study, sentence, part, whole, percent)
    told: list[Figure] = []
    for place, (part, whole) in enumerate(pairwise(figures)):
        between = sentence.text[part.end : whole.start]
        counted = part.is_plain and whole.is_plain and _OF.match(between)
        if not counted and not (part.money and whole.money and _BUDGET.search(between)):
            continue
        beside = [each for each in figures[max(0, place - 1) : place + 3] if _beside(each, part, whole)]
        beside = [each for each in beside if each not in told]
        if beside and whole.amount > 0:
            worked = (part.interval / whole.interval).times(100)
            percent = next((each for each in beside if each.interval.meets(worked)), beside[0])
            told.append(percent)
            _weigh_share(study, sentence, part, whole, percent)


def _weigh_share(study: Study, sentence: Sentence, part: Figure, whole: Figure, percent: Figure) -> None:
    if whole.amount <= 0:
        return
    worked = (part.interval / whole.interval).times(100)
    if percent.interval.meets(worked):
        study.ledger.agreed(SHARES)
    else:
        told = f"{float(worked.middle):.1f}%"
        _found(study, SHARES, sentence, percent, told, f"{part.text} / {whole.text} = {told}.", 0.9)


def _check_stood(study: Study, sentence: Sentence) -> None:
    """`18.5%, down 1.4 percentage points from 19.9%`: the three hang together."""
    for now, moved, before in zip(sentence.figures, sentence.figures[1:], sentence.figures[2:], strict=False):
        verb = _STOOD.search(sentence.text[: moved.start])
        between = sentence.text[moved.end : before.start]
        if not now.percent or not before.percent or verb is None or not re.match(r"\s*(on|from|since)\b", between):
            continue
        falls = bool(_FALL.search(verb[0]))
        worked = now.interval - before.interval
        if (-worked if falls else worked).meets(moved.interval):
            study.ledger.agreed(CHANGES)
        elif moved.points:
            expected = f"{'down' if worked.middle < 0 else 'up'} {interval_text(abs(worked), 1)} points"
            _found(study, CHANGES, sentence, moved, expected, f"{before.text} to {now.text}.", 0.85)


def _check_bracket(study: Study, sentence: Sentence) -> None:
    """`£2.35m (£1.60m general, £0.75m schools)`: the parts in brackets are all of it."""
    for whole in sentence.figures:
        match = _BRACKET.match(sentence.text, whole.end)
        if match is None or not whole.money:
            continue
        parts = [each for each in sentence.figures if match.start() <= each.start < match.end()]
        if len(parts) < 2 or not all(_same_unit(each, whole) for each in parts):
            continue
        added = total(each.interval for each in parts)
        if added.meets(whole.interval):
            study.ledger.agreed(SUMS)
        elif abs(added.middle - whole.amount) <= abs(whole.amount) / 4:
            _found(
                study, SUMS, sentence, whole, _amount(added, whole), f"{' + '.join(each.text for each in parts)}.", 0.8
            )


def _beside(figure: Figure, part: Figure, whole: Figure) -> bool:
    """Whether it is a percentage right before the one or right after the other."""
    return figure.percent and (0 <= figure.start - whole.end < 12 or 0 <= part.start - figure.end < 12)


def _check_sum(study: Study, sentence: Sentence) -> None:
    """A figure, words that say it has parts, and the parts; the total may stand in the sentence before."""
    match = _MADE_UP.search(sentence.text)
    if match is None:
        return
    parts = [figure for figure in sentence.figures if figure.start >= match.end()]
    before = [figure for figure in sentence.figures if figure.end <= match.start()]
    strong = match[0].casefold().startswith(("made up", "compris", "consist", "split", "broken"))
    whole = before[-1] if before else None
    if whole is None and strong:
        whole = next(iter(reversed(list(_figures_of(sentence.before)))), None)
    if whole is None or len(parts) < 2:
        return
    alike = [figure for figure in parts if _same_unit(figure, whole)]
    if len(alike) < 2 or (not strong and len(alike) < 3):
        return
    added = total(figure.interval for figure in alike)
    if added.meets(whole.interval):
        study.ledger.agreed(SUMS)
        return
    near = abs(added.middle - whole.amount) <= abs(whole.amount) / (4 if strong else 10)
    if near and (strong or whole.money):
        _found(
            study,
            SUMS,
            sentence,
            whole,
            _amount(added, whole),
            f"{' + '.join(figure.text for figure in alike)}.",
            0.85 if strong else 0.6,
        )


def _figures_of(text: str) -> Iterator[Figure]:
    from crossfoot.audit.sentences import figures_in  # noqa: PLC0415

    return figures_in(text)


def _amount(interval: Interval, like: Figure) -> str:
    if "million" in like.text or like.text.rstrip().endswith("m"):
        return f"£{float(interval.middle / 1_000_000):.3f} million"
    return interval_text(interval, 0)


def _found(  # noqa: PLR0917 - what every finding of a sentence has
    study: Study, rule: Rule, sentence: Sentence, figure: Figure, expected: str, working: str, confidence: float
) -> None:
    study.ledger.found(
        rule,
        None,
        line=sentence.line,
        published=figure.text,
        expected=expected,
        row=_excerpt(sentence, figure),
        explanation=f"{rule.words} {working}",
        confidence=confidence,
    )


def _excerpt(sentence: Sentence, figure: Figure) -> str:
    start, end = max(0, figure.start - 60), min(len(sentence.text), figure.end + 60)
    return f"{'...' if start else ''}{sentence.text[start:end]}{'...' if end < len(sentence.text) else ''}"
