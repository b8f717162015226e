"""Rules at their edges: records, the figure asked for, and the answer, which was worked out by hand.

The tables are the text files in `cases/`. A section begins with an indicator and a month; where the nearest tool was
seen to get something wrong, with `fault:` and its name too. Each line has a child, numerator/denominator (`-` where
there is none), phrases of `case_records`, and why.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from reference.case_records import Tables, merge_records, write_records


@dataclass(frozen=True)
class Case:
    """One child or family, and what it adds to a figure."""

    id: str
    records: Tables
    indicator: str
    month: str
    numerator: int | None
    denominator: int | None
    because: str
    fault: str | None = None


def read_cases(text: str) -> list[Case]:
    """The lines of one table, in order."""
    cases: list[Case] = []
    indicator, month, fault = "", "", None
    for line in filter(str.strip, text.splitlines()):
        if "|" not in line:
            heading, _, named = line.partition(" fault: ")
            indicator, month = heading.split()
            fault = named.strip() or None
            continue
        child, answer, phrases, because = (part.strip() for part in line.split("|"))
        numerator, denominator = (None if part == "-" else int(part) for part in answer.split("/"))
        cases.append(
            Case(
                id=f"{fault + ': ' if fault else ''}{indicator} {month} {child}",
                records=write_records(child, phrases),
                indicator=indicator,
                month=month,
                numerator=numerator,
                denominator=denominator,
                because=because,
                fault=fault,
            )
        )
    return cases


CASES: tuple[Case, ...] = tuple(
    case
    for path in sorted((Path(__file__).parent / "cases").glob("*.txt"))
    for case in read_cases(path.read_text("utf-8"))
)
FAULTS = frozenset(case.fault for case in CASES if case.fault is not None)


def counties_of_cases() -> list[Case]:
    """For an engine that takes long to start: all cases of one indicator and month in one county, answers added up.

    Largest amounts are left out, because they do not add up.
    """
    groups: defaultdict[tuple[str, str], list[Case]] = defaultdict(list)
    for case in CASES:
        if "maximum" not in case.indicator:
            groups[case.indicator, case.month].append(case)
    return [
        Case(
            id=f"{indicator} {month}, {len(cases)} cases",
            records=merge_records([case.records for case in cases]),
            indicator=indicator,
            month=month,
            numerator=_total([case.numerator for case in cases]),
            denominator=_total([case.denominator for case in cases]),
            because="; ".join(case.id for case in cases),
        )
        for (indicator, month), cases in groups.items()
    ]


def _total(parts: list[int | None]) -> int | None:
    known = [part for part in parts if part is not None]
    return sum(known) if len(known) == len(parts) else None
