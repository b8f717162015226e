"""Marks of two kinds against the test that the paper tells for them, by the figure or the dates of each row."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from crossfoot.audit.finding import Kind, Rule
from crossfoot.audit.intervals import Interval
from crossfoot.audit.marks.answers_together import asked_in
from crossfoot.audit.marks.classed_rows import BLANK, Classed, classed_columns
from crossfoot.audit.marks.compared_columns import compared_in
from crossfoot.audit.marks.kinds_told import kind_words, tests_by_kind
from crossfoot.audit.marks.marked import Marked
from crossfoot.audit.marks.marks_named import OP_WORDS, SHOWN, is_said_to_be, names_marks, stands_in, told_mark
from crossfoot.audit.marks.measured_rows import Measured, measured_by
from crossfoot.audit.marks.one_number import Test, Way
from crossfoot.audit.marks.plain_words import plain
from crossfoot.audit.marks.rule_limits import leaves_room
from crossfoot.audit.marks.told_tests import (
    LEFT_OUT,
    SAME,
    ToldTests,
    in_other_units,
    leaves_open,
    read_tests,
    sentences_in,
)
from crossfoot.audit.marks.verdicts import Verdict, report
from crossfoot.audit.reading.labels import words_of
from crossfoot.audit.study import Study

TOLD_TESTS = Rule(
    "told-tests",
    Kind.DISPLAY,
    "One of two marks says whether the figure of its row keeps the test that the words tell.",
)
ABOVE, BELOW = 5, 4
"""Lines above and under a table within which its test is told, where the words do not name the marks."""
FAR = 60
FEWEST = 4
"""Rows that must be right."""
MANY = 12
"""Rows from which on two may be wrong."""
_JUDGES = re.compile(
    r"\b(?:time|timely|late|overdue|met|kept|keeps?|reached|achieved|goal|target|aim|ambition|standard|limit|ceiling|"
    r"cap|"
    r"expected|rule|complian\w+|complie[sd]|within|over|under|outside|exceed\w*|breach\w*|ok|enough|safe|allowed|"
    r"passed|"
    r"timescale|deadline|schedule|threshold|minimum|maximum|guide\w*|benchmark|pledge)\b",
    re.IGNORECASE,
)
"""Headings that ask whether what should be is."""
_DENIED = re.compile(r"\b(?:not|never|still|even|whatever|nor)\b")
_COUNTED_AS = re.compile(
    r"^(?!those|others?|the (?:rest|others?)|all|any)(?:[a-z]+ ){1,3}(?:[a-z]+(?:ed|ght|pt|nt|lt|wn)|put off|held|made|"
    r"that|which|who|with|without) "
    r"(?:(?!after|later|longer|outside|over|more|beyond|past|by then)[a-z]+ ){1,8}(?:is|are) (?:shown|"
    r"counted|marked|treated|"
    r"recorded|taken) (?:as|to be) "
)
"""`Actions closed by the Board are shown as complete`, whatever else is told of those that are."""
_MODAL = re.compile(r"\b(?:should|must|(?:is|are|has|have) to|ought|expected to|required to)\b")
_SMALL = frozenset(words_of("to by the as in on of"))
_AS_PRINTED = re.compile(
    r"\bas (?:printed|shown|rounded)\b|\b(?:printed|rounded) (?:figure|percentage|rate|number)s?\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Fit:
    """How the marks follow a test: rows that do, rows that do not, the mark of those that keep it."""

    measured: Measured
    right: tuple[int, ...]
    wrong: tuple[int, ...]
    keeps: str
    told: bool
    """Whether the words say which mark is of those that keep the test."""
    sentence: str
    plainly: bool = False
    """Whether they do in so many words: `is marked Over`, `on plan when`."""


def find_told_tests(study: Study) -> None:
    """Check every column of two marks for which a test is told."""
    for table in study.pack.tables:
        if table.index in study.copies:
            continue
        judged = {each.column_number for each in study.ledger.findings if each.table_number == table.index}
        for classed in classed_columns(table):
            if classed.column not in judged:
                _check(study, classed)


def _check(study: Study, classed: Classed) -> None:
    fits = [fit for sentence, near in _sentences(study, classed) for fit in _fits(study, classed, sentence, near=near)]
    both = all(name in classed.marks.values() for name in classed.names)
    whole = next((each for each in fits if not each.wrong and (both or each.measured.tied)), None)
    if whole is not None:
        study.ledger.agreed(TOLD_TESTS, len(whole.right))
        return
    sure = [each for each in fits if each.measured.tied and _is_sure(classed, each)]
    best = min(sure, key=lambda each: len(each.wrong), default=None)
    if best is None:
        return
    rivals = [each for each in fits if each.measured.tied and len(each.wrong) <= len(best.wrong)]
    if all(each.wrong == best.wrong for each in rivals):
        faults = {row: classed.other(classed.marks[row]) for row in best.wrong}
        follows = f"{best.measured.name} by the words: {best.sentence.strip()}"
        verdict = Verdict(len(best.right), faults, follows, best.measured.columns)
        report(study, TOLD_TESTS, Marked(classed.table, classed.column, classed.marks), verdict)


def _is_sure(classed: Classed, fit: Fit) -> bool:
    """Whether the rows that follow a test prove it, and those that do not are the exception."""
    least = FEWEST - 1 if fit.plainly else FEWEST
    if len(fit.wrong) > (1 if len(fit.right) < MANY else 2) or len(fit.right) < least:
        return False
    counts = Counter(classed.marks[row] for row in fit.right)
    if not all(name in classed.marks.values() for name in classed.names):
        # All are the same.
        return (fit.plainly or (fit.told and not classed.guessed)) and len(fit.wrong) == 1
    return fit.told or all(counts[name] for name in classed.names)


def _sentences(study: Study, classed: Classed) -> Iterator[tuple[str, bool]]:
    """Sentences that may tell a test of the column, with whether they stand beside its table."""
    table = classed.table
    seen: set[str] = set()
    if any(letter.isdigit() for letter in classed.heading):
        yield classed.heading, True
    texts = [(table.line, text) for text in (table.caption, *table.captions)]
    texts += [
        (each.line, each.text)
        for each in study.paragraphs_at(range(table.line - FAR, table.last_line + BELOW + 1))
        if each.sheet == table.sheet
    ]
    for line, text in texts:
        near = table.line - ABOVE <= line <= table.last_line + BELOW
        if leaves_open(text):
            continue
        several = list(sentences_in(text))
        for sentence in several:
            if any(_makes_exception(classed, other) for other in several if other is not sentence):
                continue
            if sentence in seen or leaves_room(_without_headings(classed, sentence)):
                continue
            seen.add(sentence)
            if near or names_marks(classed, sentence):
                yield sentence, near


def _without_headings(classed: Classed, sentence: str) -> str:
    """The sentence without what heads a column: `audits moderated` over a column of the number moderated."""
    headings = [re.escape(each.heading.strip()) for each in classed.table.columns if len(each.heading.strip()) > 3]
    return re.sub(rf"\b(?:{'|'.join(headings)})\b", " ", sentence, flags=re.IGNORECASE) if headings else sentence


def _makes_exception(classed: Classed, sentence: str) -> bool:
    """Whether a sentence says of what a mark is not: `Reviews put off by the court are not late`."""
    said = plain(sentence)
    if LEFT_OUT.search(said) and _names_rows(classed, said):
        return True
    counted = _COUNTED_AS.search(said)
    if read_tests(sentence, frozenset()) is not None or not (counted or _DENIED.search(said)):
        return False
    names = [name for name in classed.names if name not in OP_WORDS]
    return any(stands_in(name, said) for name in [*names, *([classed.heading.casefold()] if counted else [])])


def _names_rows(classed: Classed, said: str) -> bool:
    """Whether words name some rows of the table: what stands in a cell of theirs, no figure and no mark."""
    table = classed.table
    for place in range(len(table.columns)):
        texts = {table.cell(row, place).text.casefold().strip() for row in classed.marks}
        if place != classed.column and any(len(text) > FEWEST - 1 and stands_in(text, said) for text in texts):
            return True
    return False


def _fits(study: Study, classed: Classed, sentence: str, *, near: bool) -> Iterator[Fit]:
    """How the marks follow each way to take a sentence."""
    for compared in compared_in(study, classed, sentence) if near else ():
        joined = _JOINED_BEFORE.search(compared.test.clause.partition("|")[0])
        if joined is None and _is_of_marks(classed, compared.test, sentence):
            rows = dict.fromkeys(classed.marks, compared.test)
            yield from _fitted(classed, rows, compared.measured, sentence)
    for words in dict.fromkeys((sentence, _untimed(sentence))):
        yield from _fits_of_tests(study, classed, words)


_JOINED_BEFORE = re.compile(
    r"\b(?:if|when|where)\b[^;.|]*\b(?:is|are|was|were|has|have|had)\b[^;.|]* (?:and|or) (?!(?:more|less|fewer)\b)"
)
"""`If the manager is registered and occupancy`: what follows is half of the test."""
_TIMED = re.compile(
    r" (?:in|within|inside) (?:\d+|[a-z]+) (?:working |school |calendar )?(?:hours?|days?|weeks?|months?)\b",
    re.IGNORECASE,
)


def _untimed(sentence: str) -> str:
    """`80% of plans within 20 weeks`, of which the percentage is asked; other sentences as they are."""
    untimed = _TIMED.sub("", sentence)
    return untimed if re.search(r"\d\s?%|\d per ?cent\b", untimed) else sentence


def _fits_of_tests(study: Study, classed: Classed, sentence: str) -> Iterator[Fit]:
    if (asked := asked_in(study, classed, sentence)) is not None and _is_of_marks(classed, asked.test, sentence):
        measured = Measured(asked.name, asked.amounts, asked.columns, tied=True)
        yield from _fitted(classed, dict.fromkeys(classed.marks, asked.test), measured, sentence)
        return
    told = read_tests(sentence, kind_words(classed))
    if told is not None and _is_of_marks(classed, told.tests[0], sentence):
        if len(told.tests) > 1 and told.joint != SAME:
            yield from _fits_of_several(study, classed, told, sentence)
        if _stand_alone(classed, told):
            for test in (each for one in told.tests for each in in_other_units(one)):
                rows = dict.fromkeys(classed.marks, test)
                for measured in measured_by(study, classed, test):
                    yield from _fitted(classed, rows, measured, sentence)


def _fits_of_several(study: Study, classed: Classed, told: ToldTests, sentence: str) -> Iterator[Fit]:
    """Of several tests each is of a kind of rows, or they decide together."""
    first = replace(told.tests[0], clause=told.text)
    for kinds in tests_by_kind(classed, told.tests):
        for measured in measured_by(study, classed, first):
            yield from _fitted(classed, kinds, measured, sentence)
    if told.joint:
        yield from _joint_fits(study, classed, told, sentence)


def _stand_alone(classed: Classed, told: ToldTests) -> bool:
    """Whether each test decides by itself."""
    if told.joint == SAME:
        return True
    return not _asks_more(classed, told) if len(told.tests) == 1 else _are_bands(classed, told)


_MORE_BEFORE = re.compile(r"\b(?:if|when|where)\b[^;.|]*,? (?:or|and) (?:if |when |where )")
"""`Escalated where it is graded inadequate, or where the plan is more than six months old`."""
_ELSE = re.compile(r"[a-z ]+ (?:if|when|where) (?:it|they|not)(?: (?:is|are|was|were|do|does|has|have))?(?: not)?")
"""`Within if it is not above 70 and Above if it is`."""
_MORE = re.compile(r"\b(?:and|but|or)\b(?P<words>[^|;]*)")


def _asks_more(classed: Classed, told: ToldTests) -> bool:
    """Whether a second condition without a number follows: `more than 10 days were missed and no contact was made`."""
    before, _, after = told.tests[0].clause.partition("|")
    if _MORE_BEFORE.search(before):
        return True
    match = _MORE.search(after)
    if match is None or len(match["words"].split()) < 2 or _ELSE.fullmatch(match["words"].strip(" .")):
        return False
    named = any(stands_in(name, match["words"]) for name in classed.names if name not in OP_WORDS)
    return not named and not re.match(r"\s*(?:the )?(?:others?|rest)\b", match["words"])


def _are_bands(classed: Classed, told: ToldTests) -> bool:
    """Whether each mark has a test of its own: `on time up to 10 days, late from 11`."""
    named = [
        name for test in told.tests for name in classed.names if name not in OP_WORDS and stands_in(name, test.clause)
    ]
    return len(set(named)) == len(told.tests) == 2


def _is_of_marks(classed: Classed, test: Test, sentence: str) -> bool:
    """Whether a sentence tells the marks of the column: by a name of one, by its heading, or as what should be."""
    said = set(words_of(sentence))
    heading = set(words_of(classed.heading))
    kept = {classed.kept(name) for name in classed.names}
    should = test.way is Way.AIM or _MODAL.search(test.clause.partition("|")[0]) is not None
    if None in kept and should and not SHOWN.search(sentence):
        # What should be is kept or not; the marks are kinds of rows.
        return False
    if names_marks(classed, sentence):
        return True
    if BLANK in classed.names:
        # An empty cell may be one where nothing was judged.
        named = all(any(word.startswith(own) for word in said | _SMALL) for own in heading)
        return bool(heading) and named and SHOWN.search(sentence) is not None
    if heading and heading <= said | _SMALL:
        return True
    plain_answers = any(map(classed.says_yes, classed.names))
    return test.asked and kept == {True, False} and (not plain_answers or _JUDGES.search(classed.heading) is not None)


def _fitted(classed: Classed, tests: Mapping[int, Test], measured: Measured, sentence: str) -> Iterator[Fit]:
    first = next(iter(tests.values()))
    for way in (Way.AIM, Way.MOST) if first.way is Way.AIM else (first.way,):
        answers = {
            row: _answer(replace(tests[row], way=way) if first.way is Way.AIM else tests[row], amount, sentence)
            for row, amount in measured.amounts.items()
        }
        yield from _by_names(classed, answers, first, measured, sentence)


def _answer(test: Test, amount: Interval, sentence: str) -> tuple[bool, bool]:
    """Whether a figure as printed keeps a test, and whether its decimals that are not shown cannot change that."""
    keeps = test.holds(amount.middle)
    exact = _AS_PRINTED.search(sentence) is not None
    return keeps, exact or all(test.holds(end) == keeps for end in (amount.low, amount.high))


def _by_names(
    classed: Classed, answers: Mapping[int, tuple[bool, bool]], test: Test, measured: Measured, sentence: str
) -> Iterator[Fit]:
    told = told_mark(classed, test)
    fits = []
    for name in classed.names if told is None else (told,):
        right = tuple(row for row, (keeps, _) in answers.items() if (classed.marks[row] == name) == keeps)
        wrong = tuple(row for row, (_, sure) in answers.items() if sure and row not in right)
        plainly = told is not None and is_said_to_be(name, plain(sentence))
        fits.append(Fit(measured, right, wrong, name, told is not None, sentence, plainly))
    yield min(fits, key=lambda each: len(each.wrong))


def _joint_fits(study: Study, classed: Classed, told: ToldTests, sentence: str) -> Iterator[Fit]:
    """Of tests that all must be kept, or one of them: each of a column that its words name."""
    chosen: list[Sequence[Measured]] = []
    for test in told.tests:
        tied = [each for each in measured_by(study, classed, test) if each.tied]
        if not tied:
            return
        chosen.append(tied)
    for parts in _products(chosen):
        if len({part.columns for part in parts}) < len(parts):
            continue
        answers: dict[int, tuple[bool, bool]] = {}
        for row in classed.marks:
            if all(row in part.amounts for part in parts):
                each = [
                    _answer(test, part.amounts[row], sentence) for test, part in zip(told.tests, parts, strict=True)
                ]
                kept = [keeps for keeps, _ in each]
                keeps = all(kept) if told.joint == "and" else any(kept)
                answers[row] = keeps, all(sure for _, sure in each)
        name = f" {told.joint} ".join(part.name for part in parts)
        columns = tuple(column for part in parts for column in part.columns)
        measured = Measured(name, parts[0].amounts, columns, tied=True)
        yield from _by_names(classed, answers, told.tests[0], measured, sentence)


def _products(chosen: Sequence[Sequence[Measured]]) -> Iterator[tuple[Measured, ...]]:
    if not chosen:
        yield ()
        return
    for first in chosen[0][:4]:
        for others in _products(chosen[1:]):
            yield (first, *others)
