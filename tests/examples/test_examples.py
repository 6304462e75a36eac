# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every example of the documentation runs, and a second time it changes nothing.

Documents are run against an AWS endpoint of their own. What an example takes for granted (a profile to look up, say) is in
prepare/<document>.yml, a list of tasks, or in the one that several documents share (SHARED).
"""

from __future__ import annotations

import itertools
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
import yaml

from tests import packing
from tests.local_aws.server import LocalAws
from tests.unit import repo_facts as repo

from .playbooks import playbook
from .snippets import Example, of_examples, of_markdown

HERE = Path(__file__).parent
#: One is no documentation, and test_applications.py follows the other.
ELSEWHERE = ("CHANGELOG.md", "applications.md")
BIN = Path(sys.executable).parent
CREDENTIALS = "".join(
    f"[profile {name}]\naws_access_key_id = local\naws_secret_access_key = local\nregion = us-east-1\n"
    for name in ("dev", "staging", "production")
)
#: Document → what it has in common with others.
SHARED = {
    "filter:claude_code_environment": "a_record",
    "filter:client_files": "a_record",
    "filter:dotenv": "a_record",
    "filter:export_files": "a_record",
    "filter:litellm_config": "a_record",
    "module:inference_profile_invoke": "records_of_live_profiles",
    "module:inference_profiles_verify": "records_of_live_profiles",
}


def documents() -> Iterator[str]:
    """kind:name of plugins, paths of pages."""
    yield from (f"module:{name}" for name in repo.modules())
    yield from (f"{kind}:{name}" for kind in ("filter", "lookup") for name in repo.plugins(kind))
    pages = [*repo.ROOT.glob("*.md"), *repo.ROOT.glob("docs/**/*.md"), *repo.ROOT.glob("roles/*/README.md")]
    yield from (str(page.relative_to(repo.ROOT)) for page in sorted(pages) if page.name not in ELSEWHERE)


def examples_of(document: str) -> list[Example]:
    kind, *names = document.split(":")
    for name in names:
        return of_examples(repo.documentation()[kind][name]["examples"])
    parts = Path(document).parts
    role = parts[1] if parts[0] == "roles" else None
    return of_markdown((repo.ROOT / document).read_text(), role=role)


@pytest.fixture(scope="module")
def aws() -> Iterator[LocalAws]:
    with LocalAws() as endpoint:
        yield endpoint


@pytest.fixture
def environment(aws: LocalAws, tmp_path: Path) -> Mapping[str, str]:
    """The shell of somebody who has credentials, for the endpoint of this test."""
    aws.reset()
    (tmp_path / "aws_config").write_text(CREDENTIALS)
    return os.environ | {
        "ANSIBLE_CALLBACK_PLUGINS": f"{HERE / 'callback_plugins'}{os.pathsep}{packing.CALLBACKS}",
        "ANSIBLE_CALLBACKS_ENABLED": f"rounds,{packing.CALLBACK}",
        "ANSIBLE_COLLECTIONS_PATH": str(repo.ROOT / ".ansible/collections"),
        "AWS_ACCESS_KEY_ID": "local",
        "AWS_CONFIG_FILE": str(tmp_path / "aws_config"),
        "AWS_ENDPOINT_URL": aws.url,
        "AWS_REGION": "us-east-1",
        "AWS_SECRET_ACCESS_KEY": "local",
        "PACKED_MODULES": packing.folder(),
        "EXAMPLES_CHANGES": str(tmp_path / "changes"),
        "PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}",
    }


@pytest.mark.parametrize("document", list(documents()))
def test_examples_run_twice(document: str, environment: Mapping[str, str], tmp_path: Path) -> None:
    runnable = [example for example in examples_of(document) if example.not_run is None]
    own = document.replace(":", "_").replace("/", "_").removesuffix(".md")
    file = HERE / "prepare" / f"{SHARED.get(document, own)}.yml"
    prepare = yaml.safe_load(file.read_text()) if file.exists() else []
    for script, group in itertools.groupby(runnable, key=lambda example: example.kind in ("script", "python")):
        if script:
            for example in group:
                run_script(example, environment)
        else:
            run_playbook(list(group), prepare, environment, tmp_path)


def run_playbook(examples: list[Example], prepare: list[dict], environment: Mapping[str, str], folder: Path) -> None:
    """One ansible-playbook for all; afterwards no second round may have changed anything."""
    file = folder / "playbook.yml"
    # By way of JSON, so that the second round is written out, too, and not an alias of the first.
    plays = json.loads(json.dumps(playbook(examples, prepare=prepare), default=str))
    file.write_text(yaml.safe_dump(plays, sort_keys=False))
    output = run([str(BIN / "ansible-playbook"), "-i", str(repo.ROOT / "inventories/local"), str(file)], environment)
    notes = [json.loads(line) for line in (folder / "changes").read_text().splitlines()]
    started = {line for line, turn, task in notes if turn == 2}
    assert started >= {example.line for example in examples}, output
    again = [f"the example at line {line} again changed: {task}" for line, turn, task in notes if turn == 2 and task]
    assert not again, "\n".join([*again, output])


def run_script(example: Example, environment: Mapping[str, str]) -> None:
    """Twice; where it ends with a recap of Ansible, the second one has changed nothing."""
    command = ["bash", "-euo", "pipefail", "-c"] if example.kind == "script" else [sys.executable, "-c"]
    run([*command, example.text], environment)
    output = run([*command, example.text], environment)
    assert set(re.findall(r"changed=(\d+)", output)) <= {"0"}, output


def run(command: list[str], environment: Mapping[str, str]) -> str:
    done = subprocess.run(
        command,
        cwd=repo.ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    assert done.returncode == 0, f"{command[:3]} ended with {done.returncode}\n{done.stdout}"
    return done.stdout


def test_a_change_in_the_second_round_is_noticed(environment: Mapping[str, str], tmp_path: Path) -> None:
    """The proof that the test above can fail."""
    tasks = of_examples("- name: Never the same\n  ansible.builtin.command: 'true'\n")
    with pytest.raises(AssertionError, match="line 1 again changed: Never the same"):
        run_playbook(tasks, [], environment, tmp_path)
