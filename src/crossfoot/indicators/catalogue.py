"""The catalogue: indicators, topics, areas, targets and benchmarks as read from a folder of definitions.

The folder holds `topics.yaml`, `timescales.yaml`, `indicators/<topic>/<id>.yaml`, and where there are any
`areas/<area>.yaml`, `targets/*.yaml` and `benchmarks/*.yaml`. Policies, links and reports lie in the same folder and
have readers of their own. A folder with one mistake is refused whole, with every mistake in it: half a catalogue would
publish figures against definitions that nobody agreed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

from pydantic import BaseModel

from crossfoot.indicators.cross_checks import Loaded, find_catalogue_issues
from crossfoot.indicators.model_files import Located, read_model, read_models
from crossfoot.indicators.schema import (
    AreaDefinition,
    Benchmark,
    BenchmarkKind,
    Indicator,
    PopulationEstimate,
    Target,
    Timescale,
    Topic,
)
from crossfoot.vocabulary.issues import InputRefused, Issue, Severity, check_issues

Model = TypeVar("Model", bound=BaseModel)


class UnknownIndicatorError(KeyError):
    """Raised for an id that is not in the catalogue. `nearest` holds the ids that look most like it."""

    def __init__(self, indicator: str, nearest: tuple[str, ...]) -> None:
        self.indicator = indicator
        self.nearest = nearest
        super().__init__(indicator, nearest)

    def __str__(self) -> str:
        hint = f"Did you mean {' or '.join(self.nearest)}?" if self.nearest else "List the indicators to find its id."
        return f"There is no indicator {self.indicator!r}. {hint}"


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Everything that a folder of definitions says about indicators, checked as a whole.

    `indicators` is in the order of the topics and, within a topic, of the file names.
    """

    folder: Path
    indicators: Mapping[str, Indicator]
    topics: tuple[Topic, ...]
    areas: Mapping[str, AreaDefinition]
    targets: tuple[Target, ...]
    benchmarks: tuple[Benchmark, ...]
    timescales: Mapping[str, Timescale]
    digest: str

    @classmethod
    def load(cls, folder: Path) -> Catalogue:
        """Read `folder`. Raises InputRefused with everything wrong in it, in the order of files and lines."""
        if not folder.is_dir():
            missing = Issue(
                "FOLDER-MISSING",
                Severity.ERROR,
                "The folder of definitions is not there.",
                "Check the path; it is the folder that holds topics.yaml.",
                folder.name,
            )
            raise InputRefused([missing])
        loaded, issues = _read(folder)
        issues += find_catalogue_issues(loaded)
        check_issues(sorted(issues, key=lambda issue: (issue.file, issue.row or 0, issue.field, issue.code)))
        return cls(
            folder=folder,
            indicators=MappingProxyType({item.value.id: item.value for item in loaded.indicators}),
            topics=tuple(item.value for item in loaded.topics),
            areas=MappingProxyType({item.value.id: item.value for item in loaded.areas}),
            targets=tuple(item.value for item in loaded.targets),
            benchmarks=tuple(item.value for item in loaded.benchmarks),
            timescales=MappingProxyType({item.value.id: item.value for item in loaded.timescales}),
            digest=_digest(folder),
        )

    def indicator(self, indicator: str) -> Indicator:
        """The indicator of that id. Raises UnknownIndicatorError, which names the nearest ids."""
        try:
            return self.indicators[indicator]
        except KeyError:
            nearest = tuple(get_close_matches(indicator, list(self.indicators), n=3))
            raise UnknownIndicatorError(indicator, nearest) from None

    def in_topic(self, topic: str) -> tuple[Indicator, ...]:
        """The indicators filed under a topic, in order; none for a topic that does not exist."""
        return tuple(indicator for indicator in self.indicators.values() if indicator.topic == topic)

    def target(self, indicator: str, area: str, on: date, *, scheme: str | None = None) -> Target | None:
        """The target in force on a day, None where there is none.

        Where two schemes have one, the scheme `tolerances` goes first unless `scheme` says which is meant.
        """
        in_force = [
            target
            for target in self.targets
            if (target.indicator, target.area) == (indicator, area)
            and target.since <= on <= target.until
            and scheme in {None, target.scheme}
        ]
        return min(in_force, key=lambda target: target.scheme != "tolerances", default=None)

    def benchmarks_for(self, indicator: str, area: str, on: date) -> tuple[Benchmark, ...]:
        """The benchmark of each kind that was published last up to and including `on`, in the order of the kinds.

        Of two that were published on one day the one about the later year is taken.
        """
        newest: dict[BenchmarkKind, Benchmark] = {}
        for benchmark in self.benchmarks:
            if (benchmark.indicator, benchmark.area) != (indicator, area) or benchmark.published > on:
                continue
            held = newest.get(benchmark.kind)
            if held is None or _recency(benchmark) > _recency(held):
                newest[benchmark.kind] = benchmark
        return tuple(newest[kind] for kind in BenchmarkKind if kind in newest)

    def population(self, area: str, group: str, on: date) -> PopulationEstimate | None:
        """The estimate of a population group that holds on a day, None where the area has none."""
        definition = self.areas.get(area)
        estimates = definition.populations if definition is not None else ()
        return next((e for e in estimates if e.group == group and e.since <= on <= e.until), None)

    def hash(self) -> str:
        """SHA-256 in hexadecimal over the names and text of every YAML file in the folder, as they were at loading.

        Line endings and byte order marks do not count: the same definitions give the same hash on every machine.
        """
        return self.digest


