"""Read a YAML file into nodes that know their line, refusing what a reviewer cannot see.

Only plain YAML is taken: mappings, lists, text, whole and decimal numbers, true and false, dates, nothing. Anchors,
aliases and tags let a file say something other than what it shows; two keys of one name let the second win unseen;
`no` and `1:30` stay text, unlike in YAML 1.1, so a word never turns into a truth value or a number of seconds.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

from crossfoot.vocabulary.issues import Issue, Severity

LARGEST_FILE = 5_000_000
"""Bytes. The largest definition file seen is a few kilobytes; a larger one is a mistake."""
DEEPEST = 20
LONGEST_NUMBER = 40
LONGEST_QUOTE = 60

Scalar = str | int | Decimal | bool | date | None

_LOADER: Any = yaml.CSafeLoader if yaml.__with_libyaml__ else yaml.SafeLoader
_WHOLE = re.compile(r"[-+]?\d+")
_DECIMAL = re.compile(r"[-+]?(\d+\.\d*|\.\d+)")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_WORDS: dict[str, Scalar] = {"true": True, "false": False, "null": None, "~": None, "": None}


@dataclass(frozen=True, slots=True)
class Node:
    """A value with the line (from 1) where it is named: its key's line in a mapping, its own line elsewhere.

    `text` is a scalar as it was written, before `24.50` became a number.
    """

    line: int
    value: Scalar | tuple[Node, ...] | dict[str, Node]
    text: str = ""

    def at(self, path: tuple[int | str, ...]) -> Node:
        """The node that `path` leads to; parts that lead nowhere are passed over, so the answer is the nearest."""
        here = self
        for part in path:
            if isinstance(here.value, dict) and str(part) in here.value:
                here = here.value[str(part)]
            elif isinstance(here.value, tuple) and isinstance(part, int) and part < len(here.value):
                here = here.value[part]
        return here

    def plain(self) -> Any:
        """The value as JSON holds it; decimal numbers and dates are text, exactly as written."""
        if isinstance(self.value, dict):
            return {key: node.plain() for key, node in self.value.items()}
        if isinstance(self.value, tuple):
            return [node.plain() for node in self.value]
        return self.text if isinstance(self.value, Decimal | date) else self.value

    @property
    def kind(self) -> str:
        """What the value is, in words."""
        if self.value is None:
            return "nothing"
        written = shortened(self.text)
        for kind, words in (
            (dict, "a mapping"),
            (tuple, "a list"),
            (bool, f"{written} (true or false)"),
            (date, f"the date {written}"),
            (int | Decimal, f"the number {written}"),
        ):
            if isinstance(self.value, kind):
                return words
        return f"the text {written!r}"


def shortened(text: str) -> str:
    """At most 60 characters of `text`, for a message."""
    return text if len(text) <= LONGEST_QUOTE else f"{text[: LONGEST_QUOTE - 3]}..."


@dataclass(slots=True)
class YamlFile:
    """What was read: the root node, None where nothing could be made of the file, and everything wrong with it."""

    file: str
    root: Node | None = None
    issues: list[Issue] = field(default_factory=list)

    def add(self, code: str, message: str, advice: str, *, row: int | None = None) -> None:
        """Note an error in this file."""
        self.issues.append(Issue(code, Severity.ERROR, message, advice, self.file, row))


def read_yaml_file(path: Path, *, file: str) -> YamlFile:
    """The nodes of `path`, and issues under the name `file`. Never raises on what a file holds or that it is absent."""
    content, issues = read_content(path, file=file)
    return YamlFile(file, issues=list(issues)) if content is None else read_yaml(content, file=file)


def read_content(path: Path, *, file: str) -> tuple[bytes | None, tuple[Issue, ...]]:
    """The bytes of `path`, no more than show that it is too large; None and an issue where they cannot be read."""
    found = YamlFile(file)
    try:
        with path.open("rb") as stream:
            return stream.read(LARGEST_FILE + 1), ()
    except FileNotFoundError:
        found.add("FILE-MISSING", "The file is not there.", "Put it back, or check its name.")
    except OSError as error:
        reason = error.strerror or "unknown reason"
        found.add("FILE-UNREADABLE", f"The file cannot be read: {reason}.", "Check that it is a file you may open.")
    return None, tuple(found.issues)


def read_yaml(content: bytes, *, file: str) -> YamlFile:
    """The nodes of a YAML file's bytes, and issues under the name `file`."""
    found = YamlFile(file)
    if not content.strip():
        found.add("FILE-EMPTY", "The file is empty.", "Write the definition, or remove the file.")
    elif len(content) > LARGEST_FILE:
        found.add("FILE-TOO-LARGE", "The file is larger than 5 MB.", "Check that it is the file you meant; split it.")
    elif b"\0" in content:
        found.add("FILE-NOT-TEXT", "The file is not text.", "Save it as plain text in UTF-8.")
    else:
        try:
            text = content.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            line = content[: error.start].count(b"\n") + 1
            found.add("FILE-NOT-UTF-8", "The file is not in UTF-8.", "Save it as plain text in UTF-8.", row=line)
        else:
            _read_text(text, found)
    return found


def _read_text(text: str, found: YamlFile) -> None:
    unseen = _first_unprintable(text)
    if unseen is not None:
        row, name = unseen
        found.add("YAML-UNPRINTABLE", f"A character that cannot be seen: {name}.", "Delete it.", row=row)
        return
    events = yaml.parse(text, Loader=_LOADER)
    try:
        found.root = _Composer(found).compose(events)
    except _UnreadableError:
        found.root = None
    except yaml.YAMLError as error:
        found.root = None
        mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
        problem = getattr(error, "problem", None) or "unexpected characters"
        found.add(
            "YAML-SYNTAX",
            f"This is not YAML: {shortened(str(problem))}.",
            "Check the indent and the colons here and on the line above; put text that holds ': ' or ' #' in quotes.",
            row=mark.line + 1 if mark is not None else None,
        )


