# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The router that applications copy is built from the modules of _router, which keep the rules that make this simple."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator

import pytest

from tools import router as tool

SOURCES = {name: (tool.PACKAGE / f"{name}.py").read_text() for name in tool.MODULES}
MODULES = {name: tool.module_of(source) for name, source in SOURCES.items()}


def test_the_file_is_up_to_date() -> None:
    assert tool.BUILT.read_text() == tool.text(), "change the modules of _router, and run make router"


def test_no_module_is_forgotten() -> None:
    assert sorted(tool.MODULES) == sorted(path.stem for path in tool.PACKAGE.iterdir() if path.suffix == ".py")


@pytest.mark.parametrize("name", tool.MODULES)
def test_a_module_needs_only_those_before_it(name: str) -> None:
    before = tool.MODULES[: tool.MODULES.index(name)]
    for node in MODULES[name].ours:
        assert isinstance(node, ast.ImportFrom)
        assert node.module in {f"{tool.PREFIX}{other}" for other in before}, "an import of a later module"
        assert [alias.asname for alias in node.names if alias.asname] == [], "the file has the original name only"


@pytest.mark.parametrize("name", tool.MODULES)
def test_imports_come_first(name: str) -> None:
    """An import further below would stay in the file as it is."""
    found = [node for node in ast.walk(ast.parse(MODULES[name].body)) if isinstance(node, ast.Import | ast.ImportFrom)]
    assert [ast.unparse(node) for node in found] == []
    assert tool.PREFIX not in MODULES[name].body


@pytest.mark.parametrize("name", tool.MODULES)
def test_only_the_block_of_boto_imports_boto(name: str) -> None:
    """It is the block without which the file could not be imported where boto3 is missing."""
    assert {_root(node) for node in MODULES[name].standard} <= sys.stdlib_module_names
    assert {_root(node) for node in MODULES[name].boto} <= {"boto3", "botocore"}


def test_a_name_has_one_meaning() -> None:
    """Else one module would get what another one defined."""
    meanings: dict[str, set[str]] = {}
    for name, module in MODULES.items():
        for bound, meaning in _meanings(name, module):
            meanings.setdefault(bound, set()).add(meaning)
    assert {bound: found for bound, found in meanings.items() if len(found) > 1} == {}


@pytest.mark.parametrize("name", tool.MODULES[:-1])
def test_the_docstring_of_a_module_is_the_title_of_its_section(name: str) -> None:
    docstring = MODULES[name].docstring
    assert docstring.endswith(".")
    assert f"\n# ---- {docstring[:-1]} -" in tool.BUILT.read_text(), "one line, so that nothing of it is lost"


@pytest.mark.parametrize(
    ("statements", "block"),
    [
        (["import b", "import a, b"], "import a\nimport b"),
        (["from a import b", "import z"], "import z\nfrom a import b"),
        (
            ["from t import TypeVar", "from t import f, TypedDict", "from t import A_B"],
            "from t import A_B, TypedDict, TypeVar, f",
        ),
        (["from e import E as F", "from e import Z", "from e import A"], "from e import A, Z\nfrom e import E as F"),
        ([f"from e import {'A' * 60}, {'B' * 60}"], f"from e import (\n    {'A' * 60},\n    {'B' * 60},\n)"),
    ],
    ids=["once each", "modules first", "constants, classes, others", "other names", "too long for a line"],
)
def test_imports_are_as_ruff_sorts_them(statements: list[str], block: str) -> None:
    nodes = [node for statement in statements for node in ast.parse(statement).body]
    assert tool._sorted(nodes) == block


def _root(node: ast.Import | ast.ImportFrom) -> str:
    (root,) = {alias.name.partition(".")[0] for alias in node.names} if isinstance(node, ast.Import) else {node.module}
    return str(root).partition(".")[0]


def _meanings(name: str, module: tool.Module) -> Iterator[tuple[str, str]]:
    """Name → what it is, for all that a module imports or defines; imports of ours count for their definition."""
    for node in (*module.standard, *module.boto):
        origin = f"{node.module}." if isinstance(node, ast.ImportFrom) else ""
        yield from ((alias.asname or alias.name, origin + alias.name) for alias in node.names)
    for node in ast.parse(module.body).body:
        yield from ((bound, f"{name}.{bound}") for bound in _defined(node))


def _defined(node: ast.stmt) -> Iterator[str]:
    if isinstance(node, ast.ClassDef | ast.FunctionDef):
        yield node.name
    else:
        yield from (
            found.id for found in ast.walk(node) if isinstance(found, ast.Name) and isinstance(found.ctx, ast.Store)
        )
