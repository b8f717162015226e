"""What clients hand over, made plain."""

from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal

import pytest

from crossfoot.engines.values import plain_rows

LONDON_SUMMER = timezone(timedelta(hours=1))


@pytest.mark.parametrize(
    ("given", "plain"),
    [
        (None, None),
        (True, True),
        (7, 7),
        (2**100, 2**100),
        ("", ""),
        (0.1, 0.1),
        (date(2016, 2, 29), date(2016, 2, 29)),
        (Decimal("5.0000"), 5),
        (Decimal(5), 5),
        (Decimal("-0.0000"), 0),
        (Decimal("5E+3"), 5000),
        (Decimal("1.2500"), Decimal("1.25")),
        (Decimal("-1E-4"), Decimal("-0.0001")),
        (Decimal("1234567890123456789012345678901234.5678"), Decimal("1234567890123456789012345678901234.5678")),
        (Decimal(12345678901234567890123456789012345678), 12345678901234567890123456789012345678),
        (datetime(2016, 2, 29), date(2016, 2, 29)),  # noqa: DTZ001
        (datetime(2016, 2, 29, tzinfo=UTC), date(2016, 2, 29)),
        (datetime(2016, 7, 1, 1, tzinfo=LONDON_SUMMER), date(2016, 7, 1)),
        (datetime(1, 1, 1), date(1, 1, 1)),  # noqa: DTZ001
    ],
)
def test_a_value(given: object, plain: object) -> None:
    [(found,)] = plain_rows(["figure"], [(given,)])
    assert type(found) is type(plain)
    assert str(found) == str(plain)


def test_rows_keep_their_order_and_their_columns() -> None:
    day = datetime(2017, 1, 31)  # noqa: DTZ001
    rows = [(1, Decimal("2.0"), None), (None, Decimal("0.50"), day), (3, None, None)]
    assert plain_rows(["a", "b", "b"], rows) == [
        (1, 2, None),
        (None, Decimal("0.5"), date(2017, 1, 31)),
        (3, None, None),
    ]
    assert plain_rows(["a"], []) == []


@pytest.mark.parametrize(
    ("value", "complaint"),
    [
        (timedelta(17), "values of type timedelta"),
        ([17], "values of type list"),
        (b"17", "values of type bytes"),
        (datetime(2017, 1, 17, 17), "a time of day"),  # noqa: DTZ001
        (datetime(2017, 1, 17, tzinfo=LONDON_SUMMER), "a time of day"),
        (Decimal("NaN"), "not finite"),
        (Decimal("Infinity"), "not finite"),
    ],
)
def test_what_engines_do_not_share_is_refused_without_repeating_it(value: object, complaint: str) -> None:
    with pytest.raises(TypeError, match=f"Column figure has .*{complaint}") as refused:
        plain_rows(["other", "figure"], [(1, value), (2, None)])
    assert "17" not in str(refused.value)
