"""References to paragraphs and sections that are not there, and one appendix under two names."""

from __future__ import annotations

import re
from collections import defaultdict

from crossfoot.audit.finding import Kind, Rule
from crossfoot.audit.naming.report_labels import Report, reports_near, reports_of
from crossfoot.audit.reading.pack import Paragraph
from crossfoot.audit.study import Study
from crossfoot.vocabulary.issues import Severity

REFERENCES = Rule(
    "references", Kind.NARRATIVE, "A paragraph, table or appendix that is referred to is there.", Severity.WARNING
)
APPENDICES = Rule("appendices", Kind.NARRATIVE, "An appendix is one thing.", Severity.WARNING)
_AND = r"(?:\s*,\s*(?:and\s+)?|\s+and\s+|\s+to\s+|\s+or\s+|\s*&\s*|\s?[-\u2013]\s?)"
_DEEP = r"\d{1,2}(?:\.\d{1,2})+"
_TO_DEEP = re.compile(
    rf"\b(?:paragraphs?|sections?|paras?|items?|"
    rf"points?)\.?\s+(?P<numbers>{_DEEP}(?:{_AND}{_DEEP})*)(?P<where>[^.]{{0,24}})",
    re.IGNORECASE,
)
_TO_TOP = re.compile(
    rf"\b(?P<what>paragraphs?|sections?|paras?)\s+(?P<numbers>\d{{1,2}}(?:{_AND}\d{{1,2}})*)(?![\d%]|\.\d| "
    rf"?\(\d?[a-z]?\))",
    re.IGNORECASE,
)
_TO_APPENDIX = re.compile(
    r"(?P<what>[A-Z][\w-]*(?: (?:[A-Z][\w-]*|of|and|the|report|scorecard|register|dashboard))*) (?:is )?(?:at|"
    r"in|attached (?:at|as)) [Aa]ppendix (?P<numbers>\d{1,2}(?:\s*(?:&|and|,)\s*\d{1,2})*)"
)
_ELSEWHERE = re.compile(
    r"of (the|that|this|a) (previous |last |original )?(report|act|guidance|constitution|code)|being amended|of "
    r"the minutes",
    re.IGNORECASE,
)
OTHER_PAPER = re.compile(
    r"^\s*(?:\([^)]{0,8}\)\s*)?,?\s*(?:of|in|from|to) (?:the|that|its|our|his|her|their|part|schedule|annex|"
    r"appendix|a|an|"
    r"[A-Z])(?! (?:this )?(?:report|paper)\b)",
    re.IGNORECASE,
)
_LAW = re.compile(
    r"\b(act|acts|schedule|regulations?|statutory|order|exempt|guidance|working together|framework|code of|handbook|"
    r"constitution|standing orders?|policy|strategy|inspection report|ofsted report)\b",
    re.IGNORECASE,
)
_LAW_AFTER = re.compile(
    r"\s*(?:\([^)]{0,6}\))?\s*(?:enquir|inquir|assessment|order|agreement|officer|grant|accommod|notice|visit|"
    r"report|audit|"
    r"plan|duty|duties|duties|investigat|strateg|status|payment|support|care|child|power|direction|monies|fund)",
    re.IGNORECASE,
)
_READ_ON = re.compile(
    r"\s*(?:[.,;:)\]]|$|above|below|and |shows?|sets?|gives?|describes?|explains?|covers?|contains?|lists?|"
    r"provides?|has )"
)
_LAW_NUMBERS = frozenset({7, 8, 10, 11, 17, 20, 22, 23, 24, 25, 31, 34, 37, 38, 46, 47, 50, 51, 53, 67, 75, 85, 86})
"""Sections of the Children Act 1989 and of others that reports name without the act."""


def find_reference_faults(study: Study) -> None:
    """Check references to paragraphs and sections, and the names of appendices."""
    reports = reports_of(study.pack)
    seen: set[str] = set()
    for paragraph in study.pack.paragraphs:
        if paragraph.text not in seen:
            seen.add(paragraph.text)
            _check_deep(study, reports, paragraph)
            _check_tops(study, reports, paragraph)
    _check_appendices(study, reports)


