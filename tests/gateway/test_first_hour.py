# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The first hour with the collection: the steps of the README as they are printed, in an empty folder, without a clone."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest
import yaml

from tests.examples.snippets import Example, of_markdown
from tests.gateway.deploying import ROOT, deploy
from tests.local_aws.server import LocalAws

BIN = Path(sys.executable).parent
SECTION = "## The first real environment"
EAST = "us-east-1"
REPORTS = {"reports": {"model": "anthropic.claude-sonnet-4-6", "description": "Monthly reports"}}


def steps() -> list[Example]:
    """The blocks of the section, in order: install, init, the three playbooks, the entry, the parameter."""
    page = (ROOT / "README.md").read_text()
    return of_markdown(page.split(SECTION, 1)[1].split("\n## ", 1)[0])


@pytest.fixture(scope="module")
def artefact(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("artefact")
    build = [str(BIN / "ansible-galaxy"), "collection", "build", "--output-path", str(folder), str(ROOT)]
    subprocess.run(build, check=True, capture_output=True)
    (built,) = folder.glob("*.tar.gz")
    return built


@pytest.fixture
def shell(aws: LocalAws, artefact: Path, tmp_path: Path) -> Mapping[str, str]:
    """Of somebody who has installed the collection, and nothing else of it; amazon.aws lies beside Ansible."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(("ANSIBLE_", "AWS_"))}
    environment = inherited | {
        "ANSIBLE_COLLECTIONS_PATH": str(tmp_path / "collections"),
        "AWS_ACCESS_KEY_ID": "local",
        "AWS_CONFIG_FILE": os.devnull,
        "AWS_EC2_METADATA_DISABLED": "true",
        "AWS_ENDPOINT_URL": aws.url,
        "AWS_SECRET_ACCESS_KEY": "local",
        "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
        "HOME": str(tmp_path / "home"),
        "PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}",
    }
    (tmp_path / "empty").mkdir()
    install = ["ansible-galaxy", "collection", "install", "--offline", "--no-deps", str(artefact)]
    run(f"{' '.join(install)} -p {tmp_path / 'collections'}", environment, tmp_path)
    return environment


def run(script: str, environment: Mapping[str, str], folder: Path) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", script],
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, f"{script}\n{done.stdout[-4000:]}{done.stderr}"
    return done


def test_the_steps_of_the_readme_in_an_empty_folder(aws: LocalAws, shell: Mapping[str, str], tmp_path: Path) -> None:
    _install, init, three, entry, parameter = steps()
    home = tmp_path / "empty"
    written = run(init.text, shell, home)
    # It ends with the commands of the next step, which are to be copied.
    commands = re.findall(r"ansible-playbook genai\.bedrock\.\w+ -i \S+(?=\")", written.stdout)
    relative = [command.replace(f"{home}/", "") for command in commands]
    assert relative == three.text.splitlines()
    answered = run(three.text, shell, home).stdout
    assert "no findings" in answered
    assert "targets answered" in answered
    (variables,) = re.findall(r"# (\S+)", entry.text.splitlines()[0])
    with (home / variables).open("a") as inventory:
        inventory.write(entry.text)
    # As before; the use cases did not change.
    run(f"{three.text.splitlines()[1]} --tags inference_profiles", shell, home)
    (name,) = re.findall(r"--name (\S+)", parameter.text)
    record = json.loads(aws.client("ssm").get_parameter(Name=name)["Parameter"]["Value"])
    assert [target["region"] for target in record["targets"]] == [EAST, "us-west-2"]
    assert sorted(str(path.relative_to(home)) for path in home.rglob("*") if path.is_file()) == [
        "inventories/sandbox/group_vars/bedrock.yml",
        "inventories/sandbox/hosts.yml",
    ]


def test_an_inventory_that_exists_is_not_overwritten(shell: Mapping[str, str], tmp_path: Path) -> None:
    """Everything else that is wrong is reported with it, before anything is written."""
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine/hosts.yml").write_text("mine")
    init = "ansible-playbook -i localhost, genai.bedrock.init -e bedrock_inventory_path=mine -e bedrock_roles=copilt"
    refused = run(f"{init} || true", shell, tmp_path).stdout
    assert f"{tmp_path}/mine/hosts.yml is there already, and nothing is overwritten" in refused
    assert "there is no role 'copilt'; did you mean 'copilot'?" in refused
    assert [path.name for path in (tmp_path / "mine").iterdir()] == ["hosts.yml"]
    assert (tmp_path / "mine/hosts.yml").read_text() == "mine"


def test_answers_are_what_the_inventory_says(shell: Mapping[str, str], tmp_path: Path) -> None:
    """Words that YAML would read as something else stay texts; the comments hold no variable by accident."""
    role = "arn:aws:iam::111111111111:role/genai-deployer"
    given = {
        "bedrock_inventory_path": "a folder/inventory",
        "bedrock_environment": "no",
        "bedrock_regions": ["sa-east-1"],
        "bedrock_accounts": {"one": role, "on": "a profile", "3": ""},
        "bedrock_roles": ["embedding"],
    }
    run(f"ansible-playbook -i localhost, genai.bedrock.init -e '{json.dumps(given)}'", shell, tmp_path)
    folder = tmp_path / "a folder/inventory"
    assert yaml.safe_load((folder / "group_vars/bedrock.yml").read_text()) == {
        "bedrock_environment": "no",
        "bedrock_regions": ["sa-east-1"],
        "bedrock_roles": ["inference_profiles", "embedding"],
    }
    # Editors complete and check it.
    (schema,) = re.findall(
        r"\A# yaml-language-server: \$schema=(\S+)\n---\n", (folder / "group_vars/bedrock.yml").read_text()
    )
    assert Path(schema) == tmp_path / "collections/ansible_collections/genai/bedrock/meta/inventory.schema.json"
    assert Path(schema).is_file()
    group = yaml.safe_load((folder / "hosts.yml").read_text())["all"]["children"]["bedrock"]
    assert group["hosts"] == {
        "one": {"bedrock_assume_role_arn": role},
        "on": {"bedrock_aws_profile": "a profile"},
        "3": {},
    }
    assert group["vars"] == {
        "ansible_connection": "local",
        "ansible_python_interpreter": "{{ ansible_playbook_python }}",
    }


@pytest.mark.parametrize("environment", ["local", "dev", "staging", "production"])
def test_a_profile_of_ones_own_is_deployed_by_every_sample_inventory(aws: LocalAws, environment: str) -> None:
    keys = {"access_key": "local", "secret_key": "unused-by-the-endpoint"}
    given = {"inference_profiles_entries": REPORTS, "bedrock_connection": keys, "bedrock_verify": False}
    made = (
        deploy(aws, f"inventories/{environment}", roles=("inference_profiles",), **given)
        .ok()
        .actions("inference_profiles")
    )
    assert ("reports", EAST, "create") in made


def test_the_readme_shows_what_a_first_deployment_prints(aws: LocalAws) -> None:
    page = (ROOT / "README.md").read_text()
    (shown,) = re.findall(r"^```text\n(local: .*?)^```$", page, re.MULTILINE | re.DOTALL)
    beginning, end = (part.strip("\n").splitlines() for part in shown.split("\n...\n"))
    printed = "\n".join(map(str, deploy(aws).ok().result["lines"])).splitlines()
    assert (printed[: len(beginning)], printed[-len(end) :]) == (beginning, end)


def test_the_entry_of_the_readme_is_the_one_that_is_deployed_here() -> None:
    assert steps()[3].data["inference_profiles_entries"] == REPORTS
