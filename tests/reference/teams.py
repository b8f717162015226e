"""Whose case it is: the team of a child on a day, and the teams of an area."""

from __future__ import annotations

from datetime import date, timedelta

from reference.cells import Record, day_of, is_open, text_of, words_of
from reference.children import Child, County

CASE_HOLDING_ROLES = frozenset(
    {
        "",
        "allocated case worker",
        "allocated worker",
        "allocated social worker",
        "social worker",
        "case worker",
        "key worker",
        "lead worker",
    }
)


def is_involved_on(involvement: Record, day: date) -> bool:
    return is_open(
        day_of(involvement, "invo_involvement_start_date"), day_of(involvement, "invo_involvement_end_date"), day
    )


def holds_the_case(involvement: Record) -> bool:
    """An involvement with a team, in a role that holds cases or in none."""
    in_team = text_of(involvement, "invo_professional_team") is not None
    return in_team and words_of(involvement, "invo_professional_role_id") in CASE_HOLDING_ROLES


def case_holders_on(child: Child, day: date) -> list[Record]:
    """The case-holding involvements open on the day, the latest begun last."""
    found = [
        involvement
        for involvement in child.records("involvements")
        if holds_the_case(involvement) and is_involved_on(involvement, day)
    ]
    return sorted(found, key=_begin_and_id)


def latest_begun(involvements: list[Record]) -> Record:
    """The latest start, then the highest id. There has to be one."""
    return max(involvements, key=_begin_and_id)


def open_referrals_on(child: Child, day: date) -> list[Record]:
    """The episodes of need open on the day, the latest referred last."""
    found = [
        referral
        for referral in child.records("cin_episodes")
        if is_open(day_of(referral, "cine_referral_date"), day_of(referral, "cine_close_date"), day)
    ]
    return sorted(
        found, key=lambda referral: (str(referral.get("cine_referral_date")), str(referral.get("cine_referral_id")))
    )


def team_at_end(child: Child, day: date) -> str | None:
    """Of an ending: the team on the day before, since the worker's part often ends on the day too."""
    return team_on(child, day - timedelta(days=1))


def team_on(child: Child, day: date) -> str | None:
    """The team of the case holder; else that of the open referral; else none."""
    if holders := case_holders_on(child, day):
        return text_of(holders[-1], "invo_professional_team")
    if referrals := open_referrals_on(child, day):
        return text_of(referrals[-1], "cine_referral_team")
    return None


def team_of_event(child: Child, day: date, *, written: str | None) -> str | None:
    """The team written on the event's own row; where there is none, the team that has the child on the day."""
    return written or team_on(child, day)


def teams_of_area(county: County, area: str) -> set[str]:
    """The teams that serve the locality or district of that id."""
    return {
        team
        for team, record in county.teams.items()
        if area in {text_of(record, "xtea_locality_area"), text_of(record, "xtea_district_area")}
    }


def _begin_and_id(involvement: Record) -> tuple[str, str]:
    return str(involvement.get("invo_involvement_start_date")), str(involvement.get("invo_involvements_id"))
