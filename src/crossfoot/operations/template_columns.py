"""What kind of cell each column of a template has: words, an id, a day, pounds, a number, or one of a closed list."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum, StrEnum, auto
from types import NoneType
from typing import Any, Literal, get_args, get_origin

from crossfoot.registers.cell_types import Wanted
from crossfoot.registers.register import Register, RegisterColumn
from crossfoot.sources.figure_columns import FIGURE_COLUMNS
from crossfoot.vocabulary.missing import Missing
from crossfoot.vocabulary.units import Form


class CellKind(Enum):
    """How a cell is formatted, so that a spreadsheet does not turn what is written into something else."""

    WORDS = auto()
    CODE = auto()
    """Ids, periods and the like: text, or `2017-01` would become a date."""
    DAY = auto()
    POUNDS = auto()
    NUMBER = auto()


@dataclass(frozen=True, slots=True)
class TemplateColumn:
    """A column with the kind of its cells; `choices` are the only words that may be written, none where all may."""

    column: RegisterColumn
    kind: CellKind
    choices: tuple[str, ...] = ()


def columns_of(register: Register[Any]) -> tuple[TemplateColumn, ...]:
    """The columns of a register, by the types of its model."""
    fields = register.entry.model_fields
    return tuple(
        TemplateColumn(column, *_kind((fields[column.name].annotation, *fields[column.name].metadata)))
        for column in register.columns
    )


def figure_columns() -> tuple[TemplateColumn, ...]:
    """The columns of a file of figures. All are text: a spreadsheet would keep 88% as 0.88 and 2017-01 as a day."""
    choices = {"form": tuple(Form), "missing": tuple(Missing)}
    return tuple(
        TemplateColumn(column, CellKind.CODE, tuple(map(str, choices.get(column.name, ()))))
        for column in FIGURE_COLUMNS
    )


def _kind(parts: tuple[Any, ...]) -> tuple[CellKind, tuple[str, ...]]:
    types = list(_types(parts))
    choices = next((found for kind in types if (found := _choices(kind))), ())
    if choices:
        return CellKind.CODE, choices
    has_pattern = any(getattr(part, "pattern", None) for part in _details(parts))
    kinds = {
        CellKind.DAY: date in types,
        CellKind.POUNDS: Decimal in types and _says_pounds(parts),
        CellKind.NUMBER: int in types,
        CellKind.WORDS: str in types and not has_pattern,
    }
    return next((kind for kind, is_so in kinds.items() if is_so), CellKind.CODE), ()


def _choices(kind: Any) -> tuple[str, ...]:
    """The only words that a type takes; none where it takes others."""
    if get_origin(kind) is Literal:
        return tuple(map(str, get_args(kind)))
    if kind is bool:
        return ("yes", "no")
    return tuple(kind) if issubclass(kind, StrEnum) else ()


def _types(parts: tuple[Any, ...]) -> Iterator[Any]:
    """The types that an annotation is made of, optional and annotated ones opened."""
    for part in parts:
        if part is NoneType:
            continue
        if get_origin(part) is Literal or isinstance(part, type):
            yield part
        yield from _types(() if get_origin(part) is Literal else get_args(part))


def _details(parts: tuple[Any, ...]) -> Iterator[Any]:
    """What is said of the types beside them."""
    for part in parts:
        if not isinstance(part, type):
            yield part
        yield from getattr(part, "__metadata__", ())
        yield from _details(get_args(part))


def _says_pounds(parts: tuple[Any, ...]) -> bool:
    return any(isinstance(part, Wanted) and part.words.startswith("pounds") for part in _details(parts))
