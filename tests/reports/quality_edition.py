"""The data-quality report of an invented council, from flawed records to the document."""

from __future__ import annotations

import csv
from collections.abc import Callable, Collection, Mapping
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from flawed_records import AS_AT, flawed_records

from crossfoot.indicators.catalogue import Catalogue, shipped_definitions
from crossfoot.records.canonical import write_canonical
from crossfoot.records.quality import count_findings
from crossfoot.records.raw_tables import RawTable
from crossfoot.records.record_set import RecordSet
from crossfoot.records.schema import Standard
from crossfoot.reports.document import Document
from crossfoot.reports.quality.data_quality import build_data_quality
from crossfoot.reports.quality.quality_figures import QualityEdition
from crossfoot.vocabulary.periods import Period
from crossfoot.vocabulary.record_quality import Checked, CheckedRule, RecordQuality

MONTHS = Period.parse("2017-01").last(13)
READS: Mapping[str, Collection[str]] = {
    "contacts": ("contacts.cont_person_id", "contacts.cont_contact_date"),
    "contact-rate": ("contacts.cont_person_id", "contacts.cont_contact_date"),
    "contacts-accepted-as-referrals": ("contacts.cont_contact_date", "contacts.cont_contact_outcome_is_new_referral"),
    "referrals": ("cin_episodes.cine_person_id", "cin_episodes.cine_referral_date"),
    "child-protection-plans": ("cp_plans.cppl_cp_plan_start_date", "cp_plans.cppl_cp_plan_end_date"),
    "child-protection-seen-in-timescale": ("cp_visits.cppv_cp_visit_date", "cp_visits.cppv_cp_visit_seen"),
}
"""The columns of a few indicators; which they are makes no difference to what is tested."""


@cache
def catalogue() -> Catalogue:
    return Catalogue.load(shipped_definitions())


@cache
def flawed_quality(*, with_reads: bool = True, seed: int = 1) -> RecordQuality:
    with TemporaryDirectory() as folder:
        raw = {}
        for name, rows in flawed_records(seed).items():
            path = Path(folder) / f"{name}.csv"
            with path.open("w", encoding="utf-8", newline="") as stream:
                writer = csv.DictWriter(stream, list(rows[0]))
                writer.writeheader()
                writer.writerows(rows)
            raw[name] = RawTable(path, path.name)
        write_canonical(raw, Path(folder) / "records", standard=Standard.load())
        return count_findings(
            RecordSet.open(Path(folder) / "records"),
            standard=Standard.load(),
            as_at=AS_AT,
            months=MONTHS,
            reads=READS if with_reads else None,
        )


def edition_of(quality: RecordQuality, *, team: str | None = None) -> QualityEdition:
    return QualityEdition(quality, catalogue(), "norfolk", "Norfolk", "An invented council", team)


@cache
def edition(team: str | None = None) -> QualityEdition:
    return edition_of(flawed_quality(), team=team)


@cache
def built(team: str | None = None) -> Document:
    return build_data_quality(edition(team))


def found_by(
    rule: str, *, month: Period | None = None, of: str | None = None, part: Callable[[Checked], int] | None = None
) -> int:
    """Rows found, or another part of the counts, added up again from the single counts."""
    read = part or (lambda checked: checked.found)
    return sum(
        read(count.checked)
        for count in flawed_quality().counts
        if count.rule == rule and month in (None, count.month) and of in (None, count.team)
    )


def looked_at(checked: Checked) -> int:
    return checked.looked_at


def faults() -> list[CheckedRule]:
    return [rule for rule in flawed_quality().rules if not rule.is_note]
