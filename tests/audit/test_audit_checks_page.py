"""The page of checks is run: each small pack agrees as it stands, and its rule finds the fault put into it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from crossfoot.audit.rules import RULES
from crossfoot.operations.audit_pack import audit_pack

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "audit-checks.md"
_SECTION = re.compile(r"^## (?P<rule>[a-z0-9-]+)\n\n(?P<body>.*?)(?=^## |\Z)", re.MULTILINE | re.DOTALL)
_BLOCK = re.compile(r"^```text\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
_FAULT = re.compile(r"\[\[(?P<right>[^\]]*?) ?=> ?(?P<wrong>[^\]]*?)\]\]")


@dataclass(frozen=True)
class Example:
    """A small pack of the page, with a fault marked in it."""

    rule: str
    text: str

    @property
    def right(self) -> str:
        return _FAULT.sub(lambda match: match["right"], self.text)

    @property
    def wrong(self) -> str:
        return _FAULT.sub(lambda match: match["wrong"], self.text)

    @property
    def lines(self) -> set[int]:
        return {number for number, line in enumerate(self.text.splitlines(), start=1) if "=>" in line}


def examples() -> Iterator[Example]:
    for section in _SECTION.finditer(PAGE.read_text(encoding="utf-8")):
        for block in _BLOCK.finditer(section["body"]):
            yield Example(section["rule"], block["text"])


def test_every_rule_is_on_the_page_with_its_words_kind_and_severity() -> None:
    sections = {match["rule"]: match["body"] for match in _SECTION.finditer(PAGE.read_text(encoding="utf-8"))}
    assert sorted(sections) == sorted(RULES)
    for name, rule in RULES.items():
        assert f"{rule.words}\n\n- Kind: {rule.kind.value}\n- Severity: {rule.severity.value}\n" in sections[name], name
    assert {example.rule for example in examples()} == set(RULES)


@pytest.mark.parametrize("example", list(examples()), ids=lambda example: example.rule)
def test_nothing_is_found_where_all_agrees(example: Example, tmp_path: Path) -> None:
    path = tmp_path / "pack.txt"
    path.write_text(example.right, encoding="utf-8")
    assert [(finding.rule, finding.line, finding.explanation) for finding in audit_pack(path).findings] == []


@pytest.mark.parametrize("example", list(examples()), ids=lambda example: example.rule)
def test_the_rule_finds_its_fault_in_its_line(example: Example, tmp_path: Path) -> None:
    path = tmp_path / "pack.txt"
    path.write_text(example.wrong, encoding="utf-8")
    audit = audit_pack(path)
    found = [finding for finding in audit.findings if finding.rule == example.rule]
    assert found, [(finding.rule, finding.line, finding.explanation) for finding in audit.findings]
    near = {finding.line for finding in found} | {line for finding in found for line in finding.other_lines}
    assert near & example.lines or min(abs(line - each) for line in near for each in example.lines) <= 2
    assert audit.checks[example.rule] >= len(found)
