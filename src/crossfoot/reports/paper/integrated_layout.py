"""Which parts the committee paper has and in which order: `definitions/reports/integrated-report.yaml`, strict."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator

from crossfoot.indicators.catalogue import Catalogue
from crossfoot.indicators.schema import Id, Strict, Words
from crossfoot.reports.layout_file import check_indicators_known, read_layout_file
from crossfoot.reports.layouts import read_monthly_layout, read_vital_signs_layout
from crossfoot.vocabulary.issues import Issue, Severity, check_issues

FILE = "reports/integrated-report.yaml"


class Part(Strict):
    """A section or an appendix, with what stands in it after the words that people write."""

    id: Id
    title: Words
    product: Id | None = None
    open: bool = False
    """The headings of its product stand beside those of the other parts, in place of one heading over them all."""
    topics: tuple[Id, ...] = ()
    """Topics of the monthly report: what stands out in them is told here, all of them in an appendix."""
    cards: tuple[Id, ...] = ()
    """Vital signs whose report card stands here when they are exceptions."""
    see: tuple[Id, ...] = ()
    """Parts that hold more."""
    parts: tuple[Part, ...] = ()

    def all(self) -> Iterator[Part]:
        """This part and those under it, in order."""
        yield self
        for part in self.parts:
            yield from part.all()


class IntegratedLayout(Strict):
    """The whole paper."""

    id: Id
    title: Words
    parts: tuple[Part, ...]
    appendices: tuple[Part, ...]

    def all(self) -> tuple[Part, ...]:
        """Every part, in order."""
        return tuple(part for top in (*self.parts, *self.appendices) for part in top.all())


def read_integrated_layout(catalogue: Catalogue, *, products: Collection[str]) -> IntegratedLayout:
    """The paper's layout. Raises InputRefused with everything it names that there is not, or twice."""
    layout = read_layout_file(catalogue, FILE, IntegratedLayout)
    parts = layout.all()
    signs = read_vital_signs_layout(catalogue).indicators
    topics = {topic.id for topic in read_monthly_layout(catalogue).topics}
    placed = [name for part in parts for name in part.cards]
    check_indicators_known(catalogue, FILE, placed)
    problems = [
        *_unknown("product", [part.product for part in parts if part.product], products),
        *_unknown("topic", [name for part in parts for name in part.topics], topics),
        *_unknown("part", [name for part in parts for name in part.see], {part.id for part in parts}),
        *_unknown("vital sign", placed, signs),
        *(f"There are two parts {name}." for name in _twice([part.id for part in parts])),
        *(f"The vital sign {name} has two places." for name in _twice(placed)),
        *(f"The vital sign {name} has no place." for name in signs if name not in placed),
    ]
    check_issues(Issue("REPORT-LAYOUT", Severity.ERROR, problem, "Correct the layout.", FILE) for problem in problems)
    return layout


def _unknown(kind: str, named: Collection[str], known: Collection[str]) -> Iterator[str]:
    for name in dict.fromkeys(named):
        if name not in known:
            yield f"There is no {kind} {name}."


def _twice(names: Collection[str]) -> list[str]:
    return [name for name, count in Counter(names).items() if count > 1]
