"""Referrals into early help, counted by family."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from reference.cells import day_of, text_of
from reference.children import Child, County
from reference.months import Month
from reference.rows import Row, holding


def find_early_help_referrals(county: County, month: Month) -> Iterator[Row]:
    """One referral for each family and day. The row bears the child whose id is lowest."""
    limit = county.limits.on(month.last, "early-help-re-referral")
    for days in _referral_days(county).values():
        before: date | None = None
        for day in sorted(days):
            if month.holds(day):
                is_repeat = before is not None and limit.keeps(before, day)
                yield Row(min(days[day]), day, None, flags=holding(is_re_referral=is_repeat))
            before = day


def family_of(child: Child) -> tuple[str, str]:
    """The family, the one with the lowest id where there are several; the child where there is none."""
    families = [family for row in child.records("family") if (family := text_of(row, "fami_family_id"))]
    return ("family", min(families)) if families else ("child", child.person)


def _referral_days(county: County) -> dict[tuple[str, str], dict[date, list[str]]]:
    found: defaultdict[tuple[str, str], defaultdict[date, list[str]]] = defaultdict(lambda: defaultdict(list))
    for child in county:
        for episode in child.records("early_help_episodes"):
            day = day_of(episode, "earl_episode_start_date")
            if day is not None:
                found[family_of(child)][day].append(child.person)
    return {family: dict(days) for family, days in found.items()}
