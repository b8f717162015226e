"""The key messages of the executive summary, written by rule from the quantities that the sections print."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Literal

from crossfoot.judgements.judgement import Rag
from crossfoot.reports.document import (
    BulletList,
    Callout,
    CalloutKind,
    Inline,
    Inlines,
    Quantity,
    Reference,
    Text,
)
from crossfoot.reports.edition import Edition
from crossfoot.reports.layouts import read_vital_signs_layout
from crossfoot.reports.paper.integrated_topics import highest_risks, risk_score
from crossfoot.reports.signs.report_card import card_anchor
from crossfoot.reports.signs.vital_signs import count_of, exceptions_of
from crossfoot.vocabulary.missing import Missing

_RISKS_NAMED = 3
Way = Literal["over", "under", "level"]


def key_messages(edition: Edition, offered: Mapping[str, Quantity], anchors: Mapping[str, str]) -> Callout:
    """Exceptions counted and named, colours counted, money against budget, the highest risks; each with its section."""
    items = (
        *_exceptions(edition),
        *_colours(edition, anchors),
        *_budget(offered, anchors),
        *_placements(offered, anchors),
        *_balances(offered, anchors),
        *_risks(edition, offered, anchors),
    )
    return Callout(CalloutKind.GENERATED, f"Key messages for {edition.month.name}", (BulletList(items),))


def _exceptions(edition: Edition) -> Iterator[Inlines]:
    layout = read_vital_signs_layout(edition.catalogue)
    exceptions = exceptions_of(edition, layout)
    signs = [edition.vital_signs[name] for name in layout.indicators]
    said: list[Inline] = [
        Text("Exceptions: ", strong=True), count_of(exceptions), Text(" of "), count_of(signs), Text(" vital signs"),
    ]  # fmt: skip
    for number, judged in enumerate(exceptions):
        name = judged.figure.indicator
        said += [
            Text("; " if number else ": "),
            Text(f"{edition.indicator(name).name} ("),
            Reference(card_anchor(name)),
            Text(")"),
        ]
    yield (*said, Text("."))


def _colours(edition: Edition, anchors: Mapping[str, str]) -> Iterator[Inlines]:
    layout = read_vital_signs_layout(edition.catalogue)
    signs = [edition.vital_signs[name] for name in layout.indicators]
    said: list[Inline] = [Text("Vital signs by colour: ", strong=True)]
    for number, rag in enumerate((Rag.RED, Rag.AMBER, Rag.GREEN)):
        said += [
            Text(", " if number else ""),
            count_of([each for each in signs if each.rag.word is rag]),
            Text(f" {rag.value}"),
        ]
    yield (*said, *_see("dashboard", anchors), Text("."))


def _budget(offered: Mapping[str, Quantity], anchors: Mapping[str, str]) -> Iterator[Inlines]:
    variance, movement = offered.get("budget/total/variance"), offered.get("budget/total/movement")
    if variance is None or isinstance(variance.value, Missing):
        return
    words: dict[Way, str] = {"over": " over budget", "under": " under budget", "level": "on budget"}
    said: list[Inline] = [Text("Revenue budget: ", strong=True), *_sized(variance, words)]
    if movement is not None and not isinstance(movement.value, Missing):
        words = {"over": " more", "under": " less", "level": "the same"}
        said += [
            Text(", "),
            *_sized(movement, words),
            Text(" than in the last report" if movement.value else " as in the last report"),
        ]
    yield (*said, *_see("budget", anchors), Text("."))


def _sized(quantity: Quantity, words: Mapping[Way, str]) -> Iterator[Inline]:
    """`£9.998 million over budget`: the size first, then which way; the word alone for nought."""
    value = quantity.value
    if isinstance(value, Missing):
        yield quantity
        return
    if value:
        yield replace(quantity, value=abs(value), sign=False)
    yield Text(words["over" if value > 0 else "under" if value < 0 else "level"])


def _placements(offered: Mapping[str, Quantity], anchors: Mapping[str, str]) -> Iterator[Inlines]:
    variance = offered.get("placement-bridge/total/variance")
    if variance is None or isinstance(variance.value, Missing):
        return
    words: dict[Way, str] = {"over": " over plan", "under": " under plan", "level": "as planned"}
    said: list[Inline] = [Text("Placements: ", strong=True), *_sized(variance, words)]
    for number, (effect, name) in enumerate(
        (("volume", "how many nights"), ("mix", "which kinds"), ("price", "what a night costs"))
    ):
        found = offered.get(f"placement-bridge/total/{effect}")
        if found is not None:
            said += [Text(", " if number else ": "), found, Text(f" from {name}")]
    yield (*said, *_see("bridge", anchors), Text("."))


def _balances(offered: Mapping[str, Quantity], anchors: Mapping[str, str]) -> Iterator[Inlines]:
    for name, title, anchor in (
        ("school-balances/total/closing", "School balances", "balances-and-reserves-school-balances"),
        ("reserves/total/closing", "Reserves and provisions", "balances-and-reserves-reserves"),
    ):
        closing = offered.get(name)
        if closing is not None and not isinstance(closing.value, Missing):
            end = Text(" at the end of the year")
            yield (Text(f"{title}: ", strong=True), closing, end, *_see(anchor, anchors), Text("."))


def _risks(edition: Edition, offered: Mapping[str, Quantity], anchors: Mapping[str, str]) -> Iterator[Inlines]:
    risks = highest_risks(edition)[:_RISKS_NAMED]
    if not risks:
        return
    said: list[Inline] = [Text("Highest risks: ", strong=True)]
    for number, risk in enumerate(risks):
        said += [
            Text("; " if number else ""),
            Text(f"{risk.name} (score "),
            risk_score(risk, offered),
            Text(f", prospects {risk.prospects})"),
        ]
    yield (*said, *_see("issues-and-risks", anchors), Text("."))


def _see(part: str, anchors: Mapping[str, str]) -> Iterator[Inline]:
    if part in anchors:
        yield Text(" (")
        yield Reference(anchors[part])
        yield Text(")")
