"""Children who were adopted by nobody with whom they lived."""

from __future__ import annotations

from collections.abc import Iterator

from crossfoot.records.checks.rule import Rule, Scope, Search
from crossfoot.records.engine import words
from crossfoot.vocabulary.issues import Severity

ADOPTED = ("E11", "E12")
FOR_ADOPTION = ("A3", "A4", "A5", "A6")


def _searches(_scope: Scope) -> Iterator[Search]:
    yield Search(
        "cla_episodes",
        "clae_cla_episode_ceased_reason",
        f"CASE WHEN checked.clae_cla_episode_ceased_reason IN {words(ADOPTED)} THEN NOT EXISTS ("  # noqa: S608
        "SELECT 1 FROM cla_placement WHERE clap_person_id = checked.clae_person_id "
        f"AND clap_cla_placement_type IN {words(FOR_ADOPTION)}) END",
        "The child was adopted, and has no placement for adoption.",
        doubts=("clap_cla_placement_type", "clap_person_id"),
    )
    yield Search(
        "permanence",
        "perm_placed_for_adoption_date",
        "CASE WHEN checked.perm_permanence_order_date IS NOT NULL "
        "AND contains(lower(checked.perm_permanence_order_type), 'adopt') "
        "THEN checked.perm_placed_for_adoption_date IS NULL END",
        "There is an adoption order, and no day on which the child moved in with the adopters.",
    )


RULE = Rule(
    "RECORDS-ADOPTION-WITHOUT-PLACEMENT",
    Severity.WARNING,
    "A child was adopted without a placement for adoption",
    "Episodes that ended with adoption of children who never had a placement for adoption, and adoption orders without "
    "the day on which the child moved in.",
    "Record the placement and its day; foster carers who adopt have one too, from the day it became one.",
    _searches,
)
