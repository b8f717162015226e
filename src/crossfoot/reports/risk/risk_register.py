"""The risk register: where risks stand, what their reviews are asked, and each risk beside the figures that bear on it.

Scores, direction of travel and the day of the next review are worked out from the reviews; nobody types them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from crossfoot.judgements.risk_policy import Question
from crossfoot.judgements.risk_review import day_text
from crossfoot.reports.cells import status_cell, text_cell
from crossfoot.reports.document import (
    Align,
    Block,
    BulletList,
    Callout,
    CalloutKind,
    Cell,
    Column,
    Document,
    Heading,
    Inline,
    Inlines,
    KeyFigure,
    KeyFigures,
    Link,
    PageBreak,
    Paragraph,
    Quantity,
    Row,
    Table,
    Text,
)
from crossfoot.reports.edition import Edition
from crossfoot.reports.product import draft_document
from crossfoot.reports.risk.risk_detail import risk_blocks
from crossfoot.reports.risk.risk_matrix import risk_matrix
from crossfoot.reports.risk.risk_view import (
    RegisterView,
    SeenRisk,
    level_status,
    prospects_status,
    score_quantity,
    travel_status,
    view_register,
)
from crossfoot.risks.history import Travel
from crossfoot.risks.rating import HIGHEST
from crossfoot.risks.scales import ScaleLevel, Scales
from crossfoot.vocabulary.issues import Severity
from crossfoot.vocabulary.missing import Missing
from crossfoot.vocabulary.numbers import exact
from crossfoot.vocabulary.units import Unit

ID = "risk-register"
_ISSUES = "RISK-"
"""How the codes of issues in the registers of risks begin."""


def build_risk_register(edition: Edition) -> Document:
    """The whole report; where no register was supplied it says so in one sentence."""
    sections = tuple(risk_register_sections(edition))
    if not sections:
        sections = (
            Heading(1, "No risk register", f"{ID}-none"),
            Paragraph((Text("No register of risks was supplied with the figures of this month."),)),
        )
    else:
        sections = (*sections, PageBreak(), *_rules(edition))
    return draft_document(
        edition,
        id=ID,
        title="Risk register",
        subtitle=f"Children's services, {edition.area_name}, {edition.month.name}",
        blocks=sections,
        keywords=("risk register",),
    )


def risk_register_sections(edition: Edition, *, level: int = 1) -> Iterator[Block]:
    """The register without cover, rules and scales; nothing where none was supplied."""
    view = view_register(edition)
    if view is None:
        return
    scales = Scales.load(edition.catalogue.folder)
    yield Heading(level, "Risks and what is done about them", ID)
    yield from _lead(edition, view)
    yield Heading(level + 1, "Where the risks stand", f"{ID}-standing")
    where = f"{edition.area_name}, {day_text(view.on)}"
    if view.risks:
        yield risk_matrix(view, scales, caption=f"Risks by likelihood and impact, {where}")
        yield _summary(view, where)
    if view.closed:
        names = "; ".join(f"{risk.entry.number} {risk.entry.name}" for risk in view.closed)
        yield Paragraph((Text("Closed, and in no table: "), Text(f"{names}.")))
    if view.prompts:
        yield Heading(level + 1, "What the reviews are asked", f"{ID}-questions")
        yield _questions(view, where)
    yield from _disagreements(edition, level)
    for seen in view.risks:
        yield Heading(level + 1, f"{seen.risk.entry.number} {seen.risk.entry.name}", seen.anchor)
        yield from risk_blocks(seen, view.policy, scales, where=where)


def risk_quantities(edition: Edition) -> Mapping[str, Quantity]:
    """Numbers by name for words that are bound to them: `risks/count`, `risks/<id>/score` and the like."""
    view = view_register(edition)
    if view is None:
        return {}
    found = {name: Quantity(exact(count), Unit.COUNT, 0, (name,)) for name, count in _counts(view).items()}
    for seen in view.risks:
        risk, name = seen.risk, f"risks/{seen.risk.entry.id}"
        found[f"{name}/score"] = score_quantity(risk.current, f"{name}/score")
        found[f"{name}/target"] = score_quantity(risk.entry.target, f"{name}/target")
        moved = Missing.NOT_AVAILABLE if risk.movement is None else exact(risk.movement)
        found[f"{name}/movement"] = Quantity(moved, Unit.SCORE, 0, (f"{name}/movement",), sign=True)
    return found


def _counts(view: RegisterView) -> dict[str, int]:
    return {
        "risks/count": len(view.risks),
        "risks/high": len(view.high),
        "risks/above-tolerance": sum(seen.is_above_carried for seen in view.risks),
        "risks/rising": sum(seen.risk.travel is Travel.RISING for seen in view.risks),
        "risks/questions": len(view.prompts),
    }


# -- the first page ----------------------------------------------------------------------------------------------------


def _lead(edition: Edition, view: RegisterView) -> Iterator[Block]:
    numbers = risk_quantities(edition)
    if not view.risks:
        yield Paragraph((Text("No risk is open."),), lead=True)
        return
    first = view.risks[0]
    content: list[Inline] = [
        numbers["risks/count"],
        Text(f" risk{'s are' if len(view.risks) > 1 else ' is'} open, and "),
        numbers["risks/high"],
        Text(f" of them scores {view.policy.levels[-1].from_score} or more. The highest is "),
        Link(_lower(first.risk.entry.name), f"#{first.anchor}"),
        Text(", "),
        score_quantity(first.risk.current, f"risks/{first.risk.entry.id}/score"),
        Text(f" of {HIGHEST * HIGHEST}. "),
        Text(_travels(view)),
    ]
    yield Paragraph(tuple(content), lead=True)
    yield KeyFigures(
        (
            KeyFigure("Open risks", numbers["risks/count"]),
            KeyFigure(f"{view.policy.levels[-1].name} risks", numbers["risks/high"]),
            KeyFigure("Above what is carried", numbers["risks/above-tolerance"]),
            KeyFigure("Questions to reviews", numbers["risks/questions"]),
        )
    )
    yield Paragraph(
        (
            Text(
                f"The register as it stood on {day_text(view.on)}, beside figures for {edition.month.name} as at "
                f"{day_text(edition.as_at)}. Scores are likelihood times impact at the newest review."
            ),
        )
    )


def _travels(view: RegisterView) -> str:
    """Where the scores went, in a sentence: which rose or fell, and how many cannot be told."""
    by_travel = {
        travel: [seen.risk.entry.number for seen in view.risks if seen.risk.travel is travel] for travel in Travel
    }
    if len(by_travel[Travel.NOT_KNOWN]) == len(view.risks):
        return "Each was reviewed once, so where it is going cannot be told."
    said = [
        f"{len(numbers)} {words} ({', '.join(numbers)})"
        for travel, words in (
            (Travel.RISING, "rose"),
            (Travel.FALLING, "fell"),
            (Travel.UNCHANGED, "did not move"),
            (Travel.NOT_KNOWN, "cannot be told"),
        )
        if (numbers := by_travel[travel])
    ]
    return f"Since the review before, {'; '.join(said)}."


def _summary(view: RegisterView, where: str) -> Table:
    return Table(
        id=f"{ID}-summary",
        caption=f"Risks, highest score first, {where}",
        columns=(
            Column("Risk", width=4),
            Column("Score", align=Align.RIGHT, width=0.9),
            Column("Level", width=1.2),
            Column("Target", align=Align.RIGHT, width=1),
            Column("Direction", width=1.4),
            Column("Prospects", width=1.4),
            Column("Owner", width=1.8),
            Column("Next review", width=1.4),
        ),
        rows=tuple(_summary_row(view, seen) for seen in view.risks),
    )


def _summary_row(view: RegisterView, seen: SeenRisk) -> Row:
    risk, name = seen.risk, f"risks/{seen.risk.entry.id}"
    travel = travel_status(risk)
    due = "Not known" if seen.due is None else day_text(seen.due)
    return Row(
        (
            Cell((Text(f"{risk.entry.number} ", strong=True), Link(risk.entry.name, f"#{seen.anchor}"))),
            Cell((score_quantity(risk.current, f"{name}/score"),)),
            status_cell(level_status(view.policy, risk.current)),
            Cell((score_quantity(risk.entry.target, f"{name}/target"),)),
            text_cell("One review only" if risk.reviews else "No review") if travel is None else status_cell(travel),
            status_cell(prospects_status(risk)),
            text_cell(risk.entry.owner),
            text_cell(f"{due}, overdue" if seen.due is not None and seen.due < view.on else due),
        )
    )


def _questions(view: RegisterView, where: str) -> Table:
    asked = view.policy.questions
    by_question: dict[Question, list[SeenRisk]] = {question: [] for question in Question}
    for seen, prompt in view.prompts:
        by_question[prompt.question].append(seen)
    return Table(
        id=f"{ID}-asked",
        caption=f"Questions that the review rules ask, {where}",
        columns=(
            Column("Question", width=2),
            Column("Asked when", width=3.5),
            Column("Risks", align=Align.RIGHT, width=0.8),
            Column("Which", width=2.6),
        ),
        rows=tuple(
            Row(
                (
                    text_cell(question.label),
                    text_cell(f"{asked[question][:1].upper()}{asked[question][1:]}"),
                    Cell((Quantity(exact(len(found)), Unit.COUNT, 0, (f"risks/questions/{question.name.lower()}",)),)),
                    Cell(_numbers(found)),
                )
            )
            for question, found in by_question.items()
            if found
        ),
    )


def _numbers(found: list[SeenRisk]) -> Inlines:
    content: list[Inline] = []
    for place, seen in enumerate(found):
        content += [Text(", ")] if place else []
        content.append(Link(seen.risk.entry.number, f"#{seen.anchor}"))
    return tuple(content)


def _lower(name: str) -> str:
    return name[:1].lower() + name[1:]


def _disagreements(edition: Edition, level: int) -> Iterator[Block]:
    told = [
        (Text(f"{issue.message} {issue.advice}"),)
        for issue in edition.snapshot.issues
        if issue.severity is Severity.WARNING and issue.code.startswith(_ISSUES)
    ]
    if told:
        yield Heading(level + 1, "What does not agree in the register", f"{ID}-disagreements")
        yield Callout(CalloutKind.WARNING, "Found when the register was read", (BulletList(tuple(told)),))


# -- the last pages ----------------------------------------------------------------------------------------------------


def _rules(edition: Edition) -> Iterator[Block]:
    policy, scales = edition.policies.risks, Scales.load(edition.catalogue.folder)
    yield Heading(1, "How risks are scored and reviewed", f"{ID}-rules")
    yield Paragraph((Text(policy.scoring),))
    yield _scale(scales.likelihood, "likelihood", edition.area_name)
    yield _scale(scales.impact, "impact", edition.area_name)
    yield Heading(2, "What leads to a question", f"{ID}-rules-questions")
    yield Paragraph((Text("A question is a prompt to look again. It changes no score. Each of these leads to one:"),))
    yield BulletList(tuple((Text(f"{words[:1].upper()}{words[1:]}."),) for words in policy.questions.values()))


def _scale(levels: tuple[ScaleLevel, ...], name: str, area: str) -> Table:
    return Table(
        id=f"{ID}-scale-{name}",
        caption=f"What the levels of {name} mean, {area}",
        columns=(Column("Level", width=1.4), Column("It is so when", width=6)),
        rows=tuple(Row((text_cell(f"{level.level} {level.name}"), text_cell(level.means))) for level in levels),
    )
