"""The house as the glossary and the design draw it: folders, imports, sizes, codes, what has an owner and a page."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest

from crossfoot.reports import document

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "crossfoot"
MODULES = sorted(SOURCE.rglob("*.py"))
PACKAGES = sorted(path.parent for path in SOURCE.rglob("__init__.py"))
TRACKED_KINDS = {".py", ".md", ".yaml", ".toml", ".csv", ".typ", ".css", ".js", ".lock", ".txt", ""}


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def tracked_files() -> list[Path]:
    """What git keeps; everything but what is made, where there is no git."""
    try:
        listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True)  # noqa: S607
    except (OSError, subprocess.CalledProcessError):
        folders = ("src", "tests", "docs", "definitions", "examples", "scripts", "requirements", "benchmarks", ".ci")
        found = [path for folder in folders for path in (ROOT / folder).rglob("*") if path.is_file()]
        return [path for path in [*found, *ROOT.glob("*.*"), ROOT / "Makefile"] if "__pycache__" not in path.parts]
    return [ROOT / name for name in listed.stdout.splitlines() if (ROOT / name).is_file()]


# -- folders and modules -----------------------------------------------------------------------------------------------


def test_import_contracts_are_kept() -> None:
    command = [str(Path(sys.executable).parent / "lint-imports"), "--no-cache"]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S603
    assert ran.returncode == 0, ran.stdout
    assert re.search(r"Contracts: [3-9]\d* kept, 0 broken", ran.stdout)


def test_every_folder_is_in_the_glossary() -> None:
    glossary = (ROOT / "GLOSSARY.md").read_text(encoding="utf-8")
    folders = {path.relative_to(SOURCE).as_posix() for path in PACKAGES} - {"."}
    assert folders >= {"vocabulary", "indicators", "figures", "judgements", "reports", "render", "operations"}
    assert [name for name in sorted(folders) if f"| `{name}` |" not in glossary] == []


def test_the_glossary_names_no_folder_that_is_gone() -> None:
    glossary = (ROOT / "GLOSSARY.md").read_text(encoding="utf-8")
    named = re.findall(r"^\| `([a-z_/]+)` \|", glossary, re.MULTILINE)
    missing = [name for name in named if not (SOURCE / name).is_dir() and not (ROOT / name).is_dir()]
    assert missing == []


def test_every_package_and_module_says_what_it_is() -> None:
    assert [path.name for path in PACKAGES if not ast.get_docstring(tree(path / "__init__.py"))] == []
    silent = [path.name for path in MODULES if path.name != "__init__.py" and not ast.get_docstring(tree(path))]
    assert silent == []


@pytest.mark.parametrize("folder", ["src", "tests", "docs", "benchmarks"])
def test_no_module_is_longer_than_400_lines(folder: str) -> None:
    sizes = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in (ROOT / folder).rglob("*.py")}
    assert sizes
    assert {path.name: size for path, size in sizes.items() if size > 400} == {}


def test_no_name_says_nothing() -> None:
    forbidden = {"utils", "util", "common", "helpers", "helper", "misc", "tools", "base", "core"}
    assert [path for path in MODULES if {path.stem, path.parent.name} & forbidden] == []


# -- issue codes -------------------------------------------------------------------------------------------------------


def issue_codes() -> Iterator[tuple[str, str]]:
    """File and code of each literal that is passed as a `code`, by name or where a function takes one."""
    # The made-up county finds nothing wrong: what it adds are rows.
    trees = {path: tree(path) for path in MODULES if "synthetic" not in path.parts}
    everywhere = {"Issue": 0, "Finding": 0}
    in_module: dict[Path, dict[str, int]] = {path: {} for path in trees}
    for path, module in trees.items():
        for node in (node for node in ast.walk(module) if isinstance(node, ast.FunctionDef)):
            names = [argument.arg for argument in node.args.args if argument.arg != "self"]
            if "code" in names and node.name != "__init__":
                # A private function is its module's own: another may have one of the same name.
                known = in_module[path] if node.name.startswith("_") else everywhere
                known[node.name] = names.index("code")
    for path, module in trees.items():
        position = everywhere | in_module[path]
        for call in (node for node in ast.walk(module) if isinstance(node, ast.Call)):
            name = call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")
            # A column of a query may be called `code` too; an issue has advice with it.
            said = {keyword.arg: keyword.value for keyword in call.keywords}
            given = [said["code"]] if {"code", "advice"} <= said.keys() else []
            # An issue has at least a code, what is wrong and what to do: `names.add("x")` of a set makes none.
            if name in position and len(call.args) + len(call.keywords) > 2:
                given += call.args[position[name] : position[name] + 1]
            yield from ((path.name, word) for value in given for word in words_in(value))


def words_in(value: ast.expr) -> list[str]:
    """The literals of an expression; the pieces of `f"SUPPLIED-{name}-BAD"` are read as one word."""
    parts = [part.value for part in ast.walk(value) if isinstance(part, ast.Constant)]
    words = [part for part in parts if isinstance(part, str)]
    return ["X" + "X".join(words)] if isinstance(value, ast.JoinedStr) else words


def test_issue_codes_are_in_capitals() -> None:
    codes = list(issue_codes())
    assert len({code for _, code in codes}) > 60
    assert [found for found in codes if not re.fullmatch(r"[A-Z][A-Z0-9-]+", found[1])] == []


# -- renderers ---------------------------------------------------------------------------------------------------------


def names_used_by(renderer: str) -> set[str]:
    """Every name in a renderer and in the modules of `render` that it is made of."""
    seen: set[str] = set()
    names: set[str] = set()
    ahead = [renderer]
    while ahead:
        module = ahead.pop()
        path = SOURCE / "render" / f"{module}.py"
        if module in seen or not path.is_file():
            continue
        seen.add(module)
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.Name):
                names.add(node.id)
            elif isinstance(node, ast.Attribute):
                names.add(node.attr)
            elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith("crossfoot.render"):
                ahead += [(node.module or "").rpartition(".")[2], *(alias.name for alias in node.names)]
    return names


BLOCKS = {kind.__name__ for kind in get_args(document.Block)}
INLINES = {kind.__name__ for kind in get_args(document.Inline)}


@pytest.mark.parametrize("renderer", ["html", "pdf", "docx"])
def test_each_paper_takes_every_block_and_inline(renderer: str) -> None:
    assert len(BLOCKS) == 10
    assert len(INLINES) == 6
    assert (BLOCKS | INLINES) - names_used_by(renderer) == set()


@pytest.mark.parametrize("renderer", ["xlsx", "ods", "csv"])
def test_each_workbook_takes_every_table_and_inline(renderer: str) -> None:
    """Workbooks hold the tables of a document, those inside its charts too, and what stands in their cells."""
    assert ({"Table", "LineChart", "BarChart"} | INLINES) - names_used_by(renderer) == set()


# -- what is kept in the repository ------------------------------------------------------------------------------------


def test_no_path_of_a_machine_and_no_registry_is_kept() -> None:
    machine = re.compile(r"(?<![\w.<>{}-])/(?:home|root|work|Users|mnt)/\w")
    registry = re.compile(r"pythonhosted|artifactory|--(?:extra-)?index-url|pypi\.org|127\.0\.0\.1:\d|[Pp]roxy\.")
    found = []
    files = [path for path in tracked_files() if path.suffix in TRACKED_KINDS and path != Path(__file__)]
    assert len(files) > 200
    for path in files:
        text = path.read_text(encoding="utf-8", errors="replace")
        found += [(path.name, match[0]) for pattern in (machine, registry) for match in pattern.finditer(text)]
    assert found == []


def test_locked_dependencies_have_hashes_and_no_address() -> None:
    locks = sorted((ROOT / "requirements").glob("*.lock"))
    assert locks
    for lock in locks:
        text = lock.read_text(encoding="utf-8")
        assert "://" not in text
        pinned = re.findall(r"^[a-z0-9][\w.-]*==", text, re.MULTILINE | re.IGNORECASE)
        assert pinned
        assert text.count("--hash=sha256:") >= len(pinned)
