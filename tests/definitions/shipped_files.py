"""The definitions as they lie on disk, one file at a time: what is checked here does not wait for the whole folder."""

from functools import cache
from pathlib import Path

from crossfoot.indicators.model_files import read_model, read_models
from crossfoot.indicators.schema import Indicator, Timescale

DEFINITIONS = Path(__file__).parents[2] / "definitions"


@cache
def read_indicator(path: Path) -> Indicator:
    located, issues = read_model(path, Indicator, file=path.name)
    assert located is not None, issues
    return located.value


def read_timescales() -> dict[str, Timescale]:
    """Every time limit by its id."""
    located, issues = read_models(DEFINITIONS / "timescales.yaml", Timescale, file="timescales.yaml")
    assert issues == ()
    return {item.value.id: item.value for item in located}


def lengths(indicator: Indicator, unit: str) -> set[int]:
    """Every length, in that unit, of the time limits that an indicator rests on."""
    known = read_timescales()
    timescales = [known[name] for name in indicator.timescales]
    return {limit.length for timescale in timescales if timescale.unit == unit for limit in timescale.limits}
