"""Records frozen as at a moment: a folder in the row zone, for those entitled, that a closed month was counted from.

manifest.json       whose records, as at when, and the SHA-256 of every other file
tables/             the canonical tables; those of the current state with copies of earlier months
set-aside/          rows that repeat a key, and are not counted
issues.csv          what was found wrong, row by row
quality.json        how often, by rule, team and month: numbers only
access.csv          who looked at children's rows through it: not part of what is frozen
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, StringConstraints, ValidationError

from crossfoot.records.digest import sha256_of_file
from crossfoot.records.record_set import RecordSet
from crossfoot.vocabulary.issues import InputRefused, Issue, Severity
from crossfoot.vocabulary.periods import Period

MANIFEST_FILE = "manifest.json"
TABLES, SET_ASIDE = "tables", "set-aside"
ISSUES_FILE, QUALITY_FILE, ACCESS_FILE = "issues.csv", "quality.json", "access.csv"
_Hash = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
_Month = Annotated[str, StringConstraints(pattern=r"^\d{4}-\d{2}$")]


class RecordsManifest(BaseModel):
    """What frozen records say about themselves. `kept` are the months whose current state is in the tables."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    council: str
    kind: str
    month: _Month
    as_at: date
    since: _Month
    kept: tuple[_Month, ...]
    standard: _Hash
    set_aside: Mapping[str, int]
    files: Mapping[str, _Hash]

    def as_json(self) -> bytes:
        """The bytes of `manifest.json`, keys sorted."""
        content = self.model_dump(mode="json")
        return (json.dumps(content, indent=2, sort_keys=True, ensure_ascii=False) + "\n").encode()


@dataclass(frozen=True, slots=True)
class FrozenRecords:
    """Frozen records as they were read back from their folder, every file proved unchanged."""

    folder: Path
    manifest: RecordsManifest
    records: RecordSet
    digest: str = field(default="")
    """The SHA-256 of the manifest, by which a snapshot of figures knows the records that it was counted from."""

    @classmethod
    def open(cls, folder: Path) -> FrozenRecords:
        """Read and verify. Raises InputRefused, naming each file that is missing, changed or added."""
        path = folder / MANIFEST_FILE
        try:
            manifest = RecordsManifest.model_validate_json(path.read_bytes())
        except (OSError, ValidationError):
            message = "The folder does not hold frozen records."
            raise InputRefused([_fault("ROWS-NOT-FOUND", message, folder.name)]) from None
        problems = []
        for name, digest in sorted(manifest.files.items()):
            if not (folder / name).is_file() or sha256_of_file(folder / name) != digest:
                problems.append(_fault("ROWS-CHANGED", "The file is missing or not the one that was frozen.", name))
        problems += [
            _fault("ROWS-CHANGED", "The file was added after the records were frozen.", found.name)
            for found in sorted((folder / TABLES).glob("*"))
            if f"{TABLES}/{found.name}" not in manifest.files
        ]
        if problems:
            raise InputRefused(problems)
        return cls(folder, manifest, RecordSet.open(folder / TABLES), sha256_of_file(path))

    @property
    def months_kept(self) -> tuple[Period, ...]:
        """The months whose current state is known, that of the extract itself last."""
        return tuple(Period.parse(code) for code in self.manifest.kept)


def _fault(code: str, message: str, file: str) -> Issue:
    advice = "Give the folder that the close wrote children's records to, as it wrote it; or close the month again."
    return Issue(code, Severity.ERROR, message, advice, file)
