"""Areas that were split or merged: what is refused, and what the shipped ones say."""

from __future__ import annotations

from pathlib import Path

import pytest
from small_definitions import write_definitions

from crossfoot.indicators.catalogue import Catalogue, shipped_definitions
from crossfoot.indicators.explain import form_words
from crossfoot.vocabulary.issues import InputRefused
from crossfoot.vocabulary.periods import Period

OLD = "id: old\nname: Old team\nkind: team\nparent: {parent}\nuntil: 2016-06-30\nsucceeded_by: [new]\n"
NEW = "id: new\nname: New team\nkind: team\nparent: {parent}\nsince: 2016-07-01\n"
COUNTY = "norshire"


def load(tmp_path: Path, old: str = OLD, new: str = NEW) -> Catalogue:
    changed = {
        "areas/old.yaml": old.format(parent=COUNTY),
        "areas/new.yaml": new.format(parent=COUNTY),
    }
    return Catalogue.load(write_definitions(tmp_path, changed))


def codes(tmp_path: Path, old: str = OLD, new: str = NEW) -> list[tuple[str, str, str]]:
    with pytest.raises(InputRefused) as refused:
        load(tmp_path, old, new)
    return [(issue.code, issue.file, issue.field) for issue in refused.value.issues]


def test_a_split_that_is_well_said(tmp_path: Path) -> None:
    areas = load(tmp_path).areas
    months = [Period.parse(code) for code in ("2016-06", "2016-07")]
    assert [areas["old"].exists_in(month) for month in months] == [True, False]
    assert [areas["new"].exists_in(month) for month in months] == [False, True]
    assert areas["old"].exists_in(Period.parse("2016-17-year"))


def test_a_merger_into_a_team_that_was_there(tmp_path: Path) -> None:
    assert load(tmp_path, new=NEW.replace("since: 2016-07-01\n", "")).areas["new"].since is None


FAULTS = {
    "ends before it starts": (OLD + "since: 2016-07-01\n", NEW, "DATES-REVERSED", "until"),
    "no end": (OLD.replace("until: 2016-06-30\n", ""), NEW, "AREA-WITHOUT-END", "succeeded_by"),
    "unknown": (OLD.replace("[new]", "[newt]"), NEW, "AREA-UNKNOWN", "succeeded_by[1]"),
    "itself": (OLD.replace("[new]", "[old]"), NEW, "AREA-UNKNOWN", "succeeded_by[1]"),
    "a gap": (OLD, NEW.replace("07-01", "07-02"), "AREA-SUCCESSOR-DATES", "succeeded_by[1]"),
    "gone already": (OLD, NEW + "until: 2016-05-31\n", "AREA-SUCCESSOR-DATES", "succeeded_by[1]"),
    "of another kind": (
        OLD,
        NEW.replace("kind: team", "kind: locality"),
        "AREA-SUCCESSOR-ELSEWHERE",
        "succeeded_by[1]",
    ),
}


@pytest.mark.parametrize(("old", "new", "code", "place"), FAULTS.values(), ids=FAULTS)
def test_what_is_refused(tmp_path: Path, old: str, new: str, code: str, place: str) -> None:
    found = codes(tmp_path, old, new)
    assert (code, "areas/old.yaml", place) in found


def test_the_process_manager_team_was_one_until_june_2016() -> None:
    areas = Catalogue.load(shipped_definitions()).areas
    heirs = areas["early-help-process-team"].succeeded_by
    assert len(heirs) == 4
    for month, one, four in (("2016-06", True, False), ("2016-07", False, True)):
        period = Period.parse(month)
        assert areas["early-help-process-team"].exists_in(period) is one
        assert [areas[heir].exists_in(period) for heir in heirs] == [four] * 4


def test_the_day_on_which_figures_are_taken_is_said() -> None:
    catalogue = Catalogue.load(shipped_definitions())
    said = {
        name: form_words(catalogue.indicator(name)) for name in ("early-help-team-caseload", "early-help-step-downs")
    }
    assert said == {
        "early-help-team-caseload": "How things stood on the second Tuesday of the month.",
        "early-help-step-downs": "What happened in the month. Taken on the second Tuesday of the month.",
    }
    assert form_words(catalogue.indicator("contacts")) == "What happened in the month."
