"""Read YAML files into the models of a schema, and say what is wrong in words, each with its line and field."""

from __future__ import annotations

import json
import types
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from difflib import get_close_matches
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Any, Generic, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError

from crossfoot.indicators.yaml_files import Node, read_content, read_yaml, shortened
from crossfoot.vocabulary.issues import Issue, Severity

Model = TypeVar("Model", bound=BaseModel)
FieldPath = tuple[int | str, ...]


@dataclass(frozen=True, slots=True)
class Located(Generic[Model]):
    """A model with the file and node that it was read from."""

    value: Model
    file: str
    node: Node
    at: FieldPath = ()

    def issue(self, code: str, message: str, advice: str, *path: int | str) -> Issue:
        """An error in this file at `path` inside this model, or the nearest thing to it that was written."""
        return Issue(
            code, Severity.ERROR, message, advice, self.file, self.node.at(path).line, field_path((*self.at, *path))
        )


def field_path(path: FieldPath) -> str:
    """`numerator.figures`, `examples[2].counts`: items are numbered from 1."""
    text = ""
    for part in path:
        text += f"[{part + 1}]" if isinstance(part, int) else f".{part}"
    return text.removeprefix(".")


def read_model(path: Path, model: type[Model], *, file: str) -> tuple[Located[Model] | None, tuple[Issue, ...]]:
    """The one `model` of a file that is a mapping, None where anything is wrong, and every issue under `file`."""
    content, issues = read_content(path, file=file)
    return (None, issues) if content is None else _read_mapping(content, model, file)


def read_models(path: Path, model: type[Model], *, file: str) -> tuple[tuple[Located[Model], ...], tuple[Issue, ...]]:
    """The models of a file that is a list, those that are well formed, and every issue under `file`."""
    content, issues = read_content(path, file=file)
    return ((), issues) if content is None else _read_list(content, model, file)


# What comes of some bytes never changes, and one command reads the same hundreds of files several times.
_READ_ONCE = lru_cache(maxsize=2048)


@_READ_ONCE
def _read_mapping(content: bytes, model: type[Model], file: str) -> tuple[Located[Model] | None, tuple[Issue, ...]]:
    found = read_yaml(content, file=file)
    if found.root is None:
        return None, tuple(found.issues)
    if not isinstance(found.root.value, dict):
        found.add(
            "YAML-NOT-A-MAPPING",
            f"The file is {found.root.kind} where keys and values are wanted.",
            "Start the file with a key and a colon, such as 'id: ...', with no dash before it.",
            row=found.root.line,
        )
        return None, tuple(found.issues)
    return _validate(found.root, model, file=file, at=(), issues=found.issues)


@_READ_ONCE
def _read_list(content: bytes, model: type[Model], file: str) -> tuple[tuple[Located[Model], ...], tuple[Issue, ...]]:
    found = read_yaml(content, file=file)
    if found.root is None:
        return (), tuple(found.issues)
    if not isinstance(found.root.value, tuple):
        found.add(
            "YAML-NOT-A-LIST",
            f"The file is {found.root.kind} where a list is wanted.",
            "Start each entry with a dash and a space.",
            row=found.root.line,
        )
        return (), tuple(found.issues)
    located: list[Located[Model]] = []
    issues = list(found.issues)
    for number, node in enumerate(found.root.value):
        item, item_issues = _validate(node, model, file=file, at=(number,), issues=())
        issues += item_issues
        if item is not None:
            located.append(item)
    return tuple(located), tuple(issues)


