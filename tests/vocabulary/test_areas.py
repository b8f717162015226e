from dataclasses import FrozenInstanceError

import pytest

from crossfoot.vocabulary.areas import Area, AreaKind


def test_kinds_are_listed_from_the_widest() -> None:
    assert [kind.value for kind in AreaKind] == ["nation", "region", "county", "district", "locality", "team"]


def test_an_area_is_a_value() -> None:
    norfolk = Area("norfolk", "Norfolk", AreaKind.COUNTY, code="E10000020", parent="england")
    assert norfolk == Area("norfolk", "Norfolk", AreaKind.COUNTY, "E10000020", "england")
    assert len({norfolk, Area("norfolk", "Norfolk", AreaKind.COUNTY)}) == 2
    with pytest.raises(FrozenInstanceError):
        norfolk.name = "Suffolk"  # type: ignore[misc]
