import pickle

import pytest

from crossfoot.vocabulary.issues import InputRefused, Issue, Severity, check_issues

ERROR = Issue("value-not-a-number", Severity.ERROR, "x is not a number.", "Correct it.", "a.csv", 12, "value")
WARNING = Issue("odd", Severity.WARNING, "This is odd.", "Look at it.")
NOTE = Issue("note", Severity.NOTE, "This was seen.", "Nothing to do.", "a.csv")


@pytest.mark.parametrize(
    ("file", "row", "field", "place"),
    [
        ("a.csv", 12, "value", "a.csv, row 12, value"),
        ("a.csv", None, "value", "a.csv, value"),
        ("a.csv", 12, "", "a.csv, row 12"),
        ("a.csv", 0, "", "a.csv, row 0"),
        ("", None, "value", "value"),
        ("", None, "", ""),
    ],
)
def test_the_place_says_as_much_as_is_known(file: str, row: int | None, field: str, place: str) -> None:
    assert Issue("code", Severity.NOTE, "m", "a", file, row, field).place == place


def test_an_issue_says_where_what_and_what_to_do() -> None:
    expected = "error value-not-a-number: a.csv, row 12, value: x is not a number. Correct it."
    assert str(ERROR) == expected
    assert str(WARNING) == "warning odd: This is odd. Look at it."


def test_issues_without_an_error_are_passed_on() -> None:
    assert check_issues(iter([WARNING, NOTE])) == (WARNING, NOTE)
    assert check_issues([]) == ()


def test_one_error_refuses_the_input_and_carries_every_issue() -> None:
    with pytest.raises(InputRefused) as refused:
        check_issues(iter([WARNING, ERROR, NOTE]))
    assert refused.value.issues == (WARNING, ERROR, NOTE)
    assert str(refused.value).splitlines() == [str(WARNING), str(ERROR), str(NOTE)]


def test_a_refusal_survives_the_way_between_processes() -> None:
    # Built from values of our own a moment ago.
    again = pickle.loads(pickle.dumps(InputRefused([ERROR])))  # noqa: S301
    assert again.issues == (ERROR,)
    assert str(again) == str(ERROR)
