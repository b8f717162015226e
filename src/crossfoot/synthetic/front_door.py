"""Contacts: one before each referral, and the many that led to none, by source as printed."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import timedelta

from crossfoot.synthetic.extract import flags
from crossfoot.synthetic.making import Episode, Making
from crossfoot.synthetic.months import (
    FIRST,
    HISTORY,
    LAST,
    YEAR_BEFORE,
    any_day,
    first_day,
    last_day,
    month_of,
    week_day,
)
from crossfoot.synthetic.people import Child, pick
from crossfoot.synthetic.targets import spread

SOURCES = {
    "police": ("6",),
    "education-services": ("2A", "2A", "2A", "2B"),
    "health-services": ("3A", "3B", "3B", "3C", "3E", "3F"),
    "internal-council-services": ("5A", "5B", "5D"),
    "members-of-public": ("1A", "1A", "1B", "1C", "1D", "9"),
    "other-local-authorities": ("5C",),
    "others": ("4", "7", "8", "10"),
}
USUAL = {
    "police": 0.27, "education-services": 0.17, "health-services": 0.15, "internal-council-services": 0.035,
    "members-of-public": 0.17, "other-local-authorities": 0.055, "others": 0.12,
}  # fmt: skip
USUAL_REFERRED = {
    "police": 0.25, "education-services": 0.27, "health-services": 0.15, "internal-council-services": 0.08,
    "members-of-public": 0.1, "other-local-authorities": 0.07, "others": 0.12,
}  # fmt: skip
WORDS = {
    "1": "Member of the public", "2": "School or education", "3": "Health", "4": "Housing", "5": "Council",
    "6": "Police", "7": "Court or solicitor", "8": "Other", "9": "Anonymous", "10": "Not known",
}  # fmt: skip
NO_FURTHER = {"NFA": 0.45, "ADVICE": 0.45, "OTHER_OUTCOMES_EXIST": 0.07, "MISSING": 0.03}


class FrontDoor:
    """Contacts and the sources of referrals."""

    def __init__(self, making: Making) -> None:
        self.making, self.rng = making, making.rng
        self.contacts = _contact_numbers(making)
        self.callers: list[Child] = []

    def run(self) -> None:
        """Each month since the history began."""
        by_month: defaultdict[int, list[Episode]] = defaultdict(list)
        for episode in self.making.episodes:
            by_month[month_of(episode.start)].append(episode)
            if not episode.source:
                episode.source = self.rng.choice(SOURCES[pick(self.rng, USUAL_REFERRED)])
        for month in range(HISTORY, LAST + 1):
            self._pass_month(month, by_month[month])

    def _pass_month(self, month: int, episodes: list[Episode]) -> None:
        rng, targets = self.rng, self.making.targets
        referred, received = {}, {}
        for name in SOURCES:
            found = targets.at("contacts-accepted-as-referrals", month, breakdown=f"source={name}")
            if found.numerator is not None and found.denominator is not None:
                referred[name], received[name] = found.numerator, found.denominator
        if len(referred) < len(SOURCES):
            referred = spread(len(episodes), USUAL_REFERRED)
            received = spread(self.contacts[month], USUAL)
        line = [name for name in SOURCES for _ in range(referred[name])]
        line += ["others"] * (len(episodes) - len(line))
        rng.shuffle(line)
        done: Counter[str] = Counter()
        for episode, name in zip(episodes, line, strict=False):
            episode.source = rng.choice(SOURCES[name])
            day = episode.start
            if day.day > 1 and rng.random() < 0.4:
                day -= timedelta(days=1)
            done[name] += 1
            self._write(episode.child, day, episode.source, "NEW_REFERRAL")
        for name, codes in SOURCES.items():
            for _ in range(max(0, received[name] - done[name])):
                self._call(month, rng.choice(codes))

    def _call(self, month: int, source: str) -> None:
        """A contact that became no referral: about a child known from an earlier one, or not known yet."""
        rng = self.rng
        first, end = first_day(month), last_day(month)
        day = any_day(rng, first, end) if source == "6" else week_day(rng, first, end)
        if self.callers and rng.random() < 0.8:
            child = rng.choice(self.callers)
        else:
            child = self.making.people.add(self.making.people.birth(first_day(HISTORY), oldest=15.3))
            self.callers.append(child)
        self._write(child, day, source, pick(rng, NO_FURTHER))

    def _write(self, child: Child, day: object, source: str, outcome: str) -> None:
        extract = self.making.extract
        extract.add(
            "contacts", cont_contact_id=extract.new_id("N"), cont_person_id=child.id, cont_contact_date=day,
            cont_contact_source_code=source, cont_contact_source_desc=WORDS["10" if source == "10" else source[0]],
            cont_contact_outcome_json=flags(outcome),
        )  # fmt: skip


def _contact_numbers(making: Making) -> dict[int, int]:
    targets = making.targets
    counts = {month: targets.number("contacts", month) for month in range(FIRST, LAST + 1)}
    before = targets.number("contacts", FIRST, form="year_to_date") - counts[FIRST]
    months = range(YEAR_BEFORE, FIRST)
    counts |= {int(month): part for month, part in spread(before, {str(each): 1.0 for each in months}).items()}
    # Nothing printed looks at the months before: only the contacts that became referrals are written.
    return counts | dict.fromkeys(range(HISTORY, YEAR_BEFORE), 0)
