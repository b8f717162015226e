"""A closed month as a folder that does not change: inputs, definitions, figures and what was found wrong.

manifest.json      what it is, and the SHA-256 of every other file
figures.parquet    the figures
supplied.parquet   what was printed, as it was read
issues.csv         what was found wrong
inputs/            the files it was made from
definitions/       the definitions it was made by
"""

from __future__ import annotations

import csv
import dataclasses
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path, PurePath

from crossfoot import __version__
from crossfoot.figures.issue_table import issues_as_csv, issues_from_csv
from crossfoot.figures.manifest import MANIFEST_FILE, Manifest, is_inner_path, sha256_of
from crossfoot.figures.store import FigureStore
from crossfoot.figures.supplied import SuppliedFigure
from crossfoot.figures.supplied_table import read_supplied, write_supplied
from crossfoot.indicators.catalogue import Catalogue
from crossfoot.storage.aside import folder_aside, put_in_place
from crossfoot.vocabulary.issues import InputRefused, Issue, Severity
from crossfoot.vocabulary.periods import Period

FIGURES_FILE, SUPPLIED_FILE, ISSUES_FILE = "figures.parquet", "supplied.parquet", "issues.csv"
INPUTS, DEFINITIONS = "inputs", "definitions"


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A closed month as it was read back from its folder, every file of it proved unchanged."""

    folder: Path
    manifest: Manifest
    catalogue: Catalogue
    figures: FigureStore
    supplied: tuple[SuppliedFigure, ...]
    issues: tuple[Issue, ...]

    @classmethod
    def open(cls, folder: Path) -> Snapshot:
        """Read and verify a snapshot. Raises InputRefused, naming each file that is missing, changed or added.

        Files beside those of the snapshot are passed over; under inputs and definitions
        there may be none.
        """
        manifest = _read_manifest(folder)
        problems = list(find_snapshot_issues(folder, manifest))
        if problems:
            raise InputRefused(problems)
        catalogue = Catalogue.load(folder / DEFINITIONS)
        if catalogue.hash() != manifest.definitions_hash:
            raise InputRefused([_changed(DEFINITIONS, "The definitions are not those of the manifest.")])
        try:
            issues = issues_from_csv((folder / ISSUES_FILE).read_bytes())
        except (ValueError, csv.Error) as error:
            raise InputRefused([_changed(ISSUES_FILE, f"The file cannot be read: {error}.")]) from None
        return cls(
            folder=folder,
            manifest=manifest,
            catalogue=catalogue,
            figures=FigureStore.read_parquet(folder / FIGURES_FILE),
            supplied=read_supplied(folder / SUPPLIED_FILE),
            issues=issues,
        )


def write_snapshot(
    folder: Path,
    *,
    source: Path,
    files: Iterable[PurePath | str],
    council: str,
    organisation: str,
    title: str,
    month: Period,
    as_at: date,
    catalogue: Catalogue,
    figures: FigureStore,
    supplied: Iterable[SuppliedFigure],
    issues: Iterable[Issue],
    records: str | None = None,
    replace: bool = False,
) -> Snapshot:
    """Write the snapshot to `folder`, as it was read back; the same inputs give the same bytes in every file.

    `files` are the paths under the folder `source` that it was made from, `records` the digest of the frozen records
    that figures were counted in. A snapshot that is there already is left
    alone when it is the same. Another one is refused with InputRefused unless `replace`, and a folder that is no
    snapshot always. Until the whole is written and read back nothing is at `folder` but what was there.
    """
    inputs = _read_inputs(source, files)
    with folder_aside(folder) as written:
        hashes = _write_definitions(written / DEFINITIONS, catalogue)
        for path, content in inputs.items():
            _write(written / INPUTS / path, content)
        figures.write_parquet(written / FIGURES_FILE)
        write_supplied(written / SUPPLIED_FILE, supplied)
        _write(written / ISSUES_FILE, issues_as_csv(issues))
        for name in (FIGURES_FILE, SUPPLIED_FILE, ISSUES_FILE):
            hashes[name] = sha256_of((written / name).read_bytes())
        manifest = Manifest(
            council=council,
            organisation=organisation,
            title=title,
            month=month,
            as_at=as_at,
            software_version=__version__,
            definitions_hash=catalogue.hash(),
            inputs={path: sha256_of(content) for path, content in inputs.items()},
            definition_versions={indicator.id: indicator.version for indicator in catalogue.indicators.values()},
            files=hashes,
            records=records,
        )
        _write(written / MANIFEST_FILE, manifest.as_json())
        # Reading back proves that what was written is what was meant, definitions that changed meanwhile included.
        proved = Snapshot.open(written)
        if not _is_there_already(folder, manifest, replace=replace):
            put_in_place(written, folder)
    catalogue = dataclasses.replace(proved.catalogue, folder=folder / DEFINITIONS)
    return dataclasses.replace(proved, folder=folder, catalogue=catalogue)


def find_snapshot_issues(folder: Path, manifest: Manifest) -> Iterator[Issue]:
    """An issue for each file that the manifest lists and that is missing or changed, and each that was added."""
    listed = {**manifest.files, **{f"{INPUTS}/{path}": digest for path, digest in manifest.inputs.items()}}
    for path, digest in sorted(listed.items()):
        try:
            content = (folder / path).read_bytes()
        except OSError:
            yield _changed(path, "The file is missing or cannot be read.")
            continue
        if sha256_of(content) != digest:
            yield _changed(path, "The file is not the one that was frozen.")
    for path in (FIGURES_FILE, SUPPLIED_FILE, ISSUES_FILE):
        if path not in listed:
            yield _changed(path, "The manifest does not list the file.")
    for part in (INPUTS, DEFINITIONS):
        for found in sorted((folder / part).rglob("*")):
            path = found.relative_to(folder).as_posix()
            if path not in listed and not found.is_dir():
                yield _changed(path, "The file was added after the month was closed.")


def _read_manifest(folder: Path) -> Manifest:
    try:
        return Manifest.from_json((folder / MANIFEST_FILE).read_bytes())
    except OSError:
        advice = f"Give the folder that a closed month was written to: it holds {MANIFEST_FILE}."
        message = f"{folder.name} is not a snapshot."
        raise InputRefused([Issue("SNAPSHOT-NOT-FOUND", Severity.ERROR, message, advice, folder.name)]) from None


def _read_inputs(source: Path, files: Iterable[PurePath | str]) -> Mapping[str, bytes]:
    contents: dict[str, bytes] = {}
    problems = []
    for path in sorted({PurePath(file).as_posix() for file in files}):
        if not is_inner_path(path):
            message, advice = (
                "The file is not inside the input folder.",
                "Move it there and name it by its place in it.",
            )
            problems.append(Issue("INPUT-OUTSIDE-FOLDER", Severity.ERROR, message, advice, path))
            continue
        try:
            contents[path] = (source / path).read_bytes()
        except OSError:
            message, advice = "The file cannot be read.", "Check that it is there and that you may open it."
            problems.append(Issue("INPUT-UNREADABLE", Severity.ERROR, message, advice, path))
    if problems:
        raise InputRefused(problems)
    return contents


def _write_definitions(folder: Path, catalogue: Catalogue) -> dict[str, str]:
    """Copy the definitions that the catalogue's hash is made of; their own hashes by path in the snapshot."""
    hashes = {}
    for path in sorted(catalogue.folder.rglob("*.yaml")):
        if path.is_file():
            name = path.relative_to(catalogue.folder).as_posix()
            content = path.read_bytes()
            _write(folder / name, content)
            hashes[f"{DEFINITIONS}/{name}"] = sha256_of(content)
    return hashes


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def _is_there_already(folder: Path, manifest: Manifest, *, replace: bool) -> bool:
    """True when `folder` holds this very snapshot, False when it may be written. Raises InputRefused otherwise."""
    if not folder.exists() or (folder.is_dir() and not any(folder.iterdir())):
        return False
    if not (folder / MANIFEST_FILE).is_file():
        message = f"{folder.name} is there and is not a snapshot."
        advice = "Choose another folder, or move what is in it away."
        raise InputRefused([Issue("FOLDER-NOT-A-SNAPSHOT", Severity.ERROR, message, advice, folder.name)])
    is_same = (folder / MANIFEST_FILE).read_bytes() == manifest.as_json()
    if is_same and not any(find_snapshot_issues(folder, manifest)):
        return True
    if replace:
        return False
    message = f"{folder.name} holds a different snapshot{', or one that was changed' if is_same else ''}."
    advice = "Choose another folder, or close the month again with --replace."
    raise InputRefused([Issue("SNAPSHOT-EXISTS", Severity.ERROR, message, advice, folder.name)])


def _changed(path: str, message: str) -> Issue:
    advice = "Take the snapshot from where it was kept, or close the month again."
    return Issue("SNAPSHOT-CHANGED", Severity.ERROR, message, advice, path)
