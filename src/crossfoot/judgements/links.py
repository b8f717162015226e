"""Which budget lines and risks an indicator bears on, as a council has set it down in `definitions/links`."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from crossfoot.indicators.model_files import read_model
from crossfoot.indicators.schema import Id, Strict, Words
from crossfoot.vocabulary.issues import Issue, Severity, check_issues

FOLDER = "links"


class Link(Strict):
    """What one indicator bears on, and why the council holds it so."""

    indicator: Id
    budget_lines: tuple[Id, ...] = ()
    risks: tuple[Id, ...] = ()
    because: Words


class AreaLinks(Strict):
    """The links of an area."""

    area: Id
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Links:
    """All links that were loaded."""

    areas: tuple[AreaLinks, ...] = ()

    @classmethod
    def load(cls, folder: Path) -> Links:
        """The links of `definitions/links`, one file for each area; none where the folder is absent.

        Raises InputRefused with every problem of every file.
        """
        issues: list[Issue] = []
        areas: list[AreaLinks] = []
        for path in sorted(folder.glob("*.yaml")):
            file = f"{FOLDER}/{path.name}"
            located, file_issues = read_model(path, AreaLinks, file=file)
            issues += file_issues
            if located is not None:
                issues += _repeats(located.value, file)
                areas.append(located.value)
        check_issues(issues)
        return cls(tuple(areas))

    def of(self, indicator: str, area: str) -> Link | None:
        """The link of an indicator in an area, None where it bears on nothing."""
        return next(
            (link for each in self.areas if each.area == area for link in each.links if link.indicator == indicator),
            None,
        )


def find_link_issues(
    links: Links, *, indicators: Collection[str], budget_lines: Collection[str], risks: Collection[str]
) -> list[Issue]:
    """Links to an indicator, budget line or risk that is not there. A line not supplied may only be late: warnings."""
    return [
        Issue(
            "LINK-UNKNOWN",
            Severity.WARNING,
            f"{link.indicator!r} is linked to the {what} {name!r}, which is not there.",
            f"Correct the id in the links, or supply the {what}.",
            f"{FOLDER}/{area.area}.yaml",
            field=f"links[{number}]",
        )
        for area in links.areas
        for number, link in enumerate(area.links, start=1)
        for what, names, known in (
            ("indicator", (link.indicator,), indicators),
            ("budget line", link.budget_lines, budget_lines),
            ("risk", link.risks, risks),
        )
        for name in names
        if name not in known
    ]


def _repeats(found: AreaLinks, file: str) -> list[Issue]:
    names = [link.indicator for link in found.links]
    return [
        Issue(
            "LINK-REPEATED",
            Severity.ERROR,
            f"{name!r} has a second entry.",
            "Put all its budget lines and risks in one.",
            file,
            field=f"links[{number}].indicator",
        )
        for number, name in enumerate(names, start=1)
        if name in names[: number - 1]
    ]