def _validate(
    node: Node, model: type[Model], *, file: str, at: FieldPath, issues: list[Issue] | tuple[()]
) -> tuple[Located[Model] | None, tuple[Issue, ...]]:
    def issue(code: str, message: str, advice: str, path: FieldPath) -> Issue:
        return Issue(code, Severity.ERROR, message, advice, file, node.at(path).line, field_path((*at, *path)))

    found = list(issues)
    for path, written, wanted in _mistyped(node, model, ()):
        found.append(issue("WRONG-TYPE", *_wrong_type(written, wanted), path))
    value: Model | None = None
    try:
        value = model.model_validate_json(json.dumps(node.plain()), strict=True)
    except ValidationError as error:
        for problem in error.errors(include_url=False):
            path = tuple(problem["loc"])
            if problem["type"] == "too_short" and _is_long_enough(node.at(path), problem):
                continue
            found.append(issue(*_in_words(problem, path, node, model), path))
    ready = value is not None and not found
    return (Located(value, file, node, at) if value is not None and ready else None), tuple(found)


def _is_long_enough(written: Node, problem: Any) -> bool:
    # Pydantic counts only the entries that are well formed; those that are not have issues of their own.
    return isinstance(written.value, tuple) and len(written.value) >= problem["ctx"]["min_length"]


def _in_words(problem: Any, path: FieldPath, node: Node, model: type[BaseModel]) -> tuple[str, str, str]:
    """Code, message and advice for one of pydantic's errors."""
    kind: str = problem["type"]
    written = node.at(path)
    name = shortened(str(path[-1])) if path else "this"
    if kind == "missing":
        words = "FIELD-MISSING", f"{name!r} is missing.", f"Add '{name}: ...'."
    elif kind == "extra_forbidden":
        words = ("KEY-UNKNOWN", *_unknown_key(name, _model_at(model, path[:-1])))
    elif written.value is None:
        words = "FIELD-EMPTY", f"{name!r} is empty.", "Write a value after the colon, or remove the key."
    elif kind in _WANTED:
        words = ("WRONG-TYPE", *_wrong_type(written, _WANTED[kind]))
    elif kind == "string_pattern_mismatch":
        advice = "Write small letters, digits and single hyphens, such as re-referrals."
        words = "NOT-AN-ID", f"{name!r} is {written.kind}, which is not an id.", advice
    else:
        words = _beyond_limit(kind, name, problem.get("ctx", {}), written) or (
            "VALUE-REFUSED",
            f"{name!r} is refused: {str(problem['msg']).removeprefix('Value error, ').rstrip('.')}.",
            "Correct it as the message says.",
        )
    return words


def _beyond_limit(kind: str, name: str, limits: Mapping[str, Any], written: Node) -> tuple[str, str, str] | None:
    """Code, message and advice where a value is one of few allowed, or too short, long, small or large."""
    if kind in {"enum", "literal_error"}:
        allowed = str(limits["expected"]).replace("'", "")
        return "VALUE-NOT-ALLOWED", f"{name!r} is {written.kind}.", f"Write one of: {allowed}."
    if kind == "string_too_short":
        return "FIELD-EMPTY", f"{name!r} is empty.", "Write a value after the colon, or remove the key."
    if kind == "too_short":
        return "TOO-SHORT", f"{name!r} has too few entries.", f"Write at least {limits['min_length']}."
    if kind in {"string_too_long", "too_long"}:
        return "TOO-LONG", f"{name!r} is too long.", f"Write at most {limits['max_length']}."
    if kind in _BOUNDS:
        bound = f"{_BOUNDS[kind]} {limits[_BOUND_KEYS[kind]]}"
        return "OUT-OF-RANGE", f"{name!r} is {shortened(written.text)}.", f"Write a number {bound}."
    return None


