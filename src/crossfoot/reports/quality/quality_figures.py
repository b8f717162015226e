"""Counts of findings as figures: rows found are the numerator, rows looked at the denominator."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from urllib.parse import quote

from crossfoot.figures.figure import Figure, Origin
from crossfoot.figures.store import FigureStore
from crossfoot.indicators.catalogue import Catalogue
from crossfoot.vocabulary.figure_id import Breakdown, FigureId
from crossfoot.vocabulary.missing import Missing
from crossfoot.vocabulary.periods import Period
from crossfoot.vocabulary.record_quality import NO_TEAM, Checked, CheckedRule, RecordQuality
from crossfoot.vocabulary.units import Form, Unit

ALL_RULES = "record-findings"
"""The indicator that adds up what all rules found, notes left out: what they find may well be so."""
_DECIMALS = 1
_NO_TEAM_CATEGORY = "(no team)"
"""No category of a team: those are encoded, brackets too."""


@dataclass(frozen=True)
class QualityEdition:
    """What the report is built from: counts in one area, of all teams or of `team` alone, and the catalogue.

    Raises ValueError where fewer than two months are told apart: a report compares the last with the one before.
    """

    quality: RecordQuality
    catalogue: Catalogue
    area: str
    area_name: str
    organisation: str
    team: str | None = None
    """A team's id, NO_TEAM for rows without one, None for all."""

    def __post_init__(self) -> None:
        if len(self.quality.months) < 2:
            raise ValueError("a data-quality report needs two months or more")

    @property
    def month(self) -> Period:
        """The last of the months that are told apart."""
        return self.quality.months[-1]

    @property
    def place(self) -> str:
        """Whose records, as a caption names it."""
        return self.area_name if self.team is None else f"{self.team_name(self.team)}, {self.area_name}"

    def team_name(self, team: str) -> str:
        """The name of a team, with its id where another has the same name."""
        if team == NO_TEAM:
            return "No team"
        name = self.quality.teams[team]
        alike = sum(other == name for other in self.quality.teams.values())
        return f"{name} ({team})" if alike > 1 else name

    @cached_property
    def teams(self) -> tuple[str, ...]:
        """Teams with rows that were looked at, by name; rows without one last."""
        seen = {count.team for count in self.quality.counts}
        return tuple(sorted(seen, key=lambda team: (team == NO_TEAM, self.team_name(team), team)))

    @cached_property
    def ranked(self) -> tuple[CheckedRule, ...]:
        """Rules by rows found, most first; then notes in the same order; then those that could not run."""
        return tuple(sorted(self.quality.rules, key=lambda rule: (not rule.tables, rule.is_note, -self.found(rule))))

    @cached_property
    def finding(self) -> tuple[CheckedRule, ...]:
        """The rules that found something, most rows first, notes last."""
        return tuple(rule for rule in self.ranked if self.found(rule))

    @property
    def faults(self) -> tuple[CheckedRule, ...]:
        """The rules that found something wrong, most rows first: notes left out."""
        return tuple(rule for rule in self.finding if not rule.is_note)

    @property
    def ran(self) -> tuple[CheckedRule, ...]:
        """The rules that had something to look at, notes among them."""
        return tuple(rule for rule in self.quality.rules if rule.tables)

    def found(self, rule: CheckedRule) -> int:
        """Rows that the rule found."""
        return int(self.figure(rule.code).numerator or 0)

    def latest(self, rule: CheckedRule | None = None) -> Figure:
        """Of a rule, or of all but notes, in the rows of the month."""
        return self.figure("" if rule is None else rule.code, month=self.month)

    def earlier(self, rule: CheckedRule | None = None) -> Figure:
        """Of a rule, or of all but notes, in the rows of the month before."""
        return self.figure("" if rule is None else rule.code, month=self.month.shift(-1))

    def change(self, rule: CheckedRule) -> Fraction:
        """Rows of the month that the rule found, less those of the month before."""
        return (self.latest(rule).numerator or Fraction(0)) - (self.earlier(rule).numerator or Fraction(0))

    def figure(self, rule: str = "", *, month: Period | None = None, team: str | None = None) -> Figure:
        """Of one rule, or of all but notes: in the rows of a month or in all rows, of a team or of the whole edition.

        A rule that could not run is not collected; one that had no such row to look at has a denominator of nought.
        """
        wanted = self.team if team is None else team
        name = figure_id(self.area, rule, period=month or self.month, in_month=month is not None, team=wanted)
        held = self.figures.get(name)
        if held is not None:
            return held
        ran = not rule or any(each.code == rule for each in self.ran)
        return _figure(name, Checked() if ran else None)

    @cached_property
    def figures(self) -> FigureStore:
        """Every figure in which anything was looked at."""
        return FigureStore(self._figures())

    def _figures(self) -> Iterator[Figure]:
        notes = {rule.code for rule in self.quality.rules if rule.is_note}
        summed: dict[FigureId, Checked] = {}
        for count in self.quality.counts:
            for rule in (count.rule, *([] if count.rule in notes else [""])):
                for team in (None, count.team):
                    names = [figure_id(self.area, rule, period=self.month, in_month=False, team=team)]
                    if count.month is not None:
                        names.append(figure_id(self.area, rule, period=count.month, in_month=True, team=team))
                    for name in names:
                        summed[name] = summed.get(name, Checked()) + count.checked
        yield from (_figure(name, checked) for name, checked in summed.items())


def figure_id(area: str, rule: str, *, period: Period, in_month: bool, team: str | None) -> FigureId:
    """`records-century/norfolk/in_month/2017-01/team=t1`; at month end for all rows, whatever their day.

    `rule` is its code, empty for all rules together. `team` is None for all teams.
    """
    category = _NO_TEAM_CATEGORY if team == NO_TEAM else quote(team or "", safe="")
    return FigureId(
        rule.lower() or ALL_RULES,
        area,
        Form.IN_MONTH if in_month else Form.AT_MONTH_END,
        period,
        Breakdown() if team is None else Breakdown.of(team=category),
    )


def _figure(name: FigureId, checked: Checked | None) -> Figure:
    """The share of rows looked at that were found, in per cent."""
    return Figure(
        name,
        Unit.PERCENTAGE,
        _DECIMALS,
        Origin.COUNTED,
        "record checks",
        1,
        numerator=None if checked is None else Fraction(checked.found),
        denominator=None if checked is None else Fraction(checked.looked_at),
        scale=Fraction(100),
        missing=Missing.NOT_COLLECTED if checked is None else None,
    )
