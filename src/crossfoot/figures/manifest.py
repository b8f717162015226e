"""What a snapshot says about itself: whose month it is, as at when, and the hash of every file in it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import PurePosixPath
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from crossfoot.vocabulary.issues import InputRefused, Issue, Severity
from crossfoot.vocabulary.periods import Period

MANIFEST_FILE = "manifest.json"
FORMAT = 2
"""Raised when a snapshot is laid out in a way that an older crossfoot would misread."""

_Hash = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a snapshot is about and what it holds.

    `inputs` and `files` give the SHA-256 of each file by its path with `/`: inputs as they were under their folder, all
    other files as they are in the snapshot. `records` is the SHA-256 of the manifest of the frozen records that figures
    were counted in, None where there were none. There is no moment but `as_at`, and no path of a machine.
    """

    council: str
    organisation: str
    title: str
    month: Period
    as_at: date
    software_version: str
    definitions_hash: str
    inputs: Mapping[str, str] = field(default_factory=dict)
    definition_versions: Mapping[str, int] = field(default_factory=dict)
    files: Mapping[str, str] = field(default_factory=dict)
    records: str | None = None
    format: int = FORMAT

    def as_json(self) -> bytes:
        """The bytes of `manifest.json`, keys sorted."""
        content = {
            "as_at": self.as_at.isoformat(),
            "council": self.council,
            "definition_versions": dict(self.definition_versions),
            "definitions_hash": self.definitions_hash,
            "files": dict(self.files),
            "format": self.format,
            "inputs": dict(self.inputs),
            "month": self.month.code,
            "organisation": self.organisation,
            "records": self.records,
            "software_version": self.software_version,
            "title": self.title,
        }
        return (json.dumps(content, indent=2, sort_keys=True, ensure_ascii=False) + "\n").encode()

    @classmethod
    def from_json(cls, content: bytes) -> Manifest:
        """Read `manifest.json`. Raises InputRefused, with a reason of its own for a newer format."""
        try:
            raw = json.loads(content)
        except (ValueError, RecursionError):
            raise InputRefused([_refusal("The file is not JSON.")]) from None
        if isinstance(raw, dict) and isinstance(raw.get("format"), int) and raw["format"] > FORMAT:
            message = f"The snapshot has format {raw['format']}, this crossfoot reads up to {FORMAT}."
            advice = "Open it with a newer version of crossfoot."
            raise InputRefused([Issue("SNAPSHOT-TOO-NEW", Severity.ERROR, message, advice, MANIFEST_FILE)])
        try:
            read = _ManifestFile.model_validate_json(content)
            month = Period.parse(read.month)
        except ValidationError as error:
            raise InputRefused(
                [
                    _refusal(f"{problem['msg']}.", ".".join(str(part) for part in problem["loc"]))
                    for problem in error.errors()
                ]
            ) from None
        except ValueError as error:
            raise InputRefused([_refusal(f"{error}.", "month")]) from None
        unsafe = [path for path in (*read.inputs, *read.files) if not is_inner_path(path)]
        if unsafe:
            raise InputRefused([_refusal(f"{path!r} is not a path inside the snapshot.") for path in unsafe])
        return cls(**{**read.model_dump(exclude={"month"}), "month": month})


class _ManifestFile(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)

    format: int = Field(ge=1)
    council: str
    organisation: str
    title: str
    month: str
    as_at: date
    software_version: str
    definitions_hash: _Hash
    inputs: dict[str, _Hash]
    definition_versions: dict[str, int]
    files: dict[str, _Hash]
    records: _Hash | None = None


def is_inner_path(path: str) -> bool:
    """True for a path with `/` that stays inside the folder it is under."""
    parts = PurePosixPath(path).parts
    return bool(parts) and path == "/".join(parts) and ".." not in parts and "\\" not in path and "\0" not in path


def sha256_of(content: bytes) -> str:
    """The SHA-256 in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def _refusal(message: str, where: str = "") -> Issue:
    advice = "Take the snapshot from where it was kept, or close the month again."
    return Issue("SNAPSHOT-MANIFEST-UNREADABLE", Severity.ERROR, message, advice, MANIFEST_FILE, field=where)
