"""What a rule told in words makes of marks: how many keep it, what the others should be, and how that is reported."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from crossfoot.audit.finding import Rule
from crossfoot.audit.marks.marked import Marked
from crossfoot.audit.study import Study


@dataclass(frozen=True, slots=True)
class Verdict:
    """How marks keep to a rule that is told for them."""

    held: int
    faults: Mapping[int, str]
    """By row, or column, what a mark that breaks the rule should be; empty where it should have none."""
    follows: str
    """What the marks follow: `Score against Target by the rule told at line 4`."""
    lines: tuple[int, ...]
    """The columns, or rows, of what they follow."""
    whole: bool = True
    """Whether the rule says all of the marks."""


SURE = 5
"""Marks from which on those that keep a rule prove it well."""


def report(study: Study, rule: Rule, marked: Marked, verdict: Verdict) -> None:
    """Count the marks that keep their rule, and report those that break it."""
    if verdict.held:
        study.ledger.agreed(rule, verdict.held)
    for key, expected in verdict.faults.items():
        own = marked.place(key, marked.column)
        beside = [(marked.heading_of(line), study.pack.cell(marked.place(key, line)).text) for line in verdict.lines]
        said = "; ".join(f"{heading}: {text.strip() or 'nothing'}" for heading, text in beside)
        study.ledger.found(
            rule,
            own,
            explanation=(
                f"{rule.words} {verdict.held} of {verdict.held + len(verdict.faults)} marks follow {verdict.follows}; "
                f"with {said} this is {expected or 'no mark'}, and "
                f"{study.pack.cell(own).text.strip() or 'nothing'} is printed."
            ),
            expected=expected,
            confidence=0.88 if verdict.held >= SURE else 0.8,
            others=[marked.place(key, line) for line in verdict.lines],
        )
