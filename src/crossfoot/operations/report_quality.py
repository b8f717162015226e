"""Report how sound frozen records are: for the whole council, or for one team."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from crossfoot.indicators.catalogue import Catalogue
from crossfoot.records.frozen import QUALITY_FILE, FrozenRecords
from crossfoot.render.formats import FORMATS
from crossfoot.reports.quality.data_quality import build_data_quality
from crossfoot.reports.quality.quality_figures import QualityEdition
from crossfoot.vocabulary.issues import InputRefused, Issue, Severity
from crossfoot.vocabulary.record_quality import NO_TEAM, RecordQuality

QUALITY_FORMATS = ("html", "xlsx")


def report_quality(
    rows: Path,
    out: Path,
    *,
    definitions: Path,
    organisation: str,
    team: str | None = None,
    formats: Sequence[str] = QUALITY_FORMATS,
) -> tuple[Path, ...]:
    """Write the data-quality report of the frozen records in `rows` to `out`; the files written.

    It is for staff: it holds counts of faults, and no child. Raises InputRefused where the records are not whole, or
    know no such team.
    """
    frozen = FrozenRecords.open(rows)
    quality = RecordQuality.read_json((rows / QUALITY_FILE).read_bytes())
    catalogue = Catalogue.load(definitions)
    council = frozen.manifest.council
    if team is not None and team not in quality.teams:
        message = f"The records know no team {team!r}."
        known = ", ".join(sorted(name for name in quality.teams if name != NO_TEAM))
        raise InputRefused([Issue("TEAM-UNKNOWN", Severity.ERROR, message, f"Use one of: {known}.")])
    edition = QualityEdition(
        quality=quality,
        catalogue=catalogue,
        area=council,
        area_name=catalogue.areas[council].name if council in catalogue.areas else council,
        organisation=organisation,
        team=team,
    )
    document = build_data_quality(edition)
    return tuple(FORMATS[name](document, out) for name in formats)
