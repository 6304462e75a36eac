# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What one run of ansible-playbook packs and compiles, the next one finds."""

from __future__ import annotations

import base64
import io
import os
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

from ansible.executor.module_common import _CachedModule

from tests import packing
from tests.unit import repo_facts as repo

PLAYBOOK = """
- hosts: localhost
  gather_facts: false
  tasks:
    - ansible.builtin.ping:
"""


def test_modules_stay_packed_and_compiled_after_the_run(tmp_path: Path) -> None:
    """Where Ansible keeps them elsewhere one day, all playbooks of the tests take longer, and nothing else shows it."""
    (tmp_path / "play.yml").write_text(PLAYBOOK)
    command = [str(Path(sys.executable).with_name("ansible-playbook")), str(tmp_path / "play.yml")]
    environment = os.environ | packing.packed_once() | {"PACKED_MODULES": str(tmp_path)}
    kept = []
    for _run in range(2):
        done = subprocess.run(command, cwd=repo.ROOT, env=environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
        assert packing.CALLBACK not in done.stdout + done.stderr, "a warning about it"
        (packed,) = tmp_path.glob("ansible.modules.ping-*-none")
        kept.append((packed.stat().st_ino, packed.stat().st_mtime_ns))
    assert kept[0] == kept[1]
    names = ZipFile(io.BytesIO(base64.b64decode(_CachedModule.load(str(packed)).zip_data))).namelist()
    assert {f"{name}c" for name in names if name.endswith(".py")} < set(names)
