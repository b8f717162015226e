"""Rows of looked after children: episodes, placements, legal statuses, plans, checks, visits and reviews."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from crossfoot.synthetic.care_checks import CareChecks
from crossfoot.synthetic.extract import flags
from crossfoot.synthetic.making import CareSpell, Making
from crossfoot.synthetic.months import AS_AT, FIRST, LAST, MONTHS, add_months, first_day, last_day, month_text, week_day
from crossfoot.synthetic.placements import IN, OUT, Home, Placing

FOSTER = ("U4", "U6", "U6", "U6", "U3", "U1")
ELSEWHERE = ("U6", "K2", "K2", "P1", "R3")
HEALTH_WORDS = {
    "health-assessment": "Health assessment",
    "dental-check": "Dental check",
    "eye-test": "Optician",
    "development-check": "Development check",
}


@dataclass(frozen=True, slots=True)
class _Placement:
    start: date
    end: date | None
    type: str
    urn: str
    area: str
    kind: str


class CareRows:
    """The tables of looked after children."""

    def __init__(self, making: Making, placing: Placing, checks: CareChecks) -> None:
        self.making, self.rng = making, making.rng
        self.placing, self.checks = placing, checks
        self._urn = 0

    def run(self) -> None:
        """Rows of every spell."""
        for spell in self.making.spells:
            self._write_care(spell)
            self._write_statuses(spell)
            self._write_checks(spell)
            self._write_plans(spell)
            self._write_reviews(spell)
        for spell in self.making.past:
            self._write_care(spell)
            self._write_statuses(spell)
        self._write_immunisations()

    def _next_urn(self) -> str:
        self._urn += 1
        return f"SC{self._urn:06}"

    def _placements(self, spell: CareSpell) -> list[_Placement]:
        """The placements of a spell, the first one first."""
        rng, home = self.rng, self.placing.homes.get(spell.child.id)
        steps: list[tuple[date, str, str]] = []
        if home is not None and home.spell is spell:
            steps = self._steps(spell, home)
        if not steps or steps[0][0] > spell.start:
            steps = [(spell.start, "stay", ""), *steps]
        found: list[_Placement] = []
        area, urn, kind = IN, self._next_urn(), rng.choice(FOSTER)
        for place, (start, step, given) in enumerate(steps):
            end = steps[place + 1][0] if place + 1 < len(steps) else spell.end
            area = given or area
            if step == "stay" and place > 0:
                urn, kind = self._next_urn(), rng.choice(FOSTER if rng.random() < 0.8 else ELSEWHERE)
            elif step == "new-adoption":
                urn, kind = self._next_urn(), "A6"
            elif step == "adoption":
                kind = "A5"
            found.append(_Placement(start, end, kind, urn, area, step))
        return found

    def _steps(self, spell: CareSpell, home: Home) -> list[tuple[date, str, str]]:
        first = self.placing.first_area.get(spell.child.id, "")
        steps = sorted((day, kind, area) for day, kind, area in home.steps if spell.end is None or day < spell.end)
        steps.insert(0, (spell.start, "stay", ""))
        known = [place for place, step in enumerate(steps) if step[0] <= last_day(FIRST)] or [0]
        # Where the child lived when the figures begin, or came first.
        marked = known[-1]
        if not steps[marked][2]:
            steps[marked] = (steps[marked][0], steps[marked][1], first or "unknown")
        return steps

    def _write_care(self, spell: CareSpell) -> None:
        extract, child = self.making.extract, spell.child
        placements = self._placements(spell)
        need = "N1" if spell.episode is None else spell.episode.need or "N1"
        for place, placement in enumerate(placements):
            name = extract.new_id("J")
            last = place == len(placements) - 1
            extract.add(
                "cla_placement", clap_cla_placement_id=name, clap_cla_id=spell.cla_id, clap_person_id=child.id,
                clap_cla_placement_start_date=placement.start, clap_cla_placement_type=placement.type,
                clap_cla_placement_urn=placement.urn, clap_cla_placement_end_date=placement.end,
                clap_cla_placement_distance=round(self.rng.uniform(0.5, 60.0), 1),
                clap_cla_placement_provider="PR4" if placement.type.startswith("K") else "PR1",
                clap_cla_placement_change_reason=None if placement.end is None or last else "CARPL",
            )  # fmt: skip
            known = placement.area in {IN, OUT}
            extract.add(
                "x_placement_area", xpla_cla_placement_id=name,
                xpla_in_county=placement.area == IN if known else None,
            )  # fmt: skip
            extract.add(
                "cla_episodes", clae_cla_episode_id=extract.new_id("EP"), clae_person_id=child.id,
                clae_cla_placement_id=name, clae_cla_episode_start_date=placement.start,
                clae_cla_episode_start_reason="S" if place == 0 else "P" if placement.kind == "stay" else "T",
                clae_cla_primary_need_code=need, clae_cla_episode_ceased_date=placement.end,
                clae_cla_episode_ceased_reason=None if placement.end is None else spell.reason if last else "X1",
                clae_cla_id=spell.cla_id, clae_referral_id=None if spell.episode is None else spell.episode.id,
                clae_entered_care_date=spell.start,
            )  # fmt: skip

    def _write_statuses(self, spell: CareSpell) -> None:
        rng = self.rng
        days = ((spell.end or AS_AT) - spell.start).days
        line = [(spell.start, spell.legal_status)]
        if spell.legal_status in {"C2", "E1"} and days > 60:
            first = "C1" if rng.random() < 0.8 else "V2"
            line = [(spell.start, first), (spell.start + timedelta(days=min(days - 20, rng.randint(90, 240))), "C2")]
            if spell.legal_status == "E1":
                made = line[1][0] + timedelta(days=0)
                line = [line[0], (made, "E1")]
        for place, (start, status) in enumerate(line):
            end = line[place + 1][0] if place + 1 < len(line) else spell.end
            self.making.extract.add(
                "legal_status", lega_legal_status_id=self.making.extract.new_id("LS"), lega_person_id=spell.child.id,
                lega_legal_status=status, lega_legal_status_start_date=start, lega_legal_status_end_date=end,
            )  # fmt: skip

    def _write_checks(self, spell: CareSpell) -> None:
        extract, child = self.making.extract, spell.child
        for kind, words in HEALTH_WORDS.items():
            for day in child.days.get(kind, ()):
                if day >= spell.start:
                    extract.add(
                        "cla_health", clah_health_check_id=extract.new_id("HC"), clah_person_id=child.id,
                        clah_health_check_type=words, clah_health_check_date=day, clah_health_check_status="Completed",
                    )  # fmt: skip
        alone = set(child.days.get("care-visit-alone", ()))
        for day in child.days.get("care-visit", ()):
            self._write_visit(spell, day, alone=day in alone)
        in_care = set(child.days.get("care-visit", ()))
        for day in sorted(set(child.days.get("leaver-visit", ())) - in_care):
            self._write_visit(spell, day, alone=True)
        requested = self.checks.requests.get(child.id)
        if requested is not None:
            extract.add("x_health_assessment_request", xhar_request_id=extract.new_id("HR"), xhar_person_id=child.id,
                        xhar_requested_date=requested)  # fmt: skip

    def _write_visit(self, spell: CareSpell, day: date, *, alone: bool) -> None:
        extract = self.making.extract
        extract.add(
            "cla_visits", clav_cla_visit_id=extract.new_id("CV"),
            clav_cla_id=spell.cla_id if spell.end is None or day <= spell.end else None,
            clav_person_id=spell.child.id, clav_cla_visit_date=day, clav_cla_visit_seen=True,
            clav_cla_visit_seen_alone=alone,
        )  # fmt: skip

    def _write_plans(self, spell: CareSpell) -> None:
        rng, extract, child = self.rng, self.making.extract, spell.child
        days = child.days.get("care-plan", ())
        for place, day in enumerate(days):
            end = days[place + 1] if place + 1 < len(days) else spell.end
            aim = (
                "ADOPTION"
                if spell.legal_status == "E1"
                else rng.choice(("REMAINSUP", "RETURN6M", "LTRELFR", "OTHERPLN"))
            )
            extract.add(
                "cla_care_plan", lacp_table_id=extract.new_id("CP"), lacp_person_id=child.id,
                lacp_cla_care_plan_start_date=day, lacp_cla_care_plan_end_date=end, lacp_cla_care_plan_json=flags(aim),
            )  # fmt: skip
        assessed = next(iter(child.days.get("needs-assessment", ())), None)
        for place, day in enumerate(child.days.get("pathway-plan", ()) or ([assessed] if assessed else [])):
            extract.add(
                "x_pathway_plan", xpwp_plan_id=extract.new_id("PW"), xpwp_person_id=child.id,
                xpwp_needs_assessment_date=assessed if place == 0 else None,
                xpwp_plan_date=day if child.days.get("pathway-plan") else None, xpwp_review_date=None,
            )  # fmt: skip
        for day in child.days.get("education-plan", ()):
            extract.add(
                "x_personal_education_plan", xpep_plan_id=extract.new_id("PE"), xpep_person_id=child.id,
                xpep_plan_date=day, xpep_review_due_date=add_months(day, 4),
            )  # fmt: skip

    def _write_reviews(self, spell: CareSpell) -> None:
        extract = self.making.extract
        for day, code in self.checks.reviews.get(spell.child.id, ()):
            extract.add(
                "cla_reviews", clar_cla_review_id=extract.new_id("CR"), clar_cla_id=spell.cla_id,
                clar_cla_person_id=spell.child.id,
                clar_cla_review_due_date=day + timedelta(days=self.rng.randint(-6, 20)),
                clar_cla_review_date=day, clar_cla_review_cancelled=False, clar_cla_review_participation=code,
            )  # fmt: skip

    def _write_immunisations(self) -> None:
        for month in MONTHS:
            done = self.checks.immunised[month]
            rows: list[dict[str, object]] = [
                {
                    "clai_person_id": spell.child.id, "clai_immunisations_status": spell.child in done,
                    "clai_immunisations_status_date": week_day(
                        self.rng, max(spell.start, first_day(month - 6)), last_day(month)
                    ),
                }
                for spell in self.placing.members[month]
            ]  # fmt: skip
            if month == LAST:
                self.making.extract.tables["cla_immunisations"] += rows
            else:
                self.making.extract.kept.setdefault(month_text(month), {})["cla_immunisations"] = rows
