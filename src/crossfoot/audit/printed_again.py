"""Where a table or a sentence is printed again, what is wrong with it is wrong there too: findings name those lines."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from crossfoot.audit.finding import Finding, Kind
from crossfoot.audit.reading.pack import Pack, PackTable
from crossfoot.audit.study import Study

LEAST_TEXT = 40
"""Characters: shorter pieces of sentences may be alike by chance."""


def name_copies(study: Study) -> None:
    """Add to each finding the lines at which its cell or its sentence stands again, where no finding of its own is."""
    copies, texts = _copies(study), list(_long_texts(study.pack))
    own = {(finding.rule, finding.line) for finding in study.ledger.findings}
    for finding in study.ledger.findings:
        if finding.table_number is not None and finding.row_number is not None:
            lines = [
                table.cell(finding.row_number, finding.column_number or 0).line
                for table in copies.get(finding.table_number, ())
            ]
        else:
            lines = _said_again(texts, finding)
        added = [line for line in lines if line != finding.line and (finding.rule, line) not in own]
        finding.other_lines = tuple(dict.fromkeys((*finding.other_lines, *added)))


def _copies(study: Study) -> dict[int, list[PackTable]]:
    """By table, those that are it again."""
    first: dict[tuple[tuple[str, ...], ...], int] = {}
    found: dict[int, list[PackTable]] = defaultdict(list)
    for table in study.pack.tables if study.copies else ():
        text = tuple(tuple(cell.text for cell in row.cells) for row in table.rows)
        if table.index in study.copies:
            found[first.get(text, table.index)].append(table)
        else:
            first.setdefault(text, table.index)
    return found


def _long_texts(pack: Pack) -> Iterator[tuple[int, str]]:
    """Paragraphs, and cells that hold sentences."""
    for paragraph in pack.paragraphs:
        yield paragraph.line, paragraph.text
    for table in pack.tables:
        for cells in (*table.header, *(row.cells for row in table.rows)):
            yield from ((cell.line, cell.text) for cell in cells if len(cell.text) > LEAST_TEXT)


def _said_again(texts: Iterable[tuple[int, str]], finding: Finding) -> list[int]:
    words = finding.row.strip(" .\u2026")
    if finding.kind is not Kind.NARRATIVE or len(words) < LEAST_TEXT:
        return []
    return [line for line, text in texts if words in text]
