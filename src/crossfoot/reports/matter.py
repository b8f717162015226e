"""What every report opens and closes with: where its figures come from, how they are judged, where they disagree."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from crossfoot.reports.cells import text_cell
from crossfoot.reports.document import (
    Block,
    Callout,
    CalloutKind,
    Column,
    DefinitionList,
    Heading,
    PageBreak,
    Paragraph,
    Row,
    Table,
    Text,
)
from crossfoot.reports.edition import Edition
from crossfoot.vocabulary.issues import Severity

RULES = (
    ("rag", "Red, amber, green"),
    ("vital_signs", "Vital signs"),
    ("direction", "Direction of travel"),
    ("trend", "Trend"),
    ("change_over_year", "Change over the year"),
    ("variation", "Signal or noise"),
    ("comparison", "Comparison"),
    ("exceptions", "Exceptions"),
)


def opening_matter(edition: Edition) -> Iterator[Block]:
    """Where the figures come from and how they stood, in a sentence or two."""
    title = edition.snapshot.manifest.title.rstrip(".")
    stood = f"as they stood on {edition.as_at.day} {edition.as_at:%B %Y}"
    yield Paragraph(
        (
            Text(f"Figures for {edition.month.name}, {stood}. Source: {title}. "),
            Text("Every figure is worked out from its numerator and denominator where both are known."),
        )
    )


def notes_on_breaks(edition: Edition, names: Iterable[str]) -> Iterator[Block]:
    """A warning for each indicator whose definition changed within the months shown."""
    for name in names:
        indicator = edition.indicator(name)
        for change in indicator.change_log:
            if change.breaks_series and edition.months[0].start < change.dated <= edition.month.end:
                yield Callout(
                    CalloutKind.WARNING,
                    f"Series break: the definition changed in {change.dated:%B %Y}",
                    (
                        Paragraph(
                            (
                                Text(f"{indicator.name}: ", strong=True),
                                Text(change.change),
                            )
                        ),
                    ),
                )


def rules_matter(edition: Edition, *rules: str) -> Iterator[Block]:
    """How the figures are judged: the sentences printed by the policies that ran, of some rules or of all."""
    wanted = set(rules) or {name for name, _ in RULES}
    sentences = edition.policies.sentences
    yield Heading(1, "How the figures are judged", "how-judged")
    items = [(title, (Text(sentences[name]),)) for name, title in RULES if name in wanted]
    if "variation" in wanted:
        items.append(("Assurance", (Text(edition.policies.variation.assurance_sentence),)))
    yield DefinitionList(tuple(items))


def history_matter(edition: Edition, indicators: Iterable[str]) -> Iterator[Block]:
    """What figures that look far back cannot see, for those indicators of a report that do."""
    limited = [edition.indicator(name) for name in dict.fromkeys(indicators)]
    items = [(each.name, (Text(each.history_limit),)) for each in limited if each.history_limit]
    if items:
        yield Heading(1, "How far back the figures can see", "history-limits")
        yield DefinitionList(tuple(items))


def closing_matter(edition: Edition, indicators: Iterable[str]) -> Iterator[Block]:
    """How far figures can see, and where printed ones disagree with each other or with their own parts."""
    indicators = tuple(indicators)
    yield from history_matter(edition, indicators)
    named = {name: edition.indicator(name).name for name in indicators}
    subjects = {f"{title} ({name})": title for name, title in named.items()}
    subjects |= {f"{name} in {edition.area}": title for name, title in named.items()}
    told = [
        (subjects[subject], _sentence(with_titles(rest, edition)), _sentence(issue.advice))
        for issue in edition.snapshot.issues
        for subject, _, rest in [issue.message.partition(":")]
        if issue.severity is Severity.WARNING and subject in subjects
    ]
    if not told:
        return
    yield PageBreak()
    yield Heading(1, "Where the supplied figures disagree", "disagreements")
    yield Paragraph(
        (
            Text(
                "Each line is a disagreement between two supplied values of one figure, or between a value and its own "
                "numerator and denominator. The figures in this report are those said to be kept."
            ),
        )
    )
    yield Table(
        id="disagreements-table",
        caption="Disagreements found while closing the month",
        columns=(Column("Indicator", width=2), Column("What disagrees", width=5), Column("What to do", width=3)),
        rows=tuple(Row((text_cell(name), text_cell(what), text_cell(advice))) for name, what, advice in told),
    )


def with_titles(text: str, edition: Edition) -> str:
    """The words of an issue with the titles of tables in the place of their ids, which a reader does not know."""
    titles = edition.table_titles
    # An id without a hyphen may be a word: it is known by what stands before it.
    ids = [re.escape(name) if "-" in name else rf"(?<=[Tt]able ){re.escape(name)}" for name in titles]
    if not ids:
        return text
    return re.sub(rf"(?<![\w-])(?:{'|'.join(ids)})(?![\w-])", lambda found: f'"{titles[found[0]]}"', text)


def _sentence(text: str) -> str:
    """An issue's words as a sentence of a report: a capital first, no code marks."""
    plain = text.strip().replace("`", "")
    return plain[:1].upper() + plain[1:]
