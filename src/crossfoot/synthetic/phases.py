"""Which kind of team holds a child's case, and when."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from crossfoot.synthetic.conferences import Protecting
from crossfoot.synthetic.making import Episode, Making
from crossfoot.synthetic.months import AS_AT
from crossfoot.synthetic.workers import Phase

SETTLING = timedelta(days=200)
"""Time after coming into care for which the family intervention team keeps the case."""


def find_phases(making: Making, protecting: Protecting) -> Iterator[Phase]:
    """The phases of every episode of need, in order."""
    conference = {one.episode.id: one.day for one in protecting.conferences}
    care = {spell.episode.id: spell for spell in making.spells if spell.episode is not None}
    for episode in making.episodes:
        if not episode.to_assessment or episode.kind == "earlier":
            continue
        assessed = _first_assessed(episode)
        turns = [(episode.start, "assessment")]
        later = "disability" if episode.need == "N2" else "family-intervention"
        if episode.id in conference:
            turns.append((min(conference[episode.id], assessed), later))
        elif episode.id in care:
            spell = care[episode.id]
            turns.append((min(spell.start, assessed), later))
            turns.append((spell.start + SETTLING, "looked-after"))
        else:
            turns.append((assessed, later))
        turns = [turn for turn in turns if turn[0] <= AS_AT and (episode.close is None or turn[0] < episode.close)]
        for place, (start, kind) in enumerate(turns):
            end = turns[place + 1][0] if place + 1 < len(turns) else episode.close
            if end is None or end > start:
                yield Phase(episode.child, kind, start, end, episode.id)


def _first_assessed(episode: Episode) -> date:
    first = next(iter(episode.assessments), None)
    if first is None:
        return episode.start + timedelta(days=30)
    return first.authorised or date.max
