"""References by name: to a part, annex, appendix, table, figure or KPI, to a risk or action, that is not there."""

from __future__ import annotations

import re
from collections.abc import Iterator

from crossfoot.audit.naming.find_reference_faults import OTHER_PAPER, REFERENCES
from crossfoot.audit.naming.report_labels import KINDS, Label, is_run, kind_of, labels_of, place_of, references_of
from crossfoot.audit.reading.cells import CellKind
from crossfoot.audit.reading.pack import Pack
from crossfoot.audit.study import Study

LEAST_CELL = 12
"""Characters from which a cell may cite."""
_AND = r"(?:\s*,\s*(?:and\s+)?|\s+and\s+|\s+to\s+|\s+or\s+|\s*&\s*|\s?[-\u2013]\s?)"
_ID = r"(?:\d{1,2}[a-z]?|[A-Z])(?![\w%])(?!\.\d)"
_CITED = re.compile(rf"\b(?P<kind>(?i:{KINDS}|annexes|appendices|priorities))s? (?P<ids>{_ID}(?:{_AND}{_ID})*)(?!-)")
_APART = re.compile(
    r"\b(attached|separate(ly)?|circulated|enclosed|published|website|exempt|restricted|confidential|to follow|"
    r"previous|"
    r"last|statistic\w*|DfE|Ofsted|ONS|national|available|old|Act|Schedule|Regulations|Order|review|removed|deleted|no "
    r"longer|supplementary|background|link)\b",
    re.IGNORECASE,
)
_GONE = re.compile(
    r"\b(clos(ed|ure)|remov(ed|al)|merged|former(ly)?|archived|de-?escalated|deleted|retired|new(ly)?|added|proposed|"
    r"withdrawn|superseded|previous|corporate|was)\b",
    re.IGNORECASE,
)
_FEWEST = {"annex": 1, "priority": 3, "objective": 3, "recommendation": 3, "theme": 3, "chapter": 3, "map": 2, "box": 2}


def find_citation_faults(study: Study) -> None:
    """Compare every label that is cited with those that head something."""
    labels = labels_of(study.pack)
    known = {kind: {label.id for label in group} for kind, group in labels.items()}
    heads = {(label.line, label.text) for group in labels.values() for label in group}
    references = references_of(study.pack)
    cited = re.compile(
        r"(?<![\w/-])(?P<prefix>"
        + "|".join(sorted(map(re.escape, references), key=len, reverse=True))
        + r")[ .-]?(?P<number>\d{1,3})(?![\w/-]|\.\d)"
    )
    seen: set[str] = set()
    for line, text in _texts(study.pack):
        if text in seen:
            continue
        seen.add(text)
        _check_named(study, known, labels, line, text, is_head=(line, text) in heads)
        if references:
            for match in cited.finditer(text):
                _check_reference(study, references, line, text, match)


def _texts(pack: Pack) -> Iterator[tuple[int, str]]:
    for paragraph in pack.paragraphs:
        yield paragraph.line, paragraph.text
    for table in pack.tables:
        for row in table.rows:
            for cell in row.cells[1:]:
                if cell.kind is CellKind.WORDS:
                    yield cell.line, cell.text


def _check_named(
    study: Study, known: dict[str, set[str]], labels: dict[str, list[Label]], line: int, text: str, *, is_head: bool
) -> None:
    if len(text) < LEAST_CELL:
        return
    for match in _CITED.finditer(text):
        kind = kind_of(match["kind"])
        heads = known.get(kind, set())
        if (is_head and match.start() == 0) or len(heads) < _FEWEST.get(kind, 2) or not is_run(heads):
            continue
        if kind in {"part", "priority", "objective", "theme", "recommendation"} and not match["kind"][0].isupper():
            continue
        around = text[max(0, match.start() - 60) : match.start()] + text[match.end() : match.end() + 40]
        numbers = any(head[0].isdecimal() for head in heads)
        for name in _named(match["ids"]):
            if name.upper() in heads:
                study.ledger.agreed(REFERENCES)
                continue
            place = place_of(name)
            if place is None or name[0].isdecimal() != numbers or (len(name) > 1 and not name.isdecimal()):
                continue
            if OTHER_PAPER.match(text[match.end() :]) or _APART.search(around) or re.match(r" \(", text[match.end() :]):
                continue
            there = ", ".join(dict.fromkeys(label.id for label in labels[kind]))
            study.ledger.found(
                REFERENCES,
                None,
                line=line,
                published=match[0].strip(),
                row=text[:160],
                explanation=f"{REFERENCES.words} Nothing is headed {match['kind']} {name}; there are {there}.",
                confidence=0.7 if len(heads) > 1 else 0.6,
            )
            break


def _named(text: str) -> list[str]:
    return re.findall(r"\d{1,2}[a-z]?|[A-Z](?![a-z])", text)


def _check_reference(study: Study, references: dict[str, set[int]], line: int, text: str, match: re.Match[str]) -> None:
    """A risk or measure of the register by its reference."""
    numbers = references[match["prefix"]]
    number = int(match["number"])
    if number in numbers:
        study.ledger.agreed(REFERENCES)
    elif not _GONE.search(text) and (len(match["prefix"]) > 1 or text.strip() == match[0]):
        study.ledger.found(
            REFERENCES,
            None,
            line=line,
            published=match[0],
            row=text[:160],
            explanation=(f"{REFERENCES.words} The register has {match['prefix']} 1 to {max(numbers)}, no {match[0]}."),
            confidence=0.7,
        )
