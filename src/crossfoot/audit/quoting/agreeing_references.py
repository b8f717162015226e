"""`The headcount of 2,878 agrees with Table 2`: the table cited prints the figure, where any does."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from crossfoot.audit.naming.find_reference_faults import REFERENCES
from crossfoot.audit.quoting.near_tables import is_printed_in
from crossfoot.audit.quoting.worked_out import is_run
from crossfoot.audit.reading.pack import PackTable, Place
from crossfoot.audit.spoken.sentences import Figure, Sentence
from crossfoot.audit.spoken.telling import tell
from crossfoot.audit.spoken.telling_words import Telling, telling_of, telling_words
from crossfoot.audit.study import Study

_ID = r"(?:\d{1,2}[a-z]?|[A-Z]\d?)"
_AGREES = re.compile(
    r"\b(?:agrees?|(?:is|are) the same as|(?:is|are) th(?:e one|ose|at)|match(?:es)?|equals?|reconciles?)"
    r"(?: (?:with|to|in|of|as|that|those|the|total))* "
    rf"(?P<kind>Table|Figure|Panel|Exhibit)s? (?P<ids>{_ID}(?:(?:, | and ){_ID})*)(?![\w%])"
    r"(?!,? (?:less|plus|minus|apart|except|excluding|without|with|after|before)\b)"
)
_NOT = re.compile(r"\b(?:not|no|never|if|would|could|should|must|unless)\b", re.IGNORECASE)
_NAMED = re.compile(
    rf"[>#*\s]*(?P<kind>Table|Figure|Panel|Exhibit)\s(?P<id>{_ID})(?=[\s.:,)*\u2013-]|$)", re.IGNORECASE
)
FEWEST_DIGITS = 2
SURE_DIGITS = 3


def check_agreeing_references(study: Study, sentences: Sequence[Sentence]) -> None:
    """Check every table that a figure is said to agree with."""
    named = list(_named(study))
    for sentence in sentences if len(named) > 1 else ():
        _check_shown(study, sentence, named)
        for match in _AGREES.finditer(sentence.text):
            figures = [each for each in sentence.figures if each.end <= match.start() and each.digits >= FEWEST_DIGITS]
            if figures and not _NOT.search(sentence.text[: match.end()]):
                for name in re.findall(_ID, match["ids"]):
                    _check(study, sentence, figures[-1], f"{match['kind']} {name}", named, match.start())


_SHOWN = re.compile(
    rf"\b(?:[Aa]s|[Ii]n)? ?(?P<kind>Table|Figure|Panel|Exhibit) (?P<id>{_ID})(?![\w%])(?: (?:above|below))? "
    r"(?:shows?|sets out|gives|illustrates)\b(?P<what>[^.;]*)"
)
FEWEST_WORDS = 2


def _check_shown(study: Study, sentence: Sentence, named: Sequence[tuple[str, PackTable]]) -> None:
    """`As Table 1 shows, income beat the budget`: a table of none of those words, where one other has two of them."""
    match = _SHOWN.search(sentence.text)
    if match is None or len(_CITED.findall(sentence.text)) > 1 or _NOT.search(sentence.text):
        return
    cited = f"{match['kind']} {match['id']}"
    own = [table for name, table in named if name == cited]
    said = telling_words(match["what"])
    if len(own) != 1 or _words_of(own[0], said) or any(is_printed_in(study, each, own[0]) for each in sentence.figures):
        return
    words = {name: _words_of(table, said) for name, table in named}
    others = [name for name, held in words.items() if held]
    if len(others) == 1 and len(words[others[0]]) >= FEWEST_WORDS:
        working = f"{cited} has none of those words; {others[0]} has {', '.join(sorted(words[others[0]]))}."
        tell(study, REFERENCES, sentence, cited, others[0], working, 0.7)


_CITED = re.compile(rf"\b(?:Table|Figure|Panel|Exhibit)s? {_ID}")


def _named(study: Study) -> Iterator[tuple[str, PackTable]]:
    for table in study.pack.tables:
        for text in (table.caption, *table.captions[:2]):
            if (match := _NAMED.match(text)) is not None and table.index not in study.copies:
                yield f"{match['kind'].capitalize()} {match['id']}", table
                break


def _check(  # noqa: PLR0917 - the figure, and what it is said to agree with
    study: Study, sentence: Sentence, figure: Figure, cited: str, named: Sequence[tuple[str, PackTable]], end: int
) -> None:
    own = [table for name, table in named if name == cited]
    if len(own) != 1 or _has(study, figure, own[0]):
        return
    said = telling_words(sentence.text[figure.end : end]) or telling_words(sentence.text[:end])
    if figure.digits < SURE_DIGITS and _words_of(own[0], said):
        return
    other = {name: table for name, table in named if _prints_named(study, figure, table, said)}
    if other:
        names = " or ".join(other)
        working = f"{cited} does not print {figure.text}; that stands in {names}."
        tell(study, REFERENCES, sentence, cited, names, working, 0.7)


def _has(study: Study, figure: Figure, table: PackTable) -> bool:
    """Whether the table prints the figure, or neighbours of one of its lines make it."""
    rows = [[Place(table.index, row, column) for column in table.value_columns] for row in range(len(table.rows))]
    lines = (*rows, *zip(*rows, strict=True))
    return is_printed_in(study, figure, table) or any(is_run(study, figure, line) for line in lines)


def _words_of(table: PackTable, said: frozenset[str]) -> frozenset[str]:
    """Words said that head a column, a row or the table."""
    telling = telling_of(table)
    return Telling.words_hit(telling.about.union(*telling.full_rows, *telling.full_columns), said)


def _prints_named(study: Study, figure: Figure, table: PackTable, said: frozenset[str]) -> bool:
    return is_printed_in(study, figure, table) and (figure.digits >= SURE_DIGITS or bool(_words_of(table, said)))
