"""How a finding of a sentence is told: what was printed, what would agree, the working, the words about it."""

from __future__ import annotations

from collections.abc import Iterable

from crossfoot.audit.finding import Rule
from crossfoot.audit.reading.pack import Place
from crossfoot.audit.spoken.sentences import Sentence
from crossfoot.audit.study import Study

AROUND = 60
"""Characters before and after what was printed."""


def tell(  # noqa: PLR0917 - what every finding of a sentence has
    study: Study,
    rule: Rule,
    sentence: Sentence,
    published: str,
    expected: str,
    working: str,
    confidence: float,
    others: Iterable[Place] = (),
) -> None:
    """Put a finding of a sentence into the ledger, with the cells that it was held against."""
    at = max(sentence.text.find(published), 0)
    start, end = max(0, at - AROUND), min(len(sentence.text), at + len(published) + AROUND)
    excerpt = f"{'...' if start else ''}{sentence.text[start:end]}{'...' if end < len(sentence.text) else ''}"
    study.ledger.found(
        rule,
        None,
        line=sentence.line,
        published=published,
        expected=expected,
        row=excerpt,
        explanation=f"{rule.words} {working}",
        confidence=confidence,
        others=others,
    )


def tell_misquoted(  # noqa: PLR0917 - the same
    study: Study, rule: Rule, sentence: Sentence, published: str, place: Place, confidence: float, why: str = ""
) -> None:
    """Put a figure into the ledger that is not what a cell prints."""
    cell = study.pack.cell(place)
    working = f"Line {cell.line} prints {cell.text} ({study.pack.name_of(place)}).{why}"
    tell(study, rule, sentence, published, cell.text, working, confidence, [place])
