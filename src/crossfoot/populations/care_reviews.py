"""Statutory reviews of looked after children: those that were held, and those that fell due."""

from __future__ import annotations

import ibis

from crossfoot.populations.due_days import on_due_day
from crossfoot.populations.frame import Frame
from crossfoot.populations.people import PERSON_COLUMNS, age_on, with_person
from crossfoot.populations.placement_stays import PLACEMENT_COLUMNS, placements
from crossfoot.populations.population import Feature, Moment, Population
from crossfoot.populations.spells_of_care import SPELL_COLUMNS, spells_of_care
from crossfoot.populations.teams import with_team

_ATTENDED = ("PN1", "PN2", "PN3", "PN4")
_PARTICIPATED = ("PN1", "PN2", "PN3", "PN5", "PN6")
_UNDER_FOUR = "PN0"

_REVIEW_COLUMNS = (
    "cla_reviews.clar_cla_id",
    "cla_reviews.clar_cla_review_date",
    "cla_reviews.clar_cla_review_cancelled",
    "cla_episodes.clae_cla_id",
    "cla_episodes.clae_person_id",
)
"""Without these there are no reviews; the child's own id on a review is only in some versions of the standard."""


def build_reviews(frame: Frame) -> ibis.Table:
    """Reviews of children aged 4 to 17 whose part in them is known, on the day they were held."""
    rows = held_reviews(frame)
    rows = rows.filter(rows.participation.notnull() & (rows.participation != _UNDER_FOUR))
    rows = with_person(frame, with_team(frame, frame.in_month(rows, "day")))
    rows = rows.filter((rows.dob <= rows.day) & age_on(rows.dob, rows.day).between(4, 17))
    return rows.mutate(attended=rows.participation.isin(_ATTENDED), participated=rows.participation.isin(_PARTICIPATED))


def build_due(frame: Frame) -> ibis.Table:
    """The days by which a first, second or later review was due in a spell of care, each with whether it was held.

    Not where care ended on or before the day, or the child was placed for adoption on it.
    """
    spells = spells_of_care(frame).select("source_file", "source_row", "person_id", "start", "end")
    held = reviews_in_spells(held_reviews(frame), spells)
    first = held.filter(held.number == 0).select(child="person_id", since="start", next="day")
    begun = spells.left_join(first, (spells.person_id == first.child) & (spells.start == first.since))
    due = _due(frame, begun.mutate(counted_from=begun.start), "first-care-review")
    reviewed = held.mutate(counted_from=held.day)
    due = due.union(_due(frame, reviewed.filter(reviewed.number == 0), "second-care-review"))
    due = due.union(_due(frame, reviewed.filter(reviewed.number > 0), "later-care-review"))
    due = due.filter(due.end.isnull() | (due.end > due.day))
    for_adoption = _placed_for_adoption(frame, due)
    same_day = [due.person_id == for_adoption.person_id, due.day == for_adoption.day]
    return with_team(frame, due.anti_join(for_adoption, same_day))


def held_reviews(frame: Frame) -> ibis.Table:
    """Reviews that were held: `person_id` (the review's own, else that of its period of care), `day`, participation."""
    reviews = frame.table("cla_reviews")
    held = reviews.clar_cla_review_date.notnull() & ~reviews.clar_cla_review_cancelled.fill_null(False)  # noqa: FBT003
    reviews = reviews.filter(held).select(
        "source_file",
        "source_row",
        named="clar_cla_person_id",
        period="clar_cla_id",
        day="clar_cla_review_date",
        participation="clar_cla_review_participation",
    )
    episodes = frame.table("cla_episodes")
    children = episodes.group_by(period_of_care="clae_cla_id").agg(child=episodes.clae_person_id.min())
    rows = reviews.left_join(children, reviews.period == children.period_of_care)
    rows = rows.mutate(person_id=ibis.coalesce(rows.named, rows.child))
    return rows.filter(rows.person_id.notnull()).drop("named", "period", "period_of_care", "child")


def reviews_in_spells(held: ibis.Table, spells: ibis.Table) -> ibis.Table:
    """Days of reviews by spell, numbered from 0, with the `next` one; a review on its last day is in the spell."""
    days = held.select(child="person_id", day="day").distinct()
    inside = (spells.person_id == days.child) & (days.day >= spells.start)
    rows = spells.inner_join(days, inside & (spells.end.isnull() | (days.day <= spells.end))).drop("child")
    in_order = ibis.window(group_by=[rows.person_id, rows.start], order_by=rows.day)
    return rows.mutate(number=ibis.row_number().over(in_order), next=rows.day.lead().over(in_order))


def _due(frame: Frame, rows: ibis.Table, timescale: str) -> ibis.Table:
    rows = rows.select("source_file", "source_row", "person_id", "end", "counted_from", "next")
    rows = on_due_day(frame, rows, "counted_from", timescale).rename(day="due")
    rows = rows.mutate(held=rows.next <= rows.day)
    return rows.select("source_file", "source_row", "person_id", "end", "month", "day", "held")


def _placed_for_adoption(frame: Frame, rows: ibis.Table) -> ibis.Table:
    """Persons and days of `rows` on which the placement that began last of those open is for adoption."""
    days = rows.select("person_id", "day").distinct()
    placed = placements(frame).select("id", "start", "end", "for_adoption", child="person_id")
    open_on = (placed.start <= days.day) & (placed.end.isnull() | (placed.end > days.day))
    found = days.inner_join(placed, (days.person_id == placed.child) & open_on)
    order = ibis.window(group_by=[found.person_id, found.day], order_by=[found.start.desc(), found.id.desc()])
    found = found.mutate(place=ibis.row_number().over(order))
    return found.filter((found.place == 0) & found.for_adoption).select("person_id", "day")


_PARTICIPATION = ("cla_reviews.clar_cla_review_participation",)

REVIEWS = Population(
    id="care-reviews",
    row="a review held of a child aged 4 to 17, on the day of the review",
    moment=Moment.FLOW,
    table="cla_reviews",
    needs=(*_REVIEW_COLUMNS, *_PARTICIPATION, *PERSON_COLUMNS),
    build=build_reviews,
    flags={
        "attended": Feature("the child was there"),
        "participated": Feature("the child's own views were brought"),
    },
)

DUE = Population(
    id="care-reviews-due",
    row="a review that was due of a child who was looked after and not placed for adoption on the day",
    moment=Moment.FLOW,
    table="cla_episodes",
    needs=(*SPELL_COLUMNS, *_REVIEW_COLUMNS, *PLACEMENT_COLUMNS),
    build=build_due,
    timescales=("first-care-review", "second-care-review", "later-care-review"),
    flags={"held": Feature("the review was held on or before the day")},
)

POPULATIONS = (REVIEWS, DUE)
