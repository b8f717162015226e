"""The education scorecard: what stands out, results by key stage and district, inspections by kind and district."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from crossfoot.judgements.judgement import Performance, Rag
from crossfoot.reports.cells import text_cell
from crossfoot.reports.document import (
    Block,
    BulletList,
    Callout,
    CalloutKind,
    Column,
    DefinitionList,
    Document,
    Heading,
    Inlines,
    KeyFigure,
    KeyFigures,
    PageBreak,
    Paragraph,
    Quantity,
    Row,
    Table,
    Text,
)
from crossfoot.reports.edition import Edition
from crossfoot.reports.education.education_charts import cohort_charts, district_chart
from crossfoot.reports.education.education_layout import (
    EducationLayout,
    ResultMeasure,
    ResultTable,
    read_education_layout,
)
from crossfoot.reports.education.education_marks import (
    Marked,
    districts_of,
    inspection_series,
    latest_of_council,
    nation_of,
    shown_positions,
    years_of,
)
from crossfoot.reports.education.education_tables import (
    area_name,
    district_numbers_table,
    districts_added_up,
    districts_table,
    inspections_table,
    results_table,
    year_name,
)
from crossfoot.reports.matter import history_matter, opening_matter, with_titles
from crossfoot.reports.product import draft_document
from crossfoot.reports.statuses import rag_status
from crossfoot.vocabulary.issues import Severity
from crossfoot.vocabulary.missing import Missing
from crossfoot.vocabulary.numbers import exact, round_half_away
from crossfoot.vocabulary.units import Unit

_COLOURS = (Rag.GREEN, Rag.AMBER, Rag.RED)
_NOT_SUPPLIED = "No results of schools or inspections were supplied for this month, so there is nothing to show."


def build_education_scorecard(edition: Edition) -> Document:
    """The whole scorecard, with its key, what is measured, and where the printed figures disagree."""
    layout = read_education_layout(edition.catalogue)
    sections = tuple(education_scorecard_sections(edition))
    blocks: list[Block] = [*sections]
    if sections:
        blocks += [PageBreak(), Heading(1, "What is measured", f"{layout.id}-measured")]
        blocks += [*opening_matter(edition), _definitions(edition, layout)]
        blocks += history_matter(edition, layout.indicators)
        blocks += _disagreements(edition, layout)
    else:
        blocks += [Heading(1, layout.title, f"{layout.id}-nothing"), Paragraph((Text(_NOT_SUPPLIED),))]
    return draft_document(
        edition,
        id=layout.id,
        title=layout.title,
        blocks=blocks,
        keywords=("education", "schools"),
    )


def education_scorecard_sections(edition: Edition, *, level: int = 1) -> Iterator[Block]:
    """The scorecard without cover and closing matter, headings at `level` and below; nothing without any figure."""
    layout = read_education_layout(edition.catalogue)
    latest = latest_of_council(edition, layout)
    if not latest:
        return
    yield Heading(level, f"{layout.title}: what stands out", f"{layout.id}-stands-out")
    yield from _lead(edition, latest)
    yield Heading(level + 1, "How to read the marks", f"{layout.id}-key")
    key = list(edition.policies.education.key)
    key += [(pupils.name, pupils.about) for pupils in layout.pupils if pupils.about]
    yield DefinitionList(tuple((term, (Text(said),)) for term, said in key))
    yield from _all_results(edition, layout, level)
    yield from _inspections(edition, layout, level)


# -- what stands out ---------------------------------------------------------------------------------------------------


def _lead(edition: Edition, latest: list[Marked]) -> Iterator[Block]:
    judged = [marked for marked in latest if marked.national.word.is_colour]
    by_colour = {rag: [marked for marked in judged if marked.national.word is rag] for rag in _COLOURS}
    nation = area_name(edition, nation_of(edition))
    yield Paragraph(
        (
            _count(by_colour[Rag.GREEN]),
            Text(" of "),
            _count(judged),
            Text(f" measures of {edition.area_name} are in line with {nation} or better, "),
            _count(by_colour[Rag.RED]),
            Text(" are well below."),
        ),
        lead=True,
    )
    comments = {Rag.GREEN: "in line or better", Rag.AMBER: "a little below", Rag.RED: "well below"}
    yield KeyFigures(
        tuple(
            KeyFigure(rag.value.capitalize(), _count(found), (Text(comments[rag]),), rag_status(rag))
            for rag, found in by_colour.items()
        )
    )
    yield from _listed(f"Well below {nation}", [_against_nation(marked, nation) for marked in by_colour[Rag.RED]])
    above = [marked for marked in judged if marked.national.is_above]
    yield from _listed(f"Better than {nation}", [_against_nation(marked, nation) for marked in above])
    worse = [marked for marked in latest if marked.step.word is Performance.WORSE]
    yield from _listed("Worse than before", [_against_before(marked) for marked in worse])
    unjudged = [marked for marked in latest if not marked.national.word.is_colour]
    if unjudged:
        names = "; ".join(dict.fromkeys(marked.series.name for marked in unjudged))
        why = "Not coloured, under a new standard or for want of a national figure: "
        yield Paragraph((Text(why, strong=True), Text(f"{names}.")))


def _listed(title: str, items: list[Inlines]) -> Iterator[Block]:
    if items:
        yield Paragraph((Text(title, strong=True),))
        yield BulletList(tuple(items))


def _against_nation(marked: Marked, nation: str) -> Inlines:
    """A measure with both figures: `Attainment 8, disadvantaged pupils: 38.8, in England 41.3`."""
    said: Inlines = (Text(f"{marked.name}: "), marked.series.quantity(marked.figure))
    if marked.nation is not None and not isinstance(marked.nation.value, Missing):
        said = (*said, Text(f", in {nation} "), marked.series.quantity(marked.nation))
    return (*said, Text("."))


def _against_before(marked: Marked) -> Inlines:
    """A measure with the step to it: `Progress 8, disadvantaged pupils: -0.38, down from -0.28`."""
    step, _, warning = marked.step.reason.partition(". ")
    caution = " The definition changed between the two." if warning else ""
    said = f", {step[:1].lower()}{step[1:].rstrip('.')}.{caution}"
    return (Text(f"{marked.name}: "), marked.series.quantity(marked.figure), Text(said))


def _count(found: list[Marked]) -> Quantity:
    return Quantity(exact(len(found)), Unit.COUNT, 0, tuple(str(marked.figure.id) for marked in found))


# -- results -----------------------------------------------------------------------------------------------------------


def _all_results(edition: Edition, layout: EducationLayout, level: int) -> Iterator[Block]:
    """A page or more for each key stage that has results."""
    made = [(table, results_table(edition, layout, table, id_prefix=layout.id)) for table in layout.results.tables]
    for number, (table, shown) in enumerate((table, shown) for table, shown in made if shown is not None):
        yield PageBreak()
        if number == 0:
            yield Heading(level, layout.results.title, f"{layout.id}-results")
        yield Heading(level + 1, table.title, f"{layout.id}-{table.id}")
        yield Paragraph((Text(table.about),))
        yield from _cautions(edition, layout, table)
        yield shown
        for measure in table.measures:
            if measure.with_chart:
                yield from cohort_charts(edition, layout, measure, id_prefix=layout.id)


def _cautions(edition: Edition, layout: EducationLayout, table: ResultTable) -> Iterator[Block]:
    """What must be known before the table is read: measures of which the same must be said share a paragraph."""
    said: dict[tuple[str, ...], list[str]] = {}
    for measure in table.measures:
        cautions = tuple(_cautions_of(edition, layout, measure))
        if cautions:
            said.setdefault(cautions, []).append(measure.heading)
    if said:
        paragraphs = tuple(
            Paragraph((Text(f"{_and(headings)}. ", strong=True), Text(" ".join(cautions))))
            for cautions, headings in said.items()
        )
        yield Callout(CalloutKind.WARNING, "Read with care", paragraphs)


def _cautions_of(edition: Edition, layout: EducationLayout, measure: ResultMeasure) -> Iterator[str]:
    """Results not published or not final, a standard too new to be judged by, a definition that changed."""
    years = years_of(edition, measure)
    for year in years:
        published = layout.published_as(measure.indicator, year)
        if published:
            yield f"{year_name(year)}, {published.status}: {published.because}"
        standard = edition.policies.education.new_standard(measure.indicator, year)
        if standard:
            yield f"Neither colour nor arrow: {standard.because}"
    for change in edition.indicator(measure.indicator).change_log:
        if change.breaks_series and any(before.end < change.dated <= years[-1].end for before in years):
            yield f"Series break, {change.dated:%B %Y}: {change.change}"


def _and(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


# -- inspections -------------------------------------------------------------------------------------------------------


def _inspections(edition: Edition, layout: EducationLayout, level: int) -> Iterator[Block]:
    by_phase = inspections_table(edition, layout, id_prefix=layout.id)
    if by_phase is None:
        return
    yield PageBreak()
    yield Heading(level, layout.inspections.title, f"{layout.id}-inspections")
    yield Heading(level + 1, layout.inspections.by_phase.title, f"{layout.id}-by-phase")
    yield Paragraph((Text(layout.inspections.by_phase.about),))
    yield by_phase
    by_district = districts_table(edition, layout, id_prefix=layout.id)
    if by_district is not None:
        yield Heading(level + 1, layout.inspections.by_district.title, f"{layout.id}-by-district")
        yield Paragraph((Text(layout.inspections.by_district.about),))
        yield by_district
        yield from _district_warnings(edition, layout)
        yield from district_chart(edition, layout, id_prefix=layout.id)
        numbers = district_numbers_table(edition, layout, id_prefix=layout.id)
        if numbers is not None:
            yield numbers


def _district_warnings(edition: Edition, layout: EducationLayout) -> Iterator[Block]:
    """Where the districts come to another whole per cent than the county's own figure."""
    series = inspection_series(edition, layout.inspections.by_district.measure)
    found: list[Inlines] = []
    for month in shown_positions(edition, layout):
        together = districts_added_up(edition, series, month, districts_of(edition))
        county = series.figure(edition, month, edition.area)
        if together is None or county is None:
            continue
        share, whole = together[2], county.value
        if isinstance(share.value, Missing) or isinstance(whole, Missing):
            continue
        if round_half_away(share.value, series.decimals) != round_half_away(whole, series.decimals):
            said = Text(f"{month.name}: the districts come to ")
            found.append(
                (said, share, Text(f", {edition.area_name} is printed as "), series.quantity(county), Text("."))
            )
    if found:
        title = f"The districts do not come to the figure of {edition.area_name}"
        yield Callout(CalloutKind.WARNING, title, (BulletList(tuple(found)),))


