"""Indicators of the real schema, made up for tests of reading, and nothing else of a catalogue."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from crossfoot.indicators.schema import Change, Example, Indicator, Measure
from crossfoot.vocabulary.units import Form, Polarity, Unit

EXAMPLE = Example(given="Rowan is seen once.", counts="in neither", because="It is a test.")


@dataclass(frozen=True)
class Known:
    """What readers ask of a catalogue."""

    indicators: Mapping[str, Indicator]
    areas: frozenset[str] = frozenset({"norfolk", "norwich", "suffolk"})


def indicator(name: str, unit: Unit, form: Form) -> Indicator:
    divides = unit in (Unit.PERCENTAGE, Unit.RATE_PER_10K)
    return Indicator(
        id=name,
        topic="test",
        name=name,
        definition="d",
        why_it_matters="w",
        who_counts="w",
        unit=unit,
        decimals=1,
        polarity=Polarity.NONE,
        form=form,
        numerator=Measure(counts="n"),
        denominator=Measure(counts="d") if divides else None,
        owner="o",
        data_owner="o",
        source="s",
        examples=(EXAMPLE, EXAMPLE),
        change_log=(Change(version=1, dated=date(2016, 4, 1), change="c", author="a", checker="c"),),
    )


KNOWN = Known(
    MappingProxyType(
        {
            each.id: each
            for each in (
                indicator("contacts", Unit.COUNT, Form.IN_MONTH),
                indicator("re-referrals", Unit.PERCENTAGE, Form.IN_MONTH),
                indicator("looked-after-children", Unit.COUNT, Form.AT_MONTH_END),
                indicator("looked-after-rate", Unit.RATE_PER_10K, Form.AT_MONTH_END),
                indicator("schools-good-or-better", Unit.PERCENTAGE, Form.AT_QUARTER_END),
                indicator("caseload-maximum", Unit.MAXIMUM, Form.AT_MONTH_END),
                indicator("balance", Unit.POUNDS, Form.AT_MONTH_END),
            )
        }
    )
)
