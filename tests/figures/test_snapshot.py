import json
import random
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from figure_examples import (
    JANUARY,
    PRECEDENCE,
    RE_REFERRALS,
    REFERRALS,
    TABLES,
    YEAR,
    indicator,
    series,
    supply,
    write_definitions,
)

from crossfoot.figures.derive import derive_figures
from crossfoot.figures.snapshot import Snapshot, write_snapshot
from crossfoot.figures.supplied import SuppliedFigure
from crossfoot.indicators.catalogue import Catalogue
from crossfoot.vocabulary.issues import InputRefused

CELLS = [
    *series("referrals", dict.fromkeys(YEAR, 100)),
    *series("re-referrals", dict.fromkeys(YEAR, (25, "25.0%"))),
    supply("re-referrals/norfolk/in_month/2017-01", "26.0%", table="monthly", line=40),
    supply("referrals/norfolk/year_to_date/2017-01", "1,001", line=41),
]


class Month:
    """A month ready to be closed under one folder."""

    def __init__(self, folder: Path) -> None:
        self.source = folder / "input"
        (self.source / "figures").mkdir(parents=True)
        (self.source / "input.yaml").write_text("council: norfolk\n")
        (self.source / "figures" / "county.csv").write_text("indicator\n")
        self.definitions = folder / "definitions"
        write_definitions(self.definitions, REFERRALS, RE_REFERRALS)
        self.out = folder / "closed" / "2017-01"

    def close(self, cells: list[SuppliedFigure] | None = None, **changes: Any) -> Snapshot:
        catalogue: Catalogue = changes.pop("catalogue", None) or Catalogue.load(self.definitions)
        supplied = CELLS if cells is None else cells
        figures, issues = derive_figures(
            supplied, catalogue=catalogue, area="norfolk", month=JANUARY, precedence=PRECEDENCE, tables=TABLES
        )
        arguments: dict[str, Any] = {
            "source": self.source,
            "files": ["input.yaml", "figures/county.csv"],
            "council": "norfolk",
            "organisation": "Norfolk County Council",
            "title": "January",
            "month": JANUARY,
            "as_at": date(2017, 2, 8),
            "catalogue": catalogue,
            "figures": figures,
            "supplied": supplied,
            "issues": issues,
        }
        return write_snapshot(self.out, **{**arguments, **changes})


@pytest.fixture
def month(tmp_path: Path) -> Month:
    return Month(tmp_path)


def _files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def _codes(refused: pytest.ExceptionInfo[InputRefused]) -> list[tuple[str, str]]:
    return [(issue.code, issue.file) for issue in refused.value.issues]


def test_a_snapshot_is_opened_as_it_was_written(month: Month) -> None:
    written = month.close()
    opened = Snapshot.open(month.out)
    assert opened.manifest == written.manifest
    assert opened.figures == written.figures
    assert set(opened.supplied) == set(CELLS)
    assert [issue.code for issue in opened.issues] == ["FIGURE-PRINTED-TWICE", "YEAR-TO-DATE-DISAGREES"]
    assert opened.catalogue.folder == month.out / "definitions"
    assert list(opened.catalogue.indicators) == list(written.catalogue.indicators)
    assert opened.manifest.definition_versions == {"referrals": 1, "re-referrals": 1}
    assert (month.out / "inputs" / "figures" / "county.csv").read_text() == "indicator\n"


def test_the_folder_holds_what_it_should(month: Month) -> None:
    month.close()
    assert sorted(_files(month.out)) == [
        "definitions/areas/east.yaml",
        "definitions/areas/norfolk.yaml",
        "definitions/areas/west.yaml",
        "definitions/indicators/example/re-referrals.yaml",
        "definitions/indicators/example/referrals.yaml",
        "definitions/topics.yaml",
        "figures.parquet",
        "inputs/figures/county.csv",
        "inputs/input.yaml",
        "issues.csv",
        "manifest.json",
        "supplied.parquet",
    ]


