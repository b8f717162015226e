"""The reader of coded columns: another spelling that the standard allows, or a known misspelling, becomes the code."""

from __future__ import annotations

from collections.abc import Iterable

from crossfoot.records.engine import literal, words
from crossfoot.records.reading import Fault, Reading
from crossfoot.records.schema import CodeList
from crossfoot.vocabulary.issues import Severity


def read_coded(name: str, text: str, codes: CodeList) -> Reading:
    """The column `name` by the list `codes`. A text that is no code stays: the check of code lists reports it."""
    spellings = {
        spelling.lower(): code.code for code in codes.codes for spelling in (code.code, *code.words, *code.accepts)
    }
    misspelt = {spelling.lower() for code in codes.codes for spelling in code.accepts}
    value = f"coalesce(map({_list(spellings)}, {_list(spellings.values())})[lower({text})], {text})"
    fault = Fault(
        "RECORDS-CODE-MISSPELT",
        f"coalesce(lower({text}) IN {words(misspelt)}, false)",
        f"The code is a known misspelling of a code of the list '{codes.title}', and was taken for it.",
        "Correct it in the case system or in the extract.",
        Severity.WARNING,
    )
    return Reading(name, "VARCHAR", value, (fault,) if misspelt else ())


def _list(texts: Iterable[str]) -> str:
    return "[" + ", ".join(map(literal, texts)) + "]"