def _check_deep(study: Study, reports: list[Report], paragraph: Paragraph) -> None:
    """`Paragraph 3.2`, `sections 4.1 and 4.3`, `paragraphs 2.1 to 2.4`."""
    line, text = paragraph.line, paragraph.text
    for match in _TO_DEEP.finditer(text):
        around = text[match.end("numbers") : match.end("numbers") + 60]
        near = reports_near(reports, line)
        own = near[0]
        if _ELSEWHERE.search(around) and not re.search(r"of this report", around, re.IGNORECASE):
            continue
        here = bool(re.search(r"below|above|this (report|paper)", around, re.IGNORECASE))
        shape = max(near, key=lambda report: len(report.deep))
        if len(shape.deep) < 3:
            continue
        for number in re.findall(_DEEP, match["numbers"]):
            top = number.partition(".")[0]
            # Only where the report numbers as deep as that, in that section; or has no such section at all.
            beside = sum(each.partition(".")[0] == top and each.count(".") >= number.count(".") for each in shape.deep)
            beyond = bool(shape.tops) and int(top) > shape.tops[-1] and not OTHER_PAPER.match(around)
            beyond = beyond and not _LAW.search(text) and number.count(".") == 1
            known = _known(reports, own) if not here else near[:1]
            if any(number in each.numbers or _has(each, number) for each in known):
                study.ledger.agreed(REFERENCES)
            elif here or beyond or (beside >= 3 and own.numbers):
                found_reference(
                    study,
                    paragraph,
                    f"paragraph {number}",
                    f"This report has no {number}{_nearest(number, own)}.",
                    0.85 if here else 0.7 if beyond else 0.6,
                )


def _known(reports: list[Report], own: Report) -> list[Report]:
    """The reports in which a number may stand: after a summary come the contents, and only then the paragraphs."""
    place = next(place for place, each in enumerate(reports) if each is own)
    return reports[max(0, place - 1) : place + 3]


def _has(report: Report, number: str) -> bool:
    return any(each.startswith(f"{number}.") for each in report.numbers)


def _nearest(number: str, report: Report) -> str:
    top = number.partition(".")[0]
    same = [each for each in report.numbers if each.partition(".")[0] == top and "." in each]
    return f"; its section {top} ends at {same[-1]}" if same else ""


# `Section 3: Participation` is the heading itself, no place that is cited.
_HEADING_AFTER = re.compile(r"\s*[-:.\u2013\u2014]\s*\w[^.;!?]{0,80}$")


def _check_tops(study: Study, reports: list[Report], paragraph: Paragraph) -> None:
    """`Section 8`, `paragraph 17`, `sections 2 to 9`, in a report whose numbers run without a gap."""
    line, text = paragraph.line, paragraph.text
    for match in _TO_TOP.finditer(text):
        after = text[match.end("numbers") :]
        if match.start() == 0 and _HEADING_AFTER.match(after):
            continue
        if OTHER_PAPER.match(after) or _LAW_AFTER.match(after) or _LAW.search(text):
            continue
        singles = match["what"].casefold().startswith("par")
        near = [report for report in reports_near(reports, line) if report.tops]
        if not near:
            continue
        plain = [report for report in near if not singles or sum(each.isdecimal() for each in report.numbers) >= 3]
        numbers = [int(number) for number in re.findall(r"\d+", match["numbers"])]
        acts = set() if singles else set(numbers) & _LAW_NUMBERS
        # A number above 11 is a section of an act; below it may be one.
        law = bool(acts) and (max(acts) > 11 or not _READ_ON.match(after))
        if not plain or law:
            continue
        last = max(report.tops[-1] for report in plain)
        for number in numbers:
            if number <= last:
                study.ledger.agreed(REFERENCES)
            else:
                words = f"The last {'paragraph' if singles else 'section'} of this report is {last}."
                found_reference(study, paragraph, match[0].strip(), words, 0.7)
                break


def found_reference(study: Study, paragraph: Paragraph, published: str, words: str, confidence: float) -> None:
    """Say of a paragraph that what it refers to is not there."""
    study.ledger.found(
        REFERENCES,
        None,
        line=paragraph.line,
        published=published,
        row=paragraph.text[:160],
        explanation=f"{REFERENCES.words} {words}",
        confidence=confidence,
    )


def _check_appendices(study: Study, reports: list[Report]) -> None:
    named: dict[tuple[int, str], list[tuple[frozenset[str], str, int]]] = defaultdict(list)
    for paragraph in study.pack.paragraphs:
        own = max((report.first_line for report in reports if report.first_line <= paragraph.line), default=1)
        for match in _TO_APPENDIX.finditer(paragraph.text):
            words = frozenset(re.findall(r"[a-z]{2,}", match["what"].casefold())) - {"the", "report", "and", "attached"}
            for number in re.findall(r"\d{1,2}", match["numbers"]):
                earlier = next((each for each in named[own, number] if not each[0] & words and words), None)
                named[own, number].append((words, match["what"], paragraph.line))
                if earlier is None:
                    study.ledger.agreed(APPENDICES)
                    continue
                study.ledger.found(
                    APPENDICES,
                    None,
                    line=paragraph.line,
                    published=f"Appendix {number}",
                    row=paragraph.text[:160],
                    explanation=(
                        f"{APPENDICES.words} Appendix {number} is {match['what']!r} here and {earlier[1]!r} "
                        f"at line {earlier[2]}."
                    ),
                    confidence=0.75,
                )
