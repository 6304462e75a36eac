# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A playbook as users write it: SSM modules as processes, lookups on the controller, and no secret in any output."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.gateway.ssm_kit import Store
from tests.local_aws.server import LocalAws
from tests.packing import packed_once

ROOT = Path(__file__).resolve().parents[2]
PREFIX = "/dev/bedrock/inference-profiles"
TITAN = "arn:aws:bedrock:us-east-1::foundation-model/amazon.titan-embed-text-v2:0"


@pytest.fixture
def store(aws: LocalAws) -> Store:
    return Store(aws)


def play(store: Store, folder: Path, tasks: list[dict[str, Any]], *arguments: str, **variables: Any) -> tuple[int, str]:
    connection = {"endpoint_url": store.aws.url, "access_key": "local", "secret_key": "local", "region": "us-east-1"}
    book = {
        "hosts": "localhost",
        "gather_facts": False,
        "module_defaults": {"group/genai.bedrock.aws": connection},
        "vars": {"ansible_connection": "local", "ansible_python_interpreter": sys.executable, **variables},
        "tasks": tasks,
    }
    path = folder / "play.yml"
    path.write_text(yaml.safe_dump([book]))
    environment = {
        **os.environ,
        **packed_once(),
        "ANSIBLE_COLLECTIONS_PATH": str(ROOT / ".ansible" / "collections"),
        "ANSIBLE_NOCOLOR": "1",
        "AWS_ENDPOINT_URL": store.aws.url,
        "AWS_ACCESS_KEY_ID": "local",
        "AWS_SECRET_ACCESS_KEY": "local",
        "AWS_REGION": "us-east-1",
    }
    command = [str(Path(sys.executable).parent / "ansible-playbook"), "-i", "localhost,", str(path), *arguments]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


def write(name: str, **options: Any) -> dict[str, Any]:
    return {"genai.bedrock.ssm_parameter": {"name": name, **options}}


def test_a_playbook_shows_plain_values_and_no_secret(store: Store, tmp_path: Path) -> None:
    tasks = [
        write("/t/plain", value={"shown": "plain-new"}),
        write("/t/secret", value="{{ secret }}-new", type="SecureString"),
        write("/t/secret", value="{{ secret }}-newer"),
        write("/t/secret", value="{{ secret }}-newest", tier="bogus") | {"ignore_errors": True},
        {
            "genai.bedrock.ssm_parameters": {
                "ssm_parameters": {
                    "/t/secret": {"value": "{{ secret }}-last"},
                    "/t/map": {"value": {"k": "{{ secret }}"}},
                }
            },
            "register": "result",
        },
        {"genai.bedrock.ssm_parameter_info": {"path": "/t"}, "register": "found"},
        {"ansible.builtin.debug": {"msg": "{{ found.ssm_parameters | map(attribute='name') | join(' ') }}"}},
        {"ansible.builtin.debug": {"var": "result.actions"}},
    ]
    # Not in the playbook, whose lines Ansible shows where a task fails.
    secrets = tmp_path / "secrets.json"
    secrets.write_text('{"secret": "s3cret"}')
    tasks[4]["genai.bedrock.ssm_parameters"]["ssm_parameters"]["/t/map"]["type"] = "SecureString"
    code, output = play(store, tmp_path, tasks, "-vvv", "--diff", "-e", f"@{secrets}")
    assert code == 0, output
    assert "changed=4" in output
    assert "plain-new" in output
    assert "/t/map /t/plain /t/secret" in output
    assert "s3cret" not in output
    assert store.holds("/t/secret")["value"] == "s3cret-last"


def lookup(name: str, *terms: str, **options: Any) -> dict[str, Any]:
    words = [repr(f"genai.bedrock.{name}"), *map(repr, terms), *(f"{key}={value!r}" for key, value in options.items())]
    message = f"<{name}: {{{{ query({', '.join(words)}) | to_json }}}}>"
    return {"ansible.builtin.debug": {"msg": message}, "ignore_errors": True}


def test_lookups(store: Store, tmp_path: Path) -> None:
    records = {f"{PREFIX}/copilot/{key}": {"value": {"key": key}} for key in "abcdefghijkl"}
    store.converge(records | {f"{PREFIX}/copilot/text": {"value": "no record"}})
    bedrock = store.aws.client("bedrock")
    for name in ("single", "double", "double", "suffixed-0a1b"):
        bedrock.create_inference_profile(inferenceProfileName=name, modelSource={"copyFrom": TITAN})
    store.counted()
    tasks = [
        lookup("record", *[f"copilot/{key}" for key in "abcdefghijkl"]),
        lookup("record", "copilot/b", "copilot/no", on_missing="warn"),
        lookup("record", "copilot/no", "copilot/c", on_missing="skip"),
        lookup("record", "copilot/no", "copilot/text"),
        lookup("record", "wrong"),
        lookup("record", "copilot/a", prefix="/elsewhere/"),
        lookup("inference_profile_arn", "single", "suffixed"),
        lookup("inference_profile_arn", "single", regions=["us-east-1", "us-west-2"], on_missing="warn"),
        lookup("inference_profile_arn", "double", "absent"),
    ]
    _code, output = play(store, tmp_path, tasks, bedrock_environment="{{ 'DEV' | lower }}")
    flat = " ".join(output.replace("\\", "").replace("''", "'").split())
    for reported in (
        "".join(['<record: [{"key": "a"}, ', *(f'{{"key": "{key}"}}, ' for key in "bcdefghijk"), '{"key": "l"}]>']),
        '<record: [{"key": "b"}]>',
        '<record: [{"key": "c"}]>',
        f"{PREFIX}/copilot/no in us-east-1 does not exist and is left out",
        f"{PREFIX}/copilot/no in us-east-1: nothing is published there: check environment or prefix",
        f"{PREFIX}/copilot/text in us-east-1: its value is not a record",
        "term 'wrong' is no record: give <workload>/<key>",
        "/elsewhere/copilot/a in us-east-1: nothing is published there",
        "no profile in us-west-2 has the name single",
        "2 profiles have this name: arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/",
        "absent in us-east-1: no application inference profile has this name",
    ):
        assert reported in flat, reported
    assert flat.count('<inference_profile_arn: ["arn:aws:bedrock:us-east-1') == 2
    assert store.counted() == {"GetParameters": 6, "ListInferenceProfiles": 4}


def test_lookups_that_fail(store: Store, tmp_path: Path) -> None:
    """What may not be read is not missing, whatever on_missing says."""
    store.aws.switch(deny=["ssm:GetParameters", "bedrock:ListInferenceProfiles"])
    nobody = {"profile": "nobody", "access_key": "", "secret_key": ""}
    tasks = [
        lookup("record", "copilot/a", environment="dev", on_missing="skip"),
        lookup("inference_profile_arn", "x", on_missing="skip"),
        lookup("record", "copilot/a"),
        lookup("record", "copilot/chat", environment="dev", **nobody),
        lookup("inference_profile_arn", "chat", **nobody),
    ]
    _code, output = play(store, tmp_path, tasks)
    failures = [" ".join(text.split()) for text in output.split("fatal: [localhost]")[1:]]
    assert len(failures) == len(tasks), output
    for said, reported in zip(
        failures,
        (
            "the caller needs the IAM action ssm:GetParameters)",
            "the caller needs the IAM action bedrock:ListInferenceProfiles)",
            "set environment or prefix",
            *["The config profile (nobody) could not be found. Set the profile option"] * 2,
        ),
        strict=True,
    ):
        assert reported in said
