"""Papers that others wrote without having seen the rules: how many of the faults in their keys are found.

Of each paper there is a clean text, in which every figure was computed, and a key: faults as people make them, each
told by its line and proved by the paper alone. A third of them is planted at a time.
"""

from __future__ import annotations

import json
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from crossfoot.audit.finding import Finding
from crossfoot.operations.audit_pack import audit_pack

PAPERS = Path(__file__).parent / "papers"
AT_A_TIME = 3
"""Every third fault is planted together."""


@dataclass(frozen=True, slots=True)
class Written:
    """A fault of a key: in its line, counted from 1, this text becomes that; in a table or in words."""

    line: int
    was: str
    now: str
    kind: str
    where: str
    why: str


@dataclass
class Tally:
    """Faults planted and found by where they stand, checks of clean papers and what is found in them."""

    planted: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    checks: int = 0
    false: list[tuple[str, Finding]] = field(default_factory=list)
    missed: list[tuple[str, Written]] = field(default_factory=list)


SETS = (
    "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth", "twentieth",
    "twentyfirst", "twentysecond", "twentyfourth", "twentythird", "twentyfifth", "twentysixth", "twentyseventh",
    "twentyeighth", "twentyninth", "thirtieth", "thirtyfirst",
)  # fmt: skip
"""In the order in which they were written. First runs, before anything of a set was read, are in the documentation."""


def sets(names: Sequence[str] = SETS) -> list[Path]:
    """The folders of papers, in the order in which they were written."""
    return [PAPERS / name for name in names]


def papers_of(folder: Path) -> Iterator[tuple[Path, list[Written]]]:
    """Each paper of a set with its key."""
    for path in sorted(folder.glob("*.txt")):
        key = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
        yield path, [Written(**each) for each in key]


def with_faults(text: str, faults: Sequence[Written]) -> str:
    """The paper with those faults in it."""
    lines = text.split("\n")
    for fault in faults:
        lines[fault.line - 1] = lines[fault.line - 1].replace(fault.was, fault.now, 1)
    return "\n".join(lines)


def score_clean(folder: Path) -> Tally:
    """What is found in the clean papers of a set, all of it wrongly."""
    tally = Tally()
    for path, _ in papers_of(folder):
        audit = audit_pack(path)
        tally.checks += sum(audit.checks.values())
        tally.false += [(path.stem, finding) for finding in audit.findings]
    return tally


def score_set(folder: Path) -> Tally:
    """The same, and how many of the faults are found at their lines."""
    tally = score_clean(folder)
    with tempfile.TemporaryDirectory() as place:
        for path, key in papers_of(folder):
            known = {_said(finding) for name, finding in tally.false if name == path.stem}
            for number in range(AT_A_TIME):
                faults = key[number::AT_A_TIME]
                copy = Path(place) / path.name
                copy.write_text(with_faults(path.read_text(encoding="utf-8"), faults), encoding="utf-8")
                fresh = [finding for finding in audit_pack(copy).findings if _said(finding) not in known]
                for fault in faults:
                    tally.planted[fault.where] += 1
                    if any(fault.line == each.line or fault.line in each.other_lines for each in fresh):
                        tally.found[fault.where] += 1
                    else:
                        tally.missed.append((path.stem, fault))
    return tally


def _said(finding: Finding) -> tuple[object, ...]:
    return finding.line, finding.rule, finding.row, finding.column, finding.published, finding.explanation


def main(*, verbose: bool = False) -> None:
    """A line for each set; with `verbose` what is missed and what is found wrongly."""
    print(f"{'set':<14}{'in tables':>16}{'in words':>16}{'false findings':>26}")
    for folder in sets():
        tally = score_set(folder)
        cells = [
            f"{tally.found[where]} of {tally.planted[where]} ({tally.found[where] / max(1, tally.planted[where]):.0%})"
            for where in ("table", "words")
        ]
        print(f"{folder.name:<14}{cells[0]:>16}{cells[1]:>16}{f'{len(tally.false)} in {tally.checks:,} checks':>26}")
        if verbose:
            for name, fault in tally.missed:
                print(f"  missed {name} line {fault.line}: {fault.was} => {fault.now} ({fault.why})")
            for name, finding in tally.false:
                print(f"  false {name} line {finding.line}: {finding.rule}: {finding.published} -> {finding.expected}")
