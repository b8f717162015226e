import re
from pathlib import Path

import pytest
from small_definitions import FILES, write_definitions

from crossfoot.indicators.catalogue import Catalogue, shipped_definitions
from crossfoot.indicators.explain import (
    BENCHMARK_WORDS,
    FORM_WORDS,
    POLARITY_WORDS,
    UNIT_WORDS,
    catalogue_table,
    day_words,
    indicator_page,
    working,
)
from crossfoot.indicators.schema import BenchmarkKind
from crossfoot.vocabulary.units import Form, Polarity, Unit

REFERRALS = "indicators/contacts/referrals.yaml"


@pytest.fixture
def catalogue(tmp_path: Path) -> Catalogue:
    return Catalogue.load(write_definitions(tmp_path))


def page(catalogue: Catalogue, indicator: str, area: str | None = None) -> str:
    return indicator_page(catalogue.indicator(indicator), catalogue=catalogue, area=area)


def test_the_page_of_a_rate(catalogue: Catalogue) -> None:
    assert (
        page(catalogue, "referral-rate")
        == """\
# Referrals per 10,000

`referral-rate` · Contacts & referrals · version 2

## What it is

Referrals in the month per 10,000 children, scaled to a year.

## Why it matters

It compares areas of different size.

## Who counts

Each referral once.

## Numerator

Referrals received in the month

Taken from the numerator of [Referrals](referrals.md).

## Denominator

Children under 18 who live in the area

Taken from the area's estimate of the residents `under-18`.

## How it is worked out

In-month count x 12 / population x 10,000. Over the year to date: x 12 / the number of months so far.

A rate per 10,000, printed with one decimal. Halves are rounded away from zero, last of all.

## How to read it

A lower value is better.

What happened in the month.

## Benchmarks

| Area | Compared with | Value | Year | Published | Source |
| --- | --- | --- | --- | --- | --- |
| Norshire | Average of the statistical neighbours | 491 per 10,000 (counts something else) | not stated \
| 3 November 2016 | The county report |
| Norshire | National average | 548.3 per 10,000 | 2014-15 | 22 October 2015 | The national release |
| Norshire | National average | 532.2 per 10,000 | 2015-16 | 3 November 2016 | The national release |

## Where the series breaks

- 1 January 2017: Unborn children are left out of the population. Earlier figures cannot be compared with later ones.

## Worked examples

The children are invented.

| Given | Counts | Because |
| --- | --- | --- |
| Ash, 4, lives in the area and is not referred. | In denominator only \
| Every child who lives there is in the population. |
| Robin, 19, is referred. | In neither | Robin is an adult. |

## Change log

| Version | Date | Change | Author | Checker | Breaks the series |
| --- | --- | --- | --- | --- | --- |
| 1 | 1 April 2016 | First written down. | Performance analyst | Head of the front door | no |
| 2 | 1 January 2017 | Unborn children are left out of the population. | Performance analyst | Head of the front door \
| yes |

## Where the definition comes from

Local procedure

## Who answers for it

- Performance: Head of the front door
- The figure: Performance analyst
"""
    )


def test_targets_say_which_side_is_good_and_keep_their_digits(catalogue: Catalogue) -> None:
    low = page(catalogue, "re-referrals-rolling-12")
    dates = "1 April 2016 to 31 March 2017"
    assert f"| Norshire | {dates} | below 20% | 20% or below | above 25.50% | Tolerances | The county report |" in low
    assert f"| Norshire | {dates} | 18% | none | none | Vital signs | The dashboard |" in low
    high = page(catalogue, "plans-allocated")
    assert f"| Norshire | {dates} | none | 95% or above | below 90% | Tolerances | The county report |" in high


def test_time_limits_history_and_links_are_on_the_page(catalogue: Catalogue) -> None:
    text = page(catalogue, "re-referrals-rolling-12")
    assert "- Looking back from the referral: 12 months from 1 April 2010. Source: The census guide\n" in text
    assert "## How far back it can see\n\nReferrals before April 2010 are not on the system.\n" in text
    assert "Taken from the numerator of [Referrals](referrals.md) added up over its months.\n" in text


def test_sections_that_have_nothing_to_say_are_left_out(catalogue: Catalogue) -> None:
    headings = re.findall("^## (.*)$", page(catalogue, "referrals"), re.MULTILINE)
    assert headings == [
        *("What it is", "Why it matters", "Who counts", "Numerator", "How it is worked out", "How to read it"),
        *("Worked examples", "Change log", "Where the definition comes from", "Who answers for it"),
    ]


def test_examples_of_a_count_are_counted_or_not(catalogue: Catalogue) -> None:
    text = page(catalogue, "referrals")
    assert "| Rowan is referred on 3 January. | Yes | It is a referral of the month. |" in text
    assert "| Wren's school asks for advice. | No | It is a contact. |" in text


def test_only_the_targets_and_benchmarks_of_one_area_are_shown_when_it_is_named(catalogue: Catalogue) -> None:
    assert "## Benchmarks" in page(catalogue, "referral-rate", "norshire")
    assert "## Benchmarks" not in page(catalogue, "referral-rate", "england")
    assert "## Targets" not in page(catalogue, "plans-allocated", "england")


