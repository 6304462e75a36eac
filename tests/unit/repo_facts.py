# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the repository holds, for the tests about the repository itself."""

from __future__ import annotations

import functools
import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parents[2]
COLLECTION = "genai.bedrock"
PLUGIN_KINDS = ("module", "filter", "lookup")
#: Folders whose files count as tests of something.
TEST_FOLDERS = ("tests/unit/plugins", "tests/gateway", "extensions/molecule")


def read_yaml(path: Path) -> Any:
    return yaml.safe_load(path.read_text())


def tracked(*suffixes: str) -> list[Path]:
    """Files of the repository, ignored ones left out, by suffix."""
    listed = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard", "-z"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    paths = sorted(ROOT / name for name in listed.stdout.split("\0") if name.endswith(suffixes))
    return [path for path in paths if path.is_file()]


@functools.cache
def documentation() -> Mapping[str, Mapping[str, Any]]:
    """kind → plugin name → what ansible-doc says, fragments merged."""
    bin_folder = Path(sys.executable).parent
    environment = os.environ | {"ANSIBLE_COLLECTIONS_PATH": str(ROOT / ".ansible" / "collections")}
    done = subprocess.run(
        [bin_folder / "ansible-doc", "--metadata-dump", COLLECTION],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    reported = json.loads(done.stdout)["all"]
    prefix = f"{COLLECTION}."
    return {
        kind: {
            name.removeprefix(prefix): doc for name, doc in reported.get(kind, {}).items() if name.startswith(prefix)
        }
        for kind in PLUGIN_KINDS
    }


def modules() -> list[str]:
    return sorted(path.stem for path in (ROOT / "plugins/modules").glob("*.py"))


def aws_modules() -> list[str]:
    """Those that call AWS, as against those that an action plugin of the same name is."""
    return [name for name in modules() if "def main()" in (ROOT / f"plugins/modules/{name}.py").read_text()]


def plugins(kind: str) -> list[str]:
    """Names of filters or lookups: one plugin, one file of its name."""
    folder = ROOT / "plugins" / kind
    return sorted({path.stem for suffix in ("py", "yml") for path in folder.glob(f"[!_]*.{suffix}")})


def roles() -> list[str]:
    return sorted(path.name for path in (ROOT / "roles").glob("*") if path.is_dir())


def playbooks() -> list[str]:
    return sorted(path.stem for path in (ROOT / "playbooks").glob("*.yml"))


@functools.cache
def test_text() -> str:
    """All tests as one text, to look names up in."""
    suffixes = (".py", ".yml", ".yaml", ".sh")
    return "\n".join(
        f"{path.relative_to(ROOT)}\n{path.read_text()}"
        for path in tracked(*suffixes)
        if str(path.relative_to(ROOT)).startswith(TEST_FOLDERS)
    )
