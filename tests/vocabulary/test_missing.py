import pytest

from crossfoot.vocabulary.missing import Missing


def test_every_reason_has_its_own_mark_and_explanation() -> None:
    assert len({reason.shorthand for reason in Missing}) == len(Missing)
    assert len({reason.explanation for reason in Missing}) == len(Missing)
    assert all(reason.explanation for reason in Missing)


@pytest.mark.parametrize(
    ("reason", "mark"),
    [
        # The Government Analysis Function's list.
        (Missing.SUPPRESSED, "[c]"),
        (Missing.NOT_AVAILABLE, "[x]"),
        (Missing.NOT_APPLICABLE, "[z]"),
        (Missing.WITHHELD, "[w]"),
        (Missing.NOT_COLLECTED, "[u]"),
        (Missing.NOT_DUE, "[n]"),
    ],
)
def test_the_mark_printed_in_a_cell(reason: Missing, mark: str) -> None:
    assert reason.shorthand == mark


def test_reasons_read_back_from_the_words_of_an_input_file() -> None:
    assert Missing("not collected") is Missing.NOT_COLLECTED
    assert [Missing(reason.value) for reason in Missing] == list(Missing)
