"""Run every rule over a pack, settle what failed, number the findings and group them by root."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from crossfoot.audit.across.find_copies import find_duplicated_tables
from crossfoot.audit.blame import settle
from crossfoot.audit.by_tables import BY_TABLES, Checked, check_window, take_ratios, windows_of
from crossfoot.audit.collecting import collecting_rarely
from crossfoot.audit.finding import Finding
from crossfoot.audit.ledger import Ledger, Share
from crossfoot.audit.order import (
    ALONE,
    DATE_RULES,
    LEXICON_RULES,
    SELF_PROVING_RULES,
    SENTENCE_RULES,
    SPOKEN_RULES,
    TABLE_RULES,
)
from crossfoot.audit.parts_at_fault import blame_parts
from crossfoot.audit.printed_again import name_copies
from crossfoot.audit.reading.how_sure import PackReading, reading_of
from crossfoot.audit.reading.pack import Pack
from crossfoot.audit.run_rule import run_rule
from crossfoot.audit.second_look import look_again
from crossfoot.audit.second_process import beside
from crossfoot.audit.spoken.bands_told import tells_bands
from crossfoot.audit.spoken.sentences import Lexicon, find_sentences
from crossfoot.audit.spoken.speaking import Speaking
from crossfoot.audit.study import Study
from crossfoot.audit.turned_tables import lay_down, stand_up

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Audit:
    """What an audit found: findings in the order of their lines, and the number of checks made and agreed by rule."""

    pack: Pack
    findings: tuple[Finding, ...]
    checks: dict[str, int]
    passed: dict[str, int]
    stops: tuple[str, ...] = ()
    """Of each check that stopped at an error of its own, what is to be said: also in what the pack left unread."""

    @property
    def reading(self) -> PackReading:
        """How sure the pack was read, each table as it stood for the checks."""
        return reading_of(stand_up(self.pack)[0])


def run_audit(pack: Pack, *, processes: int = 1, progress: Progress = lambda _what, _done, _total: None) -> Audit:
    """Every rule over the pack. A rule that has nothing to look at counts no check.

    What the tables of a large pack prove of themselves is looked for in a second process, where there may be two.
    """
    with collecting_rarely():
        return _run_audit(pack, two=processes > 1 and _is_large(pack), progress=progress)


def _run_audit(pack: Pack, *, two: bool, progress: Progress) -> Audit:
    standing, turned = stand_up(pack)
    study = Study.of(standing)
    joined = [rule for rule in TABLE_RULES if rule not in ALONE and rule is not find_duplicated_tables]
    steps = len(joined) + 3
    # No rule by tables looks at copies.
    run_rule(study, find_duplicated_tables, study)
    found, words = _check_beside(study, progress) if two else (None, None)
    shares = _by_rule(study, found if found is not None else map(check_window, windows_of(standing, study.copies)))
    for number, rule in enumerate(joined, 1):
        progress(rule.__name__.replace("_", " "), number, steps)
        if rule in shares:
            for share in shares.pop(rule):
                study.ledger.take(share)
        else:
            run_rule(study, rule, study)
            study.forget(*OF_ONE_RULE)
    if words is not None:
        study.ledger.take(words)
    else:
        progress("reading the words", len(joined) + 1, steps)
        _look_alone(study)
    progress("settling", len(joined) + 2, steps)
    settle(study.ledger)
    look_again(study.ledger)
    blame_parts(study.ledger)
    name_copies(study)
    pack = replace(pack, unread=[*pack.unread, *study.ledger.stops])
    ledger = study.ledger
    findings = lay_down(ledger.findings, turned)
    return Audit(pack, number_findings(findings), dict(ledger.checks), dict(ledger.passed), tuple(ledger.stops))


def _check_beside(study: Study, progress: Progress) -> tuple[list[Checked] | None, Share]:
    """What a second process finds by tables, None where none can be had; meanwhile what looks alone is done here."""
    own, study.ledger = study.ledger, Ledger(study.pack)
    with beside(check_window, windows_of(study.pack, study.copies)) as found:
        progress("reading the words", 0, 1)
        _look_alone(study)
        words, study.ledger = study.ledger.share(), own
        study.let_go()
        return found(), words


OF_ONE_RULE = ("shown",)
"""What of tables only the rule asks for that had it made."""
LARGE = 20_000
"""Cells of tables from which on a second process is worth what it costs to start it and to send it the tables."""


def _is_large(pack: Pack) -> bool:
    return sum(len(table.rows) * len(table.columns) for table in pack.tables) >= LARGE


def _by_rule(study: Study, found: Iterable[Checked]) -> dict[Callable[[Study], None], list[Share]]:
    """What each rule by tables took, window by window; the ratios of all windows are in the study."""
    shares: dict[Callable[[Study], None], list[Share]] = {rule: [] for rule in BY_TABLES}
    for checked in found:
        take_ratios(study, checked)
        for rule, share in zip(BY_TABLES, checked.shares, strict=True):
            shares[rule].append(share)
    return shares


def _look_alone(study: Study) -> None:
    """Every rule that asks nothing of what others find, of tables and of words."""
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
