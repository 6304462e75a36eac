# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""docs/applications.md is followed from top to bottom, in one shell that knows nothing but what the page says."""

from __future__ import annotations

import os
import socket
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from tests.unit import repo_facts as repo

from .snippets import Example, of_markdown

PAGE = repo.ROOT / "docs/applications.md"


@pytest.fixture
def shell(tmp_path: Path) -> Iterator[Mapping[str, str]]:
    """A home without settings, the system's programs, and a port for the endpoint; it ends with the test."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    environment = {"HOME": str(tmp_path), "LOCAL_AWS_PORT": str(port), "PATH": os.defpath, "NO_PROXY": "127.0.0.1"}
    yield environment
    run("make -s stop", environment)


def test_the_page_can_be_followed_without_an_account(shell: Mapping[str, str]) -> None:
    blocks = [block for block in of_markdown(PAGE.read_text()) if block.not_run is None]
    output = run("\n".join(map(command, blocks)), shell)
    for shown in (
        "from us-east-1",
        "2 vectors of 1024",
        "Sonnet is arn:aws:bedrock:us-east-1:",
        "['us-east-1', 'us-west-2']",
    ):
        assert shown in output


def command(block: Example) -> str:
    return block.text if block.kind == "script" else f"python - <<'END_OF_BLOCK'\n{block.text}END_OF_BLOCK\n"


def run(script: str, environment: Mapping[str, str]) -> str:
    done = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", script],
        cwd=repo.ROOT,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout
    return done.stdout