def test_the_same_inputs_give_the_same_bytes(tmp_path: Path) -> None:
    contents = []
    for seed, name in enumerate(("one", "other")):
        month = Month(tmp_path / name)
        cells = list(CELLS)
        random.Random(seed).shuffle(cells)  # noqa: S311
        month.close(cells)
        contents.append(_files(month.out))
    assert contents[0] == contents[1]


def test_the_manifest_names_no_machine_and_no_moment_but_one(month: Month, tmp_path: Path) -> None:
    month.close()
    text = (month.out / "manifest.json").read_text()
    assert str(tmp_path) not in text
    manifest = json.loads(text)
    assert list(manifest) == sorted(manifest)
    assert manifest["as_at"] == "2017-02-08"
    assert manifest["month"] == "2017-01"
    assert sorted(manifest["inputs"]) == ["figures/county.csv", "input.yaml"]


def test_closing_again_changes_nothing(month: Month) -> None:
    month.close()
    before = month.out.stat().st_ino
    month.close()
    assert month.out.stat().st_ino == before
    assert [path.name for path in month.out.parent.iterdir()] == ["2017-01"]


def test_another_snapshot_is_not_overwritten(month: Month) -> None:
    month.close()
    before = _files(month.out)
    with pytest.raises(InputRefused) as refused:
        month.close(title="Other")
    assert _codes(refused) == [("SNAPSHOT-EXISTS", "2017-01")]
    assert _files(month.out) == before
    assert [path.name for path in month.out.parent.iterdir()] == ["2017-01"]


def test_another_snapshot_is_replaced_when_asked(month: Month) -> None:
    month.close()
    assert month.close(title="Other", replace=True).manifest.title == "Other"
    assert Snapshot.open(month.out).manifest.title == "Other"
    assert [path.name for path in month.out.parent.iterdir()] == ["2017-01"]


def test_a_damaged_snapshot_is_not_taken_for_the_same(month: Month) -> None:
    month.close()
    (month.out / "issues.csv").write_text("")
    with pytest.raises(InputRefused, match="that was changed"):
        month.close()
    month.close(replace=True)
    assert len(Snapshot.open(month.out).issues) == 2


@pytest.mark.parametrize("replace", [False, True])
def test_a_folder_that_is_no_snapshot_is_left_alone(month: Month, replace: bool) -> None:
    month.out.mkdir(parents=True)
    (month.out / "letter.txt").write_text("Dear")
    with pytest.raises(InputRefused) as refused:
        month.close(replace=replace)
    assert _codes(refused) == [("FOLDER-NOT-A-SNAPSHOT", "2017-01")]
    assert _files(month.out.parent) == {"2017-01/letter.txt": b"Dear"}


def test_an_empty_folder_is_used(month: Month) -> None:
    month.out.mkdir(parents=True)
    assert month.close().manifest.title == "January"


def test_a_failure_leaves_the_old_snapshot_and_no_litter(month: Month) -> None:
    month.close()
    before = _files(month.out)

    def failing() -> Any:
        yield CELLS[0]
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        month.close(supplied=failing(), replace=True)
    assert _files(month.out) == before
    assert [path.name for path in month.out.parent.iterdir()] == ["2017-01"]


def test_definitions_that_changed_since_they_were_read_are_refused(month: Month) -> None:
    catalogue = Catalogue.load(month.definitions)
    write_definitions(month.definitions, REFERRALS, RE_REFERRALS, indicator("another"))
    with pytest.raises(InputRefused) as refused:
        month.close(catalogue=catalogue)
    assert _codes(refused) == [("SNAPSHOT-CHANGED", "definitions")]
    assert list(month.out.parent.iterdir()) == []


