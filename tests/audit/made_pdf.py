"""PDF files made by hand: text where it is wanted, lines, pictures, and pages that keep a reader busy."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name

HEIGHT, WIDTH = 842, 595
Text = tuple[float, float, str]
"""How far from the left and from the top, in points, and what."""


class MadePdf:
    """Pages are added one after another, then saved."""

    def __init__(self) -> None:
        self.pdf = pikepdf.new()
        self.font = self.pdf.make_indirect(
            Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, Encoding=Name.WinAnsiEncoding)
        )

    def add(
        self, texts: Sequence[Text] = (), lines: Sequence[tuple[float, float, float, float]] = (), more: str = ""
    ) -> pikepdf.Object:
        """A page with texts, straight lines from one point to another, and more as `shown` gives it."""
        drawn = "".join(f"{a} {HEIGHT - b} m {c} {HEIGHT - d} l S\n" for a, b, c, d in lines)
        said = "".join(f"1 0 0 1 {x} {HEIGHT - y} Tm ({text}) Tj\n" for x, y, text in texts)
        return self.add_content(f"{drawn}BT /F1 10 Tf\n{said}{more}ET".encode("cp1252"))

    def add_content(self, content: bytes, named: dict[str, Any] | None = None) -> pikepdf.Object:
        """A page with this content."""
        page = self.pdf.make_indirect(
            Dictionary(
                Type=Name.Page,
                MediaBox=Array([0, 0, WIDTH, HEIGHT]),
                Resources=Dictionary({"/Font": Dictionary(F1=self.font), **(named or {})}),
                Contents=self.pdf.make_stream(content),
            )
        )
        self.pdf.pages.append(pikepdf.Page(page))
        return page

    def add_picture(self, *, share: float = 1.0) -> None:
        """A page with nothing but a picture on so much of it, as a scanner makes it."""
        picture = self.pdf.make_stream(b"\xc8")
        picture.Type, picture.Subtype, picture.Width, picture.Height = Name.XObject, Name.Image, 1, 1
        picture.ColorSpace, picture.BitsPerComponent = Name.DeviceGray, 8
        content = f"q {WIDTH} 0 0 {HEIGHT * share} 0 0 cm /P Do Q BT /F1 9 Tf 280 20 Td (7) Tj ET"
        self.add_content(content.encode(), {"/XObject": Dictionary(P=picture)})

    def add_endless(self, *, deep: int = 9, wide: int = 12) -> None:
        """A page of forms inside forms: a few hundred bytes that are `wide` to the power of `deep` lines."""
        inner = None
        for _ in range(deep):
            form = self.pdf.make_stream(b"0 0 m 9 9 l S\n" if inner is None else b"/X Do\n" * wide)
            form.Type, form.Subtype, form.BBox = Name.XObject, Name.Form, Array([0, 0, WIDTH, HEIGHT])
            form.Resources = Dictionary() if inner is None else Dictionary(XObject=Dictionary(X=inner))
            inner = form
        self.add_content(b"/X Do", {"/XObject": Dictionary(X=inner)})

    def save(self, path: Path, encryption: pikepdf.Encryption | None = None) -> Path:
        """The file."""
        self.pdf.save(path, encryption=encryption)
        return path


def shown(x: float, y: float, text: str, *, size: float = 10, way: str = "right") -> str:
    """Text of another size, or read up, down or askew."""
    a, b, c, d = {"right": (1, 0, 0, 1), "up": (0, 1, -1, 0), "down": (0, -1, 1, 0), "askew": (0.7, 0.7, -0.7, 0.7)}[
        way
    ]
    return f"/F1 {size} Tf {a} {b} {c} {d} {x} {HEIGHT - y} Tm ({text}) Tj /F1 10 Tf\n"


def grid(across: Sequence[float], down: Sequence[float]) -> list[tuple[float, float, float, float]]:
    """The lines of a ruled table."""
    return [(x, down[0], x, down[-1]) for x in across] + [(across[0], y, across[-1], y) for y in down]
