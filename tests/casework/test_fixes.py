"""Fix-it lists: what is predicted is what comes out when the records of the list, and no others, are mended."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest
from invented_county import CATALOGUE, Everything, frame_of, opened, with_sources
from reference.case_records import merge_records
from reference.histories import draw_county

from crossfoot.casework.fixes import Effect, Fix, Fixes, find_fixes
from crossfoot.casework.mends import MENDS, Mend
from crossfoot.engines.engine import Engine
from crossfoot.populations import POPULATIONS
from crossfoot.populations.evaluate import COUNCIL, Place, Plan, compile_query
from crossfoot.populations.frame import Frame, month_number
from crossfoot.vocabulary.periods import Period

Tables = dict[str, list[dict[str, Any]]]
MONTH = "2017-01"
VALUES = {
    "protection-visit-seen": True,
    "protection-visit-seen-alone": True,
    "need-visit-seen": True,
    "care-visit-seen": True,
    "care-visit-seen-alone": True,
    "registration-number": "SW999",
    "care-review-participation": "PN1",
    "conference-outcome": False,
    "protection-review-outcome": False,
    "section-47-outcome": "continuing-risk",
    "leaver-in-touch": "YES",
    "leaver-home": "1",
    "leaver-activity": "F2",
    "health-check-type": "Health assessment",
    "primary-need": "N1",
    "referral-team": "(to be named)",
}
"""What a person would write, worked out from what each mend says it assumes."""


def blank_some(records: Tables) -> Tables:
    """Histories with more blanks than people are drawn with: every third or fourth value of what mends are about."""
    for mend in MENDS:
        for number, row in enumerate(records[mend.table]):
            if number % (3 if mend.id == "leaver-home" else 4) == 0 and mend.id not in {
                "referral-team",
                "primary-need",
            }:
                row[mend.field] = None
    for number, row in enumerate(records["cin_episodes"]):
        if number % 9 == 0:
            row["cine_cin_primary_need_code"] = None
        if number % 5 == 0:
            row["cine_referral_team"] = None
    return records


@cache
def county_records() -> dict[str, list[dict[str, Any]]]:
    """The records that are looked at, made when they are first asked for."""
    return with_sources(blank_some(merge_records([draw_county(seed, 40).records for seed in range(20, 26)])))


Cells = dict[tuple[str, Place], tuple[int | None, int | None]]


@pytest.fixture(scope="module")
def frame() -> Frame:
    return frame_of(MONTH)


@pytest.fixture(scope="module")
def found(frame: Frame) -> Fixes:
    with opened(frame, county_records()) as engine:
        return find_fixes(frame, engine, catalogue=CATALOGUE, collected=Everything())


@cache
def query_of(frame: Frame, population: str) -> tuple[Plan, str]:
    """What counts the indicators of a population as a month is closed with them, compiled once."""
    members = [each for each in CATALOGUE.indicators.values() if each.population == population]
    members = [each.model_copy(update={"breakdowns": ()}) for each in members]
    plan = Plan.of(POPULATIONS[population], members, Everything())
    return plan, compile_query(frame, plan, dialect="duckdb")


def count(frame: Frame, engine: Engine, populations: tuple[str, ...]) -> Cells:
    """The figures in the council and in each team, denominators that are other indicators' numerators filled in."""
    month = month_number(Period.parse(MONTH))
    counted: Cells = {}
    for population in populations:
        plan, query = query_of(frame, population)
        found = plan.read(engine.run(query).rows)
        counted |= {(c.indicator, c.place): c.months[month] for c in found if c.place.kind in {"council", "team"}}
    cells: Cells = {}
    for (name, place), (numerator, own) in counted.items():
        part = CATALOGUE.indicator(name).denominator
        others = None if part is None else part.figures
        cells[name, place] = (numerator, own if others is None else counted[others, place][0])
    return cells


