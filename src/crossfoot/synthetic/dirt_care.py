"""Faults of looked after children, care leavers and children who went missing."""

from __future__ import annotations

from datetime import date, timedelta

from crossfoot.synthetic.extract import Row
from crossfoot.synthetic.making import CareSpell
from crossfoot.synthetic.planting import Planting


def _placement(planting: Planting, spell: CareSpell, start: date, end: date, kind: str) -> Row:
    return planting.extract.add(
        "cla_placement", clap_cla_placement_id=planting.extract.new_id("J"), clap_person_id=spell.child.id,
        clap_cla_placement_start_date=start, clap_cla_placement_end_date=end, clap_cla_placement_type=kind,
        clap_cla_placement_change_reason="OTHER",
    )  # fmt: skip


def _plant_placements(planting: Planting) -> None:
    for spell in planting.past_care():
        assert spell.end is not None  # noqa: S101
        row = _placement(planting, spell, spell.end + timedelta(days=20), spell.end + timedelta(days=25), "T4")
        planting.mark("RECORDS-PLACEMENT-WITHOUT-EPISODE", "cla_placement", row, "a stay after care had ended")
    for spell in planting.past_care():
        row = _placement(planting, spell, spell.start + timedelta(days=10), spell.start + timedelta(days=20), "U6")
        planting.mark("RECORDS-TWO-PLACEMENTS", "cla_placement", row, "in two homes at once")


def _plant_episodes(planting: Planting) -> None:
    for spell in planting.past_care():
        row = planting.rows("cla_episodes", "clae_cla_id", spell.cla_id)[-1]
        row["clae_cla_episode_ceased_reason"] = "X1"
        planting.mark("RECORDS-EPISODE-CHAIN", "cla_episodes", row, "nothing follows where something should")


def _plant_adoptions(planting: Planting) -> None:
    for spell in planting.past_adoptions():
        for row in planting.rows("cla_placement", "clap_person_id", spell.child.id):
            if str(row["clap_cla_placement_type"]).startswith("A"):
                row["clap_cla_placement_type"] = "U5"
        row = planting.rows("cla_episodes", "clae_cla_id", spell.cla_id)[-1]
        planting.mark("RECORDS-ADOPTION-WITHOUT-PLACEMENT", "cla_episodes", row, "never placed for adoption")
    for spell in planting.past_care():
        day = spell.start + timedelta(days=90)
        row = planting.extract.add(
            "permanence", perm_table_id=planting.extract.new_id("A"), perm_person_id=spell.child.id,
            perm_cla_id=spell.cla_id, perm_adm_decision_date=day, perm_matched_date=day - timedelta(days=40),
        )  # fmt: skip
        planting.mark("RECORDS-ADOPTION-STEPS", "permanence", row, "matched before the decision")


def _plant_reviews(planting: Planting) -> None:
    for spell in planting.past_care():
        assert spell.end is not None  # noqa: S101
        row = planting.extract.add(
            "cla_reviews", clar_cla_review_id=planting.extract.new_id("CR"), clar_cla_id=spell.cla_id,
            clar_cla_person_id=spell.child.id, clar_cla_review_date=spell.end - timedelta(days=30),
            clar_cla_review_cancelled=False,
        )  # fmt: skip
        planting.mark("RECORDS-BLANK", "cla_reviews", row, "how the child took part is not known")


def _plant_leavers(planting: Planting) -> None:
    for child in planting.callers():
        (person,) = planting.rows("person", "pers_person_id", child.id)
        person["pers_dob"] = date(2005, 4, 11)
        row = planting.extract.add(
            "care_leavers", clea_table_id=planting.extract.new_id("V"), clea_person_id=child.id,
            clea_care_leaver_eligibility="Qualifying", clea_care_leaver_in_touch="NO",
        )  # fmt: skip
        planting.mark("RECORDS-LEAVER-UNDER-16", "care_leavers", row, "a care leaver of 11")


def _away(planting: Planting, child: str, start: date, end: date) -> Row:
    return planting.extract.add(
        "missing", miss_table_id=planting.extract.new_id("MI"), miss_person_id=child,
        miss_missing_episode_start_date=start, miss_missing_episode_type="Away", miss_missing_episode_end_date=end,
    )  # fmt: skip


def _plant_missing(planting: Planting) -> None:
    for episode in planting.closed_cases():
        day = episode.start + timedelta(days=3)
        row = _away(planting, episode.child.id, day, day)
        planting.mark("RECORDS-SAME-DAY", "missing", row, "away and back on one day")
    for episode in planting.closed_cases():
        day = episode.start + timedelta(days=3)
        _away(planting, episode.child.id, day, day + timedelta(days=5))
        row = _away(planting, episode.child.id, day + timedelta(days=2), day + timedelta(days=4))
        planting.mark("RECORDS-OVERLAP", "missing", row, "away twice at once")


PLANTERS = (
    _plant_placements,
    _plant_episodes,
    _plant_adoptions,
    _plant_reviews,
    _plant_leavers,
    _plant_missing,
)
