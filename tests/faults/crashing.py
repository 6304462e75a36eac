# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""SIGKILL a run, and every process that it started, at a point of the protocol; and what comes after a crash."""

from __future__ import annotations

import signal
import subprocess
from collections.abc import Callable
from datetime import timedelta

import psutil
from ansible_collections.genai.bedrock.plugins.module_utils._core.lease import LEASE_SECONDS, ROOT
from moto.ssm.models import ssm_backends

PATIENCE_SECONDS = 120.0
KILLED = "runs killed, each finished by the next one without a loss or a duplicate"


def crash(
    aws, start: Callable[[], subprocess.Popen[str]], operation: str, *, when: str = "before", nth: int = 1
) -> None:
    """Run until the nth call of an operation, before or after its effect, and no further."""
    started: list[subprocess.Popen[str]] = []

    def kill(_call: object) -> None:
        kill_family(started[0].pid)
        # Nobody waits for this call any more: before its effect it never was, after it nobody hears of it.
        raise ConnectionAbortedError

    point = aws.at(operation, kill, when=when, nth=nth)
    started.append(start())
    try:
        text, _nothing = started[0].communicate(timeout=PATIENCE_SECONDS)
    except subprocess.TimeoutExpired:
        kill_family(started[0].pid)
        raise
    assert point.reached, f"the run ended without that call:\n{text[-4000:]}"
    assert started[0].returncode == -signal.SIGKILL, f"the run was not killed but ended:\n{text[-4000:]}"


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


def lapse(seconds: float = LEASE_SECONDS) -> int:
    """Let so much time pass for every lock: nobody has to sit through it. Returns how many locks there are."""
    locks = [
        versions[-1]
        for regions in ssm_backends.values()
        for backend in regions.values()
        for name, versions in dict.items(backend._parameters)
        if name.startswith(ROOT)
    ]
    for lock in locks:
        lock.last_modified_date -= timedelta(seconds=seconds)
    return len(locks)
