"""A paper with one place left open: honest with the one text in it, and with a fault with the other."""

from __future__ import annotations

from pathlib import Path

from crossfoot.operations.audit_pack import audit_pack

Paper = tuple[str, str, str, int]
"""The text with `{0}` in it, what is right there, what is wrong, and the line of it."""


def assert_only_the_wrong_is_found(paper: Paper, folder: Path) -> None:
    """Nothing is found in the honest paper, and the line with the fault is named in the other."""
    text, right, wrong, line = paper
    path = folder / "pack.txt"
    path.write_text(text.format(right), encoding="utf-8")
    assert [(each.rule, each.line, each.explanation) for each in audit_pack(path).findings] == []
    path.write_text(text.format(wrong), encoding="utf-8")
    found = audit_pack(path).findings
    assert [each for each in found if each.line == line or line in each.other_lines], found
