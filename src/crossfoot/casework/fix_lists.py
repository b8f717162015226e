"""Fix-it lists as sheets: what mending would do, and for each mend the records, by team."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from crossfoot.casework.fixes import Effect, Fix, Fixes
from crossfoot.casework.list_sheets import Kind, ListColumn, ListSheet, day_text
from crossfoot.casework.overdue_lists import team_name
from crossfoot.populations.evaluate import COUNCIL, Place

_EFFECT_COLUMNS = (
    ListColumn("What to mend", width=44),
    ListColumn("Records", Kind.NUMBER, 10),
    ListColumn("Taken to be so", width=30),
    ListColumn("Indicator", width=40),
    ListColumn("Where", width=28),
    ListColumn("Now", width=12),
    ListColumn("Then", width=12),
    ListColumn("Numerator now", Kind.NUMBER, 12),
    ListColumn("Denominator now", Kind.NUMBER, 13),
    ListColumn("Numerator then", Kind.NUMBER, 12),
    ListColumn("Denominator then", Kind.NUMBER, 13),
    ListColumn("In the snapshot", width=14),
)
_RECORD_COLUMNS = (
    ListColumn("Team", width=28),
    ListColumn("About", width=20),
    ListColumn("Table", width=22),
    ListColumn("Field", width=34),
    ListColumn("File", width=24),
    ListColumn("Row", Kind.NUMBER, 8),
)


def effects_sheet(
    fixes: Fixes, *, names: Mapping[str, str], published: Mapping[str, str], as_at: date, team: str | None = None
) -> ListSheet:
    """What each mend would do to the figures of the council and of each team, or of one. No child is in it.

    `published` has the figure of the council in the snapshot by indicator.
    """
    rows = [
        _effect_row(fix, effect, names=names, published=published, team=team)
        for fix in fixes.each
        for effect in fix.effects
        if team is None or effect.place == Place("team", team)
    ]
    return ListSheet(
        name="Effects",
        title=f"What mending records would do to the figures of {fixes.month.name}",
        about=(
            f"Records as at {day_text(as_at)}. Each line is about one list by itself, mended as its title says.",
            "It is a prediction of what the same figures would be, if what is taken to be so is so for every record.",
            *_lines(fixes, team),
            *_not_collected(fixes),
        ),
        columns=_EFFECT_COLUMNS,
        rows=tuple(rows),
    )


def fix_sentences(fixes: Fixes) -> Iterator[str]:
    """`Mend these 14 records (...): ... 79.1% becomes 94.2%`, for each figure of the council that would move."""
    for fix in fixes.each:
        for effect in fix.effects:
            if effect.place == COUNCIL:
                number, title = len(fix.records), fix.mend.title
                records = f"{number} record{'' if number == 1 else 's'}"
                yield f"Mend {records} ({title}): {effect.name}, {effect.words}."


def records_sheet(fix: Fix, *, names: Mapping[str, str], team: str | None = None) -> ListSheet:
    """The records of one mend that make a difference, by team; of one team only where it is given."""
    records = [record for record in fix.records if team is None or record.team == team]
    return ListSheet(
        name=fix.mend.id,
        title=fix.mend.title,
        about=(
            f"{len(records)} records make a difference. {fix.mend.advice}",
            f"Predicted as if {fix.mend.assumed}: write what is true, whatever becomes of the figure.",
            "These are children's records. Give the list to nobody who need not see it, and delete it when it is done.",
        ),
        columns=_RECORD_COLUMNS,
        rows=tuple(
            (team_name(record.team, names), record.about, record.table, record.field, record.file, record.row)
            for record in records
        ),
    )


def _effect_row(
    fix: Fix, effect: Effect, *, names: Mapping[str, str], published: Mapping[str, str], team: str | None
) -> tuple[str | int | None, ...]:
    records = [record for record in fix.records if team is None or record.team == team]
    is_council = effect.place == COUNCIL
    return (
        fix.mend.title,
        len(records),
        fix.mend.assumed,
        effect.name,
        "Council" if is_council else team_name(effect.place.key, names),
        effect.before_text,
        effect.after_text,
        *effect.before,
        *effect.after,
        published.get(effect.indicator) if is_council else None,
    )


def _lines(fixes: Fixes, team: str | None) -> tuple[str, ...]:
    return tuple(fix_sentences(fixes)) if team is None else ()


def _not_collected(fixes: Fixes) -> tuple[str, ...]:
    if not fixes.not_collected:
        return ()
    titles = "; ".join(mend.title for mend in fixes.not_collected)
    return (f"Not told, because the records do not hold what it takes: {titles}.",)