def test_an_unknown_area_is_refused_with_the_nearest(catalogue: Catalogue) -> None:
    with pytest.raises(ValueError, match=r"There is no area 'norshir'\. Try norshire"):
        page(catalogue, "referrals", "norshir")


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("", "", "The count itself."),
        ("form: in_month", "form: rolling_12", "The last twelve months added up."),
        (
            *("unit: count", "unit: days\nadds_up: false"),
            "The value is supplied as it is: it is not added up over months or areas.",
        ),
        ("numerator:", "denominator:\n  counts: x\nnumerator:", "100 x numerator / denominator."),
        (
            *("numerator:", "adds_up: false\ndenominator:\n  counts: x\nnumerator:"),
            "100 x numerator / denominator. The value is supplied as it is: it is not added up over months or areas.",
        ),
        (
            *("form: in_month", "form: rolling_12\ndenominator:\n  counts: x"),
            "100 x numerator / denominator, with numerator and denominator each added up over twelve months.",
        ),
        (
            *(
                "form: in_month\nnumerator:",
                "form: rolling_12\ndenominator:\n  counts: x\n  residents: under-18\nnumerator:",
            ),
            "Numerator of the last twelve months added up / population x 10,000.",
        ),
        (
            *(
                "form: in_month\nnumerator:",
                "form: at_month_end\ndenominator:\n  counts: x\n  residents: under-18\nnumerator:",
            ),
            "Numerator / population x 10,000.",
        ),
    ],
)
def test_how_it_is_worked_out(tmp_path: Path, old: str, new: str, expected: str) -> None:
    text = FILES[REFERRALS].replace(old, new, 1)
    if "denominator" in new:
        text = text.replace("unit: count", "unit: rate_per_10k" if "residents" in new else "unit: percentage")
    name = "indicators/protection/other.yaml"
    text = text.replace("id: referrals", "id: other").replace("topic: contacts", "topic: protection")
    catalogue = Catalogue.load(write_definitions(tmp_path, {name: text}))
    assert working(catalogue.indicator("other")) == expected


def test_no_words_of_a_definition_turn_into_marks(tmp_path: Path) -> None:
    text = FILES[REFERRALS].replace("name: Referrals", "name: Re_ferrals [a](b) *c* `d` <e>")
    text = text.replace("who_counts: Each", "who_counts: '# Each'").replace("'# Each' referral once.", "'# Each'")
    text = text.replace("why_it_matters: They", "why_it_matters: 1. They").replace("school asks", "school | asks")
    catalogue = Catalogue.load(write_definitions(tmp_path, {REFERRALS: text}))
    shown = page(catalogue, "referrals")
    assert shown.startswith(r"# Re\_ferrals \[a\](b) \*c\* \`d\` \<e>")
    assert "\n\\# Each\n" in shown
    assert "\n1\\. They are" in shown
    assert r"Wren's school \| asks for advice." in shown


def test_the_table_of_the_catalogue(catalogue: Catalogue) -> None:
    assert (
        catalogue_table(catalogue)
        == """\
## Contacts & referrals

What comes to the front door.

| Indicator | Unit | Good is | Period | Version |
| --- | --- | --- | --- | --- |
| [Re-referrals over twelve months](re-referrals-rolling-12.md) | A percentage | Low \
| The twelve months that end with the month | 1 |
| [Referrals per 10,000](referral-rate.md) | A rate per 10,000 | Low | What happened in the month | 2 |
| [Referrals](referrals.md) | A count | Info | What happened in the month | 1 |

## Child protection

Children who may be at risk of significant harm.

| Indicator | Unit | Good is | Period | Version |
| --- | --- | --- | --- | --- |
| [Plans with a named worker](plans-allocated.md) | A percentage | High | How things stood at the end of the month | 1 |
"""
    )


def test_a_topic_without_indicators_says_so(tmp_path: Path) -> None:
    topics = FILES["topics.yaml"] + "- id: adoption\n  name: Adoption\n  about: New families.\n"
    catalogue = Catalogue.load(write_definitions(tmp_path, {"topics.yaml": topics}))
    assert catalogue_table(catalogue).endswith("## Adoption\n\nNew families.\n\nNo indicator yet.\n")


def test_every_word_of_the_vocabulary_has_words(catalogue: Catalogue) -> None:
    assert set(FORM_WORDS) == set(Form)
    assert set(POLARITY_WORDS) == set(Polarity)
    assert set(UNIT_WORDS) == set(Unit)
    assert set(BENCHMARK_WORDS) == set(BenchmarkKind)
    assert day_words(catalogue.targets[0].until) == "31 March 2017"


def test_every_shipped_indicator_has_a_page_whose_tables_and_links_hold_together() -> None:
    catalogue = Catalogue.load(shipped_definitions())
    pages = {
        name: indicator_page(indicator, catalogue=catalogue, area=None)
        for name, indicator in catalogue.indicators.items()
    }
    for text in [*pages.values(), catalogue_table(catalogue)]:
        assert set(re.findall(r"\]\(([^)]+)\.md\)", text)) <= pages.keys()
        for table in re.findall(r"(?:^\|.*\n)+", text, re.MULTILINE):
            assert len({len(re.findall(r"(?<!\\)\|", row)) for row in table.splitlines()}) == 1