@pytest.mark.parametrize(
    ("file", "code"),
    [
        ("../definitions/topics.yaml", "INPUT-OUTSIDE-FOLDER"),
        ("/etc/hostname", "INPUT-OUTSIDE-FOLDER"),
        ("absent.csv", "INPUT-UNREADABLE"),
    ],
)
def test_inputs_that_cannot_be_frozen_are_refused(month: Month, file: str, code: str) -> None:
    with pytest.raises(InputRefused) as refused:
        month.close(files=["input.yaml", file])
    assert _codes(refused) == [(code, file)]
    assert not month.out.parent.exists()


def _append(path: Path) -> None:
    path.write_bytes(path.read_bytes() + b"\n")


@pytest.mark.parametrize(
    ("file", "change"),
    [
        ("figures.parquet", _append),
        ("supplied.parquet", _append),
        ("issues.csv", _append),
        ("inputs/input.yaml", _append),
        ("definitions/topics.yaml", _append),
        ("inputs/figures/county.csv", Path.unlink),
        ("inputs/added.csv", Path.touch),
        ("definitions/indicators/example/added.yaml", Path.touch),
    ],
)
def test_a_changed_file_is_named(month: Month, file: str, change: Callable[[Path], None]) -> None:
    month.close()
    change(month.out / file)
    with pytest.raises(InputRefused) as refused:
        Snapshot.open(month.out)
    assert _codes(refused) == [("SNAPSHOT-CHANGED", file)]


def test_every_changed_file_is_named_at_once(month: Month) -> None:
    month.close()
    _append(month.out / "issues.csv")
    _append(month.out / "figures.parquet")
    with pytest.raises(InputRefused) as refused:
        Snapshot.open(month.out)
    assert [file for _, file in _codes(refused)] == ["figures.parquet", "issues.csv"]


def test_what_others_put_beside_is_passed_over(month: Month) -> None:
    month.close()
    (month.out / "judgements.json").write_text("[]")
    assert Snapshot.open(month.out).manifest.title == "January"


def _manifest(changes: dict[str, Any]) -> Callable[[Path], None]:
    def change(path: Path) -> None:
        manifest = json.loads(path.read_text())
        path.write_text(json.dumps({**manifest, **changes}))

    return change


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (Path.unlink, "SNAPSHOT-NOT-FOUND"),
        (lambda path: path.write_text("{"), "SNAPSHOT-MANIFEST-UNREADABLE"),
        (lambda path: path.write_text("[]"), "SNAPSHOT-MANIFEST-UNREADABLE"),
        (lambda path: path.write_text("[" * 100_000), "SNAPSHOT-MANIFEST-UNREADABLE"),
        (_manifest({"format": 3, "more": "unknown"}), "SNAPSHOT-TOO-NEW"),
        (_manifest({"month": "2017-13"}), "SNAPSHOT-MANIFEST-UNREADABLE"),
        (_manifest({"as_at": "yesterday"}), "SNAPSHOT-MANIFEST-UNREADABLE"),
        (_manifest({"more": "unknown"}), "SNAPSHOT-MANIFEST-UNREADABLE"),
        (_manifest({"files": {"../../secret": "0" * 64}}), "SNAPSHOT-MANIFEST-UNREADABLE"),
        (_manifest({"inputs": {"/etc/hostname": "0" * 64}}), "SNAPSHOT-MANIFEST-UNREADABLE"),
        (_manifest({"files": {"issues.csv": "0"}}), "SNAPSHOT-MANIFEST-UNREADABLE"),
    ],
)
def test_a_manifest_that_cannot_be_trusted_is_refused(month: Month, change: Callable[[Path], None], code: str) -> None:
    month.close()
    change(month.out / "manifest.json")
    with pytest.raises(InputRefused) as refused:
        Snapshot.open(month.out)
    assert {issue.code for issue in refused.value.issues} == {code}


def test_a_manifest_that_lists_less_is_refused(month: Month) -> None:
    month.close()
    manifest = json.loads((month.out / "manifest.json").read_text())
    del manifest["files"]["figures.parquet"]
    (month.out / "manifest.json").write_text(json.dumps(manifest))
    with pytest.raises(InputRefused, match=r"figures\.parquet"):
        Snapshot.open(month.out)
