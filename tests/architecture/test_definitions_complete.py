"""Everything of a kind has what its kind needs: an owner, a report that prints it, a line in the manual."""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from pathlib import Path

import click
import pytest

from crossfoot.cli import commands
from crossfoot.indicators.catalogue import Catalogue, shipped_definitions
from crossfoot.operations.publish_report import REPORTS
from crossfoot.render.formats import FORMATS
from crossfoot.reports.early_help.early_help_layout import read_early_help_layout
from crossfoot.reports.education.education_layout import read_education_layout
from crossfoot.reports.inclusion.inclusion_layout import read_inclusion_layout
from crossfoot.reports.layouts import read_county_layout, read_monthly_layout, read_vital_signs_layout
from crossfoot.reports.money.placement_nights import NIGHTS
from crossfoot.reports.participation.participation_layout import read_participation_layout
from crossfoot.reports.unaccompanied.unaccompanied_layout import read_unaccompanied_layout

ROOT = Path(__file__).parents[2]
ROLES = re.compile(r"(Head of|Director of|Principal|Performance Analyst)( ?,? [A-Za-z][\w-]*)*")
"""How a role begins: with what somebody does, never with who it is."""

PRINTED_BY_NO_REPORT: set[str] = set()
"""Indicators that stand in the catalogue for other reasons than to be printed; say why beside each."""


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return Catalogue.load(shipped_definitions())


def test_every_indicator_is_printed_by_a_report(catalogue: Catalogue) -> None:
    monthly, county, signs = (
        read_monthly_layout(catalogue),
        read_county_layout(catalogue),
        read_vital_signs_layout(catalogue),
    )
    printed = {name for _, name in monthly.indicators} | {*county.indicators, *signs.indicators}
    for read_layout in (
        read_education_layout,
        read_participation_layout,
        read_inclusion_layout,
        read_early_help_layout,
        read_unaccompanied_layout,
    ):
        printed |= set(read_layout(catalogue).indicators)
    printed.add(NIGHTS)
    assert set(catalogue.indicators) - printed == PRINTED_BY_NO_REPORT


def test_every_table_of_the_example_is_in_a_report(catalogue: Catalogue) -> None:
    """An indicator printed by a table of the pack is printed by the report of that table."""
    example = ROOT / "examples" / "norfolk-2017-01"
    layouts = {
        "county-report": set(read_county_layout(catalogue).indicators),
        "monthly-report": {name for _, name in read_monthly_layout(catalogue).indicators},
        "vital-signs": set(read_vital_signs_layout(catalogue).indicators),
    }
    left_out: dict[str, set[str]] = defaultdict(set)
    for report, printed in layouts.items():
        with (example / "figures" / f"{report}.csv").open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                if row["indicator"] not in printed:
                    left_out[report].add(row["indicator"])
    assert left_out == {}


def test_every_indicator_has_roles_and_two_people_behind_each_change(catalogue: Catalogue) -> None:
    for name, indicator in catalogue.indicators.items():
        assert ROLES.fullmatch(indicator.owner), (name, indicator.owner)
        assert ROLES.fullmatch(indicator.data_owner), (name, indicator.data_owner)
        for change in indicator.change_log:
            assert ROLES.fullmatch(change.author), (name, change.author)
            assert ROLES.fullmatch(change.checker), (name, change.checker)
            assert change.author != change.checker, name


def test_every_file_of_definitions_is_named_after_what_it_defines(catalogue: Catalogue) -> None:
    """No file is called after a person: each has the name of an indicator, area, year, policy or report."""
    folder = shipped_definitions()
    years = {f"{area}-{year}-{(year + 1) % 100:02}" for area in catalogue.areas for year in range(2013, 2030)}
    policies = {
        *("change-over-year", "comparison", "direction", "exceptions", "rag", "trend", "variation", "vital-signs"),
        "education",
        "risks",
        "savings",
    }
    allowed = {
        "indicators": set(catalogue.indicators),
        "areas": set(catalogue.areas),
        "targets": years | {"norfolk-participation-2016-17"},
        "benchmarks": years,
        "links": set(catalogue.areas),
        "policies": policies,
        "risks": {"scales"},
        "reports": {
            "county-report",
            "monthly-report",
            "vital-signs",
            "education-scorecard",
            "participation-scorecard",
            "inclusion-framework",
            "early-help-dashboard",
            "unaccompanied-children",
            "integrated-report",
        },
    }
    files = [path.relative_to(folder) for path in folder.rglob("*") if path.is_file()]
    assert len(files) > 120
    odd = [path for path in files if len(path.parts) > 1 and path.stem not in allowed.get(path.parts[0], set())]
    assert {str(path) for path in files if len(path.parts) == 1} == {"timescales.yaml", "topics.yaml"}
    assert odd == []
    assert {path.suffix for path in files} == {".yaml"}


def test_every_topic_has_an_indicator(catalogue: Catalogue) -> None:
    assert [topic.id for topic in catalogue.topics if not catalogue.in_topic(topic.id)] == []


# -- the manual --------------------------------------------------------------------------------------------------------


def command_names(group: click.Group, before: str = "crossfoot") -> list[str]:
    """Every command as it is typed, without its arguments."""
    found = []
    for name, command in sorted(group.commands.items()):
        typed = f"{before} {name}"
        found += command_names(command, typed) if isinstance(command, click.Group) else [typed]
    return found


def test_every_command_and_option_is_in_the_manual() -> None:
    manual = (ROOT / "docs" / "reference" / "commands.md").read_text(encoding="utf-8")
    names = command_names(commands)
    assert len(names) >= 6
    assert [name for name in names if f"`{name} " not in manual and f"`{name}`" not in manual] == []
    for command in commands.commands.values():
        options = [option for parameter in command.params for option in parameter.opts if option.startswith("--")]
        assert [(command.name, option) for option in options if option not in manual] == []


def test_every_report_format_and_exit_code_is_in_the_manual() -> None:
    manual = (ROOT / "docs" / "reference" / "commands.md").read_text(encoding="utf-8")
    assert [name for name in (*REPORTS, *FORMATS) if f"`{name}`" not in manual] == []
    assert [code for code in (0, 2, 3, 130) if f"| {code} |" not in manual] == []
