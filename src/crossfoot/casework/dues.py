"""When each thing that is owed was last done and when it is due, by the events of one child."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from crossfoot.casework.due_dates import TimeLimits
from crossfoot.casework.subjects import Subject
from crossfoot.populations.calendar import months_after

Done = Mapping[str, object]
"""A row of `casework.last_done`; empty where nothing was done."""
Dues = tuple[date | None, date | None]
"""The day it was last done, and the day on which it is due; None where there is none."""


def _latest(*days: date | None) -> date | None:
    return max((day for day in days if day is not None), default=None)


def _day(done: Done, name: str = "last") -> date | None:
    value = done.get(name)
    return value if isinstance(value, date) else None


def _again(limits: TimeLimits, last: date | None, timescale: str) -> date | None:
    return None if last is None else limits.runs_out(last, timescale)


def due_since_start(subject: Subject, done: Done, limits: TimeLimits, *, first: str, again: str) -> Dues:
    """First due `first` after the start, then `again` after the last time, whichever is later."""
    start, last = subject.day("start"), _day(done)
    return last, _latest(_again(limits, start, first), _again(limits, last, again))


def need_plan_dues(subject: Subject, done: Done, limits: TimeLimits) -> Dues:
    """Due from the day on which the plan before it was out of date or ended; not at all while one is current."""
    last = _day(done)
    if last is not None and _day(done, "until") is None:
        return last, None
    return last, _latest(_again(limits, subject.day("start"), "child-in-need-plan"), _day(done, "until"))


def protection_review_dues(subject: Subject, done: Done, limits: TimeLimits) -> Dues:
    """Each conference has its time limit from the one before; the first from the first day of the plan."""
    last = _day(done)
    if last is not None:
        return last, limits.runs_out(last, "later-review-conference")
    return None, _again(limits, subject.day("start"), "first-review-conference")


def due_once(subject: Subject, done: Done, limits: TimeLimits, *, timescale: str) -> Dues:
    """Due once; not any more when it was done."""
    last = _day(done)
    return last, None if last is not None else _again(limits, subject.day("start"), timescale)


def care_visit_dues(subject: Subject, done: Done, limits: TimeLimits) -> Dues:
    """Each placement begins anew. Its first year, and a plan that it lasts to 18, have limits of their own."""
    placed, last = subject.day("placed"), _day(done)
    if placed is None:
        return None, None
    if last is not None and last < placed:
        last = None
    again = "placement-visit-to-18" if subject.known["to_18"] else "placement-visit"
    if months_after(placed, 12) > limits.on:
        again = "placement-visit-first-year"
    return last, _latest(limits.runs_out(placed, "placement-first-visit"), _again(limits, last, again))


def care_plan_dues(subject: Subject, done: Done, limits: TimeLimits) -> Dues:
    """At 16 and 17 a pathway plan will do."""
    last = _day(done)
    if _has_birthday(subject, 16, limits.on):
        last = _latest(last, _day(done, "pathway"))
    return last, _latest(_again(limits, subject.day("start"), "first-care-plan"), _again(limits, last, "care-plan"))


def care_review_dues(subject: Subject, done: Done, limits: TimeLimits) -> Dues:
    """The first has its time limit from the first day of care; the second and later ones from the one before."""
    last = _day(done)
    if last is None:
        return None, _again(limits, subject.day("start"), "first-care-review")
    return last, limits.runs_out(last, "second-care-review" if done["number"] == 1 else "later-care-review")


def due_after_a_year(subject: Subject, done: Done, limits: TimeLimits, *, again: str) -> Dues:
    """First due 12 months after care began."""
    start, last = subject.day("start"), _day(done)
    first = None if start is None else months_after(start, 12)
    return last, _latest(first, _again(limits, last, again))


def health_assessment_dues(subject: Subject, done: Done, limits: TimeLimits) -> Dues:
    """Every year from 12 months in care on; before the fifth birthday more often."""
    dob = subject.day("dob")
    under_five = dob is not None and dob <= limits.on and not _has_birthday(subject, 5, limits.on)
    return due_after_a_year(
        subject, done, limits, again="health-assessment-under-5" if under_five else "health-assessment"
    )


def _has_birthday(subject: Subject, age: int, on: date) -> bool:
    """True where the child is of that age or older on the day."""
    dob = subject.day("dob")
    return dob is not None and _birthday(dob, age) <= on


def _birthday(dob: date, age: int) -> date:
    year = dob.year + age
    if (dob.month, dob.day) == (2, 29):
        return date(year, 3, 1) if months_after(dob, 12 * age).day != 29 else date(year, 2, 29)
    return date(year, dob.month, dob.day)


def _eligible_since(subject: Subject, limits: TimeLimits) -> date | None:
    """The 16th birthday, or the day on which this spell of care was long enough. Earlier spells are not looked at."""
    dob, start = subject.day("dob"), subject.day("start")
    if dob is None or start is None:
        return None
    long_enough = limits.runs_out(max(start, _birthday(dob, 14)), "eligible-care") or limits.on
    return max(_birthday(dob, 16), min(long_enough, limits.on))


def needs_assessment_dues(subject: Subject, done: Done, limits: TimeLimits) -> Dues:
    """Due once, counted from the day on which the young person became eligible."""
    return _day(done), _again(limits, _eligible_since(subject, limits), "needs-assessment")


def eligible_pathway_plan_dues(subject: Subject, done: Done, limits: TimeLimits) -> Dues:
    """The first is due with the needs assessment that it rests on."""
    last, first = _day(done), _again(limits, _eligible_since(subject, limits), "needs-assessment")
    return last, _latest(first, _again(limits, last, "pathway-plan"))


def leaver_pathway_plan_dues(subject: Subject, done: Done, limits: TimeLimits) -> Dues:
    """Counted from the last plan or review, that on the care leaver's own record too. The first has no day."""
    reviewed = subject.day("reviewed")
    last = _latest(_day(done), reviewed if reviewed is not None and reviewed <= limits.on else None)
    return last, _again(limits, last, "pathway-plan")


def leaver_contact_dues(subject: Subject, done: Done, limits: TimeLimits) -> Dues:
    """A contact counts while the young person is in touch."""
    del done
    contact = subject.day("contact")
    if contact is None or contact > limits.on or subject.known["in_touch"] != "yes":
        return None, None
    return contact, limits.runs_out(contact, "leaver-contact")


def leaver_visit_dues(subject: Subject, done: Done, limits: TimeLimits) -> Dues:
    """Counted from the last visit. The first has no day."""
    del subject
    return _day(done), _again(limits, _day(done), "leaver-visit")


def assessment_dues(subject: Subject, done: Done, limits: TimeLimits) -> Dues:
    """Counted from the referral, or its own start where it is not the first of the referral."""
    del done
    return None, _again(limits, subject.day("clock"), "assessment")
