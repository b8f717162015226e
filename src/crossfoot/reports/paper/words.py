"""Words with figures bound into them: a name in braces becomes the figure, or the number of the part it points to.

`{re-referrals/norfolk/in_month/2017-01}` is a figure, `{budget/total/variance}` a quantity that a product offers,
`{table-id/row/column}` the cell of a table in the paper; `{later minus earlier}` is a difference, and `|size` after any
of them takes the sign away. `{section:reserves}`, `{appendix:risk-register-appendix}`, `{table:...}` and `{chart:...}`
are references. So nobody types what can be looked up.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from difflib import get_close_matches

from crossfoot.reports.document import Block, Inline, Inlines, Quantity, Reference, Table, Text
from crossfoot.reports.paper.paper_words import Prose
from crossfoot.vocabulary.issues import Issue, Severity
from crossfoot.vocabulary.missing import Missing

REFERENCES = ("section", "appendix", "table", "chart")
SIZE = "size"
MINUS = " minus "

_NAME = re.compile(r"\{([^{}]*)\}")
_SENTENCE_ENDS = (".", "!", "?")
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_NOT_A_FIGURE = re.compile(
    rf"\b\d{{1,2}}(?:st|nd|rd|th)?(?= (?:{_MONTHS}))"
    r"|\b(?:19|20)\d\d(?:[-/–]\d\d(?:\d\d)?)?\b"  # noqa: RUF001 years are written with a dash
    r"|\b(?:[Kk]ey [Ss]tage|[Pp]rogress|[Aa]ttainment|[Ss]ection|[Aa]ged?|[Ii]tem) \d+(?:(?: to | and |-)\d+)?\b"
)
"""Digits that count nothing: days and years, `Key Stage 4`, `section 47`."""
_TYPED = re.compile(r"(?<![\w.,/-])£?\d[\d,]*(?:\.\d+)?(?:%|\b)")
_TYPED_REFERENCE = re.compile(
    r"\b(?i:paragraphs?|appendix|appendices|tables?|figures?) (?:\d[\d.]*|[A-Z]\b)|\b(?i:sections?) \d+\.\d[\d.]*"
)
_NEAREST = 3
_LONGEST_SEARCHED = 20_000


@dataclass(frozen=True, slots=True)
class Offered:
    """What words may name: quantities by name, figures by their ids, and the anchors of parts by name."""

    quantities: Mapping[str, Quantity] = field(default_factory=dict)
    figure: Callable[[str], Quantity | None] = lambda _name: None
    figure_names: Iterable[str] = ()
    anchors: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Bound:
    """A text with its figures, and what is wrong with it or worth a note."""

    content: Inlines
    issues: tuple[Issue, ...] = ()
    numbers: int = 0
    """Numbers that are bound to a figure."""
    typed: int = 0
    """Numbers that a person typed."""


def bind(prose: Prose, offered: Offered) -> Bound:
    """The text with every name replaced. An unknown name stays as it was written and is an issue."""
    content: list[Inline] = []
    issues: list[Issue] = []
    start = 0
    for match in _NAME.finditer(prose.text):
        before = prose.text[start : match.start()]
        content += _text(before)
        start = match.end()
        said = f"{prose.text[: match.start()]}".rstrip()
        found = _resolved(match[1].strip(), offered, starts_sentence=not said or said.endswith(_SENTENCE_ENDS))
        if isinstance(found, str):
            issues.append(_error(prose, "WORDS-NAME-UNKNOWN", f"{{{match[1].strip()}}} stands for nothing.", found))
            found = Text(match[0])
        content.append(found)
    content += _text(prose.text[start:])
    plain = _NAME.sub(" ", prose.text)
    if "{" in plain or "}" in plain:
        advice = "Write each name between one { and one }, with none inside."
        issues.append(_error(prose, "WORDS-BRACES", "A brace stands alone.", advice))
    typed = _typed_numbers(plain)
    issues += _notes(prose, plain, typed)
    numbers = sum(isinstance(inline, Quantity) for inline in content)
    return Bound(tuple(content), tuple(issues), numbers, len(typed))


def cell_quantities(blocks: Iterable[Block]) -> dict[str, Quantity]:
    """The first quantity of every table cell by `table-id/row/column`, in small letters with hyphens.

    Where two cells of a table share that name neither has it; with the title of their run of rows before the row,
    `table-id/run/row/column`, they have one each.
    """
    found: dict[str, Quantity | None] = {}
    for table in blocks:
        if not isinstance(table, Table):
            continue
        run = ""
        for row in table.rows:
            run = row.group or run
            label = slug(" ".join(_plain(cell.content) for cell in row.cells[: table.header_columns]))
            for column, cell in list(zip(table.columns, row.cells, strict=True))[table.header_columns :]:
                quantity = next((inline for inline in cell.content if isinstance(inline, Quantity)), None)
                if quantity is None or not label:
                    continue
                last = f"{label}/{slug(column.plain)}"
                for name in (f"{table.id}/{last}", f"{table.id}/{slug(run)}/{last}" if run else ""):
                    if name:
                        found[name] = None if name in found else quantity
    return {name: quantity for name, quantity in found.items() if quantity is not None}


def slug(text: str) -> str:
    """`Approved budget (£m)` as `approved-budget-m`."""
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")


def _plain(content: Inlines) -> str:
    return "".join(getattr(inline, "text", "") for inline in content)


def _text(text: str) -> Iterator[Text]:
    if text:
        yield Text(text)


def _resolved(name: str, offered: Offered, *, starts_sentence: bool) -> Inline | str:
    """What a name stands for, or what to do about it."""
    kind, colon, target = name.partition(":")
    if colon and kind in REFERENCES:
        if target in offered.anchors:
            return Reference(offered.anchors[target], starts_sentence)
        return _advice(target, offered.anchors, form=f"{{{kind}:%s}}") or "Name a part of the paper by its id."
    plain, bar, form = name.partition("|")
    if bar and form != SIZE:
        return f"After a bar only {SIZE!r} may stand, which takes the sign away."
    later, minus, earlier = plain.partition(MINUS)
    quantity = _quantity(later.strip(), offered)
    if minus and isinstance(quantity, Quantity):
        quantity = _difference(quantity, _quantity(earlier.strip(), offered))
    if isinstance(quantity, str) or not bar or isinstance(quantity.value, Missing):
        return quantity
    return replace(quantity, value=abs(quantity.value), sign=False)


def _quantity(name: str, offered: Offered) -> Quantity | str:
    quantity = offered.quantities.get(name) or offered.figure(name)
    if quantity is not None:
        return quantity
    near = _advice(name, _likely(name, offered))
    return near or "Write the id of a figure, such as contacts/norfolk/in_month/2017-01, or a name that is offered."


def _difference(later: Quantity, earlier: Quantity | str) -> Quantity | str:
    """Later less earlier with its sign, in points for percentages; missing where either is."""
    if isinstance(earlier, str):
        return earlier
    if later.unit is not earlier.unit:
        return f"One is a {later.unit.value} and the other a {earlier.unit.value}: name two of one kind."
    if isinstance(later.value, Missing):
        return later
    if isinstance(earlier.value, Missing):
        return earlier
    change = later.value - earlier.value
    figures = (*later.figures, *earlier.figures)
    return Quantity(change, later.unit.of_change, later.decimals, figures, sign=True)


def _likely(name: str, offered: Offered) -> list[str]:
    """Names to search for a near one: those with the same first part, or all where none has."""
    first = name.partition("/")[0]
    known = [*offered.quantities, *offered.figure_names]
    alike = [each for each in known if each.startswith(f"{first}/")]
    return (alike or known)[:_LONGEST_SEARCHED]


def _advice(name: str, known: Iterable[str], *, form: str = "{%s}") -> str:
    near = get_close_matches(name, list(known), n=_NEAREST, cutoff=0.5)
    return f"Did you mean {' or '.join(form % each for each in near)}?" if near else ""


def _typed_numbers(plain: str) -> list[str]:
    return _TYPED.findall(_TYPED_REFERENCE.sub(" ", _NOT_A_FIGURE.sub(" ", plain)))


def _notes(prose: Prose, plain: str, typed: list[str]) -> Iterator[Issue]:
    if typed:
        message = f"{_several(len(typed), 'number')} typed and bound to no figure: {', '.join(typed)}."
        advice = "Bind what is a figure; check the rest by hand, since nothing else will."
        yield _note(prose, "WORDS-TYPED-NUMBERS", message, advice)
    references = _TYPED_REFERENCE.findall(plain)
    if references:
        message = f"{_several(len(references), 'reference')} typed: {', '.join(references)}."
        advice = "Write {section:...}, {appendix:...}, {table:...} or {chart:...} with the part's id: numbers change."
        yield _note(prose, "WORDS-TYPED-REFERENCES", message, advice)


def _several(number: int, word: str) -> str:
    return f"1 {word} is" if number == 1 else f"{number} {word}s are"


def _error(prose: Prose, code: str, message: str, advice: str) -> Issue:
    return Issue(code, Severity.ERROR, message, advice, prose.file, prose.row, prose.field)


def _note(prose: Prose, code: str, message: str, advice: str) -> Issue:
    return Issue(code, Severity.NOTE, message, advice, prose.file, prose.row, prose.field)