def mend_on_record(records: Tables, fix: Fix) -> Tables:
    """The records with those of the list mended, one by one, as a person would."""
    wanted = {(record.file, record.row) for record in fix.records}
    value = VALUES[fix.mend.id]
    mended: Tables = {name: [dict(row) for row in rows] for name, rows in records.items()}
    done = set()
    for row in mended[fix.mend.table]:
        if (row["source_file"], row["source_row"]) in wanted:
            assert row[fix.mend.field] in {None, "", "N0"}
            row[fix.mend.field] = value
            done.add((row["source_file"], row["source_row"]))
    for enquiry in records["s47_enquiry"]:
        source = enquiry["source_file"], enquiry["source_row"]
        if source in wanted - done:
            mended[fix.mend.table].append(
                {
                    "source_file": "new",
                    "source_row": enquiry["source_row"],
                    "xs4o_s47_enquiry_id": enquiry["s47e_s47_enquiry_id"],
                    "xs4o_person_id": enquiry["s47e_person_id"],
                    "xs4o_outcome": value,
                }
            )
            done.add(source)
    assert done == wanted
    return mended


def differences(before: Cells, after: Cells) -> Iterator[tuple[str, Place, tuple[Any, Any], tuple[Any, Any]]]:
    """The figures that differ; where nobody was counted a part is nought."""
    for name, place in sorted(before.keys() | after.keys(), key=str):
        nothing = (0, None if CATALOGUE.indicator(name).denominator is None else 0)
        old, new = (_known(cells.get((name, place), nothing), nothing) for cells in (before, after))
        if old != new:
            yield name, place, old, new


def _known(parts: tuple[int | None, int | None], nothing: tuple[int, int | None]) -> tuple[int | None, int | None]:
    (numerator, denominator), (no_numerator, no_denominator) = parts, nothing
    return (
        no_numerator if numerator is None else numerator,
        no_denominator if denominator is None else denominator,
    )


def told(effects: tuple[Effect, ...]) -> list[tuple[str, Place, tuple[Any, Any], tuple[Any, Any]]]:
    return sorted(((e.indicator, e.place, e.before, e.after) for e in effects), key=str)


@pytest.mark.parametrize("mend", MENDS, ids=lambda mend: mend.id)
def test_mending_the_records_of_the_list_gives_what_was_predicted(frame: Frame, found: Fixes, mend: Mend) -> None:
    fix = next(each for each in found.each if each.mend == mend)
    assert fix.records
    with opened(frame, county_records()) as engine:
        before = count(frame, engine, mend.populations)
    with opened(frame, mend_on_record(county_records(), fix)) as engine:
        after = count(frame, engine, mend.populations)
    assert told(fix.effects) == sorted(differences(before, after), key=str)


def test_leaving_any_record_of_a_visit_list_out_changes_the_prediction(frame: Frame, found: Fixes) -> None:
    """Each of them makes a difference: the list asks nobody to mend for nothing."""
    fix = next(each for each in found.each if each.mend.id == "protection-visit-seen")
    of_council = next(e for e in fix.effects if e.place == COUNCIL)
    assert (of_council.after[0] or 0) - (of_council.before[0] or 0) == len(fix.records)


def test_the_words_have_the_rounding_of_the_definition(found: Fixes) -> None:
    percentages = [
        effect
        for fix in found.each
        for effect in fix.effects
        if effect.before_text.endswith("%") and effect.after_text.endswith("%")
    ]
    assert percentages
    for effect in percentages:
        for (numerator, denominator), text in ((effect.before, effect.before_text), (effect.after, effect.after_text)):
            decimals = CATALOGUE.indicator(effect.indicator).decimals
            tenths = (2 * 100 * 10**decimals * (numerator or 0) + (denominator or 1)) // (2 * (denominator or 1))
            assert float(text.rstrip("%")) == pytest.approx(tenths / 10**decimals)
        assert effect.words == f"{effect.before_text} becomes {effect.after_text}"


def test_a_mend_of_what_was_not_collected_is_named_and_not_made(frame: Frame) -> None:
    class WithoutSeen:
        def has(self, table: str, *columns: str) -> bool:
            return "cppv_cp_visit_seen" not in columns and table != "x_section_47_outcome"

    with opened(frame, county_records()) as engine:
        fixes = find_fixes(frame, engine, catalogue=CATALOGUE, collected=WithoutSeen())
    assert {mend.id for mend in fixes.not_collected} == {"protection-visit-seen", "section-47-outcome"}
    assert {fix.mend.id for fix in fixes.each} == {m.id for m in MENDS} - {m.id for m in fixes.not_collected}
