import pickle
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from small_definitions import FILES, write_definitions

from crossfoot.indicators.catalogue import Catalogue, UnknownIndicatorError, shipped_definitions
from crossfoot.indicators.schema import BenchmarkKind
from crossfoot.vocabulary.issues import InputRefused

JANUARY = date(2017, 1, 31)


@pytest.fixture
def catalogue(tmp_path: Path) -> Catalogue:
    return Catalogue.load(write_definitions(tmp_path))


def test_indicators_are_in_the_order_of_topics_and_then_of_file_names(tmp_path: Path, catalogue: Catalogue) -> None:
    expected = ["re-referrals-rolling-12", "referral-rate", "referrals", "plans-allocated"]
    assert list(catalogue.indicators) == expected
    contacts, protection = FILES["topics.yaml"].split("- id: protection")
    turned = f"- id: protection{protection}{contacts}"
    other = Catalogue.load(write_definitions(tmp_path / "turned", {"topics.yaml": turned}))
    assert [topic.id for topic in other.topics] == ["protection", "contacts"]
    assert list(other.indicators) == ["plans-allocated", *expected[:3]]


def test_what_a_topic_holds(catalogue: Catalogue) -> None:
    assert [indicator.id for indicator in catalogue.in_topic("protection")] == ["plans-allocated"]
    assert catalogue.in_topic("nowhere") == ()


def test_what_an_indicator_says(catalogue: Catalogue) -> None:
    rate = catalogue.indicator("referral-rate")
    assert rate.annualised
    assert rate.version == 2
    assert rate.breaks == (date(2017, 1, 1),)
    assert catalogue.indicator("re-referrals-rolling-12").definition == (
        "Of the referrals of twelve months, the share about children who had been referred in the twelve months before."
    )


def test_an_unknown_indicator_names_the_nearest(catalogue: Catalogue) -> None:
    with pytest.raises(UnknownIndicatorError) as raised:
        catalogue.indicator("referal-rate")
    assert raised.value.nearest[0] == "referral-rate"
    assert str(raised.value).startswith("There is no indicator 'referal-rate'. Did you mean referral-rate")
    with pytest.raises(KeyError, match="List the indicators to find its id"):
        catalogue.indicator("zzz")
    # Built from values of our own a moment ago.
    assert str(pickle.loads(pickle.dumps(raised.value))) == str(raised.value)  # noqa: S301


def test_the_target_in_force(catalogue: Catalogue) -> None:
    target = catalogue.target("re-referrals-rolling-12", "norshire", JANUARY)
    assert target is not None
    assert (target.target, target.green, target.red) == (Decimal(20), Decimal(20), Decimal("25.5"))
    assert target.scheme == "tolerances"
    assert target.strict
    vital = catalogue.target("re-referrals-rolling-12", "norshire", JANUARY, scheme="vital-signs")
    assert vital is not None
    assert vital.target == 18
    for day, found in {
        date(2016, 3, 31): False,
        date(2016, 4, 1): True,
        date(2017, 3, 31): True,
        date(2017, 4, 1): False,
    }.items():
        assert (catalogue.target("plans-allocated", "norshire", day) is not None) == found
    assert catalogue.target("plans-allocated", "england", JANUARY) is None
    assert catalogue.target("plans-allocated", "norshire", JANUARY, scheme="vital-signs") is None


def test_a_target_of_another_scheme_is_found_where_there_is_no_other(tmp_path: Path) -> None:
    only = FILES["targets/norshire-2016-17.yaml"].replace("  red: 90\n", "  red: 90\n  scheme: vital-signs\n")
    catalogue = Catalogue.load(write_definitions(tmp_path, {"targets/norshire-2016-17.yaml": only}))
    target = catalogue.target("plans-allocated", "norshire", JANUARY)
    assert target is not None
    assert target.scheme == "vital-signs"


def test_numbers_are_kept_as_they_were_written(catalogue: Catalogue) -> None:
    assert [str(target.red) for target in catalogue.targets] == ["25.50", "None", "90"]
    assert [str(benchmark.value) for benchmark in catalogue.benchmarks] == ["532.2", "548.3", "491"]


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (date(2015, 10, 21), []),
        (date(2015, 10, 22), [("national_average", "548.3")]),
        (date(2016, 11, 2), [("national_average", "548.3")]),
        (date(2016, 11, 3), [("neighbour_average", "491"), ("national_average", "532.2")]),
    ],
)
def test_benchmarks_published_by_a_day(catalogue: Catalogue, on: date, expected: list[tuple[str, str]]) -> None:
    found = catalogue.benchmarks_for("referral-rate", "norshire", on)
    assert [(benchmark.kind.value, str(benchmark.value)) for benchmark in found] == expected


