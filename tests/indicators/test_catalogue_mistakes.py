"""One mistake in each folder: what it is called, and where it is said to be."""

import os
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from small_definitions import FILES, write_definitions

from crossfoot.indicators.catalogue import Catalogue
from crossfoot.vocabulary.issues import InputRefused, Issue, Severity

RATE = "indicators/contacts/referral-rate.yaml"
REFERRALS = "indicators/contacts/referrals.yaml"
ROLLING = "indicators/contacts/re-referrals-rolling-12.yaml"
ALLOCATED = "indicators/protection/plans-allocated.yaml"
TARGETS = "targets/norshire-2016-17.yaml"
BENCHMARKS = "benchmarks/norshire-2016-17.yaml"
NORSHIRE = "areas/norshire.yaml"


def issues_of(root: Path) -> tuple[Issue, ...]:
    with pytest.raises(InputRefused) as refused:
        Catalogue.load(root)
    assert all(issue.severity is Severity.ERROR for issue in refused.value.issues)
    assert all(issue.message.endswith(".") and issue.advice for issue in refused.value.issues)
    return refused.value.issues


class Mistake(NamedTuple):
    """The text of a file and what is put in its place; then where and how the one issue is reported."""

    file: str
    old: str
    new: str
    code: str
    line: int
    field: str
    said: str


