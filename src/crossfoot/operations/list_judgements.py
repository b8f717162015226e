"""List the judgements of a snapshot as plain rows."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from crossfoot.judgements.judgement import Judgement
from crossfoot.operations.publish_report import open_edition
from crossfoot.reports.edition import Edition
from crossfoot.reports.layouts import read_monthly_layout
from crossfoot.vocabulary.missing import Missing

JUDGEMENT_COLUMNS = (
    "ref",
    "indicator",
    "name",
    "scheme",
    "period",
    "value",
    "rag",
    "direction",
    "trend",
    "change_over_year",
    "variation",
    "assurance",
    "exception",
    "criteria_met",
)


def list_judgements(folder: Path) -> list[dict[str, Any]]:
    """Rows in the order of the catalogue, the vital signs again at the end by their own scheme."""
    edition = open_edition(folder)
    refs: dict[str, str] = {name: ref for ref, name in reversed(read_monthly_layout(edition.catalogue).indicators)}
    everything = [*edition.judgements.values(), *edition.vital_signs.values()]
    return [_row(edition, judged, refs.get(judged.figure.indicator, "")) for judged in everything]


def _row(edition: Edition, judged: Judgement, ref: str) -> dict[str, Any]:
    figure = edition.snapshot.figures.get(judged.figure)
    value = None if figure is None or isinstance(figure.value, Missing) else str(figure.rounded)
    return {
        "ref": ref,
        "indicator": judged.figure.indicator,
        "name": edition.indicator(judged.figure.indicator).name,
        "scheme": judged.scheme,
        "period": judged.figure.period.code,
        "value": value,
        "rag": judged.rag.word.value,
        "direction": judged.direction.word.value,
        "trend": judged.trend.word.value,
        "change_over_year": judged.change_over_year.word.value,
        "variation": judged.variation.word.value,
        "assurance": judged.assurance.word.value,
        "exception": judged.exceptions.word.value,
        "criteria_met": ";".join(str(verdict.criterion.number) for verdict in judged.exceptions.met),
        "reasons": {
            "rag": judged.rag.reason,
            "direction": judged.direction.reason,
            "trend": judged.trend.reason,
            "change_over_year": judged.change_over_year.reason,
            "variation": judged.variation.reason,
            "assurance": judged.assurance.reason,
            "comparisons": [verdict.reason for verdict in judged.comparisons],
        },
        "criteria": [
            {
                "number": verdict.criterion.number,
                "criterion": verdict.criterion.value,
                "answer": verdict.word.value,
                "reason": verdict.reason,
            }
            for verdict in judged.exceptions.criteria
        ],
    }
