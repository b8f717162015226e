"""One risk in full: what its review is asked, cause to consequence, how it stands, tasks, and what is linked to it."""

from __future__ import annotations

from collections.abc import Iterator

from crossfoot.judgements.risk_policy import RiskPolicy
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
    DefinitionList,
    Inline,
    Inlines,
    Paragraph,
    Row,
    Table,
    Text,
)
from crossfoot.reports.risk.risk_view import SeenRisk, level_status, prospects_status, score_quantity, travel_status
from crossfoot.risks.history import Risk
from crossfoot.risks.rating import Rating
from crossfoot.risks.registers import RiskTask
from crossfoot.risks.scales import Scales


def risk_blocks(seen: SeenRisk, policy: RiskPolicy, scales: Scales, *, where: str) -> Iterator[Block]:
    """Everything under the heading of one risk."""
    risk = seen.risk
    yield Paragraph(_standing(risk, policy))
    if seen.prompts:
        asked: tuple[Inlines, ...] = tuple(
            (Text(f"{prompt.question.label}: ", strong=True), Text(prompt.reason)) for prompt in seen.prompts
        )
        yield Callout(CalloutKind.GENERATED, "What its review is asked", (BulletList(asked),))
    yield DefinitionList((*_described(risk), *_scored(seen, scales), *_kept(seen)))
    if len(risk.reviews) > 1:
        yield _history(risk, policy, where)
    if risk.tasks:
        yield _tasks(seen, where)
    if seen.linked:
        yield _evidence(seen, where)


def _standing(risk: Risk, policy: RiskPolicy) -> Inlines:
    """The whole of it in one line."""
    name = f"risks/{risk.entry.id}"
    aim: tuple[Inline, ...] = (
        Text("target of "),
        score_quantity(risk.entry.target, f"{name}/target"),
        Text(f" by {day_text(risk.entry.target_date)}."),
    )
    level, prospects = level_status(policy, risk.current), prospects_status(risk)
    if level is None or prospects is None:
        return (Text("No review has scored it, against a "), *aim)
    score = score_quantity(risk.current, f"{name}/score")
    return (Text("Score "), score, Text(" "), level, Text(" against a "), *aim, Text(" Prospects: "), prospects)


def _described(risk: Risk) -> Iterator[tuple[str, Inlines]]:
    entry = risk.entry
    for term, words in (
        ("Cause", entry.cause),
        ("Event", entry.event),
        ("Consequence", entry.consequence),
        ("Description", entry.description),
    ):
        if words is not None:
            yield term, (Text(_sentence(words)),)


def _scored(seen: SeenRisk, scales: Scales) -> Iterator[tuple[str, Inlines]]:
    risk = seen.risk
    if risk.current is not None and risk.newest is not None:
        yield "As things stand", (Text(_rated(risk.current, scales)),)
    yield "Target", (Text(_rated(risk.entry.target, scales)),)
    if risk.entry.inherent is None:
        yield "If nothing were done", (Text("Not supplied."),)
    else:
        yield "If nothing were done", (Text(_rated(risk.entry.inherent, scales)),)
    said = "" if risk.entry.appetite else ", the council's usual appetite, as the register gives none"
    appetite = f" ({risk.entry.appetite.value} appetite)" if risk.entry.appetite else ""
    above = ". It scores more than that." if seen.is_above_carried else "."
    yield "Highest score carried", (Text(f"{seen.carried}{appetite}{said}{above}"),)
    travel = travel_status(risk)
    if travel is not None:
        yield "Direction of travel", (travel, Text(f". {travel.words}"))
    elif risk.reviews:
        yield "Direction of travel", (Text("It was reviewed once, so it cannot be told."),)


def _rated(rating: Rating, scales: Scales) -> str:
    likelihood, impact = scales.likelihood[rating.likelihood - 1], scales.impact[rating.impact - 1]
    return (
        f"Likelihood {likelihood.level}, {likelihood.name.lower()}, x impact {impact.level}, {impact.name.lower()} = "
        f"{rating.score}."
    )


def _kept(seen: SeenRisk) -> Iterator[tuple[str, Inlines]]:
    entry, newest = seen.risk.entry, seen.risk.newest
    if newest is not None and newest.progress is not None:
        yield f"Progress by {day_text(newest.reviewed_on)}", (Text(_sentence(newest.progress)),)
    treatment = f" Treatment: {entry.treatment.value}." if entry.treatment else ""
    yield "Owner", (Text(f"{entry.owner}.{treatment}"),)
    if newest is not None:
        due = "" if seen.due is None else f" To be reviewed again by {day_text(seen.due)}."
        yield "Reviewed by", (Text(f"{newest.reviewer}, {day_text(newest.reviewed_on)}.{due}"),)
    level = entry.category.name.lower()
    yield "In the register", (Text(f"Since {day_text(entry.entered_on)}: {entry.area}, {level} level."),)


def _history(risk: Risk, policy: RiskPolicy, where: str) -> Table:
    name = f"risks/{risk.entry.id}"
    return Table(
        id=f"risk-register-{risk.entry.id}-history",
        caption=f"Every review of {risk.entry.number}, newest first, {where}",
        columns=(
            Column("Reviewed on", width=1.6),
            Column("Likelihood x impact", width=1.5),
            Column("Score", align=Align.RIGHT, width=0.8),
            Column("Level", width=1.2),
            Column("Prospects", width=1.2),
            Column("Progress", width=4),
        ),
        rows=tuple(
            Row(
                (
                    text_cell(day_text(review.reviewed_on)),
                    text_cell(f"{review.likelihood} x {review.impact}"),
                    Cell((score_quantity(review.rating, f"{name}/score"),)),
                    status_cell(level_status(policy, review.rating)),
                    text_cell(review.prospects.value.capitalize()),
                    text_cell(_sentence(review.progress) if review.progress else ""),
                )
            )
            for review in reversed(risk.reviews)
        ),
    )


def _tasks(seen: SeenRisk, where: str) -> Table:
    risk = seen.risk
    return Table(
        id=f"risk-register-{risk.entry.id}-tasks",
        caption=f"Tasks that mitigate {risk.entry.number}, {where}",
        columns=(
            Column("Task", width=5),
            Column("State", width=1.6),
            Column("Owner", width=2),
            Column("Due", width=1.6),
        ),
        rows=tuple(
            Row(
                (
                    text_cell(_sentence(task.what)),
                    text_cell(_state(task)),
                    text_cell(task.owner or "Not said"),
                    text_cell("Not said" if task.due is None else day_text(task.due)),
                )
            )
            for task in risk.tasks
        ),
    )


def _state(task: RiskTask) -> str:
    done = f", {day_text(task.done_on)}" if task.done_on is not None else ""
    return f"{task.state.value.capitalize()}{done}"


def _evidence(seen: SeenRisk, where: str) -> Table:
    risk = seen.risk
    return Table(
        id=f"risk-register-{risk.entry.id}-evidence",
        caption=f"Budget lines and indicators linked to {risk.entry.number}, {where}",
        columns=(
            Column("What is linked", width=3),
            Column("Kind", width=1.2),
            Column("Latest", width=2.2),
            Column("Colour", width=1.5),
            Column("Why it is linked", width=3),
        ),
        rows=tuple(
            Row(
                (
                    text_cell(linked.evidence.name),
                    text_cell(linked.kind),
                    Cell(linked.says),
                    text_cell("No colour") if linked.status is None else status_cell(linked.status),
                    text_cell(linked.because),
                )
            )
            for linked in seen.linked
        ),
    )


def _sentence(words: str) -> str:
    return words if words.endswith((".", "!", "?")) else f"{words}."
