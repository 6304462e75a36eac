# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Imports go downward only, and _core is pure: it runs where neither Ansible, boto nor YAML is installed."""

from __future__ import annotations

import ast
import graphlib
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PLUGINS = ROOT / "plugins"
UTILS = PLUGINS / "module_utils"
PREFIX = "ansible_collections.genai.bedrock.plugins."

STANDARD = frozenset(sys.stdlib_module_names)
BOTO = frozenset({"boto3", "botocore"})
ANSIBLE = frozenset({"ansible", "ansible_collections"})

# Layer → (layers of ours it may import, packages of others it may import).
LAYERS: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    "_core": (frozenset({"_core"}), frozenset()),
    "_engine": (frozenset({"_engine", "_core"}), frozenset()),
    "_router": (frozenset({"_router"}), BOTO),
    # Applications copy this one file. No layer may import it: its classes are not those of _router, from which it is built.
    "inference_router": (frozenset(), BOTO),
    "_aws": (frozenset({"_aws", "_router", "_core"}), BOTO),
    "_module": (frozenset({"_module", "_engine", "_aws", "_router", "_core"}), ANSIBLE),
    "plugin": (frozenset({"plugin_utils", "_module", "_engine", "_aws", "_core"}), ANSIBLE),
    # What runs on the controller only.
    "plugin_utils": (frozenset({"plugin_utils", "_core"}), ANSIBLE),
    "doc_fragments": (frozenset(), frozenset()),
}

BLOCKED_IMPORT = """
import importlib, sys

class Blocked:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in {"ansible", "boto3", "botocore", "yaml", "jinja2"}:
            raise ImportError(f"{name} is blocked in this test")

sys.meta_path.insert(0, Blocked())
sys.path.insert(0, sys.argv[1])
for name in sys.argv[2:]:
    importlib.import_module(name)
foreign = {"ansible", "boto3", "botocore", "yaml", "jinja2"} & {name.split(".")[0] for name in sys.modules}
assert not foreign, foreign
"""


def python_files() -> list[Path]:
    return sorted(PLUGINS.rglob("*.py"))


def dotted(path: Path) -> str:
    return PREFIX + ".".join(path.relative_to(PLUGINS).with_suffix("").parts)


def layer_of(path: Path) -> str:
    """The layer of a file: `_core/tags.py` → _core, `_module/profiles.py` → _module, `modules/x.py` → plugin."""
    parts = path.relative_to(PLUGINS).parts
    if parts[0] in ("doc_fragments", "plugin_utils"):
        return parts[0]
    if parts[0] != "module_utils":
        return "plugin"
    return parts[1].removesuffix(".py")


def imported_names(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: AnsiballZ wants absolute imports inside a collection"
            yield node.module or ""


def imported_layer(name: str) -> str | None:
    """The layer an import of ours comes from, None for an import of others."""
    if not name.startswith(PREFIX):
        return None
    kind, layer = [*name.removeprefix(PREFIX).split("."), ""][:2]
    if kind == "plugin_utils":
        return kind
    if kind != "module_utils":
        return "plugin"
    return layer


def files_behind(path: Path) -> set[Path]:
    """The files of ours that AnsiballZ packs with a module: whatever it imports, directly or not."""
    found, left = set(), [path]
    while left:
        file = left.pop()
        if file in found or not file.is_file():
            continue
        found.add(file)
        for node in ast.walk(ast.parse(file.read_text())):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith(PREFIX):
                folder = PLUGINS.joinpath(*(node.module or "").removeprefix(PREFIX).split("."))
                left += [folder.with_suffix(".py"), *(folder / f"{alias.name}.py" for alias in node.names)]
    return found


@pytest.mark.parametrize("path", python_files(), ids=lambda path: str(path.relative_to(PLUGINS)))
def test_imports_go_downward_only(path: Path) -> None:
    layers, packages = LAYERS[layer_of(path)]
    for name in imported_names(path):
        layer = imported_layer(name)
        if layer is not None:
            assert layer in layers, f"{layer_of(path)} imports {name} of {layer}"
        else:
            assert name.partition(".")[0] in STANDARD | packages, f"{layer_of(path)} imports {name}"


def test_every_layer_has_a_rule() -> None:
    found = {layer_of(path) for path in python_files()}
    assert found <= set(LAYERS), "a new layer: say in LAYERS what it may import"


@pytest.mark.parametrize("layer", ["_core", "_engine"])
def test_folders_of_a_layer_depend_on_each_other_one_way(layer: str) -> None:
    """`prepare` raises where two folders of a layer need each other; its files at the top are the ground of all."""
    needs: dict[str, set[str]] = {}
    for path in sorted((UTILS / layer).rglob("*.py")):
        folder = path.relative_to(UTILS / layer).parts[0]
        for name in imported_names(path):
            used = name.removeprefix(f"{PREFIX}module_utils.{layer}.").partition(".")[0]
            if (UTILS / layer / used).is_dir() and name.startswith(f"{PREFIX}module_utils.{layer}.") and used != folder:
                needs.setdefault(folder, set()).add(used)
    graphlib.TopologicalSorter(needs).prepare()


def test_core_is_pure() -> None:
    modules = [dotted(path) for path in sorted((UTILS / "_core").rglob("*.py"))]
    assert modules
    done = subprocess.run(
        [sys.executable, "-I", "-c", BLOCKED_IMPORT, str(ROOT / ".ansible" / "collections"), *modules],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def test_a_deployment_carries_no_more_of_the_router_than_it_uses() -> None:
    """Each file of the payload costs every deployment time."""
    packed = {str(path.relative_to(PLUGINS)) for path in files_behind(PLUGINS / "modules/workloads.py")}
    assert "module_utils/_aws/runtime.py" in packed
    assert sorted(path for path in packed if "router" in path) == [
        "module_utils/_router/embeddings.py",
        "module_utils/_router/errors.py",
        "module_utils/_router/json_values.py",
    ]


def test_only_the_module_layer_calls_ansible() -> None:
    """Nothing below _module ends a run: a worker that called fail_json would leave the others writing."""
    reporters = {"fail_json", "exit_json", "fail_json_aws"}
    for path in python_files():
        if layer_of(path) in {"_core", "_engine", "_aws"}:
            called = {node.attr for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Attribute)}
            assert not called & reporters, path
