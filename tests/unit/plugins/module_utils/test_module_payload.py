# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Imports from the payload of a module, a zip file of sources."""

from __future__ import annotations

import ast
import gc
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from ansible_collections.genai.bedrock.plugins.module_utils._module import payload

#: What is imported in a new Python, which then prints each compiled file of the payload, and the files of the modules.
SCRIPT = """
import gc, sys
sys.path.insert(0, {payload!r})
import first
namespace = {{}}
exec({source!r}, namespace)
{call}
compiled = []
sys.addaudithook(lambda event, args: compiled.append(args[1]) if event == "compile" and "payload" in str(args[1]) else None)
import package.inner, second
print([str(name).rpartition("payload.zip/")[2] for name in compiled])
print([module.__file__.rpartition("payload.zip/")[2] for module in (package, package.inner, second)])
collects = gc.isenabled()
namespace["end_imports"]()
print((collects, gc.isenabled()))
"""
FILES = ["package/__init__.py", "package/inner.py", "second.py"]


@pytest.fixture
def zipped(tmp_path: Path) -> Path:
    path = tmp_path / "payload.zip"
    with zipfile.ZipFile(path, "w") as made:
        for name in ("first.py", *FILES):
            made.writestr(name, "VALUE = 1\n")
    return path


@pytest.mark.parametrize(
    ("call", "times"), [("namespace['begin_imports']()", 1), ("", 2)], ids=["once", "as Python does"]
)
def test_each_file_is_compiled(zipped: Path, call: str, times: int) -> None:
    source = Path(payload.__file__).read_text()
    script = SCRIPT.format(payload=str(zipped), source=source, call=call)
    done = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True)
    compiled, files, collects = map(ast.literal_eval, done.stdout.splitlines())
    assert sorted(compiled) == sorted(FILES * times)
    assert files == FILES
    assert collects == (not call, True)


def test_without_a_payload_nothing_changes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "path_hooks", hooks := [*sys.path_hooks])
    monkeypatch.setattr(sys, "path_importer_cache", {"/usr/lib": object()})
    before = [*hooks]
    payload.begin_imports()
    payload.end_imports()
    assert (hooks, gc.isenabled(), gc.get_freeze_count()) == (before, True, 0)
