"""How an OpenDocument spreadsheet opens: first sheet shown, the cursor in A1 of each, no grid."""

from __future__ import annotations

from collections.abc import Sequence

from lxml import etree
from lxml.builder import ElementMaker
from lxml.etree import _Element

_OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
_CONFIG = "urn:oasis:names:tc:opendocument:xmlns:config:1.0"
_NAMES = {"office": _OFFICE, "config": _CONFIG}
_O = ElementMaker(namespace=_OFFICE, nsmap=_NAMES)
_C = ElementMaker(namespace=_CONFIG, nsmap=_NAMES)


def settings_xml(names: Sequence[str], *, version: str) -> bytes:
    """The settings part for the sheets of these names."""
    tables = [
        _entry(
            _item("CursorPositionX", "int", "0"),
            _item("CursorPositionY", "int", "0"),
            _item("ShowGrid", "boolean", "false"),
            name=name,
        )
        for name in names
    ]
    view = _entry(
        _item("ViewId", "string", "view1"),
        _named("config-item-map-named", "Tables", *tables),
        _item("ActiveTable", "string", names[0]),
        _item("ShowGrid", "boolean", "false"),
    )
    views = _named("config-item-map-indexed", "Views", view)
    root = _O("document-settings", _O.settings(_named("config-item-set", "ooo:view-settings", views)))
    root.set(f"{{{_OFFICE}}}version", version)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")


def _entry(*children: _Element, name: str = "") -> _Element:
    made = _C("config-item-map-entry", *children)
    if name:
        made.set(f"{{{_CONFIG}}}name", name)
    return made


def _named(tag: str, name: str, *children: _Element) -> _Element:
    made = _C(tag, *children)
    made.set(f"{{{_CONFIG}}}name", name)
    return made


def _item(name: str, kind: str, value: str) -> _Element:
    made = _C("config-item", value)
    made.set(f"{{{_CONFIG}}}name", name)
    made.set(f"{{{_CONFIG}}}type", kind)
    return made