SPOILED = [
    # what the schema refuses
    (RATE, "owner: Head of the front door\n", "", "FIELD-MISSING", 1, "owner", "Add 'owner: ...'"),
    (RATE, "  counts: Children under", "  count: Children under", "FIELD-MISSING", 14, "denominator.counts", "missing"),
    (RATE, "owner: Head", "owmer: x\nowner: Head", "KEY-UNKNOWN", 18, "owmer", "Did you mean 'owner'?"),
    (RATE, "  figures: referrals", "  figure: referrals", "KEY-UNKNOWN", 13, "numerator.figure", "mean 'figures'?"),
    (
        RATE,
        "  residents: ",
        "  zzz: 1\n  residents: ",
        "KEY-UNKNOWN",
        16,
        "denominator.zzz",
        "counts, figures, resid",
    ),
    (RATE, "decimals: 1", "decimals: '1'", "WRONG-TYPE", 8, "decimals", "the text '1', and a whole number"),
    (RATE, "decimals: 1", "decimals: 1.0", "WRONG-TYPE", 8, "decimals", "the number 1.0, and a whole number"),
    (RATE, "decimals: 1", "decimals: true", "WRONG-TYPE", 8, "decimals", "true (true or false)"),
    (RATE, "decimals: 1", "decimals: 5", "OUT-OF-RANGE", 8, "decimals", "of at most 4"),
    (RATE, "annualised: true", "annualised: yes", "WRONG-TYPE", 17, "annualised", "true or false without quotes"),
    (RATE, "name: Referrals per 10,000", "name:", "FIELD-EMPTY", 3, "name", "Write a value"),
    (RATE, "name: Referrals per 10,000", "name: ' '", "FIELD-EMPTY", 3, "name", "Write a value"),
    (RATE, "name: Referrals per 10,000", "name: 10", "WRONG-TYPE", 3, "name", "put quotes round a number"),
    (RATE, "name: Referrals per 10,000", "name: 10.5", "WRONG-TYPE", 3, "name", "the number 10.5, and text"),
    (RATE, "name: Referrals per 10,000", "name: [Rate]", "WRONG-TYPE", 3, "name", "a list, and text"),
    (RATE, "form: in_month", "form: monthly", "VALUE-NOT-ALLOWED", 10, "form", "at_month_end, in_quarter"),
    (RATE, "unit: rate_per_10k", "unit: Rate", "VALUE-NOT-ALLOWED", 7, "unit", "rate_per_10k"),
    (RATE, "in denominator only", "never", "VALUE-NOT-ALLOWED", 23, "examples[1].counts", "in neither"),
    (
        RATE,
        "  residents: under-18",
        "  residents: Under 18",
        "NOT-AN-ID",
        16,
        "denominator.residents",
        "small letters",
    ),
    (RATE, "    dated: 2017-01-01", "    dated: 2017-02-30", "WRONG-TYPE", 35, "change_log[2].dated", "a date such as"),
    (RATE, "    dated: 2017-01-01", "    dated: 1 January", "WRONG-TYPE", 35, "change_log[2].dated", "'1 January'"),
    (TARGETS, "green: 95", "green: '95'", "WRONG-TYPE", 21, "[3].green", "the text '95', and a number"),
    (TARGETS, "green: 95", "green: 95%", "WRONG-TYPE", 21, "[3].green", "the text '95%', and a number"),
    (TARGETS, "green: 95", "green: [95]", "WRONG-TYPE", 21, "[3].green", "a list, and a number"),
    (
        TARGETS,
        "scheme: vital-signs",
        "scheme: vital",
        "VALUE-NOT-ALLOWED",
        15,
        "[2].scheme",
        "tolerances or vital-signs",
    ),
    (BENCHMARKS, "year: 2015-16", "year: 2015", "WRONG-TYPE", 5, "[1].year", "put quotes round"),
    (NORSHIRE, "estimate: 160000", "estimate: 160,000", "WRONG-TYPE", 7, "populations[1].estimate", "'160,000'"),
    (NORSHIRE, "estimate: 160000", "estimate: 0", "OUT-OF-RANGE", 7, "populations[1].estimate", "greater than 0"),
    (NORSHIRE, "kind: county", "kind: shire", "VALUE-NOT-ALLOWED", 3, "kind", "county"),
    # what YAML allows and we do not
    (RATE, "decimals: 1", "decimals: 1\ndecimals: 2", "YAML-DUPLICATE-KEY", 9, "", "here and on line 8"),
    (RATE, "    change: Unb", "    dated: 1\n    change: Unb", "YAML-DUPLICATE-KEY", 36, "", "'dated'"),
    (RATE, "  residents: under-18", "  residents: &group under-18", "YAML-ANCHOR", 16, "", "anchor"),
    (RATE, "unit: rate_per_10k", "unit: !!str rate_per_10k", "YAML-TAG", 7, "", "tag"),
    (RATE, "name: Referrals", "name: Refer\u200brals", "YAML-UNPRINTABLE", 3, "", "zero width space"),
    (RATE, "name: Referrals", "name: Refer\u00adrals", "YAML-UNPRINTABLE", 3, "", "soft hyphen"),
    (RATE, "name: Referrals per 10,000", 'name: "R\\u202Ee"', "YAML-UNPRINTABLE", 3, "", "right-to-left override"),
    (RATE, "name: Referrals per 10,000", 'name: "R\\0e"', "YAML-UNPRINTABLE", 3, "", "u+0000"),
    (RATE, "definition: Ref", "definition: Note: ref", "YAML-SYNTAX", 4, "", "not YAML"),
    (RATE, "  counts: Children", " counts: Children", "YAML-SYNTAX", 16, "", "not YAML"),
    (RATE, "source: Local", "source: [Local", "YAML-SYNTAX", 21, "", "not YAML"),
    (TARGETS, "green: 95", f"green: {'9' * 41}", "YAML-NUMBER-TOO-LONG", 21, "", "41 digits"),
    (TARGETS, "- indicator: plans", "---\n- indicator: plans", "YAML-DOCUMENTS", 17, "", "second document"),
    # what only the whole folder shows
    (RATE, "id: referral-rate", "id: referrals-rate", "ID-NOT-FILE-NAME", 1, "id", "'referral-rate.yaml'"),
    (ALLOCATED, "topic: protection", "topic: contacts", "TOPIC-NOT-FOLDER", 2, "topic", "'protection'"),
    (RATE, "figures: referrals", "figures: referal", "FIGURES-UNKNOWN", 13, "numerator.figures", "mean referral"),
    (ROLLING, "figures: referrals", "figures: zzz", "FIGURES-UNKNOWN", 17, "denominator.figures", "Add zzz"),
    (RATE, "figures: referrals", "figures: referral-rate", "FIGURES-LOOP", 13, "numerator.figures", "from itself"),
    (
        *(REFERRALS, "counts: Referrals received in the month", "counts: x\n  figures: re-referrals-rolling-12"),
        *("FIGURES-TOO-WIDE", 13, "numerator.figures", "in a month cannot be taken from figures over twelve months"),
    ),
    (
        RATE,
        "residents: under-18",
        "residents: under-16",
        "POPULATION-UNKNOWN",
        16,
        "denominator.residents",
        "Norshire",
    ),
    (REFERRALS, "unit: count", "unit: percentage", "DENOMINATOR-MISSING", 7, "unit", "percentage needs a denominator"),
    (REFERRALS, "unit: count", "unit: rate_per_10k", "DENOMINATOR-MISSING", 7, "unit", "rate per 10k needs"),
    (ALLOCATED, "unit: percentage", "unit: count", "DENOMINATOR-NOT-WANTED", 13, "denominator", "no denominator"),
    (REFERRALS, "in neither", "in denominator only", "EXAMPLE-DENOMINATOR", 21, "examples[2].counts", "in neither"),
    (RATE, "version: 2", "version: 3", "CHANGE-LOG-VERSIONS", 34, "change_log[2].version", "1, 2, 3"),
    (RATE, "dated: 2017-01-01", "dated: 2015-01-01", "CHANGE-LOG-DATES", 35, "change_log[2].dated", "before version 1"),
    (
        TARGETS,
        "r: plans-allocated",
        "r: plans-alocated",
        "INDICATOR-UNKNOWN",
        17,
        "[3].indicator",
        "mean plans-allocated",
    ),
    (BENCHMARKS, "area: norshire", "area: norshir", "AREA-UNKNOWN", 2, "[1].area", "mean norshire"),
    (TARGETS, "red: 90", "red: 96", "TOLERANCES-REVERSED", 22, "[3].red", "red 96 is above green 95"),
    (TARGETS, "red: 25.50", "red: 19.9", "TOLERANCES-REVERSED", 8, "[1].red", "red 19.9 is below green 20"),
    (
        TARGETS,
        "until: 2017-03-31\n  green: 95",
        "until: 2016-03-31\n  green: 95",
        "DATES-REVERSED",
        20,
        "[3].until",
        "ends",
    ),
    (TARGETS, "  green: 95\n  red: 90\n", "", "TARGET-EMPTY", 17, "[3]", "no target, no green and no red"),
    (TARGETS, "r: plans-allocated", "r: referrals", "TOLERANCE-NOT-WANTED", 21, "[3].green", "never judged"),
    (TARGETS, "  scheme: vital-signs\n", "", "TARGET-OVERLAP", 12, "[2].since", "two targets on 2016-04-01"),
    (
        BENCHMARKS,
        "year: 2014-15\n  published: 2015-10-22",
        "year: 2015-16\n  published: 2016-11-03",
        *("BENCHMARK-DUPLICATE",),
        10,
        "[2].kind",
        "line 1",
    ),
    (NORSHIRE, "parent: england", "parent: wales", "AREA-UNKNOWN", 4, "parent", "wider area 'wales'"),
    (NORSHIRE, "parent: england", "parent: norshire", "AREA-LOOP", 4, "parent", "part of itself"),
    (NORSHIRE, "id: norshire", "id: norfolk", "ID-NOT-FILE-NAME", 1, "id", "'norshire.yaml'"),
    (
        NORSHIRE,
        "since: 2016-04-01",
        "since: 2016-03-31",
        "POPULATION-OVERLAP",
        13,
        "populations[2].since",
        "on 2016-03-31",
    ),
    (NORSHIRE, "until: 2016-03-31", "until: 2015-03-31", "DATES-REVERSED", 9, "populations[1].until", "ends before"),
    ("topics.yaml", "- id: contacts", "- id: protection", "TOPIC-DUPLICATE", 4, "[2].id", "listed twice"),
    ("topics.yaml", "- id: protection", "- id: safety", "TOPIC-UNKNOWN", 2, "topic", "no topic 'protection'"),
]


