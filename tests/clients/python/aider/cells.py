# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""aider, with the exported files in the folder of its work."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

COMMAND = Path("command.sh").read_text().strip()
#: It would look for a newer version, and for model prices.
SETTINGS = {"AIDER_CHECK_UPDATE": "false", "AIDER_ANALYTICS": "false", "AIDER_SHOW_MODEL_WARNINGS": "true"}


def ask(*options):
    with tempfile.TemporaryDirectory() as folder:
        programs = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
        environment = os.environ | SETTINGS | {"HOME": folder, "PATH": programs, "PROMPT": "Hello"}
        script = " ".join([COMMAND, "--no-git", "--yes-always", "--no-pretty", *options])
        done = subprocess.run(
            ["bash", "-c", script],
            cwd=folder,
            env=environment,
            capture_output=True,
            text=True,
            timeout=200,
            check=False,
        )
    assert done.returncode == 0, done.stderr + done.stdout
    assert "Unknown context window" not in done.stdout
    assert "Cost: $" in done.stdout, done.stdout
    return done.stdout


def text():
    ask("--no-stream")


def stream():
    ask("--stream")


def caching():
    ask("--cache-prompts")
