"""What is linked to a risk: indicators and budget lines with their latest figures, colours and why they are linked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from crossfoot.judgements.affected import MILLION_DECIMALS, is_overspent
from crossfoot.judgements.budget_pressures import pressing_budget_lines
from crossfoot.judgements.judgement import Judgement, Rag
from crossfoot.judgements.links import Link, Links
from crossfoot.judgements.policies import AffectingBudget
from crossfoot.judgements.pressures import BudgetLine
from crossfoot.judgements.risk_review import Evidence
from crossfoot.reports.cells import quantity
from crossfoot.reports.document import Inlines, Quantity, Status, Text, Tone
from crossfoot.reports.edition import Edition
from crossfoot.reports.statuses import rag_status
from crossfoot.risks.history import Risk
from crossfoot.vocabulary.missing import Missing
from crossfoot.vocabulary.numbers import exact, number_text
from crossfoot.vocabulary.units import Unit


@dataclass(frozen=True, slots=True)
class Linked:
    """One indicator or budget line: what it says, its colour if it has one, and why it is linked."""

    kind: str
    evidence: Evidence
    says: Inlines
    status: Status | None
    because: str


@dataclass(frozen=True, slots=True)
class EvidenceFinder:
    """Finds what is linked to each risk of an edition."""

    edition: Edition
    links: tuple[Link, ...]
    lines: Mapping[str, BudgetLine]

    @classmethod
    def of(cls, edition: Edition) -> EvidenceFinder:
        """For the links of the edition's own area and the budget lines that were supplied."""
        areas = Links.load(edition.catalogue.folder / "links").areas
        links = tuple(link for each in areas if each.area == edition.area for link in each.links)
        return cls(edition, links, {line.id: line for line in pressing_budget_lines(edition.registers)})

    def linked(self, risk: Risk) -> Iterator[Linked]:
        """Budget lines first, in the order of the register, then indicators in the order of the links."""
        for name in risk.entry.budget_lines:
            yield self._line(name)
        for link in self.links:
            judged = self.edition.vital_signs.get(link.indicator) or self.edition.judgements.get(link.indicator)
            if risk.entry.id in link.risks and judged is not None:
                yield self._indicator(judged, link)

    def _indicator(self, judged: Judgement, link: Link) -> Linked:
        edition, period = self.edition, judged.figure.period
        indicator = edition.indicator(link.indicator)
        figure = edition.figure(link.indicator, period, form=judged.figure.form)
        value = (
            Quantity(Missing.NOT_COLLECTED, indicator.unit, indicator.decimals) if figure is None else quantity(figure)
        )
        status = rag_status(judged.rag.word, judged.rag.reason)
        words = judged.rag.reason.rstrip(".")
        evidence = Evidence(indicator.name, judged.rag.word is Rag.RED, words[:1].lower() + words[1:])
        return Linked("Indicator", evidence, (value, Text(f", {period.name}")), status, link.because)

    def _line(self, name: str) -> Linked:
        line = self.lines.get(name)
        if line is None:
            missing = Quantity(Missing.NOT_AVAILABLE, Unit.POUNDS_MILLION, MILLION_DECIMALS)
            evidence = Evidence(name.replace("-", " ").capitalize(), is_red=False, words="no figures were supplied")
            return Linked("Budget line", evidence, (missing,), None, "The risk is about this line.")
        policy = self.edition.policies.exceptions.affecting_budget
        status = overspend_status(line, policy)
        pounds = exact(line.variance) * 1_000_000
        over = Quantity(pounds, Unit.POUNDS, 0, (f"budget/{name}/variance",), sign=True)
        says: Inlines = (over,)
        if line.per_cent is not None:
            share = Quantity(exact(line.per_cent), Unit.PERCENTAGE, 1, (f"budget/{name}/per-cent",), sign=True)
            says = (*says, Text(" ("), share, Text(" of budget)"))
        words = status.words.rstrip(".")
        evidence = Evidence(line.name, status.tone is Tone.POOR, words[:1].lower() + words[1:])
        return Linked("Budget line", evidence, says, status, "The risk is about this line.")


def overspend_status(line: BudgetLine, policy: AffectingBudget) -> Status:
    """Red where a line is overspent as much as criterion 3 of the exceptions wants, amber where it is by less."""
    least = f"{policy.overspent_by_per_cent.normalize():f}%"
    over = f"Overspent by £{number_text(line.variance, MILLION_DECIMALS)} million"
    if is_overspent(line, policy):
        return Status(Tone.POOR, "Overspent", Rag.RED.symbol, f"{over}, {least} of its budget or more.")
    if line.variance > 0:
        return Status(Tone.FAIR, "Somewhat over", Rag.AMBER.symbol, f"{over}, less than {least} of its budget.")
    return Status(Tone.GOOD, "Within budget", Rag.GREEN.symbol, "Within budget.")