# What else one mistake brings with it.
ALSO = {"FIELD-MISSING": {"KEY-UNKNOWN"}, "FIGURES-TOO-WIDE": {"FIGURES-LOOP"}, "TOPIC-DUPLICATE": {"TOPIC-UNKNOWN"}}


@pytest.mark.parametrize("mistake", [Mistake(*row) for row in SPOILED], ids=lambda mistake: mistake.code)
def test_one_mistake(tmp_path: Path, mistake: Mistake) -> None:
    text = FILES[mistake.file]
    assert mistake.old in text
    issues = issues_of(write_definitions(tmp_path, {mistake.file: text.replace(mistake.old, mistake.new, 1)}))
    found = [issue for issue in issues if issue.code == mistake.code]
    assert found, issues
    assert {issue.code for issue in issues} <= {mistake.code} | ALSO.get(mistake.code, set())
    assert (found[0].row, found[0].field) == (mistake.line, mistake.field)
    assert mistake.said in f"{found[0].message} {found[0].advice}"


@pytest.mark.parametrize(
    ("file", "content", "code", "said"),
    [
        (RATE, b"", "FILE-EMPTY", "empty"),
        (RATE, b" \n\n", "FILE-EMPTY", "empty"),
        (RATE, b"# nothing but a comment\n", "FILE-EMPTY", "holds no definition"),
        (RATE, b"---\n...\n", "YAML-NOT-A-MAPPING", "nothing where keys and values"),
        (RATE, b"- id: x\n", "YAML-NOT-A-MAPPING", "a list where keys and values"),
        (RATE, b"just words\n", "YAML-NOT-A-MAPPING", "the text 'just words'"),
        (RATE, b"\x89PNG\r\n\x1a\n\0\0", "FILE-NOT-TEXT", "plain text"),
        (RATE, b"id: caf\xe9\n", "FILE-NOT-UTF-8", "UTF-8"),
        (RATE, b"a: " + b"x" * 5_000_001, "FILE-TOO-LARGE", "larger than 5 MB"),
        (RATE, b"[" * 50_000, "YAML-TOO-DEEP", "20 levels"),
        (RATE, b"? [a, b]\n: c\n", "YAML-KEY", "list or mapping"),
        (RATE, b"a: *b\n", "YAML-ANCHOR", "alias"),
        (TARGETS, b"indicator: x\n", "YAML-NOT-A-LIST", "a mapping where a list"),
        (TARGETS, b"", "FILE-EMPTY", "empty"),
        (TARGETS, b"- words\n", "WRONG-TYPE", "a mapping of keys and values"),
        ("topics.yaml", b"id: x\n", "YAML-NOT-A-LIST", "dash"),
        ("topics.yaml", b"", "FILE-EMPTY", "empty"),
    ],
)
def test_a_file_that_is_no_definition(tmp_path: Path, file: str, content: bytes, code: str, said: str) -> None:
    root = write_definitions(tmp_path)
    (root / file).write_bytes(content)
    issue = next(issue for issue in issues_of(root) if issue.file == file and issue.code == code)
    assert said in f"{issue.message} {issue.advice}"


