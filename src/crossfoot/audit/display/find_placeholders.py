"""What was left in the words for somebody to fill in: `xx%`, `[insert date]`, `Error! Reference source not found`."""

from __future__ import annotations

import re

from crossfoot.audit.finding import Kind, Rule
from crossfoot.audit.spoken.sentences import Sentence
from crossfoot.audit.study import Study
from crossfoot.vocabulary.issues import Severity

PLACEHOLDERS = Rule(
    "placeholders", Kind.DISPLAY, "A sentence is finished: nothing is left in it to be filled in.", Severity.WARNING
)
_LEFT = re.compile(
    r"(?<![\w@.])(?P<sure>£?[xX]{2,5}\s?(?:%|per cent|percentage points?|million|m\b|k\b)?(?![\w@.]*@)(?!\w)|"
    r"£[xX]{1,5}\b(?:\.[xX]+)?m?"
    r"|[xX]{1,4}(?:[.,][xX]{1,4})\s?%?(?!\w)|[xX]\s?%|\?{2,}%?|£\?+|\b(?:TBC|TBA|TBD)\s?%|£\s?(?:TBC|TBA|TBD)\b)"
    r"|(?P<bracket>[\[<{](?:insert|add|enter|update|to be|tbc|tba|xx+|date|name|figure|number|check|note to|"
    r"author|drafting|"
    r"delete|include|confirm|need|awaiting|_+)[^\]>}]{0,80}[\]>}])",
    re.IGNORECASE,
)
_FIELD = re.compile(
    r"Error! (?:Reference source|Bookmark|No text|Not a valid|Hyperlink)[^.]{0,40}|#(?:REF!|N/A|DIV/0!|VALUE!|NAME\?)|"
    r"\{\s?(?:MERGEFIELD|REF|PAGEREF)\b[^}]*\}|\bLorem ipsum\b|«\w+»",
    re.IGNORECASE,
)
_LATER = re.compile(
    r"\b(?P<word>TBC|TBA|TBD|to be (?:confirmed|inserted|added|updated|completed) ?(?=[.;,)]|$))", re.IGNORECASE
)
_UNFILLED = re.compile(
    r"^\W*(?:agenda |report |minute )?(?:item|report|reference|ref|paper|minute) (?:no|number|ref(?:erence)?)\b[.:\s]*"
    r"(?:\.{3,}|_{3,}|\u2026+)\s*$",
    re.IGNORECASE,
)
_FIGURE = re.compile(
    r"\b(rate|figures?|numbers?|percentage|per cent|total|average|cost|budget|spend|variance|overspend|"
    r"underspend|outturn|"
    r"performance|proportion|share|score|caseload|value)\b[^.;]{0,50}\b(is|was|are|were|of|at|stands at|stood "
    r"at|to)\s*$",
    re.IGNORECASE,
)
_ROMAN = re.compile(
    r"\b(chapter|part|volume|section|article|annex|appendix|schedule|world war|olympiad|title)\s*$", re.IGNORECASE
)


def find_placeholders(study: Study, sentences: list[Sentence]) -> None:
    """Look for placeholders in every sentence, and for words such as `TBC` where a figure should stand."""
    for paragraph in study.pack.paragraphs:
        if field := _FIELD.search(paragraph.text):
            _found(study, paragraph.line, paragraph.text, field[0], 0.9)
        elif _UNFILLED.match(paragraph.text):
            _found(study, paragraph.line, paragraph.text, paragraph.text, 0.5, Severity.NOTE)
    for sentence in sentences:
        text = sentence.text
        match = next((each for each in _LEFT.finditer(text) if not _is_word(text, each)), None)
        later = next((each for each in _LATER.finditer(text) if _FIGURE.search(text[: each.start()])), None)
        found = match or later
        if found is None:
            study.ledger.agreed(PLACEHOLDERS)
            continue
        _found(study, sentence.line, text, found[0], 0.85 if match is not None else 0.65)


def _found(  # noqa: PLR0917 - what every finding here has
    study: Study, line: int, text: str, published: str, confidence: float, severity: Severity | None = None
) -> None:
    study.ledger.found(
        PLACEHOLDERS,
        None,
        line=line,
        published=published.strip(),
        row=text[:160],
        expected="a figure or a word",
        explanation=f"{PLACEHOLDERS.words} {published.strip()!r} is still to be filled in.",
        confidence=confidence,
        severity=severity,
    )


def _is_word(text: str, match: re.Match[str]) -> bool:
    """`XX` may be a Roman number, a mark that a key explains, or the name of an unnamed person."""
    if not match["sure"]:
        return False
    plain = match["sure"].strip()
    if re.fullmatch(r"\?{2,}", plain):
        return False
    if not plain.casefold().strip("x"):
        before = text[: match.start()]
        named = re.search(
            r"\b(child|young person|mr|mrs|ms|miss|school|team|person|family|case|carer|ward|size)\s*$",
            before,
            re.IGNORECASE,
        )
        marked = re.search(
            r"\b(mark|marked|denotes|means|symbol|shown as|shows|replaced by|suppressed|cells?)\b", text, re.IGNORECASE
        )
        return bool(_ROMAN.search(before) or named or marked)
    return bool(re.search(r"\b(mark|marked|denotes|means|symbol|shown as|suppressed)\b", text, re.IGNORECASE))
