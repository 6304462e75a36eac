# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The endpoint as a background process: start, status, stop, by module and by path."""

from __future__ import annotations

import http.server
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import boto3
import pytest

from tests.local_aws import ROOT, process
from tests.local_aws.shell import exports

BY_MODULE = [sys.executable, "-m", "tests.local_aws"]
BY_PATH = [sys.executable, str(ROOT / "tests" / "local_aws")]


@pytest.fixture
def port() -> Iterator[int]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        number = int(probe.getsockname()[1])
    yield number
    process.stop(number)
    for name in ("log", "lock", "pid"):
        (process.CACHE / f"{name}-{number}").unlink(missing_ok=True)


def run(base: list[str], *words: str, port: int, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    environ = {**os.environ, "LOCAL_AWS_PORT": str(port)}
    return subprocess.run(
        [*base, *words], cwd=cwd, env=environ, capture_output=True, text=True, timeout=90, check=False
    )


def test_start_twice_status_reset_stop_twice(port: int, tmp_path: Path) -> None:
    first = run(BY_MODULE, "start", "--switch", "latency_ms=1", port=port)
    assert first.returncode == 0, first.stderr
    pid = int((process.CACHE / f"pid-{port}").read_text())
    assert f"pid {pid}" in first.stdout
    # From another folder, by path.
    second = run(BY_PATH, "start", port=port, cwd=tmp_path)
    assert (second.returncode, "already running" in second.stdout) == (0, True)
    status = run(BY_PATH, "status", port=port, cwd=tmp_path)
    assert (status.returncode, f"pid {pid}" in status.stdout) == (0, True)
    reset = run(BY_MODULE, "reset", "--switch", "list_order=reversed", port=port)
    assert '"latency_ms": 1' in reset.stdout
    assert '"list_order": "reversed"' in reset.stdout
    assert run(BY_MODULE, "stop", port=port).stdout == "stopped\n"
    assert not (process.CACHE / f"pid-{port}").exists()
    again = run(BY_MODULE, "stop", port=port)
    assert (again.returncode, "already stopped" in again.stdout) == (0, True)
    gone = run(BY_MODULE, "status", port=port)
    assert (gone.returncode, "Not running" in gone.stderr) == (1, True)


def test_a_killed_endpoint_leaves_a_stale_pid_file_that_harms_nobody(port: int) -> None:
    process.start(port)
    pid = int((process.CACHE / f"pid-{port}").read_text())
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)
    assert process.stop(port).startswith("already stopped")
    # The pid in a stale file may be anybody's by now: ours, here.
    (process.CACHE / f"pid-{port}").write_text(f"{os.getpid()}\n")
    assert process.start(port).startswith("running on")
    assert process.stop(port) == "stopped"


def test_two_starts_at_once_make_one_server(port: int) -> None:
    answers: list[str] = []
    threads = [threading.Thread(target=lambda: answers.append(process.start(port))) for _round in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answer.split()[0] for answer in answers) == ["already", "running"]


@pytest.mark.parametrize("kind", ["http", "silent"])
def test_a_port_that_something_else_holds(port: int, kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(process, "HEALTH_SECONDS", 0.2)
    if kind == "http":
        server = http.server.HTTPServer(("127.0.0.1", port), http.server.BaseHTTPRequestHandler)
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        current: http.server.HTTPServer | socket.socket = server
    else:
        current = socket.create_server(("127.0.0.1", port))
    try:
        with pytest.raises(process.ProcessError, match="held by something else"):
            process.start(port)
        assert process.stop(port).startswith("already stopped")
    finally:
        if isinstance(current, http.server.HTTPServer):
            current.shutdown()
            current.server_close()
        else:
            current.close()


def test_it_starts_within_seconds_and_leaves_another_clones_alone(port: int, monkeypatch: pytest.MonkeyPatch) -> None:
    begun = time.monotonic()
    process.start(port)
    assert time.monotonic() - begun < 15
    with monkeypatch.context() as patched:
        patched.setattr(process, "ROOT", Path("/somewhere/else"))
        for action in (process.start, process.stop, process.status):
            with pytest.raises(process.ProcessError, match=f"held by the endpoint of {ROOT}"):
                action(port)
    assert process.health(port)


def test_wrong_switches_are_reported_before_anything_starts(port: int) -> None:
    got = run(BY_MODULE, "start", "--switch", "no_such=1", port=port)
    assert (got.returncode, "There is no switch 'no_such'" in got.stderr) == (1, True)
    assert process.health(port) is None


def test_it_comes_up_whatever_the_shell_holds(port: int) -> None:
    environ = {**os.environ, "AWS_PROFILE": "no-such-profile", "MOTO_ACCOUNT_ID": "1", "HTTP_PROXY": "http://nowhere:1"}
    words = [*BY_PATH, "start", "--port", str(port)]
    got = subprocess.run(words, env=environ, capture_output=True, text=True, timeout=90, check=False)
    assert got.returncode == 0, got.stderr
    ssm = boto3.Session(aws_access_key_id="local", aws_secret_access_key="local", region_name="us-east-1").client(
        "ssm", endpoint_url=f"http://127.0.0.1:{port}"
    )
    assert ssm.describe_parameters()["Parameters"] == []
    ssm.put_parameter(Name="/x", Value="v", Type="String")
    assert ":123456789012:" in ssm.get_parameter(Name="/x")["Parameter"]["ARN"]


def test_a_shell_that_evaluates_env_calls_the_endpoint(port: int) -> None:
    missing = run(BY_PATH, "env", port=port)
    assert (missing.returncode, missing.stdout, "Not running" in missing.stderr) == (1, "", True)
    made = run(["make", "-s"], "endpoint", port=port)
    assert made.stdout == exports(port, "us-east-1", "local") + "\n", made.stderr
    script = f"""
        eval "$({sys.executable} {BY_PATH[1]} env --port {port} --region eu-west-1 --key 210987654321)"
        exec {sys.executable} -c 'import boto3
identity = boto3.client("sts").get_caller_identity()
print(identity["Account"], boto3.client("bedrock-runtime").meta.region_name, boto3.client("bedrock").meta.endpoint_url)'
    """
    environ = {"PATH": os.environ["PATH"], "AWS_PROFILE": "nobody", "AWS_SESSION_TOKEN": "x", "HOME": "/nonexistent"}
    got = subprocess.run(["sh", "-c", script], env=environ, capture_output=True, text=True, timeout=90, check=False)
    assert got.stdout.split() == ["210987654321", "eu-west-1", f"http://127.0.0.1:{port}"], got.stderr


def test_what_is_exported_is_quoted() -> None:
    lines = exports(1, "x; rm -rf /", "local").splitlines()
    assert "export AWS_REGION='x; rm -rf /'" in lines
    for name in ("AWS_ENDPOINT_URL", "AWS_ENDPOINT_URL_BEDROCK_RUNTIME", "ANTHROPIC_BEDROCK_BASE_URL"):
        assert f"export {name}=http://127.0.0.1:1" in lines
