"""Nights in placements, counted one by one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from reference.care import TEMPORARY
from reference.cells import Record, day_of, text_of
from reference.children import Child
from reference.months import Month
from reference.rows import Row
from reference.teams import team_on


def find_placement_nights(child: Child, month: Month) -> Iterator[Row]:
    """Each night belongs to the placement begun last before it, if that has not ended and the child is in care."""
    begun = []
    for place, record in enumerate(child.records("cla_placement")):
        start = day_of(record, "clap_cla_placement_start_date")
        if start is not None and (text_of(record, "clap_cla_placement_type") or "") not in TEMPORARY:
            begun.append((start, text_of(record, "clap_cla_placement_id") or "", place, record))
    begun.sort(key=lambda item: item[:3])
    nights: dict[tuple[int, int], list[date]] = {}
    day = month.first
    while day <= month.last:
        spells = [number for number, spell in enumerate(child.spells) if spell.is_open(day)]
        latest = [number for number, (start, *_) in enumerate(begun) if start <= day][-1:]
        for number in latest:
            end = day_of(begun[number][3], "clap_cla_placement_end_date")
            if spells and (end is None or end > day):
                nights.setdefault((number, spells[0]), []).append(day)
        day += timedelta(days=1)
    for (number, _), days in nights.items():
        yield Row(
            child.person,
            days[0],
            team_on(child, days[0]),
            amounts={"nights": len(days)},
            dimensions={"placement-kind": _kind(begun[number][3])},
        )


def _kind(record: Record) -> str:
    type_ = text_of(record, "clap_cla_placement_type") or ""
    provider = text_of(record, "clap_cla_placement_provider") or ""
    if type_ in {"H5", "P2"}:
        return "unregulated-accommodation"
    if type_ == "K3":
        return "supported-accommodation"
    care = {"U": "fostering", "K": "residential", "R1": "residential", "S": "residential"}
    found = care.get(type_) or care.get(type_[:1])
    if found is None or (type_[:1] == "R" and type_ != "R1"):
        return "other"
    if provider not in {"PR1", "PR2", "PR3", "PR4", "PR5"}:
        return "unknown"
    return f"{'in-house' if provider == 'PR1' else 'agency'}-{found}"
