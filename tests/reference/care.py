"""Spells of care and placement stays, joined from the episodes and placements of one child."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from reference.cells import Record, day_of, is_open, text_of

SHORT_BREAKS = frozenset({"V3", "V4"})
TEMPORARY = frozenset({"T0", "T1", "T2", "T3", "T4"})
FOR_ADOPTION = frozenset({"A3", "A4", "A5", "A6"})
WITH_THE_PRESENT_CARER = frozenset({"A3", "A5"})


@dataclass
class Spell:
    """A time in care without a gap. `end` is None while it lasts."""

    start: date
    end: date | None
    episodes: list[Record] = field(default_factory=list)

    def is_open(self, day: date) -> bool:
        return is_open(self.start, self.end, day)


@dataclass
class Placement:
    """One placement: its first and last day, type and the number of the home."""

    id: str
    start: date
    end: date | None
    type: str
    urn: str | None

    @property
    def is_for_adoption(self) -> bool:
        return self.type in FOR_ADOPTION


@dataclass
class Stay:
    """Placements in one home."""

    placements: list[Placement]

    @property
    def start(self) -> date:
        return self.placements[0].start

    @property
    def end(self) -> date | None:
        return self.placements[-1].end


def find_spells(episodes: Iterable[Record], legal_statuses: Iterable[Record]) -> list[Spell]:
    """The spells of a child, the first one first. Episodes under agreed short breaks are no care."""
    statuses = list(legal_statuses)
    begun = []
    for episode in episodes:
        start = day_of(episode, "clae_cla_episode_start_date")
        if start is not None and not _is_short_break(statuses, start):
            begun.append((start, text_of(episode, "clae_cla_episode_id") or "", episode))
    begun.sort(key=lambda item: item[:2])
    spells: list[Spell] = []
    for start, _, episode in begun:
        end = day_of(episode, "clae_cla_episode_ceased_date")
        last = spells[-1] if spells else None
        if last is None or (last.end is not None and start > last.end):
            spells.append(Spell(start, end, [episode]))
            continue
        last.episodes.append(episode)
        last.end = None if last.end is None or end is None else max(last.end, end)
    return spells


def find_stays(placements: Iterable[Record]) -> list[Stay]:
    """The stays of a child, the first one first. A temporary placement neither is a stay nor interrupts one."""
    begun = []
    for record in placements:
        start = day_of(record, "clap_cla_placement_start_date")
        type_ = text_of(record, "clap_cla_placement_type") or ""
        if start is not None and type_ not in TEMPORARY:
            begun.append(
                Placement(
                    id=text_of(record, "clap_cla_placement_id") or "",
                    start=start,
                    end=day_of(record, "clap_cla_placement_end_date"),
                    type=type_,
                    urn=text_of(record, "clap_cla_placement_urn"),
                )
            )
    begun.sort(key=lambda placement: (placement.start, placement.id))
    stays: list[Stay] = []
    for placement in begun:
        if stays and _goes_on(stays[-1].placements[-1], placement):
            stays[-1].placements.append(placement)
        else:
            stays.append(Stay([placement]))
    return stays


def placement_on(stays: list[Stay], day: date) -> tuple[int, Placement] | None:
    """The latest begun of the placements open on the day, and the place of its stay in the list.

    Temporary placements are not among them: they are part of no stay, and what they interrupt goes on.
    """
    found = [
        (placement.start, placement.id, place, placement)
        for place, stay in enumerate(stays)
        for placement in stay.placements
        if is_open(placement.start, placement.end, day)
    ]
    if not found:
        return None
    _, _, place, placement = max(found, key=lambda item: item[:2])
    return place, placement


def _goes_on(before: Placement, placement: Placement) -> bool:
    same_home = placement.urn is not None and placement.urn == before.urn
    return same_home or placement.type in WITH_THE_PRESENT_CARER


def _is_short_break(statuses: list[Record], day: date) -> bool:
    return any(
        text_of(status, "lega_legal_status") in SHORT_BREAKS
        and is_open(day_of(status, "lega_legal_status_start_date"), day_of(status, "lega_legal_status_end_date"), day)
        for status in statuses
    )
