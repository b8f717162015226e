"""Write a pack as text, HTML, Word or workbook, and say where each block stands."""

from __future__ import annotations

from html import escape
from pathlib import Path
from random import Random

import docx
import xlsxwriter

from benchmarks.audit.pack_model import Block, Table, Words


def write_text(blocks: list[Block], path: Path, random: Random) -> dict[tuple[int, int], int]:
    """Lines by block and row; tabs between cells, now and then a page break in a table."""
    lines: list[str] = []
    where: dict[tuple[int, int], int] = {}
    for number, block in enumerate(blocks):
        if isinstance(block, Words):
            lines.append(block.text)
            where[number, 0] = len(lines)
        else:
            for row, cells in enumerate((*block.header, *block.rows)):
                if block.page_break is not None and row == block.page_break + len(block.header):
                    lines += ["", str(random.randint(2, 90)), ""]
                lines.append("\t".join(cells))
                where[number, row] = len(lines)
        lines.append("")
    path.write_text("\n".join(lines), encoding="utf-8")
    return where


def write_html(blocks: list[Block], path: Path, _random: Random) -> dict[tuple[int, int], int]:
    """One element a line."""
    lines = ["<!DOCTYPE html><html><head><title>Pack</title></head><body>"]
    where: dict[tuple[int, int], int] = {}
    for number, block in enumerate(blocks):
        if isinstance(block, Words):
            name = "h2" if block.heading else "p"
            lines.append(f"<{name}>{escape(block.text)}</{name}>")
            where[number, 0] = len(lines)
            continue
        lines.append("<table>")
        for row, cells in enumerate((*block.header, *block.rows)):
            name = "th" if row < len(block.header) else "td"
            lines.append("<tr>" + "".join(f"<{name}>{escape(cell)}</{name}>" for cell in cells) + "</tr>")
            where[number, row] = len(lines)
        lines.append("</table>")
    lines.append("</body></html>")
    path.write_text("\n".join(lines), encoding="utf-8")
    return where


def write_word(blocks: list[Block], path: Path, _random: Random) -> dict[tuple[int, int], int]:
    """Paragraphs and tables; places count paragraphs and rows."""
    document = docx.Document()
    where: dict[tuple[int, int], int] = {}
    line = 0
    for number, block in enumerate(blocks):
        if isinstance(block, Words):
            document.add_paragraph(block.text, style="Heading 2" if block.heading else None)
            line += 1
            where[number, 0] = line
            continue
        rows = [*block.header, *block.rows]
        width = max(map(len, rows))
        table = document.add_table(rows=0, cols=width)
        for row, cells in enumerate(rows):
            made = table.add_row().cells
            for place, text in enumerate(cells):
                made[place].text = text
            line += 1
            where[number, row] = line
    document.save(str(path))
    return where


def write_workbook(blocks: list[Block], path: Path, _random: Random) -> dict[tuple[int, int], int]:
    """Everything under one another on one sheet, numbers as text or as numbers with a format."""
    where: dict[tuple[int, int], int] = {}
    with xlsxwriter.Workbook(path, {"strings_to_numbers": False, "strings_to_formulas": False}) as book:
        sheet = book.add_worksheet("Pack")
        row_number = 0
        for number, block in enumerate(blocks):
            if isinstance(block, Words):
                sheet.write_string(row_number, 0, block.text)
                where[number, 0] = row_number + 1
                row_number += 1
                continue
            row_number += 1
            for row, cells in enumerate((*block.header, *block.rows)):
                for place, text in enumerate(cells):
                    _write(book, sheet, row_number, place, text)
                where[number, row] = row_number + 1
                row_number += 1
            row_number += 1
    return where


def _write(book: xlsxwriter.Workbook, sheet: object, row: int, column: int, text: str) -> None:
    plain = text.replace(",", "").rstrip("%")
    try:
        value = float(plain)
    except ValueError:
        sheet.write_string(row, column, text)  # type: ignore[attr-defined]
        return
    decimals = len(plain.partition(".")[2])
    code = (
        ("#,##0" if "," in text else "0")
        + (f".{'0' * decimals}" if decimals else "")
        + ("%" if text.endswith("%") else "")
    )
    if text.startswith("+"):
        code = f"+{code};-{code};{code}"
    sheet.write_number(row, column, value / 100 if text.endswith("%") else value, book.add_format({"num_format": code}))  # type: ignore[attr-defined]


WRITERS = {"txt": write_text, "html": write_html, "docx": write_word, "xlsx": write_workbook}


def is_table(block: Block) -> bool:
    """Whether the block is a table."""
    return isinstance(block, Table)