def test_topics_that_are_not_there_are_one_issue_and_not_one_for_each_indicator(tmp_path: Path) -> None:
    (issue,) = issues_of(write_definitions(tmp_path, without=("topics.yaml",)))
    assert (issue.code, issue.file) == ("FILE-MISSING", "topics.yaml")


def test_a_folder_with_the_name_of_a_file_is_refused(tmp_path: Path) -> None:
    root = write_definitions(tmp_path, without=("areas/england.yaml",))
    (root / "areas/england.yaml").mkdir()
    (issue,) = issues_of(root)
    assert (issue.code, issue.file) == ("FILE-UNREADABLE", "areas/england.yaml")


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may read everything")
def test_a_file_that_may_not_be_read_is_refused(tmp_path: Path) -> None:
    root = write_definitions(tmp_path)
    (root / RATE).chmod(0)
    (issue,) = issues_of(root)
    assert (issue.code, issue.file) == ("FILE-UNREADABLE", RATE)


@pytest.mark.parametrize(
    ("file", "code"),
    [
        ("indicators/contacts/other.yml", "FILE-MISNAMED"),
        ("areas/OTHER.YAML", "FILE-MISNAMED"),
        ("indicators/other.yaml", "FILE-MISPLACED"),
        ("indicators/contacts/more/other.yaml", "FILE-MISPLACED"),
        ("targets/2016/other.yaml", "FILE-MISPLACED"),
    ],
)
def test_a_file_that_would_be_passed_over_unseen_is_refused(tmp_path: Path, file: str, code: str) -> None:
    (issue,) = issues_of(write_definitions(tmp_path, {file: "id: other\n"}))
    assert (issue.code, issue.file) == (code, file)


def test_files_of_others_are_left_alone(tmp_path: Path) -> None:
    others = {
        "indicators/README.md": "# Read me",
        "areas/.norshire.yaml": "[",
        "policies/rag.yaml": "[",
        "links/a.txt": "",
    }
    assert len(Catalogue.load(write_definitions(tmp_path, others)).indicators) == 4


def test_one_id_in_two_topics_is_refused(tmp_path: Path) -> None:
    second = FILES[REFERRALS].replace("topic: contacts", "topic: protection")
    (issue,) = issues_of(write_definitions(tmp_path, {"indicators/protection/referrals.yaml": second}))
    assert (issue.code, issue.row) == ("ID-DUPLICATE", 1)
    assert REFERRALS in issue.message


def test_five_mistakes_in_three_files_come_out_at_once_in_the_order_of_files_and_lines(tmp_path: Path) -> None:
    rate = FILES[RATE].replace("decimals: 1", "decimals: one").replace("owner: Head", "owned_by: Head", 1)
    area = FILES[NORSHIRE].replace("kind: county", "kind: shire")
    targets = FILES[TARGETS].replace("until: 2017-03-31\n  target: 20", "until: soon\n  target: 20")
    found = issues_of(write_definitions(tmp_path, {RATE: rate, NORSHIRE: area, TARGETS: targets}))
    assert [(issue.file, issue.row, issue.code, issue.field) for issue in found] == [
        (NORSHIRE, 3, "VALUE-NOT-ALLOWED", "kind"),
        (RATE, 1, "FIELD-MISSING", "owner"),
        (RATE, 8, "WRONG-TYPE", "decimals"),
        (RATE, 18, "KEY-UNKNOWN", "owned_by"),
        (TARGETS, 4, "WRONG-TYPE", "[1].until"),
    ]


