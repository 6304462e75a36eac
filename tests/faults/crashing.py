# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""SIGKILL a real ansible-playbook, and every process that it started, at a point of the protocol."""

from __future__ import annotations

import signal
import subprocess
import tempfile
from collections.abc import Callable
from typing import BinaryIO

import psutil

PATIENCE_SECONDS = 120.0


def crash(
    aws, start: Callable[[BinaryIO], subprocess.Popen[bytes]], operation: str, *, when: str = "before", nth: int = 1
) -> None:
    """Run until the nth call of an operation, before or after its effect, and no further."""
    started: list[subprocess.Popen[bytes]] = []

    def kill(_call: object) -> None:
        kill_family(started[0].pid)
        # Nobody waits for this call any more: before its effect it never was, after it nobody hears of it.
        raise ConnectionAbortedError

    point = aws.at(operation, kill, when=when, nth=nth)
    with tempfile.TemporaryFile() as output:
        started.append(start(output))
        try:
            status = started[0].wait(PATIENCE_SECONDS)
        except subprocess.TimeoutExpired:
            kill_family(started[0].pid)
            raise
        output.seek(0)
        text = output.read().decode(errors="replace")[-4000:]
    assert point.reached, f"the run ended without that call:\n{text}"
    assert status == -signal.SIGKILL, f"the run was not killed but ended with {status}:\n{text}"


def kill_family(pid: int) -> None:
    """Stop everybody first, so that nobody carries on, or starts anything, while the others are killed.

    Ansible's workers lead sessions of their own and the module is a grandchild: no process group holds them all.
    """
    root = psutil.Process(pid)
    family: list[psutil.Process] = []
    while new := [process for process in (root, *root.children(recursive=True)) if process not in family]:
        for process in new:
            process.suspend()
        family += new
    for process in family:
        process.kill()
    # The root is the caller's child, who waits for it.
    psutil.wait_procs(family[1:], timeout=10)
