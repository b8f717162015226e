"""The page of registers as it is made from their models. Run as a program it writes the page."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from crossfoot.registers.register import Register
from crossfoot.sources.registers import REGISTERS

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "registers.md"
INTRODUCTION = """# Registers

The tables that a council fills in beside its figures. This page is made from the models that read them.
`crossfoot templates` writes a CSV file and a workbook for each; `input.yaml` names those that are supplied:

```yaml
registers:
  risks: risks/risks.csv
```

A CSV file or a workbook (`.xlsx`) will do. Columns may stand in any order, and those that may be blank may be left out.
What is worked out (totals, variances, scores) is never typed. `printed_...` is what was printed elsewhere of it, and is
only compared.
"""


def page() -> str:
    """The whole page."""
    return "\n".join([INTRODUCTION, *(_section(register) for register in REGISTERS.values())])


def _section(register: Register[Any]) -> str:
    rows = [
        f"| `{column.name}` | {_cell(column.about)} | {_cell(column.wanted)} | {'no' if column.required else 'yes'} | "
        f"{_cell(column.example)} |"
        for column in register.columns
    ]
    key = " and ".join(f"`{name}`" for name in register.key)
    lines = (
        f"## `{register.name}`: {register.title}",
        "",
        f"{register.about} No two rows have the same {key}.",
        "",
        "| Column | What it holds | What to write | May be blank | Example |",
        "| --- | --- | --- | --- | --- |",
        *rows,
        "",
    )
    return "\n".join(lines)


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
