"""Registers made of the text of their cells, as a council would fill them in."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from crossfoot.registers.register import Registers
from crossfoot.sources.registers import REGISTERS, read_register
from crossfoot.vocabulary.issues import Issue, check_issues


def registers_of(tmp_path: Path, texts: Mapping[str, str]) -> Registers:
    """The registers read from CSV text by name. Raises InputRefused where a cell is not what its column holds."""
    entries = {}
    for name, text in texts.items():
        path = tmp_path / f"{name}.csv"
        path.write_text(text.strip() + "\n", encoding="utf-8")
        rows, issues = read_register(path, REGISTERS[name], file=path.name)
        check_issues(issues)
        entries[name] = rows
    return Registers(MappingProxyType(entries))


def told(issues: list[Issue]) -> list[tuple[str, str, int | None, str]]:
    """Code, file, row and field of each issue."""
    return [(issue.code, issue.file, issue.row, issue.field) for issue in issues]
