from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossfoot.indicators.yaml_files import Node, Scalar, read_yaml


def value_of(text: str) -> object:
    found = read_yaml(f"key: {text}\n".encode(), file="a.yaml")
    assert found.root is not None, found.issues
    assert isinstance(found.root.value, dict)
    return found.root.value["key"].value


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("true", True),
        ("false", False),
        ("", None),
        ("~", None),
        ("null", None),
        ("12", 12),
        ("-12", -12),
        ("24.50", Decimal("24.50")),
        (".5", Decimal("0.5")),
        ("2016-04-01", date(2016, 4, 1)),
        # Text here, though YAML 1.1 makes a truth value, a number of seconds, an octal or a float of each.
        ("no", "no"),
        ("yes", "yes"),
        ("on", "on"),
        ("True", "True"),
        ("1:30", "1:30"),
        ("0x1F", "0x1F"),
        ("1_000", "1_000"),
        ("1e3", "1e3"),
        (".inf", ".inf"),
        ("2016-17", "2016-17"),
        ("2016-02-30", "2016-02-30"),
        ("<20%", "<20%"),
        ("'12'", "12"),
        ('"true"', "true"),
        ("'2016-04-01'", "2016-04-01"),
        ("''", ""),
    ],
)
def test_what_a_scalar_is_read_as(text: str, expected: Scalar) -> None:
    value = value_of(text)
    assert type(value) is type(expected)
    assert value == expected


def test_a_number_keeps_the_digits_it_was_written_with() -> None:
    assert str(value_of("24.50")) == "24.50"
    assert value_of("007") == 7


def test_lines_are_those_of_keys_and_list_entries() -> None:
    text = b"# a comment\na: 1\nb:\n  - x\n  -\n    c: >-\n      folded\n      text\n    d: 2\n"
    root = read_yaml(text, file="a.yaml").root
    assert root is not None
    assert root.line == 2
    assert {path: root.at(path).line for path in (("a",), ("b",), ("b", 0), ("b", 1, "c"), ("b", 1, "d"))} == {
        ("a",): 2,
        ("b",): 3,
        ("b", 0): 4,
        ("b", 1, "c"): 6,
        ("b", 1, "d"): 9,
    }
    assert root.plain() == {"a": 1, "b": ["x", {"c": "folded text", "d": 2}]}


def test_a_path_that_leads_nowhere_gives_the_nearest_node() -> None:
    root = read_yaml(b"a:\n  b: [1, 2]\n", file="a.yaml").root
    assert root is not None
    assert root.at(("a", "c")) == root.at(("a",))
    assert root.at(("a", "b", 7)) == root.at(("a", "b"))
    assert root.at(()) is root


def test_the_first_of_two_keys_stands_and_every_problem_is_noted() -> None:
    found = read_yaml(b"a: 1\na: 2\nb: &x 3\nc: !!int 4\na: [5]\n", file="a.yaml")
    assert [(issue.code, issue.row) for issue in found.issues] == [
        ("YAML-DUPLICATE-KEY", 2),
        ("YAML-ANCHOR", 3),
        ("YAML-TAG", 4),
        ("YAML-DUPLICATE-KEY", 5),
    ]
    assert found.root == Node(
        1, {"a": Node(1, 1, "1"), "b": Node(3, 3, "3"), "c": found.root.at(("c",)) if found.root else Node(0, None)}
    )


def test_tabs_and_accents_are_not_unseen_characters() -> None:
    found = read_yaml("a: caf\u00e9 \u00a312 \u2013 ok\t# note\n".encode(), file="a.yaml")
    assert found.issues == []
    assert found.root is not None
    assert found.root.plain() == {"a": "caf\u00e9 \u00a312 \u2013 ok"}


def test_windows_line_ends_and_a_byte_order_mark_are_taken() -> None:
    found = read_yaml(b"\xef\xbb\xbfa: 1\r\nb: 2\r\n", file="a.yaml")
    assert found.issues == []
    assert found.root is not None
    assert found.root.plain() == {"a": 1, "b": 2}


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**9), max_value=10**9, places=3))
def test_every_decimal_reads_back(number: Decimal) -> None:
    assert value_of(str(number)) == number


@given(st.dates())
def test_every_date_reads_back(day: date) -> None:
    assert value_of(day.isoformat()) == day


@given(st.text(max_size=80))
def test_any_text_gives_nodes_or_an_issue(text: str) -> None:
    found = read_yaml(text.encode("utf-8", "surrogatepass"), file="a.yaml")
    assert found.root is not None or found.issues
    assert all(issue.file == "a.yaml" for issue in found.issues)
