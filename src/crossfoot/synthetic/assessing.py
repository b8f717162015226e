"""Assessments, authorised month by month: how many, how many of them late, how many left open past the limit.

Each referral that leads to an assessment waits in line. In a month exactly as many have to reach their 45th working day
unauthorised as the printed numbers of late and of open assessments say; the others are authorised before. What then
remains to the printed number are assessments of children whose case has long been open.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from fractions import Fraction

from crossfoot.synthetic.making import Assessment, Episode, Making
from crossfoot.synthetic.months import (
    FIRST,
    HISTORY,
    LAST,
    MONTHS,
    add_months,
    first_day,
    last_day,
    month_of,
    month_text,
    week_day,
    working_days,
)
from crossfoot.synthetic.targets import Targets, round_half_away

LIMIT = 45
PEOPLE = 167_942
"""People under 18 in the county: the one number that fits the printed rates."""
OUTCOMES = {
    "strategy-discussion-conference-or-protection-plan": "protection",
    "continue-with-care-or-pathway-plan": "care",
    "child-in-need-plan": "plan",
    "step-down-to-early-help": "step-down",
    "close-with-information-and-advice": "advice",
}


class Assessing:
    """The line of episodes that wait for an assessment."""

    def __init__(self, making: Making) -> None:
        self.making, self.rng = making, making.rng
        self.waiting: list[Episode] = []
        self.authorised, self.in_time = _authorised(making.targets)
        self.left_open = {
            month: making.targets.number("assessments-open-past-45-working-days", month) for month in MONTHS
        }

    def wait(self, episode: Episode) -> None:
        """The episode's first assessment begins."""
        start = min(episode.start + timedelta(days=self.rng.randint(0, 5)), last_day(month_of(episode.start)))
        episode.assessments.append(Assessment(start, None, ""))
        self.waiting.append(episode)

    def pass_month(self, month: int, others: Sequence[Episode]) -> None:
        """Authorises what the month asks for; `others` are open episodes that were assessed long ago."""
        if month not in self.authorised:
            self._pass_early_month(month)
            return
        end, before = last_day(month), last_day(month - 1)
        past = [episode for episode in self.waiting if working_days(episode.start, before) > LIMIT]
        reaching = [
            episode for episode in self.waiting
            if working_days(episode.start, before) <= LIMIT < working_days(episode.start, end)
        ]  # fmt: skip
        late = self.authorised[month] - self.in_time[month]
        goal = self.left_open.get(month, len(past) + len(reaching) - late)
        in_time_slots = self.in_time[month]
        # Those that must not reach the limit are authorised first, then the ones that reach it next month, and so on.
        self.rng.shuffle(reaching)
        # One whose time is up on the last day of the month before cannot be in time any more.
        reaching.sort(key=lambda episode: (_last_in_time(episode.start) >= first_day(month), episode.kind != "need"))
        keep = max(0, late + goal - len(past))
        stay, go = reaching[:keep], reaching[keep:]
        for episode in go[in_time_slots:]:
            episode.assessments.clear()
            episode.may_close = episode.start + timedelta(days=30)
            self.waiting.remove(episode)
        go = go[:in_time_slots]
        for episode in go:
            latest = _last_in_time(episode.start)
            self._authorise(episode, max(first_day(month), episode.start + timedelta(days=3)), min(end, latest))
        slots = in_time_slots - len(go)
        past = past + stay
        self.rng.shuffle(past)
        past.sort(key=lambda episode: episode.start.toordinal() // 20)
        for episode in past[:late]:
            earliest = max(first_day(month), _last_in_time(episode.start) + timedelta(days=1))
            self._authorise(episode, earliest, end)
        slots += self._authorise_early(month, slots) - slots
        self._assess_again(month, others, in_time_slots - len(go) - slots)

    def _authorise_early(self, month: int, slots: int) -> int:
        """Authorises episodes that have time left, but for those that are to be late; tells how many it were."""
        end, done = last_day(month), 0
        for ahead in (1, 2, 3):
            limit, before = last_day(month + ahead), last_day(month + ahead - 1)
            line = [episode for episode in self.waiting if working_days(episode.start, before) <= LIMIT
                    < working_days(episode.start, limit) and episode.start < end - timedelta(days=4)]  # fmt: skip
            late = self.authorised.get(month + ahead, 0) - self.in_time.get(month + ahead, 0)
            reserve = late + self.left_open.get(month + ahead, 0) - self.left_open.get(month + ahead - 1, 0)
            if month + ahead > LAST:
                reserve = max(reserve, len(line) // 4)
            elif ahead > 1:
                reserve = max(reserve, len(line) // 3)
            line.sort(key=lambda episode: (episode.kind == "need", self.rng.random()))
            for episode in line[: max(0, min(slots - done, len(line) - max(0, reserve) - 6))]:
                self._authorise(episode, max(first_day(month), episode.start + timedelta(days=4)), end)
                done += 1
        return done

    def _assess_again(self, month: int, others: Sequence[Episode], count: int) -> None:
        """Further assessments of open cases: their clock starts anew."""
        end, earliest = last_day(month), first_day(month)
        free = [
            episode for episode in others
            if episode.assessments and episode.assessments[-1].authorised is not None
            and episode.assessments[-1].authorised < earliest - timedelta(days=70)
            and (episode.close is None or episode.close > end) and _is_under_18(episode, end)
        ]  # fmt: skip
        for episode in self.rng.sample(free, min(count, len(free))):
            authorised = week_day(self.rng, earliest, end)
            start = authorised - timedelta(days=self.rng.randint(12, 55))
            episode.assessments.append(Assessment(start, authorised, ""))
            episode.may_close = authorised

    def _authorise(self, episode: Episode, earliest: date, latest: date) -> None:
        self.waiting.remove(episode)
        assessment = episode.assessments[-1]
        assessment.authorised = week_day(self.rng, max(earliest, assessment.start), latest)
        episode.may_close = assessment.authorised

    def _pass_early_month(self, month: int) -> None:
        end = last_day(month)
        for episode in [one for one in self.waiting if working_days(one.start, end) > 25]:
            latest = min(_last_in_time(episode.start), end)
            self._authorise(episode, max(first_day(month), episode.start + timedelta(days=2)), latest)

    def give_outcomes(self, episodes: Sequence[Episode]) -> None:
        """What each assessment led to, in the printed numbers of each month."""
        by_month: dict[int, list[tuple[Episode, Assessment]]] = {}
        for episode in episodes:
            for assessment in episode.assessments:
                if assessment.authorised is not None:
                    by_month.setdefault(month_of(assessment.authorised), []).append((episode, assessment))
        for month, here in sorted(by_month.items()):
            self._give_month(month, here)

    def _give_month(self, month: int, here: list[tuple[Episode, Assessment]]) -> None:
        counts: Counter[str] = Counter()
        for name, outcome in OUTCOMES.items():
            counts[outcome] = self.making.targets.number("assessments-authorised", month, breakdown=f"outcome={name}")
        if not counts["plan"]:
            size = len(here)
            counts = Counter(protection=size // 8, care=size // 30, plan=size // 5, **{"step-down": size // 6})
        self.rng.shuffle(here)
        order = {"protection": 0, "care": 1, "need": 2, "earlier": 3}
        here.sort(key=lambda pair: order[pair[0].kind])
        for wanted, kind in (("protection", "protection"), ("care", "care")):
            for episode, assessment in here:
                if episode.kind == kind and not assessment.outcome and counts[wanted] > 0:
                    assessment.outcome = wanted
                    counts[wanted] -= 1
        # Cases that stay open get the outcomes that keep them open.
        rest = [pair for pair in here if not pair[1].outcome]
        rest.sort(key=lambda pair: _days_open_after(*pair), reverse=True)
        line = [name for name in ("plan", "protection", "care") for _ in range(counts[name])]
        self.rng.shuffle(line)
        line += [name for name in ("step-down", "advice") for _ in range(counts[name])]
        for place, (_, assessment) in enumerate(rest):
            assessment.outcome = line[place] if place < len(line) else "advice"


def _days_open_after(episode: Episode, assessment: Assessment) -> int:
    authorised = assessment.authorised or date.max
    return ((episode.close or date(2017, 12, 31)) - authorised).days


def _is_under_18(episode: Episode, day: date) -> bool:
    dob = episode.child.dob
    return dob is None or add_months(dob, 216) > day


def _last_in_time(start: date) -> date:
    day = start + timedelta(days=62)
    while working_days(start, day) > LIMIT:
        day -= timedelta(days=1)
    while working_days(start, day + timedelta(days=1)) <= LIMIT:
        day += timedelta(days=1)
    return day


def _authorised(targets: Targets) -> tuple[dict[int, int], dict[int, int]]:
    """Assessments authorised in each month, and in time; before January 2016 as the rolling rate needs them."""
    counts = {month: targets.number("assessments-authorised", month) for month in MONTHS}
    in_time = {month: targets.number("assessments-within-45-working-days", month) for month in MONTHS}
    for month in reversed(range(LAST - 3, LAST + 1)):
        rate = targets.at("assessment-rate-rolling-12", month).value
        if rate is None:
            continue
        total = int(round_half_away(Fraction(rate) * PEOPLE / 10_000, 0))
        missing = [each for each in range(month - 11, month + 1) if each not in counts]
        if len(missing) == 1:
            counts[missing[0]] = total - sum(counts.get(each, 0) for each in range(month - 11, month + 1))
    for month in range(LAST - 3, LAST + 1):
        total = sum(counts.get(each, 0) for each in range(month - 11, month + 1))
        key = ("assessment-rate-rolling-12", month_text(month), "", "", "value")
        targets.made[key] = Fraction(total * 10_000, PEOPLE)
        targets.notes[key] = f"{total} assessments in the twelve months are the nearest to it."
    for month in range(HISTORY + 4, FIRST):
        counts.setdefault(month, 660)
    for month, count in counts.items():
        in_time.setdefault(month, count * 79 // 100)
    return counts, in_time
