"""Many small disagreements told as few issues: one for an indicator and a table, with the months listed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from crossfoot.figures.supplied import SuppliedFigure
from crossfoot.vocabulary.figure_id import FigureId
from crossfoot.vocabulary.issues import Issue, Severity
from crossfoot.vocabulary.units import Form

_FORMS = {
    Form.YEAR_TO_DATE: "year to date to {}",
    Form.ROLLING_12: "12 months to {}",
}


def figure_label(figure: FigureId) -> str:
    """Which cell of an indicator's table: `Jan-17`, `year to date to Jan-17`, `Jan-17 (ethnicity=arab)`."""
    label = _FORMS.get(figure.form, "{}").format(figure.period.label)
    return f"{label} ({figure.breakdown})" if figure.breakdown else label


def line_text(supply: SuppliedFigure) -> str:
    """`line 1503` of the source document, or the row of the input file where lines are not known."""
    return f"line {supply.line}" if supply.line is not None else f"row {supply.row}"


def lines_text(one: SuppliedFigure, other: SuppliedFigure) -> str:
    """`lines 1506 and 2006`, the lines of two printed figures."""
    if one.line is not None and other.line is not None:
        return f"lines {one.line} and {other.line}"
    return f"{line_text(one)} and {line_text(other)}"


@dataclass
class Finding:
    """One code about one subject; `place` is where its first part stands."""

    code: str
    severity: Severity
    subject: str
    before: str
    after: str
    advice: str
    place: SuppliedFigure | None = None
    parts: list[tuple[FigureId, str]] = field(default_factory=list)

    def issue(self) -> Issue:
        """The finding as an issue, its parts in the order of their figures."""
        listed = "; ".join(f"{figure_label(figure)} {text}".rstrip() for figure, text in sorted(self.parts))
        return Issue(
            code=self.code,
            severity=self.severity,
            message=f"{self.subject}: {self.before} {listed}.{self.after}",
            advice=self.advice,
            file=self.place.file if self.place else "",
            row=self.place.row if self.place else None,
        )


class Findings:
    """Collects parts under the finding they belong to. The order of adding does not show in the issues."""

    def __init__(self) -> None:
        self._found: dict[tuple[str, ...], Finding] = {}

    def add(self, key: tuple[str, ...], part: tuple[FigureId, str], finding: Finding) -> None:
        """Put `part` under the finding of `key`; `finding` is used where the key is new."""
        kept = self._found.setdefault((finding.code, *key), finding)
        kept.parts.append(part)
        if finding.place and (kept.place is None or _position(finding.place) < _position(kept.place)):
            kept.place = finding.place

    def issues(self) -> Iterable[Issue]:
        """One issue for each finding, by code, then by key."""
        return [finding.issue() for _, finding in sorted(self._found.items())]


def _position(supply: SuppliedFigure) -> tuple[str, int]:
    return supply.file, supply.row
