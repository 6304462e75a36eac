# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the Makefile and its tools promise."""

from __future__ import annotations

import os
import re
import subprocess

import pytest

from tests.unit.repo_facts import ROOT

START = "-m tests.local_aws start"


def run(*command: str, **variables: str) -> subprocess.CompletedProcess[str]:
    # The tests themselves are run by a make.
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("MAKE", "MFLAGS"))}
    return subprocess.run(command, cwd=ROOT, env=environment | variables, capture_output=True, text=True, check=False)


def plan_of(*arguments: str, **variables: str) -> str:
    """What make would run."""
    done = run("make", "--no-print-directory", "-n", *arguments, **variables)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.parametrize(
    ("arguments", "variables", "inventory", "starts"),
    [
        (["deploy"], {}, "local", True),
        (["deploy", "ENV=local"], {}, "local", True),
        (["deploy", "ENV=staging"], {}, "staging", False),
        # ENV of the shell is the start-up file of a POSIX shell.
        (["deploy"], {"ENV": "production"}, "local", True),
        # Somebody else's endpoint is already up.
        (["deploy"], {"AWS_ENDPOINT_URL": "http://127.0.0.1:1"}, "local", False),
        (["plan"], {}, "local", True),
        (["teardown", "ENV=dev"], {}, "dev", False),
        (["validate"], {}, "local", True),
        (["verify", "ENV=dev"], {}, "dev", False),
        (["access", "ENV=dev"], {}, "dev", False),
    ],
)
def test_which_inventory_and_endpoint(
    arguments: list[str], variables: dict[str, str], inventory: str, starts: bool
) -> None:
    planned = plan_of(*arguments, **variables)
    assert f'-i "inventories/{inventory}"' in planned
    assert (START in planned) is starts


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["plan"], "genai.bedrock.deploy --check --diff"),
        (["validate"], "genai.bedrock.validate"),
        (["verify"], "genai.bedrock.verify"),
        (["access", "ARGS=-e access_path=/tmp/p"], "genai.bedrock.access -e access_path=/tmp/p"),
        (["init", "ENV=mine", "ARGS=-e bedrock_regions=eu-west-1"], "-e bedrock_regions=eu-west-1"),
        (["deploy", "ARGS=--tags copilot"], "genai.bedrock.deploy --tags copilot"),
        (["teardown", "CONFIRM=local"], 'genai.bedrock.teardown -e "bedrock_confirm=local"'),
    ],
)
def test_what_is_run(arguments: list[str], expected: str) -> None:
    assert expected in plan_of(*arguments)


@pytest.mark.parametrize("path", ["/home/me/inventory", "./mine", "../my inventories/local"])
def test_an_inventory_is_anywhere(path: str) -> None:
    planned = plan_of("deploy", f"ENV={path}")
    assert f'-i "{path}" genai.bedrock.deploy' in planned
    # Only inventories/local is about the endpoint.
    assert START not in planned
    assert f"genai.bedrock.init -e \"bedrock_inventory_path='{path}'\"" in plan_of("init", f"ENV={path}")
    assert "bedrock_inventory_path='inventories/mine'" in plan_of("init", "ENV=mine")


def test_every_gate_is_part_of_test() -> None:
    others = {"bench", "coverage", "mutation", "picture"}
    gates = set(re.findall(r"\$\(GATE\) (\S+)", (ROOT / "Makefile").read_text())) - others
    assert gates == set(re.findall(r"tools/gate\.sh (\S+)", plan_of("test")))


def test_help_lists_every_target() -> None:
    makefile = (ROOT / "Makefile").read_text().replace("\\\n", "")
    (targets,) = re.findall(r"^\.PHONY: (.*)$", makefile, re.MULTILINE)
    listed = re.findall(r"make (\w+)", run("make").stdout)
    assert sorted(targets.split()) == sorted(listed)


def test_a_gate_sees_nothing_of_the_shell() -> None:
    done = run(
        "tools/gate.sh",
        "name",
        "env",
        AWS_PROFILE="mine",
        AWS_ENDPOINT_URL="http://192.0.2.1",
        AWS_ACCESS_KEY_ID="mine",
        ANSIBLE_CONFIG="mine",
        MOLECULE_DEBUG="mine",
        MAKEFLAGS="ARGS=mine",
    )
    assert done.returncode == 0
    assert "mine" not in done.stdout
    assert "192.0.2.1" not in done.stdout
    assert "AWS_SHARED_CREDENTIALS_FILE=/dev/null" in done.stdout


def test_a_gate_fails_as_its_command_does() -> None:
    done = run("tools/gate.sh", "name", "sh", "-c", "exit 3")
    assert done.returncode == 3
    assert "name: FAILED" in done.stderr


def test_the_continuous_integration_runs_the_test_command() -> None:
    script = ROOT / ".ci/run"
    assert os.access(script, os.X_OK)
    assert "make test" in script.read_text()
