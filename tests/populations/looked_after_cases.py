"""What is asked of one child looked after, on many records at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from care_rows import Row, episode, person
from small_histories import ask

JANUARY = "2017-01"
SINCE_2010 = [episode("Wren", "2010-03-08")]
AGED_9 = [person("Wren", "2007-06-11")]
Rows = list[Row]
Records = Mapping[str, Rows]
Case = tuple[Records, object]


def ask_each(name: str, cases: Sequence[Records], *, month: str) -> list[Any]:
    """What is said of the child of each of the records, who has been in care since 2010 and is 9 unless they say more.

    All are asked at once: the ids of the rows of each get its number before them.
    """
    together: dict[str, Rows] = {}
    for number, records in enumerate(cases):
        for table, rows in {"cla_episodes": SINCE_2010, "person": AGED_9, **records}.items():
            together.setdefault(table, []).extend(_numbered(row, number) for row in rows)
    said = dict(ask("looked-after", together, "person_id", name, month=month))
    return [said.get(f"{number:03} Wren", "nobody") for number in range(len(cases))]


def _numbered(row: Row, number: int) -> Row:
    return {
        column: f"{number:03} {cell}" if column.endswith("_id") and cell is not None else cell
        for column, cell in row.items()
    }


def check_flag(name: str, cases: Sequence[Case], *, month: str = JANUARY) -> None:
    """Fail with the records of which the flag is not what is expected."""
    found = [bool(held) for held in ask_each(name, [records for records, _ in cases], month=month)]
    wrong = [case for case, held in zip(cases, found, strict=True) if held is not case[1]]
    assert wrong == []


def check_category(name: str, cases: Sequence[Case]) -> None:
    """Fail with the records of which the category is not what is expected, and what it is."""
    found = ask_each(name, [records for records, _ in cases], month=JANUARY)
    wrong = [(case, said) for case, said in zip(cases, found, strict=True) if said != case[1]]
    assert wrong == []
