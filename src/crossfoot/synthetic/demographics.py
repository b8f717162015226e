"""Sex and ethnicity of the children of January 2017, as the tables print them, and which of them are not born yet."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta

from crossfoot.synthetic.making import Making
from crossfoot.synthetic.months import LAST
from crossfoot.synthetic.people import Child

ETHNICITY_CODES = {
    "white-british": "WBRI", "white-irish": "WIRI", "traveller-of-irish-heritage": "WIRT", "gypsy-roma": "WROM",
    "white-other-background": "WOTH", "white-and-black-caribbean": "MWBC", "white-and-black-african": "MWBA",
    "white-and-asian": "MWAS", "any-other-mixed-background": "MOTH", "indian": "AIND", "pakistani": "APKN",
    "bangladeshi": "ABAN", "asian-any-other-background": "AOTH", "black-caribbean": "BCRB", "black-african": "BAFR",
    "black-any-other-background": "BOTH", "chinese": "CHNE", "any-other-ethnic-origin": "OOTH",
    "declined-to-say": "REFU", "not-yet-available": "NOBT",
}  # fmt: skip
"""The code list has none for Arab, which the tables print: the one child has no code."""
NO_CODE = "The code list has no such code, and a child without one has no ethnicity yet."


def give_demographics(
    making: Making, indicator: str, children: Sequence[Child], *, may_be_unborn: Callable[[Child], bool]
) -> None:
    """Gives the children the printed sexes and ethnicities; a child that is in two tables keeps the first."""
    rng = making.rng
    cells: list[tuple[str, str]] = []
    for cell in making.targets.breakdowns(indicator, LAST, names=frozenset({"ethnicity", "sex"})):
        words = dict(word.split("=") for word in cell.breakdown.split(";"))
        cells += [(words["sex"], ETHNICITY_CODES.get(words["ethnicity"], ""))] * int(cell.printed)
        if words["ethnicity"] not in ETHNICITY_CODES and cell.printed:
            for ethnicity in (words["ethnicity"], "not-yet-available"):
                for breakdown in (f"ethnicity={ethnicity};sex={words['sex']}", f"ethnicity={ethnicity}"):
                    making.targets.note(indicator, LAST, NO_CODE, breakdown=breakdown)
    rng.shuffle(cells)
    order = {"unborn": 0, "unknown": 1}
    cells.sort(key=lambda pair: order.get(pair[0], 2))
    line = [child for child in children if not child.fixed]
    rng.shuffle(line)
    line.sort(key=lambda child: not may_be_unborn(child))
    for child, (sex, ethnicity) in zip(line, cells, strict=False):
        child.fixed = True
        child.ethnicity = ethnicity
        if sex == "unborn":
            child.dob, child.sex = None, "U"
            child.expected = date(2017, 2, 12) + timedelta(days=rng.randint(0, 110))
        elif sex == "unknown":
            # Born within four weeks of the extract: later than that the sex would have been recorded.
            child.dob, child.sex = date(2017, 1, 14) + timedelta(days=rng.randint(0, 15)), "U"
        else:
            child.sex = {"female": "F", "male": "M"}[sex]
