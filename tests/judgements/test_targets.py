from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from rule_pages import target

from crossfoot.judgements.policies import Basis
from crossfoot.judgements.reading import Reading
from crossfoot.judgements.targets import meets, shortfall, subject, target_words
from crossfoot.judgements.variance import miss_words
from crossfoot.vocabulary.periods import Period
from crossfoot.vocabulary.units import Polarity, Unit


@pytest.mark.parametrize(
    ("goal", "unit", "polarity", "words"),
    [
        ("<55", Unit.RATE_PER_10K, Polarity.LOW, "under 55"),
        (">86", Unit.PERCENTAGE, Polarity.HIGH, "over 86%"),
        ("20", Unit.PERCENTAGE, Polarity.LOW, "20% or less"),
        ("80", Unit.PERCENTAGE, Polarity.HIGH, "80% or more"),
        ("100", Unit.PERCENTAGE, Polarity.HIGH, "100%"),
        ("100", Unit.COUNT, Polarity.HIGH, "100 or more"),
        ("0", Unit.COUNT, Polarity.LOW, "0"),
        ("14.50", Unit.AVERAGE, Polarity.LOW, "14.5 or less"),
    ],
)
def test_a_target_is_named_as_it_is_meant(goal: str, unit: Unit, polarity: Polarity, words: str) -> None:
    assert target_words(target(goal), unit=unit, polarity=polarity) == words


def test_tolerances_alone_are_no_target() -> None:
    assert target_words(target("", green="80"), unit=Unit.PERCENTAGE, polarity=Polarity.HIGH) == "no target"
    reading = Reading(Period.parse("2017-01"), Fraction(70), Unit.PERCENTAGE, 1)
    with pytest.raises(ValueError, match="not given"):
        miss_words(
            reading,
            Fraction(70),
            target("", green="80"),
            polarity=Polarity.HIGH,
            basis=Basis.POINTS,
            threshold=Decimal(5),
        )


@pytest.mark.parametrize("strict", [True, False])
def test_meeting_and_missing_split_every_value(strict: bool) -> None:
    for value in (Fraction(19), Fraction(20), Fraction(21)):
        low = meets(value, Decimal(20), strict=strict, polarity=Polarity.LOW)
        high = meets(value, Decimal(20), strict=strict, polarity=Polarity.HIGH)
        assert low == (value < 20 or (value == 20 and not strict))
        assert high == (value > 20 or (value == 20 and not strict))
        assert shortfall(value, Decimal(20), polarity=Polarity.LOW) == value - 20
        assert shortfall(value, Decimal(20), polarity=Polarity.HIGH) == 20 - value


def test_the_miss_shows_as_many_decimals_as_it_takes() -> None:
    reading = Reading(Period.parse("2017-01"), Fraction("95.04"), Unit.PERCENTAGE, 1)
    words = miss_words(
        reading,
        Fraction("95.04"),
        target("100"),
        polarity=Polarity.HIGH,
        basis=Basis.PERCENT_OF_TARGET,
        threshold=Decimal(5),
    )
    # 4.96% would print as 5.0%, which a threshold of 5% would have let through.
    assert words == (
        "The percentage, 95.0%, is 5.0 percentage points below the target of 100%: off by 4.96% of the target's value"
    )


def test_a_value_is_called_by_its_unit() -> None:
    assert {subject(unit) for unit in (Unit.RATE_PER_10K, Unit.PERCENTAGE, Unit.DAYS)} == {
        "The rate",
        "The percentage",
        "The figure",
    }
