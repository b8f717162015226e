"""Run every rule over a pack, settle what failed, number the findings and group them by root."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import nullcontext
from dataclasses import dataclass, replace
from typing import ParamSpec

from crossfoot.audit.across.find_copies import find_duplicated_tables
from crossfoot.audit.blame import settle
from crossfoot.audit.collecting import collecting_rarely
from crossfoot.audit.finding import Finding
from crossfoot.audit.ledger import Ledger, Share
from crossfoot.audit.order import (
    ALONE,
    BY_GRIDS,
    DATE_RULES,
    LEXICON_RULES,
    SELF_PROVING_RULES,
    SENTENCE_RULES,
    SPOKEN_RULES,
    TABLE_RULES,
)
from crossfoot.audit.parts_at_fault import blame_parts
from crossfoot.audit.printed_again import name_copies
from crossfoot.audit.reading.pack import Pack
from crossfoot.audit.second_look import look_again
from crossfoot.audit.second_process import beside
from crossfoot.audit.spoken.bands_told import tells_bands
from crossfoot.audit.spoken.sentences import Lexicon, find_sentences
from crossfoot.audit.spoken.speaking import Speaking
from crossfoot.audit.study import Study

Progress = Callable[[str, int, int], None]
Asked = ParamSpec("Asked")


@dataclass(frozen=True, slots=True)
class Audit:
    """What an audit found: findings in the order of their lines, and the number of checks made and agreed by rule."""

    pack: Pack
    findings: tuple[Finding, ...]
    checks: dict[str, int]
    passed: dict[str, int]
    stops: tuple[str, ...] = ()
    """Of each check that stopped at an error of its own, what is to be said: also in what the pack left unread."""


def run_audit(pack: Pack, *, processes: int = 1, progress: Progress = lambda _what, _done, _total: None) -> Audit:
    """Every rule over the pack. A rule that has nothing to look at counts no check.

    Half of a large pack's work is done in a second process, where there may be two.
    """
    with collecting_rarely():
        return _run_audit(pack, processes=processes, progress=progress)


def _run_audit(pack: Pack, *, processes: int, progress: Progress) -> Audit:
    study = Study.of(pack)
    joined = [rule for rule in TABLE_RULES if rule not in ALONE]
    steps = len(joined) + 2
    with beside(_check_apart, pack) if processes > 1 and _is_large(pack) else nullcontext() as apart:
        last_by_grids = max((number for number, rule in enumerate(joined) if rule in BY_GRIDS), default=-1)
        study.keep("grids")
        for number, rule in enumerate(joined):
            progress(rule.__name__.replace("_", " "), number, steps)
            run_rule(study, rule, study)
            study.forget(*OF_ONE_RULE)
            if apart is not None and number == last_by_grids:
                study.forget("grids")
        progress("reading the words", len(joined), steps)
        share = apart() if apart is not None else None
    if share is not None:
        study.ledger.take(share)
    else:
        _look_alone(study)
    progress("settling", len(joined) + 1, steps)
    settle(study.ledger)
    look_again(study.ledger)
    blame_parts(study.ledger)
    name_copies(study)
    pack = replace(pack, unread=[*pack.unread, *study.ledger.stops])
    ledger = study.ledger
    return Audit(pack, number_findings(ledger.findings), dict(ledger.checks), dict(ledger.passed), tuple(ledger.stops))


OF_ONE_RULE = ("shown",)
"""What of tables only the rule asks for that had it made."""
LARGE = 20_000
"""Cells of tables from which on a second process is worth what it costs to start it and to send it the pack."""


def _is_large(pack: Pack) -> bool:
    return sum(len(table.rows) * len(table.columns) for table in pack.tables) >= LARGE


def _check_apart(pack: Pack) -> Share | None:
    """What the rules find that look alone: the work of the second process."""
    with collecting_rarely():
        study = Study.of(pack)
        find_duplicated_tables(study)
        study.ledger = Ledger(pack)
        _look_alone(study)
        return study.ledger.share()


def _look_alone(study: Study) -> None:
    """Every rule that asks nothing of what those of the first process find, of tables and of words."""
    for rule in TABLE_RULES:
        if rule in ALONE:
            run_rule(study, rule, study)
    sentences = find_sentences(study.pack)
    lexicon, speaking = Lexicon(study), Speaking(study)
    told = [sentence for sentence in sentences if not tells_bands(sentence.text)]
    for of_sentences in SELF_PROVING_RULES:
        run_rule(study, of_sentences, study, told)
    for of_series in LEXICON_RULES:
        run_rule(study, of_series, study, told, lexicon)
    for of_rows in SPOKEN_RULES:
        run_rule(study, of_rows, study, told, speaking)
    for of_sentences in SENTENCE_RULES:
        run_rule(study, of_sentences, study, sentences)
    for of_dates in DATE_RULES:
        run_rule(study, of_dates, study)


def run_rule(study: Study, rule: Callable[Asked, None], *asked: Asked.args, **others: Asked.kwargs) -> None:
    """A rule that stops at an error of its own is told of; the others run all the same."""
    try:
        rule(*asked, **others)
    except Exception as error:  # noqa: BLE001 - a table that no rule foresaw must not keep the rest of a pack unchecked
        study.ledger.stopped(rule.__name__.replace("_", " "), error)


def number_findings(findings: list[Finding]) -> tuple[Finding, ...]:
    """In the order of lines, with ids; the root of each is the id of the first finding at the same cell or cause."""
    ordered = sorted(
        findings,
        key=lambda each: (each.line, each.table_number or 0, each.column_number or 0, -each.confidence, each.rule),
    )
    first: dict[object, int] = {}
    roots = list(range(len(ordered)))
    for number, finding in enumerate(ordered):
        finding.id = f"F{number + 1:04}"
        for key in _shared(finding):
            _join(roots, number, first.setdefault(key, number))
    for number, finding in enumerate(ordered):
        finding.root = ordered[_root(roots, number)].id
    return tuple(ordered)


def _shared(finding: Finding) -> Iterator[object]:
    """What findings of one root have in common: a cause that a rule named, a cell."""
    if finding.root:
        yield finding.root
    if finding.table_number is not None and finding.row_number is not None and finding.column_number is not None:
        yield finding.table_number, finding.row_number, finding.column_number


def _root(roots: list[int], number: int) -> int:
    while roots[number] != number:
        number = roots[number]
    return number


def _join(roots: list[int], one: int, other: int) -> None:
    low, high = sorted((_root(roots, one), _root(roots, other)))
    roots[high] = low
