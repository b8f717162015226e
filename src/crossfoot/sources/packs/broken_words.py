"""Words that a narrow column broke without a hyphen: `Likeliho` over `od`. Put together where the pack shows that."""

from __future__ import annotations

import re
from collections.abc import Iterable

from crossfoot.sources.packs.page_blocks import Block

BROKEN, PERHAPS_BROKEN = "\ufdd0", "\ufdd1"
"""No letters of any script. They stand between two lines of a cell, the upper one full: of one word, or of several."""
_SIGN = f"[{BROKEN}{PERHAPS_BROKEN}]"
_HALVES = re.compile(rf"\S*{_SIGN}\S*")
_NO_END = re.compile(r"[a-z]{2}[ijquv]$|[^aeiouy\W\d_]{4}$")
_NO_START = re.compile(
    r"(?!bl|br|ch|cl|cr|dr|dw|fl|fr|gh|gl|gn|gr|kn|ph|pl|pr|ps|rh|sc|sh|sk|sl|sm|sn|sp|sq|st|sw|th|tr|tw|wh|wr)"
    r"[b-df-hj-np-tv-xz]{2}|[b-hj-z]$"
)
"""How no English word ends, or begins: `Directi`, `nt`."""
_LETTERS = re.compile(r"[^\W\d_]+(?:['\u2019][^\W\d_]+)?")
_NUMBER = re.compile(r"[-+(\u2212]?[£$€]?(\d{1,3}(,\d{3})+|\d+)(\.\d+)?[%)]?")
_SMALL_WORDS = frozenset([
    "a", "age", "all", "an", "and", "any", "as", "at", "be", "by", "do", "due", "end", "few", "for", "fte",
    "go", "had", "has", "he", "her", "him", "his", "how", "i", "if", "in", "is", "it", "its", "key", "law",
    "low", "may", "me", "my", "new", "no", "nor", "not", "now", "of", "off", "old", "on", "one", "or",
    "our", "out", "own", "per", "ref", "so", "sum", "ten", "than", "that", "the", "to", "two", "up", "us",
    "use", "via", "vs", "was", "way", "we", "who", "with", "won", "year", "yes", "yet", "you",
])  # fmt: skip
_KNOWN = frozenset([
    "actual", "adoption", "assessment", "assessments", "authority", "available", "benchmark", "better",
    "bigger", "children", "commitment", "completed", "confidence", "consequence", "cumulative", "december",
    "decreasing", "denominator", "description", "direction", "establishment", "expenditure", "false",
    "february", "forecast", "fostering", "headcount", "improvement", "improving", "inadequate",
    "increasing", "indicator", "inherent", "likelihood", "mitigation", "neighbour", "neighbours",
    "november", "numerator", "outstanding", "outturn", "percentage", "performance", "placement",
    "population", "previous", "probability", "projected", "requires", "residential", "residual",
    "responsible", "safeguarding", "september", "smaller", "statistical", "supervision", "tolerance",
    "true", "unaccompanied", "unchanged", "vacancies", "vacancy", "variance", "worsening",
])  # fmt: skip
"""Long words of narrow headings."""


def mend_broken_words(blocks: Iterable[Block]) -> None:
    """Put together the broken words of the cells, by the words of all blocks."""
    parts = list(blocks)
    cells = [cell for block in parts for row in block.get("rows", ()) for cell in row]
    if not any(BROKEN in cell or PERHAPS_BROKEN in cell for cell in cells):
        return
    known = KnownWords([*cells, *(" ".join(word[3] for word in block.get("words", ())) for block in parts)])
    for block in parts:
        if "rows" in block:
            block["rows"] = [[known.mend(cell) for cell in row] for row in block["rows"]]


class KnownWords:
    """The words of a pack that stand whole, to tell the halves of a broken one by."""

    def __init__(self, texts: Iterable[str]) -> None:
        self.words = set(_KNOWN) | set(_SMALL_WORDS)
        for text in texts:
            # The words beside a break may be halves.
            self.words.update(word.casefold() for word in _LETTERS.findall(_HALVES.sub(" ", text)))

    def mend(self, text: str) -> str:
        """The text with each break as a space, or as nothing where it is inside a word."""
        if BROKEN not in text and PERHAPS_BROKEN not in text:
            return text
        parts = re.split(f"({_SIGN})", text)
        mended = parts[0]
        for sign, part in zip(parts[1::2], parts[2::2], strict=True):
            before, after = mended.rpartition(" ")[2], part.partition(" ")[0]
            mended += part if self._is_one(before, after, sure=sign == BROKEN) else f" {part}"
        return mended

    def _is_one(self, before: str, after: str, *, sure: bool) -> bool:
        """Whether what stands before the break and after it are the halves of a word, or of a number."""
        if not before or not after or after == "%":
            return bool(before and after)
        if before[-1].isdigit() or after[0].isdigit():
            return sure and self._is_one_number(before, after)
        left, right = _letters_at_end(before), _letters_at_start(after)
        if not left or not right or (right[0].isupper() and not left.isupper()):
            return False
        return self._is_one_word(left.casefold(), right.casefold(), sure=sure)

    def _is_one_word(self, left: str, right: str, *, sure: bool) -> bool:
        known = left in self.words and right in self.words
        if left + right in self.words:
            return not known or len(right) == 1 or right in _ENDINGS
        if not sure or left in self.words or right in self.words:
            return False
        return right in _ENDINGS or _NO_END.search(left) is not None or _NO_START.match(right) is not None

    @staticmethod
    def _is_one_number(before: str, after: str) -> bool:
        if _NUMBER.fullmatch(before + after):
            return "," in before and not _NUMBER.fullmatch(before) and after[-1].isdigit()
        # `RM1400` over `2`: a reference of letters and digits.
        return before[-1].isdigit() and after.isdigit() and any(map(str.isalpha, before)) and len(after) <= 2


_ENDINGS = frozenset([
    "able", "age", "ages", "al", "ally", "ance", "ant", "ants", "ation", "ations", "ble", "cal", "ct",
    "cts", "cy", "ed", "en", "ence", "ent", "ents", "er", "ers", "ery", "es", "est", "hood", "ial",
    "ibility", "ies", "ing", "ings", "ion", "ions", "ise", "ised", "ising", "ities", "ity", "ive", "ized",
    "lly", "ly", "ment", "ments", "nal", "nce", "nces", "ness", "ning", "nt", "nts", "on", "ory", "ral",
    "ren", "ry", "ship", "sion", "sions", "tal", "ted", "ting", "tion", "tions", "ty",
])  # fmt: skip
"""Ends of English words that are no words, or seldom."""


def _letters_at_end(text: str) -> str:
    found = re.search(r"[^\W\d_]+$", text)
    return found[0] if found else ""


def _letters_at_start(text: str) -> str:
    found = re.match(r"[^\W\d_]+", text)
    return found[0] if found else ""
