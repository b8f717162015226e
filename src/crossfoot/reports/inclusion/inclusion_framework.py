"""The inclusion framework: who is out of school for good, who is absent, who is missing, and what becomes of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from crossfoot.figures.figure import Figure
from crossfoot.reports.cells import figure_cell, quantity, text_cell
from crossfoot.reports.change_cells import change_cell, change_in_words
from crossfoot.reports.document import (
    Align,
    Block,
    BulletList,
    Callout,
    CalloutKind,
    Column,
    Document,
    Heading,
    KeyFigure,
    KeyFigures,
    Paragraph,
    Row,
    Status,
    Table,
    Text,
)
from crossfoot.reports.edition import Edition
from crossfoot.reports.inclusion.attendance import Attendance, attendance_blocks, find_attendance
from crossfoot.reports.inclusion.exclusions import Exclusions, change_status, exclusions_blocks, find_exclusions
from crossfoot.reports.inclusion.inclusion_layout import InclusionLayout, read_inclusion_layout
from crossfoot.reports.inclusion.vulnerable_groups import (
    VulnerableGroups,
    find_vulnerable_groups,
    vulnerable_groups_blocks,
)
from crossfoot.reports.matter import closing_matter, opening_matter, rules_matter
from crossfoot.reports.monthly.cross_table import category_name
from crossfoot.reports.product import draft_document
from crossfoot.vocabulary.missing import Missing
from crossfoot.vocabulary.periods import Period, PeriodKind

ANCHOR = "inclusion-framework"
_TERMS_BACK = 6


@dataclass(frozen=True, slots=True)
class _Parts:
    """What an edition holds of the framework; None for a part of which nothing was supplied."""

    edition: Edition
    layout: InclusionLayout
    exclusions: Exclusions | None
    attendance: Attendance | None
    missing_term: Period | None
    results: VulnerableGroups | None

    @property
    def absent(self) -> list[str]:
        """How a sentence names the parts that were not supplied."""
        named = {
            "permanent exclusions": self.exclusions,
            "attendance of looked-after pupils": self.attendance,
            "children missing education": self.missing_term,
            "results of vulnerable groups": self.results,
        }
        return [name for name, part in named.items() if part is None]


def build_inclusion_framework(edition: Edition) -> Document:
    """The whole framework, with where its figures come from and how they are judged."""
    layout = read_inclusion_layout(edition.catalogue)
    absent = _find_parts(edition).absent
    blocks: list[Block] = [*inclusion_framework_sections(edition)]
    if not blocks:
        blocks = [Heading(1, "Inclusion", ANCHOR)]
    if absent:
        blocks.append(Paragraph((Text(f"Not supplied: {', '.join(absent)}."),)))
    blocks += opening_matter(edition)
    blocks += [*rules_matter(edition, "direction"), *closing_matter(edition, layout.indicators)]
    return draft_document(
        edition,
        id=layout.id,
        title=layout.title,
        blocks=blocks,
        keywords=("inclusion", "exclusions"),
    )


def inclusion_framework_sections(edition: Edition, *, level: int = 1) -> Iterator[Block]:
    """The framework without opening and closing matter; nothing of a part of which no figure was supplied."""
    parts = _find_parts(edition)
    if len(parts.absent) == 4:
        return
    yield Heading(level, "Inclusion", ANCHOR)
    yield from _message(parts)
    if parts.exclusions is not None:
        yield from exclusions_blocks(parts.exclusions, level=level + 1, prefix=ANCHOR)
    if parts.attendance is not None:
        yield from attendance_blocks(parts.attendance, level=level + 1, prefix=ANCHOR)
    if parts.missing_term is not None:
        yield Heading(level + 1, "Children missing education", f"{ANCHOR}-missing-education")
        yield _missing_education_table(parts, parts.missing_term)
    if parts.results is not None:
        yield from vulnerable_groups_blocks(parts.results, level=level + 1, prefix=ANCHOR)
        found = tuple(parts.results.find_mismatches())
        if found:
            yield Callout(
                CalloutKind.WARNING,
                "Results that cannot all be right",
                (
                    Paragraph((Text("They are shown as they were supplied. Ask the data owner to correct them."),)),
                    BulletList(tuple(mismatch.sentence for mismatch in found)),
                ),
            )


def _find_parts(edition: Edition) -> _Parts:
    layout = read_inclusion_layout(edition.catalogue)
    return _Parts(
        edition=edition,
        layout=layout,
        exclusions=find_exclusions(edition, layout),
        attendance=find_attendance(edition, layout),
        missing_term=next(
            (
                term
                for term in reversed(edition.month.term.last(_TERMS_BACK))
                if _has_value(edition.figure(layout.missing_education, term))
            ),
            None,
        ),
        results=find_vulnerable_groups(edition, layout),
    )


# -- the message -------------------------------------------------------------------------------------------------------


def _message(parts: _Parts) -> Iterator[Block]:
    found = parts.exclusions
    if found is not None and not isinstance(found.change_on_year.value, Missing):
        last = found.terms[-1]
        yield Paragraph(
            (
                found.total(last),
                Text(f" pupils were permanently excluded in {last.name}, "),
                found.total(last.shift(-3)),
                Text(" in the same term a year before."),
            ),
            lead=True,
        )
    items = [*_key_figures(parts)]
    if items:
        yield KeyFigures(tuple(items[:4]))


def _key_figures(parts: _Parts) -> Iterator[KeyFigure]:
    edition, layout = parts.edition, parts.layout
    found = parts.exclusions
    if found is not None:
        last = found.terms[-1]
        comment = (found.total(last.shift(-3)), Text(f" in {last.shift(-3).name}"))
        yield KeyFigure(f"Permanent exclusions, {last.name}", found.total(last), comment, change_status(found))
    seen = parts.attendance
    if seen is not None:
        last = seen.periods[-1]
        before = last.shift(-3 if last.kind is PeriodKind.TERM else -1)
        name = layout.attendance.measures[-1].looked_after
        for phase in seen.phases:
            figure, earlier = seen.figure(name, last, phase), seen.figure(name, before, phase)
            if figure is not None:
                label = f"{edition.indicator(name).name}, {category_name(phase).lower()}, {last.name}"
                yield _changed(edition, label, name, figure, earlier)
    if parts.missing_term is not None:
        name, term = layout.missing_education, parts.missing_term
        figure = edition.figure(name, term)
        if figure is not None:
            label = f"{edition.indicator(name).name}, {term.name}"
            yield _changed(edition, label, name, figure, edition.figure(name, term.shift(-3)))


def _changed(edition: Edition, label: str, name: str, figure: Figure, before: Figure | None) -> KeyFigure:
    """A big number with what it was a year before and whether that is better."""
    words = change_in_words(figure, before, edition.indicator(name), edition.policies.direction)
    status = next((inline for inline in words if isinstance(inline, Status)), None)
    comment = () if before is None or not words else (quantity(before), Text(f" in {before.id.period.name}"))
    return KeyFigure(label, quantity(figure), comment, status)


def _missing_education_table(parts: _Parts, last: Period) -> Table:
    edition, name = parts.edition, parts.layout.missing_education
    indicator, terms = edition.indicator(name), last.last(parts.layout.terms)
    figures = [edition.figure(name, term) for term in terms]
    return Table(
        id=f"{ANCHOR}-missing-education-table",
        caption=f"{indicator.name}, {edition.area_name}, {terms[0].name} to {last.name}",
        columns=(
            Column("Children", width=2.4),
            *(Column(term.label, align=Align.RIGHT) for term in terms),
            Column(f"Change since {last.shift(-3).label}", width=1.7),
        ),
        rows=(
            Row(
                (
                    text_cell(indicator.name),
                    *map(figure_cell, figures),
                    change_cell(figures[-1], figures[-4], indicator, edition.policies.direction),
                )
            ),
        ),
    )


def _has_value(figure: Figure | None) -> bool:
    return figure is not None and not isinstance(figure.value, Missing)
