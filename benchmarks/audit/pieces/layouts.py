"""A pack as a file: text with tabs, a web page, a Word document, a workbook; and the lines of each piece."""

from __future__ import annotations

import random
from html import escape
from pathlib import Path

import docx
import xlsxwriter

from benchmarks.audit.pieces.pack import Grid, Heading, Piece


def write_text(pieces: list[Piece], path: Path, seed: int) -> list[tuple[int, int]]:
    """Write the pack as text; first and last line of each piece."""
    rng = random.Random(seed)  # noqa: S311
    lines: list[str] = ["", "Children's Services Committee", ""]
    places = []
    for piece in pieces:
        start = len(lines) + 1
        for block in piece.blocks:
            if isinstance(block, Grid):
                lines += ["\t".join(cells) for cells in block.header]
                cut = rng.randrange(len(block.rows)) if len(block.rows) > 6 and rng.random() < 0.3 else None
                for number, cells in enumerate(block.rows):
                    if number == cut:
                        lines.append("")
                        if rng.random() < 0.5:
                            lines += ["\t".join(cells) for cells in block.header]
                    lines.append("\t".join(cells))
            else:
                lines.append(block.text)
            lines.append("")
        places.append((start, len(lines)))
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return places


def write_html(pieces: list[Piece], path: Path) -> None:
    """Write the pack as a web page."""
    parts = ["<!doctype html><html lang=en><meta charset=utf-8><title>Pack</title><body>"]
    for piece in pieces:
        for block in piece.blocks:
            if isinstance(block, Grid):
                head = "".join(
                    f"<tr>{''.join(f'<th>{escape(cell)}</th>' for cell in row)}</tr>" for row in block.header
                )
                body = "".join(f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>" for row in block.rows)
                parts.append(f"<table><thead>{head}</thead><tbody>{body}</tbody></table>")
            else:
                tag = "h2" if isinstance(block, Heading) else "p"
                parts.append(f"<{tag}>{escape(block.text)}</{tag}>")
    path.write_text("\n".join(parts), encoding="utf-8")


def write_docx(pieces: list[Piece], path: Path) -> None:
    """Write the pack as a Word document."""
    document = docx.Document()
    for piece in pieces:
        for block in piece.blocks:
            if isinstance(block, Grid):
                rows = [*block.header, *block.rows]
                table = document.add_table(rows=len(rows), cols=len(rows[0]))
                for at, row in enumerate(rows):
                    for cell, text in zip(table.rows[at].cells, row, strict=True):
                        cell.text = text
            elif isinstance(block, Heading):
                document.add_heading(block.text, 2)
            else:
                document.add_paragraph(block.text)
    document.save(str(path))


def write_xlsx(pieces: list[Piece], path: Path) -> None:
    """Write the pack as a workbook, a sheet for each piece, every cell as the text that a pack prints."""
    book = xlsxwriter.Workbook(str(path))
    for number, piece in enumerate(pieces, start=1):
        sheet = book.add_worksheet(f"{number} {piece.name}"[:31])
        at = 0
        for block in piece.blocks:
            rows = [*block.header, *block.rows] if isinstance(block, Grid) else [[block.text]]
            for row in rows:
                for column, text in enumerate(row):
                    sheet.write_string(at, column, text)
                at += 1
            at += 1
    book.close()