def shipped_definitions() -> Path:
    """The folder of definitions that comes with crossfoot: inside the installed package, or in the source tree."""
    package = Path(__file__).resolve().parents[1]
    installed = package / "definitions"
    return installed if installed.is_dir() else package.parents[1] / "definitions"


def _recency(benchmark: Benchmark) -> tuple[date, str]:
    # "not stated" must not sort after "2015-16".
    return benchmark.published, benchmark.year if benchmark.year[0].isdigit() else ""


def _digest(folder: Path) -> str:
    total = hashlib.sha256()
    for path in sorted(folder.rglob("*.yaml"), key=lambda path: path.relative_to(folder).as_posix()):
        if path.is_file():
            text = path.read_bytes().removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n")
            name = path.relative_to(folder).as_posix().encode()
            total.update(b"%d %s %d\n" % (len(name), name, len(text)))
            total.update(text)
    return total.hexdigest()


def _read(folder: Path) -> tuple[Loaded, list[Issue]]:
    """Every file that the catalogue is made of, each for itself."""
    issues: list[Issue] = []
    topics, topic_issues = read_models(folder / "topics.yaml", Topic, file="topics.yaml")
    issues += topic_issues

    order = {item.value.id: place for place, item in enumerate(topics)}
    indicators: list[Located[Indicator]] = []
    paths = _yaml_files(folder, "indicators", depth=2, issues=issues)
    for path in paths:
        indicator, found = read_model(path, Indicator, file=_name(path, folder))
        issues += found
        indicators += [indicator] if indicator is not None else []
    indicators.sort(key=lambda item: (order.get(item.value.topic, len(order)), item.file))
    if not paths:
        issues.append(
            Issue(
                "INDICATORS-MISSING",
                Severity.ERROR,
                "There is no indicator in the folder.",
                "Put each one in indicators/<topic>/<id>.yaml.",
                "indicators",
            )
        )

    areas: list[Located[AreaDefinition]] = []
    area_paths = _yaml_files(folder, "areas", depth=1, issues=issues)
    for path in area_paths:
        area, found = read_model(path, AreaDefinition, file=_name(path, folder))
        issues += found
        areas += [area] if area is not None else []
    timescales: tuple[Located[Timescale], ...] = ()
    if (folder / "timescales.yaml").exists():
        timescales, found = read_models(folder / "timescales.yaml", Timescale, file="timescales.yaml")
        issues += found
    loaded = Loaded(
        topics=topics,
        indicators=tuple(indicators),
        areas=tuple(areas),
        targets=_read_lists(folder, "targets", Target, issues),
        benchmarks=_read_lists(folder, "benchmarks", Benchmark, issues),
        timescales=timescales,
        topics_readable=not topic_issues,
        indicator_names=frozenset(path.stem for path in paths),
        area_names=frozenset(path.stem for path in area_paths),
    )
    return loaded, issues


def _read_lists(folder: Path, part: str, model: type[Model], issues: list[Issue]) -> tuple[Located[Model], ...]:
    items: list[Located[Model]] = []
    for path in _yaml_files(folder, part, depth=1, issues=issues):
        located, found = read_models(path, model, file=_name(path, folder))
        items += located
        issues += found
    return tuple(items)


def _name(path: Path, folder: Path) -> str:
    return path.relative_to(folder).as_posix()


def _yaml_files(folder: Path, part: str, *, depth: int, issues: list[Issue]) -> list[Path]:
    """The `.yaml` files at `depth` below `folder/part`, sorted; an issue for each that would be passed over unseen."""
    found: list[Path] = []
    for path in sorted((folder / part).rglob("*")):
        if path.suffix.lower() not in {".yaml", ".yml"} or path.name.startswith("."):
            continue
        file = _name(path, folder)
        if path.suffix != ".yaml":
            message, advice = "The file would not be read: its name does not end in .yaml.", "Rename it, or remove it."
            issues.append(Issue("FILE-MISNAMED", Severity.ERROR, message, advice, file))
        elif len(path.relative_to(folder / part).parts) != depth:
            place = "<name>.yaml" if depth == 1 else "<topic>/<id>.yaml"
            message, advice = "The file would not be read: it lies in the wrong folder.", f"Move it to {part}/{place}."
            issues.append(Issue("FILE-MISPLACED", Severity.ERROR, message, advice, file))
        else:
            found.append(path)
    return found
