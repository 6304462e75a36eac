# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Puts each client, at its pinned versions, into a folder of its own under .cache/clients."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from . import ROOT
from .expected import Client

CACHE = ROOT / ".cache/clients"


def install(client: Client) -> Path:
    """The folder in which the client runs; nothing is installed if its pins have not changed."""
    folder = CACHE / client.name
    folder.mkdir(parents=True, exist_ok=True)
    # A virtual environment knows its own path.
    want = hashlib.sha256(f"{folder} {sys.version}".encode() + client.lock.read_bytes()).hexdigest()
    stamp = folder / "installed"
    if not stamp.exists() or stamp.read_text() != want:
        print(f"Installing {client.title} ...", flush=True)
        (_python if client.language == "python" else _javascript)(client, folder)
        stamp.write_text(want)
    return folder


def _python(client: Client, folder: Path) -> None:
    environment = os.environ | {"UV_PYTHON_DOWNLOADS": "never", "UV_SYSTEM_CERTS": "1"}
    if index := environment.get("PIP_INDEX_URL"):
        environment["UV_DEFAULT_INDEX"] = index
    uv = shutil.which("uv") or ROOT / ".ansible/tool/bin/uv"
    python = folder / "venv/bin/python"
    _run([uv, "venv", "-q", "--clear", "-p", sys.executable, folder / "venv"], folder, environment)
    _run([uv, "pip", "install", "-q", "-p", python, "-r", client.lock], folder, environment)


def _javascript(client: Client, folder: Path) -> None:
    for name in ("package.json", "package-lock.json"):
        shutil.copy(client.folder / name, folder)
    _run(
        ["npm", "ci", "--prefer-offline", "--ignore-scripts", "--no-audit", "--no-fund", "--silent"], folder, os.environ
    )


def _run(command: list[object], folder: Path, environment: Mapping[str, str]) -> None:
    done = subprocess.run(
        [str(part) for part in command],
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if done.returncode:
        sys.exit(f"{' '.join(map(str, command))} failed:\n{done.stdout}")
