# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A module in a process of its own: one that can be killed, runs beside others, or whose time is taken."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from typing import Any

from tests.gateway.playing import ROOT


def begin(at: Any, module: str, **parameters: Any) -> subprocess.Popen[str]:
    """A module in a process of its own, which is not waited for."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.faults.one_module", at.url, module],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": f"{ROOT}:{ROOT / '.ansible/collections'}"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    process.stdin.write(json.dumps(parameters))
    process.stdin.close()
    process.stdin = None
    return process


def apart(at: Any, module: str, **parameters: Any) -> tuple[dict[str, Any], float]:
    """A module in a process of its own: its result, and the seconds that all of it took."""
    begun = time.monotonic()
    process = begin(at, module, **parameters)
    output, _nothing = process.communicate(timeout=120)
    elapsed = time.monotonic() - begun
    assert process.returncode in (0, 2), output[-4000:]
    return json.loads(output), elapsed
