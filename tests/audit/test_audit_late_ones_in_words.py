"""`Of 84 reviews 71 were held within 20 days and 13 were late`: what is left of the whole, told after the part."""

from __future__ import annotations

from pathlib import Path

import pytest
from right_and_wrong import Paper, assert_only_the_wrong_is_found

PAPERS: dict[str, Paper] = {
    "within so many days": (
        "Reviews\n\n{0}",
        "Of 84 reviews this term, 71 were held within 20 working days and 13 were late.",
        "Of 84 reviews this term, 71 were held within 20 working days and 31 were late.",
        3,
    ),
    "in time, with its share": (
        "Reviews\n\n{0}",
        "Of the 160 plans due, 120 were finished in time (75.0%) and 40 took longer.",
        "Of the 160 plans due, 120 were finished in time (75.0%) and 50 took longer.",
        3,
    ),
    "another part of them": (
        "Reviews\n\n{0}",
        "Of 84 reviews this term, 75 were attended by a parent and 13 were late.",
        "Of 84 reviews this term, 75 were held in time and 13 were late.",
        3,
    ),
}


@pytest.mark.parametrize("name", PAPERS)
def test_the_wrong_rest_is_found_and_nothing_else(name: str, tmp_path: Path) -> None:
    assert_only_the_wrong_is_found(PAPERS[name], tmp_path)
