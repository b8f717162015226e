"""Early help: families referred, some of them again within the year."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from crossfoot.synthetic.making import Making, team_id
from crossfoot.synthetic.months import AS_AT, HISTORY, LAST, MONTHS, first_day, last_day, week_day
from crossfoot.synthetic.people import Child
from crossfoot.synthetic.targets import nearest_numerator, prints_as

INDICATOR = "early-help-re-referrals"
REASONS = ("Behaviour at home", "School attendance", "Parent's health", "Housing and money", "Quarrels between parents")


def make_early_help(making: Making) -> None:
    """Episodes of early help, with the printed share of families who come back."""
    rng = making.rng
    known: list[tuple[date, Child, date]] = []
    for month in range(HISTORY + 3, LAST + 1):
        first, end = first_day(month), last_day(month)
        count, again = rng.randint(85, 105), 0
        value = making.targets.at(INDICATOR, month).value if month in MONTHS else None
        if value is not None:
            fitting = [size for size in range(80, 125) if _fits(size, value)]
            count = rng.choice(fitting) if fitting else count
            again = nearest_numerator(value, count)
        back = [pair for pair in known if pair[0] > first - timedelta(days=330) and pair[2] < first - timedelta(days=8)]
        chosen = rng.sample(back, min(again, len(back)))
        for place in range(count):
            day = week_day(rng, first, end)
            if place < len(chosen):
                known.remove(chosen[place])
                child = chosen[place][1]
            else:
                child = making.people.add(making.people.birth(day, oldest=15.5), alone=True)
            known.append((day, child, _write(making, child, day)))


def _fits(size: int, value: Decimal) -> bool:
    return prints_as(Fraction(100 * nearest_numerator(value, size), size), value)


def _write(making: Making, child: Child, day: date) -> date:
    """The rows of an episode; the day on which it ends or would end."""
    rng, extract = making.rng, making.extract
    last = day + timedelta(days=rng.randint(45, 210))
    ended = last if last <= AS_AT else None
    episode = extract.new_id("E")
    extract.add(
        "early_help_episodes", earl_episode_id=episode, earl_person_id=child.id, earl_episode_start_date=day,
        earl_episode_end_date=ended, earl_episode_reason=rng.choice(REASONS),
        earl_episode_end_reason=None if ended is None else rng.choice(("Needs met", "Passed to universal services")),
        earl_episode_organisation=rng.choice(("Early help hub", "School", "Children's centre")),
    )  # fmt: skip
    extract.add(
        "x_early_help_support", xehs_support_id=extract.new_id("H"), xehs_person_id=child.id, xehs_episode_id=episode,
        xehs_referral_date=day, xehs_start_date=day + timedelta(days=min(6, (AS_AT - day).days)), xehs_end_date=ended,
        xehs_end_reason=None if ended is None else "Closed", xehs_team=team_id("early-help", child.locality),
    )  # fmt: skip
    return last
