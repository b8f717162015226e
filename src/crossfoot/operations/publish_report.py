"""Publish a snapshot: build the reports and write them in the formats asked for."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from crossfoot.figures.snapshot import INPUTS, Snapshot
from crossfoot.judgements.judge import judge_all, judge_vital_signs
from crossfoot.judgements.links import Links
from crossfoot.judgements.policies import Policies
from crossfoot.operations.audit_publication import join_audits
from crossfoot.operations.make_files import Progress, make_files
from crossfoot.render import html
from crossfoot.reports.document import Document
from crossfoot.reports.early_help.claim_card import build_claim_card
from crossfoot.reports.early_help.early_help_dashboard import build_early_help_dashboard
from crossfoot.reports.edition import Edition
from crossfoot.reports.education.education_scorecard import build_education_scorecard
from crossfoot.reports.inclusion.inclusion_framework import build_inclusion_framework
from crossfoot.reports.layouts import read_vital_signs_layout
from crossfoot.reports.money.balances_and_reserves import build_balances_and_reserves
from crossfoot.reports.money.budget_monitor import build_budget_monitor
from crossfoot.reports.money.placement_bridge import build_placement_bridge
from crossfoot.reports.monthly.county_report import build_county_report
from crossfoot.reports.monthly.monthly_report import build_monthly_report
from crossfoot.reports.paper.integrated_report import build_integrated_report, find_paper_issues
from crossfoot.reports.participation.participation_scorecard import build_participation_scorecard
from crossfoot.reports.release_notes import ID as RELEASE_NOTES
from crossfoot.reports.release_notes import ReleasedReport, build_release_notes
from crossfoot.reports.risk.risk_register import build_risk_register
from crossfoot.reports.signs.report_card import build_report_cards
from crossfoot.reports.signs.vital_signs import build_vital_signs
from crossfoot.reports.unaccompanied.unaccompanied_children import build_unaccompanied_children
from crossfoot.sources.input_folder import read_input_folder
from crossfoot.storage.aside import folder_aside, put_in_place
from crossfoot.vocabulary.issues import Issue, check_issues
from crossfoot.vocabulary.overrides import Override, apply_override

REPORTS: dict[str, Callable[[Edition], Document]] = {
    "monthly-report": build_monthly_report,
    "county-report": build_county_report,
    "vital-signs": build_vital_signs,
    "report-cards": build_report_cards,
    "education-scorecard": build_education_scorecard,
    "participation-scorecard": build_participation_scorecard,
    "inclusion-framework": build_inclusion_framework,
    "budget-monitor": build_budget_monitor,
    "balances-and-reserves": build_balances_and_reserves,
    "placement-bridge": build_placement_bridge,
    "risk-register": build_risk_register,
    "early-help-dashboard": build_early_help_dashboard,
    "claim-card": build_claim_card,
    "unaccompanied-children": build_unaccompanied_children,
    "integrated-report": build_integrated_report,
}
OWN_ISSUES: dict[str, Callable[[Edition], Sequence[Issue]]] = {"integrated-report": find_paper_issues}
"""What a report has to say of its own words: numbers that were typed and not bound."""


@dataclass(frozen=True)
class Published:
    """One file written: which report, in which format, where."""

    report: str
    format: str
    title: str
    path: Path


def open_edition(folder: Path) -> Edition:
    """The snapshot in `folder` with its judgements. Raises InputRefused when it is not a whole snapshot."""
    snapshot = Snapshot.open(folder)
    supply = read_input_folder(folder / INPUTS, catalogue=snapshot.catalogue)
    check_issues(supply.issues)
    policies = Policies.load(snapshot.catalogue.folder / "policies")
    links = Links.load(snapshot.catalogue.folder / "links")
    manifest = snapshot.manifest
    judged = judge_all(
        snapshot.figures,
        catalogue=snapshot.catalogue,
        policies=policies,
        pressures=supply.pressures,
        area=manifest.council,
        month=manifest.month,
        links=links,
        as_at=manifest.as_at,
    )
    signs = judge_vital_signs(
        snapshot.figures,
        catalogue=snapshot.catalogue,
        policies=policies,
        pressures=supply.pressures,
        area=manifest.council,
        month=manifest.month,
        signs=read_vital_signs_layout(snapshot.catalogue).indicators,
        links=links,
        as_at=manifest.as_at,
    )
    return Edition(
        snapshot=snapshot,
        judgements={judgement.figure.indicator: judgement for judgement in judged},
        vital_signs={judgement.figure.indicator: judgement for judgement in signs},
        policies=policies,
        registers=supply.registers,
        table_titles={name: table.title for name, table in supply.tables.items()},
        paper=supply.paper,
    )


def publish_reports(
    edition: Edition,
    out: Path,
    *,
    reports: Sequence[str],
    formats: Sequence[str],
    override: Override | None = None,
    progress: Progress = lambda _what, _done, _total: None,
) -> tuple[Published, ...]:
    """Write each report in each format under `out`/<report>/, with release notes beside them; what was written.

    Everything is written aside, read back and audited first. Raises InputRefused, with nothing put in place, where the
    audit finds an error and there is no `override`.
    """
    with folder_aside(out) as aside:
        documents = {}
        for done, report in enumerate(reports):
            progress(f"Building {report}", done, len(reports))
            documents[report] = REPORTS[report](edition)
        made = make_files(documents, aside, formats=formats, progress=progress)
        published, released = [], []
        for report, (files, audits) in made.items():
            title = documents[report].title
            audit = join_audits(documents[report], audits)
            issues = (*audit.issues, *(OWN_ISSUES[report](edition) if report in OWN_ISSUES else ()))
            released.append(ReleasedReport(title, tuple(formats), audit.checks, issues))
            published += [Published(report, name, title, out / path.relative_to(aside)) for name, path in files.items()]
        check_issues(apply_override([issue for report in released for issue in report.issues], override))
        notes = html.render(build_release_notes(edition, released, override), aside / RELEASE_NOTES)
        published.append(Published(RELEASE_NOTES, "html", "Release notes", out / notes.relative_to(aside)))
        out.mkdir(parents=True, exist_ok=True)
        for folder in sorted(aside.iterdir()):
            with folder_aside(out / folder.name) as place:
                shutil.move(folder, place / "made")
                put_in_place(place / "made", out / folder.name)
    progress("Published", 1, 1)
    return tuple(published)
