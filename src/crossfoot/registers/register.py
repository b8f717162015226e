"""A register: one table that is supplied, described once by the model of its row."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType, NoneType
from typing import Any, Generic, Literal, TypeVar, cast, get_args, get_origin

from pydantic import BaseModel, ConfigDict
from pydantic.fields import FieldInfo

from crossfoot.registers.cell_types import Wanted
from crossfoot.vocabulary.issues import Issue, Severity

_WORDS = {int: "a whole number", bool: "yes or no"}


class Entry(BaseModel):
    """One row of a register. Each field has a `description`, and `examples` with the text of a cell or two."""

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)


EntryType = TypeVar("EntryType", bound=Entry)
Entry_co = TypeVar("Entry_co", bound=Entry, covariant=True)


@dataclass(frozen=True, slots=True)
class Placed(Generic[Entry_co]):
    """A row as it was read, with its file and row number."""

    entry: Entry_co
    file: str
    row: int

    def issue(self, code: str, severity: Severity, message: str, advice: str, cell: str = "") -> Issue:
        """An issue of this row."""
        return Issue(code, severity, message, advice, self.file, self.row, cell)


@dataclass(frozen=True, slots=True)
class RegisterColumn:
    """A column: its heading, what it holds, what may be written, an example, whether it may be blank."""

    name: str
    about: str
    wanted: str
    example: str
    required: bool


@dataclass(frozen=True, slots=True)
class Register(Generic[EntryType]):
    """A table that a council supplies. `name` is its key in `input.yaml`, `key` the columns that no two rows share."""

    name: str
    title: str
    about: str
    entry: type[EntryType]
    key: tuple[str, ...]

    @property
    def columns(self) -> tuple[RegisterColumn, ...]:
        """Its columns in the order of the template."""
        return tuple(_column(name, found) for name, found in self.entry.model_fields.items())


@dataclass(frozen=True, slots=True)
class Registers:
    """The registers that were supplied. One that was not has no rows; `has` tells them apart."""

    entries: Mapping[str, tuple[Placed[Entry], ...]] = field(default_factory=lambda: MappingProxyType({}))

    def has(self, register: Register[Any]) -> bool:
        """True where the register was supplied."""
        return register.name in self.entries

    def of(self, register: Register[EntryType]) -> tuple[Placed[EntryType], ...]:
        """The rows of a register in their order."""
        return cast("tuple[Placed[EntryType], ...]", self.entries.get(register.name, ()))


def _column(name: str, found: FieldInfo) -> RegisterColumn:
    said = next((part.words for part in found.metadata if isinstance(part, Wanted)), "")
    return RegisterColumn(
        name=name,
        about=found.description or "",
        wanted=said or _wanted(found.annotation),
        example=str((found.examples or [""])[0]),
        required=found.is_required(),
    )


def _wanted(kind: Any) -> str:
    """What may be written for a type: of `Pounds | None` what `Pounds` says, of a closed list its words."""
    for part in (kind, *get_args(kind)):
        for detail in getattr(part, "__metadata__", ()):
            if isinstance(detail, Wanted):
                return detail.words
    if get_origin(kind) is Literal:
        return f"one of: {', '.join(map(str, get_args(kind)))}"
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return f"one of: {', '.join(kind)}"
    inner = [part for part in get_args(kind) if part is not NoneType]
    if len(inner) == 1:
        return _wanted(inner[0])
    return _WORDS.get(kind, "text")