_BOUNDS = {
    "greater_than": "greater than",
    "greater_than_equal": "of at least",
    "less_than": "less than",
    "less_than_equal": "of at most",
}
_BOUND_KEYS = {"greater_than": "gt", "greater_than_equal": "ge", "less_than": "lt", "less_than_equal": "le"}
_ENTRY = "a mapping of keys and values"
_WANTED = {
    "string_type": "text",
    "int_type": "a whole number",
    "int_from_float": "a whole number",
    "int_parsing": "a whole number",
    "bool_type": "true or false",
    "bool_parsing": "true or false",
    "date_type": "a date such as 2016-04-01",
    "date_parsing": "a date such as 2016-04-01",
    "date_from_datetime_parsing": "a date such as 2016-04-01",
    "date_from_datetime_inexact": "a date such as 2016-04-01",
    "decimal_type": "a number",
    "decimal_parsing": "a number",
    "float_type": "a number",
    "tuple_type": "a list",
    "list_type": "a list",
    "dict_type": _ENTRY,
    "model_type": _ENTRY,
    "model_attributes_type": _ENTRY,
}
_REMEDIES = {
    "text": "Write words; put quotes round a number, date, true or false that is meant as text.",
    "true or false": "Write true or false without quotes.",
    "a list": "Write each entry on a line of its own that starts with a dash.",
    _ENTRY: "Write its keys on lines of their own, indented, each with a colon.",
}


def _wrong_type(written: Node, wanted: str) -> tuple[str, str]:
    remedy = _REMEDIES.get(wanted, f"Write {wanted} without quotes.")
    return f"This is {written.kind}, and {wanted} is wanted.", remedy


def _unknown_key(name: str, model: type[BaseModel] | None) -> tuple[str, str]:
    message = f"The key {shortened(name)!r} is not known here."
    known = list(model.model_fields) if model is not None else []
    near = get_close_matches(name, known, n=1)
    if near:
        return message, f"Did you mean {near[0]!r}?"
    return message, f"Remove it, or use one of: {', '.join(known)}." if known else "Remove it."


# -- types: which model a path leads to, and where pydantic would take text for a number -----------------------------


def _inside(annotation: Any) -> Iterator[Any]:
    """The plain types that an annotation allows: `Annotated[X, ...] | None` gives X and NoneType."""
    origin = get_origin(annotation)
    if origin is Annotated:
        yield from _inside(get_args(annotation)[0])
    elif origin in {Union, types.UnionType}:
        for part in get_args(annotation):
            yield from _inside(part)
    else:
        yield annotation


def _models(annotation: Any) -> Iterator[type[BaseModel]]:
    return (plain for plain in _inside(annotation) if isinstance(plain, type) and issubclass(plain, BaseModel))


def _step(annotation: Any, part: int | str) -> Any:
    """The annotation of an item or key of `annotation`, None where it has none."""
    for plain in _inside(annotation):
        origin, parts = get_origin(plain), get_args(plain)
        if isinstance(part, int) and origin in {tuple, list}:
            return parts[0]
        if isinstance(part, str) and origin in {dict, Mapping}:
            return parts[1]
    for model in _models(annotation):
        if isinstance(part, str) and part in model.model_fields:
            field = model.model_fields[part]
            return field.annotation
    return None


def _model_at(model: type[BaseModel], path: FieldPath) -> type[BaseModel] | None:
    annotation: Any = model
    for part in path:
        annotation = _step(annotation, part)
    return next(_models(annotation), None)


def _mistyped(node: Node, annotation: Any, path: FieldPath) -> Iterator[tuple[FieldPath, Node, str]]:
    """Quoted text where a number is wanted and a decimal number where text is: pydantic takes either for the other."""
    if isinstance(node.value, dict):
        for key, child in node.value.items():
            yield from _mistyped(child, _step(annotation, key), (*path, key))
        return
    if isinstance(node.value, tuple):
        for number, child in enumerate(node.value):
            yield from _mistyped(child, _step(annotation, number), (*path, number))
        return
    allowed = set(_inside(annotation))
    if isinstance(node.value, str) and Decimal in allowed and str not in allowed and _is_number(node.value):
        yield path, node, "a number"
    elif isinstance(node.value, Decimal) and str in allowed and Decimal not in allowed:
        yield path, node, "text"


def _is_number(text: str) -> bool:
    try:
        Decimal(text)
    except ArithmeticError:
        return False
    return True