def _first_unprintable(text: str) -> tuple[int, str] | None:
    if _is_visible(text.replace("\r", "")):
        return None
    for row, line in enumerate(re.split(r"\r\n|\n|\r", text), start=1):
        for character in line:
            name = unprintable_name(character)
            if name is not None:
                return row, name
    return None


def _is_visible(text: str) -> bool:
    return text.replace("\n", "").replace("\t", "").isprintable()


def unprintable_name(character: str) -> str | None:
    """The name of a character that leaves no mark or turns the line about, None for any other."""
    if character not in "\n\t" and unicodedata.category(character) in {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}:
        return unicodedata.name(character, f"U+{ord(character):04X}").lower()
    return None


class _UnreadableError(Exception):
    """The rest of the file cannot be trusted; the issue is noted."""


@dataclass(slots=True)
class _Open:
    """A mapping or list whose end has not come yet."""

    line: int
    mapping: dict[str, Node] | None = None
    items: list[Node] = field(default_factory=list)
    key: str | None = None
    key_line: int = 0
    repeated: bool = False


class _Composer:
    """Turns parser events into nodes without recursion, so that no nesting in a file can exhaust the stack."""

    def __init__(self, found: YamlFile) -> None:
        self.found = found
        self.open: list[_Open] = []
        self.root: Node | None = None

    def compose(self, events: Iterator[Any]) -> Node | None:
        documents = 0
        for event in events:
            line = event.start_mark.line + 1
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    self.stop("YAML-DOCUMENTS", "A second document starts here.", "Remove the line '---'.", line)
            elif isinstance(event, yaml.AliasEvent):
                self.found.add("YAML-ANCHOR", "An alias (*) is used.", "Write the value out in full.", row=line)
                self.add(Node(line, None))
            elif isinstance(event, yaml.NodeEvent):
                self.check_plain(event, line)
                if isinstance(event, yaml.ScalarEvent):
                    self.scalar(event, line)
                else:
                    self.start(event, line)
            elif isinstance(event, yaml.CollectionEndEvent):
                self.end()
        if documents == 0 or self.root is None:
            self.found.add("FILE-EMPTY", "The file holds no definition.", "Write the definition, or remove the file.")
        return self.root

    def stop(self, code: str, message: str, advice: str, line: int) -> None:
        self.found.add(code, message, advice, row=line)
        raise _UnreadableError

    def check_plain(self, event: Any, line: int) -> None:
        if event.anchor is not None:
            self.found.add("YAML-ANCHOR", "An anchor (&) is set.", "Write the value out in full.", row=line)
        if event.tag is not None:
            self.found.add("YAML-TAG", f"A tag is set: {event.tag}.", "Remove the tag.", row=line)

    def start(self, event: Any, line: int) -> None:
        if len(self.open) >= DEEPEST:
            self.stop("YAML-TOO-DEEP", f"More than {DEEPEST} levels of lists.", "Check the brackets.", line)
        if self.open and self.open[-1].mapping is not None and self.open[-1].key is None:
            self.stop("YAML-KEY", "A key is a list or mapping.", "Write the key as a word.", line)
        self.open.append(_Open(line, {} if isinstance(event, yaml.MappingStartEvent) else None))

    def end(self) -> None:
        closed = self.open.pop()
        value = tuple(closed.items) if closed.mapping is None else closed.mapping
        self.add(Node(closed.line, value))

    def scalar(self, event: Any, line: int) -> None:
        text = self.visible(event.value, line)
        parent = self.open[-1] if self.open else None
        if parent is not None and parent.mapping is not None and parent.key is None:
            parent.key, parent.key_line = text, line
            parent.repeated = text in parent.mapping
            if parent.repeated:
                message = f"The key {shortened(text)!r} is here and on line {parent.mapping[text].line}."
                self.found.add("YAML-DUPLICATE-KEY", message, "Keep one of them.", row=line)
            return
        is_plain = event.implicit[0]
        self.add(Node(line, self.resolve(text, line) if is_plain else text, text))

    def visible(self, text: str, line: int) -> str:
        r"""`text` with each unseen character that an escape such as \\u202e put there noted and replaced."""
        if _is_visible(text):
            return text
        unseen = [name for name in map(unprintable_name, text) if name is not None]
        if unseen:
            message = f"A character that cannot be seen: {unseen[0]}."
            self.found.add("YAML-UNPRINTABLE", message, "Delete it.", row=line)
        return "".join(character if unprintable_name(character) is None else "?" for character in text)

    def resolve(self, text: str, line: int) -> Scalar:
        if text in _WORDS:
            return _WORDS[text]
        whole, decimal = _WHOLE.fullmatch(text), _DECIMAL.fullmatch(text)
        if whole or decimal:
            if len(text) > LONGEST_NUMBER:
                self.found.add(
                    "YAML-NUMBER-TOO-LONG", f"A number of {len(text)} digits.", "Check it; quote it as text.", row=line
                )
                return None
            return int(text) if whole else Decimal(text)
        if _DATE.fullmatch(text):
            try:
                return date.fromisoformat(text)
            except ValueError:
                return text
        return text

    def add(self, node: Node) -> None:
        if not self.open:
            self.root = node
            return
        parent = self.open[-1]
        if parent.mapping is None:
            parent.items.append(node)
        elif parent.key is None:
            self.stop("YAML-KEY", "A key is an alias.", "Write the key as a word.", node.line)
        else:
            if not parent.repeated:
                parent.mapping[parent.key] = Node(parent.key_line, node.value, node.text)
            parent.key = None