# -- closing -----------------------------------------------------------------------------------------------------------


def _definitions(edition: Edition, layout: EducationLayout) -> DefinitionList:
    named = [edition.indicator(name) for name in layout.indicators]
    return DefinitionList(tuple((each.name, (Text(each.definition),)) for each in named))


def _disagreements(edition: Edition, layout: EducationLayout) -> Iterator[Block]:
    """Where printed figures of the measures contradict each other or their own parts, here and in every area."""
    told = list(_disagreeing(edition, layout.indicators))
    if not told:
        return
    yield Heading(1, "Where the supplied figures disagree", f"{layout.id}-disagreements")
    yield Table(
        id=f"{layout.id}-disagreements-table",
        caption="Disagreements found while closing the month, education",
        columns=(
            Column("Measure and place", width=2.5),
            Column("What disagrees", width=5),
            Column("What to do", width=3),
        ),
        rows=tuple(Row(tuple(map(text_cell, cells))) for cells in told),
    )


def _disagreeing(edition: Edition, names: Iterable[str]) -> Iterator[tuple[str, str, str]]:
    shown = {f"({name})" for name in names}
    places = {area: each.name for area, each in edition.catalogue.areas.items()}
    for issue in edition.snapshot.issues:
        subject, _, rest = issue.message.partition(":")
        measure, _, name = subject.rpartition(" ")
        if issue.severity is not Severity.WARNING or name not in shown:
            continue
        title, _, area = measure.rpartition(" in ")
        subject = f"{title}, {places[area]}" if area in places else measure
        yield subject, _sentence(with_titles(rest, edition)), issue.advice.replace("`", "")


def _sentence(text: str) -> str:
    plain = text.strip().replace("`", "")
    return plain[:1].upper() + plain[1:]
