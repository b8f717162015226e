"""The one typeface, Source Sans Pro, as its package installs it, and how wide it sets a text.

Charts place their labels before they are drawn, so widths are needed without a drawing: they are read from the font's
own tables. Kerning is left out; it narrows a text by a pixel at most.
"""

from __future__ import annotations

import struct
from enum import StrEnum
from functools import cache, lru_cache
from importlib.resources import as_file, files
from pathlib import Path

FAMILY = "Source Sans Pro"
STACK = f'"{FAMILY}", Arial, sans-serif'


class Weight(StrEnum):
    """The cuts that reports use, by the last part of their file names."""

    REGULAR = "Regular"
    ITALIC = "It"
    SEMIBOLD = "Semibold"
    BOLD = "Bold"


@cache
def font_folder() -> Path:
    """The folder of the installed font package: `SourceSansPro-Regular.ttf` and so on, and `LICENSE.txt`."""
    with as_file(files("font_source_sans_pro") / "files") as folder:
        return folder


def font_file(weight: Weight) -> Path:
    """The TrueType file of one cut."""
    return font_folder() / f"{FAMILY.replace(' ', '')}-{weight}.ttf"


def licence_file() -> Path:
    """The licence (SIL Open Font Licence), which travels with every copy of the fonts."""
    return font_folder() / "LICENSE.txt"


@lru_cache(maxsize=50_000)
def text_width(text: str, size: float, weight: Weight = Weight.REGULAR) -> float:
    """The width of `text` in pixels at `size` pixels. A character the font lacks counts as wide as a capital M."""
    advances = _advances(weight)
    return sum(advances.get(ord(character), advances[ord("M")]) for character in text) * size


def has_character(character: str, weight: Weight = Weight.REGULAR) -> bool:
    """True when the font draws `character` itself, so that it looks the same on every machine."""
    return ord(character) in _advances(weight)


def wrap(text: str, size: float, width: float, weight: Weight = Weight.REGULAR) -> tuple[str, ...]:
    """`text` in lines no wider than `width` pixels, broken at spaces; a longer single word stays whole."""
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and text_width(longer, size, weight) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return tuple(lines)


@cache
def _advances(weight: Weight) -> dict[int, float]:
    """Character code to advance width in ems."""
    data = font_file(weight).read_bytes()
    (count,) = struct.unpack_from(">H", data, 4)
    tables = {}
    for index in range(count):
        tag, _, offset, _ = struct.unpack_from(">4sLLL", data, 12 + 16 * index)
        tables[tag] = offset
    (em,) = struct.unpack_from(">H", data, tables[b"head"] + 18)
    (measured,) = struct.unpack_from(">H", data, tables[b"hhea"] + 34)
    widths = struct.unpack_from(">" + "Hh" * measured, data, tables[b"hmtx"])[::2]
    return {
        code: widths[min(glyph, measured - 1)] / em for code, glyph in _glyphs(data, tables[b"cmap"]).items() if glyph
    }


def _glyphs(data: bytes, cmap: int) -> dict[int, int]:
    """Character code to glyph number, from the segments (format 4) of the character map."""
    (count,) = struct.unpack_from(">H", data, cmap + 2)
    starts = [cmap + struct.unpack_from(">HHL", data, cmap + 4 + 8 * index)[2] for index in range(count)]
    table = next(start for start in starts if struct.unpack_from(">H", data, start) == (4,))
    (doubled,) = struct.unpack_from(">H", data, table + 6)
    segments = doubled // 2
    ends = struct.unpack_from(f">{segments}H", data, table + 14)
    firsts = struct.unpack_from(f">{segments}H", data, table + 16 + doubled)
    deltas = struct.unpack_from(f">{segments}H", data, table + 16 + 2 * doubled)
    ranges_at = table + 16 + 3 * doubled
    offsets = struct.unpack_from(f">{segments}H", data, ranges_at)
    glyphs = {}
    for index, (first, end, delta, offset) in enumerate(zip(firsts, ends, deltas, offsets, strict=True)):
        for code in range(first, min(end, 0xFFFE) + 1):
            glyph = code
            if offset:
                (glyph,) = struct.unpack_from(">H", data, ranges_at + 2 * index + offset + 2 * (code - first))
            glyphs[code] = (glyph + delta) % 0x10000 if glyph or not offset else 0
    return glyphs