def test_what_names_a_spoiled_indicator_is_not_blamed_for_it(tmp_path: Path) -> None:
    broken = FILES["indicators/contacts/re-referrals-rolling-12.yaml"].replace("form: rolling_12", "form: rolling")
    (issue,) = issues_of(write_definitions(tmp_path, {ROLLING: broken}))
    assert (issue.file, issue.field) == (ROLLING, "form")


def test_every_indicator_on_a_loop_is_named(tmp_path: Path) -> None:
    loop = FILES[REFERRALS].replace(
        "  counts: Referrals received", "  figures: referral-rate\n  counts: Referrals received"
    )
    found = issues_of(write_definitions(tmp_path, {REFERRALS: loop}))
    assert [(issue.code, issue.file) for issue in found] == [("FIGURES-LOOP", RATE), ("FIGURES-LOOP", REFERRALS)]


def test_a_list_with_a_spoiled_entry_is_not_also_called_too_short(tmp_path: Path) -> None:
    spoiled = FILES[RATE].replace("version: 1\n", "version: first\n").replace("version: 2\n", "version: second\n")
    found = issues_of(write_definitions(tmp_path, {RATE: spoiled}))
    assert [(issue.code, issue.field) for issue in found] == [
        ("WRONG-TYPE", "change_log[1].version"),
        ("WRONG-TYPE", "change_log[2].version"),
    ]


def test_too_few_examples(tmp_path: Path) -> None:
    text = FILES[REFERRALS]
    start, end = text.index("  - given: Wren"), text.index("change_log")
    (issue,) = issues_of(write_definitions(tmp_path, {REFERRALS: text[:start] + text[end:]}))
    assert (issue.code, issue.row, issue.field) == ("TOO-SHORT", 16, "examples")


def test_population_groups_are_not_wanted_where_a_county_has_no_targets(tmp_path: Path) -> None:
    suffolk = "id: southshire\nname: Southshire\nkind: county\n"
    assert "southshire" in Catalogue.load(write_definitions(tmp_path, {"areas/southshire.yaml": suffolk})).areas


def refused_or_loaded(root: Path) -> None:
    """Anything raised but a refusal that says which file is at fault comes through."""
    try:
        Catalogue.load(root)
    except InputRefused as error:
        if not error.issues or not all(issue.file for issue in error.issues):
            raise


def random_text() -> st.SearchStrategy[str]:
    pieces = st.sampled_from(
        [
            *(
                "id",
                ": ",
                "\n",
                "  ",
                "- ",
                "[",
                "]",
                "{",
                "}",
                "&a",
                "*a",
                "!!x",
                "|",
                ">",
                "'",
                '"',
                "#",
                "? ",
                "---",
            ),
            *("%YAML", "true", "1", "2.5", "2016-01-01", "~", "\t", "\x00", "\u202e", "\\", "<<", "@"),
            "numerator:\n  counts: x\n",
        ]
    )
    return st.one_of(st.text(max_size=60), st.lists(pieces, max_size=30).map("".join))


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(file=st.sampled_from(sorted(FILES)), text=random_text())
def test_no_text_does_worse_than_being_refused(tmp_path: Path, file: str, text: str) -> None:
    root = write_definitions(tmp_path)
    (root / file).write_bytes(text.encode("utf-8", "surrogatepass"))
    refused_or_loaded(root)


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(file=st.sampled_from(sorted(FILES)), text=random_text(), place=st.floats(0, 1), length=st.integers(0, 40))
def test_no_damage_to_a_file_does_worse_than_being_refused(
    tmp_path: Path, file: str, text: str, place: float, length: int
) -> None:
    whole = FILES[file].encode()
    start = int(place * len(whole))
    root = write_definitions(tmp_path)
    (root / file).write_bytes(whole[:start] + text.encode("utf-8", "surrogatepass") + whole[start + length :])
    refused_or_loaded(root)


@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(content=st.binary(max_size=200))
def test_no_bytes_do_worse_than_being_refused(tmp_path: Path, content: bytes) -> None:
    root = write_definitions(tmp_path)
    (root / RATE).write_bytes(content)
    refused_or_loaded(root)