def test_of_two_benchmarks_of_one_day_the_later_year_is_taken(tmp_path: Path) -> None:
    text = "".join(
        f"- {{indicator: referral-rate, area: norshire, kind: national_average, value: {value}, year: {year},"
        " published: 2016-11-03, source: A pack}\n"
        for value, year in ((1, "not stated"), (2, "2015-16"), (3, "2014-15"))
    )
    catalogue = Catalogue.load(write_definitions(tmp_path, {"benchmarks/norshire-2016-17.yaml": text}))
    (newest,) = catalogue.benchmarks_for("referral-rate", "norshire", JANUARY)
    assert (newest.kind, newest.year) == (BenchmarkKind.NATIONAL_AVERAGE, "2015-16")


@pytest.mark.parametrize(
    ("area", "group", "on", "expected"),
    [
        ("norshire", "under-18", date(2015, 3, 31), None),
        ("norshire", "under-18", date(2016, 3, 31), 160000),
        ("norshire", "under-18", date(2016, 4, 1), 167000),
        ("norshire", "under-25", date(2016, 4, 1), None),
        ("england", "under-18", date(2016, 4, 1), None),
        ("nowhere", "under-18", date(2016, 4, 1), None),
    ],
)
def test_the_population_on_a_day(catalogue: Catalogue, area: str, group: str, on: date, expected: int | None) -> None:
    estimate = catalogue.population(area, group, on)
    assert (estimate.estimate if estimate is not None else None) == expected


def test_the_catalogue_cannot_be_changed(catalogue: Catalogue) -> None:
    with pytest.raises(TypeError, match="does not support item assignment"):
        catalogue.indicators["x"] = catalogue.indicator("referrals")  # type: ignore[index]


def test_targets_benchmarks_and_areas_may_be_absent(tmp_path: Path) -> None:
    root = write_definitions(tmp_path, without=tuple(name for name in FILES if name.startswith(("ta", "be", "ar"))))
    catalogue = Catalogue.load(root)
    assert (catalogue.targets, catalogue.benchmarks, dict(catalogue.areas)) == ((), (), {})
    assert catalogue.folder == root


def test_the_hash_is_of_the_text_and_names_and_nothing_else(tmp_path: Path, catalogue: Catalogue) -> None:
    assert len(catalogue.hash()) == 64
    again = write_definitions(tmp_path / "again")
    (again / "README.md").write_text("Not a definition.")
    for path in again.rglob("*.yaml"):
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert Catalogue.load(again).hash() == catalogue.hash()

    changed = write_definitions(tmp_path / "changed")
    topics = changed / "topics.yaml"
    topics.write_text(topics.read_text().replace("front door", "front-door"))
    policy = write_definitions(tmp_path / "policy", {"policies/rag.yaml": "tolerance: 1\n"})
    moved = write_definitions(tmp_path / "moved")
    (moved / "targets/norshire-2016-17.yaml").rename(moved / "targets/norshire.yaml")
    hashes = {Catalogue.load(root).hash() for root in (changed, policy, moved)}
    assert len(hashes | {catalogue.hash()}) == 4


def test_the_hash_is_that_of_the_moment_of_loading(catalogue: Catalogue) -> None:
    before = catalogue.hash()
    (catalogue.folder / "topics.yaml").write_text("[]\n")
    assert catalogue.hash() == before


def test_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputRefused) as refused:
        Catalogue.load(tmp_path / "nowhere")
    (issue,) = refused.value.issues
    assert (issue.code, issue.file) == ("FOLDER-MISSING", "nowhere")


def test_an_empty_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputRefused) as refused:
        Catalogue.load(tmp_path)
    assert [(issue.code, issue.file) for issue in refused.value.issues] == [
        ("INDICATORS-MISSING", "indicators"),
        ("FILE-MISSING", "topics.yaml"),
    ]


def test_the_shipped_definitions_are_beside_the_code() -> None:
    assert (shipped_definitions() / "indicators").is_dir()
