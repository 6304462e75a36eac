# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The endpoint as a background process: pid file, health check, clean stop."""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Sequence
from http.client import HTTPException
from pathlib import Path
from typing import Any

from . import HOST, PREFIX, ROOT

CACHE = ROOT / ".cache" / "local_aws"
START_SECONDS = 60.0
STOP_SECONDS = 10.0
HEALTH_SECONDS = 5.0


class ProcessError(RuntimeError):
    """The endpoint could not be started, stopped or reached."""


def start(port: int, switch_pairs: Sequence[str] = ()) -> str:
    """Start the endpoint and wait until it answers; nothing happens if it is up already."""
    with _lock(port):
        if _running_here(port):
            return f"already running on http://{HOST}:{port}"
        if _taken(port):
            raise ProcessError(
                f"Port {port} of {HOST} is held by something else. Stop that, or set LOCAL_AWS_PORT to a free port."
            )
        _pid_file(port).unlink(missing_ok=True)
        log = CACHE / f"log-{port}"
        child = _spawn(port, switch_pairs, log)
        _pid_file(port).write_text(f"{child.pid}\n", encoding="utf-8")
        deadline = time.monotonic() + START_SECONDS
        while health(port) is None:
            if child.poll() is not None or time.monotonic() > deadline:
                child.kill()
                _pid_file(port).unlink(missing_ok=True)
                raise ProcessError(f"The endpoint did not come up; the end of {log}: {_tail(log)}")
            time.sleep(0.05)
        return f"running on http://{HOST}:{port} (pid {child.pid})"


def stop(port: int) -> str:
    """Stop the endpoint; harmless if it is not up."""
    with _lock(port):
        answer = _running_here(port)
        if answer is None:
            _pid_file(port).unlink(missing_ok=True)
            return f"already stopped: nothing runs on http://{HOST}:{port}"
        # The process that answers is the one to stop; the pid in a stale file may be somebody else's by now.
        pid = int(answer["pid"])
        os.kill(pid, signal.SIGTERM)
        deadline = time.monotonic() + STOP_SECONDS
        while _alive(pid) or _taken(port):
            if time.monotonic() > deadline:
                raise ProcessError(f"The endpoint (pid {pid}) did not stop within {STOP_SECONDS:.0f} seconds.")
            time.sleep(0.05)
        _pid_file(port).unlink(missing_ok=True)
        return "stopped"


def status(port: int) -> str:
    answer = require_running(port)
    return f"running on http://{HOST}:{port} (pid {answer['pid']})"


def require_running(port: int) -> dict[str, Any]:
    answer = _running_here(port)
    if answer is None:
        raise ProcessError(f"Not running on http://{HOST}:{port}.")
    return answer


def health(port: int) -> dict[str, Any] | None:
    """What the endpoint says of itself; None if it is not there or something else is."""
    try:
        answer = control(port, "GET", "health", timeout=HEALTH_SECONDS)
    except (OSError, ValueError, HTTPException):
        return None
    return answer if isinstance(answer, dict) and answer.get("service") == "local_aws" else None


def _running_here(port: int) -> dict[str, Any] | None:
    """As health(); another clone's endpoint is an error, for its resources are none of ours."""
    answer = health(port)
    if answer and answer["root"] != str(ROOT):
        raise ProcessError(
            f"Port {port} of {HOST} is held by the endpoint of {answer['root']}. Set LOCAL_AWS_PORT to a free port."
        )
    return answer


def control(port: int, method: str, name: str, body: dict[str, Any] | None = None, timeout: float = 30) -> Any:
    """Speak to the control interface."""
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(f"http://{HOST}:{port}{PREFIX}{name}", data=data, method=method)
    # The shell's proxy settings have no say about 127.0.0.1.
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    with opener.open(request, timeout=timeout) as answer:
        return json.load(answer)


def _spawn(port: int, switch_pairs: Sequence[str], log: Path) -> subprocess.Popen[bytes]:
    words = [sys.executable, str(Path(__file__).parent / "__main__.py"), "serve", "--port", str(port)]
    for pair in switch_pairs:
        words += ["--switch", pair]
    with log.open("wb") as output:
        # A session of its own: it must outlive the playbook or make run that started it.
        return subprocess.Popen(
            words, cwd=ROOT, stdin=subprocess.DEVNULL, stdout=output, stderr=output, start_new_session=True
        )


@contextlib.contextmanager
def _lock(port: int) -> Iterator[None]:
    """Two starts at once must not start two servers."""
    CACHE.mkdir(parents=True, exist_ok=True)
    with (CACHE / f"lock-{port}").open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def _pid_file(port: int) -> Path:
    return CACHE / f"pid-{port}"


def _taken(port: int) -> bool:
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex((HOST, port)) == 0


def _alive(pid: int) -> bool:
    # A child of this very process stays a zombie until it is waited for.
    with contextlib.suppress(ChildProcessError):
        os.waitpid(pid, os.WNOHANG)
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def _tail(log: Path) -> str:
    return log.read_text(encoding="utf-8", errors="replace")[-2000:].strip() or "(empty)"
