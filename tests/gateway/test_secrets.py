# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Planted credentials, secret values and prompts: none is found in any output, log, record or diff."""

from __future__ import annotations

import json
import os
import re
import sys
from pathlib import Path

import pytest
from ansible.module_utils.basic import AnsibleModule
from moto.sts.models import sts_backends

from tests.gateway.playing import play_in
from tests.gateway.running import run_module
from tests.gateway.snapshots import EAST, snapshot

BOOK = str(Path(__file__).with_name("secrets.yml"))
SONNET = "anthropic.claude-sonnet-4-6"
ROLE = "arn:aws:iam::123456789012:role/genai-deployer"
KEYS = {"access_key": "AKIACANARYACCESSKEY", "secret_key": "CanarySecretKey", "session_token": "CanarySessionToken"}
BY_PROFILE = {"profile": "canary", "region": EAST}
BY_KEYS = {**KEYS, "profile": "", "region": EAST}
#: Host → how it reaches AWS: keys of its own, a profile of the credentials file, a role that is assumed with keys.
HOSTS = {
    "keys": {"bedrock_connection": BY_KEYS, "connection": BY_KEYS},
    "profile": {"bedrock_aws_profile": "canary", "connection": BY_PROFILE},
    "role": {"bedrock_connection": BY_KEYS, "bedrock_assume_role_arn": ROLE, "connection": BY_KEYS},
}
CREDENTIALS = """[canary]
aws_access_key_id = AKIACANARYOFAPROFILE
aws_secret_access_key = CanarySecretOfAProfile
aws_session_token = CanaryTokenOfAProfile
"""
QUOTED = 'canary-quoted "with\nlines"'
DEEP = {"user": "canary-user", "password": ["canary-password"]}
PROMPT = "canary-prompt: what is the airspeed?"


def variables():
    """Secret values in every shape, and what is written where; no name and no description holds a canary."""
    secure = {"type": "SecureString"}
    return {
        "first": "canary-first",
        "second": "canary-second",
        "several": {
            "/secrets/was-plain": {"value": "canary-over-plain", **secure},
            "/secrets/was-theirs": {"value": "canary-over-theirs"},
            "/secrets/deep": {"value": DEEP, **secure},
            "/secrets/quoted": {"value": QUOTED, **secure},
        },
        "refused": {"/secrets/refused": {"value": QUOTED, **secure}, "/secrets/deeply": {"value": DEEP, **secure}},
        "prompt": PROMPT,
        "inference_profiles_entries": {"chat": {"model": SONNET, "regions": [EAST]}},
        "bedrock_regions": [EAST],
        "bedrock_geography": "us",
    }


CANARIES = [
    *KEYS.values(),
    *[line.partition(" = ")[2] for line in CREDENTIALS.splitlines()[1:]],
    *[
        "canary-first",
        "canary-second",
        "canary-over",
        "canary-quoted",
        "canary-user",
        "canary-password",
        "canary-prompt",
    ],
    *["canary-theirs", "canary-value"],
]


def echoes(*texts):
    """AWS repeats values in some of its refusals, as they are or as JSON."""
    quoting = [{"operation": "PutParameter", "code": "ValidationException", "status": 400} for _text in texts]
    return [
        fault
        | {"match": name, "message": f"Value '{text}' at 'value' failed to satisfy constraint: {json.dumps(text)}"}
        for fault, (name, text) in zip(quoting, texts, strict=True)
    ]


def inventory(folder):
    hosts = {name: options | {"bedrock_environment": f"env-{name}"} for name, options in HOSTS.items()}
    common = {"ansible_connection": "local", "ansible_python_interpreter": sys.executable}
    (folder / "hosts.yml").write_text(json.dumps({"all": {"children": {"bedrock": {"hosts": hosts, "vars": common}}}}))
    (folder / "variables.json").write_text(json.dumps(variables()))
    (folder / "credentials").write_text(CREDENTIALS)
    return str(folder / "hosts.yml")


def leaked(*texts):
    """Canaries in the texts, those of the sessions that were made on the way among them."""
    roles = [
        role for account in sts_backends.values() for backend in account.values() for role in backend.assumed_roles
    ]
    made = [secret for role in roles for secret in (role.access_key_id, role.secret_access_key, role.session_token)]
    return sorted({canary for canary in (*CANARIES, *made) for text in texts if canary in text})


@pytest.mark.parametrize("arguments", [["--check", "--limit", "role"], []], ids=["check", "real"])
def test_no_canary_is_found_after_a_run(aws, tmp_path, arguments):
    """In the output and the log at -vvv with --diff, in records and in the document."""
    hosts, log = inventory(tmp_path), tmp_path / "log"
    before = {f"/env-{host}/one": "SecureString" for host in HOSTS} | {"/secrets/was-theirs": "SecureString"}
    for name, kind in (before | {"/secrets/was-plain": "String"}).items():
        aws.client("ssm").put_parameter(Name=name, Value="plain" if kind == "String" else "canary-theirs", Type=kind)
    aws.switch(fail=echoes(("/secrets/refused", QUOTED), ("/secrets/deeply", json.dumps(DEEP))))
    environment = os.environ | {
        "ANSIBLE_LOG_PATH": str(log),
        "AWS_ENDPOINT_URL": aws.url,
        "AWS_SHARED_CREDENTIALS_FILE": str(tmp_path / "credentials"),
    }
    played = play_in(environment, BOOK, hosts, "-vvv", "--diff", "-e", f"@{tmp_path}/variables.json", *arguments)
    values = [value for value, kind, *_rest in snapshot().parameters.values() if kind != "SecureString"]
    assert leaked(played.output, log.read_text(), *values) == []
    recaps = re.findall(r"(\w+) +: ok=(\d+) .*failed=(\d)", played.output)
    # All went well, up to the last task, which is refused where it is really carried out.
    ended = [("role", "0")] if arguments else [("keys", "1"), ("profile", "1"), ("role", "1")]
    assert sorted((host, failed) for host, _ok, failed in recaps) == ended
    assert "(SecureString, not shown" in played.output
    if not arguments:
        assert "Value '(SecureString, not shown)' at 'value' failed" in played.output
        assert (len(aws.calls("AssumeRole")), len(aws.calls("Converse"))) == (1, 3)
        assert "canary-over-plain" in snapshot().parameters[EAST, "/secrets/was-plain"][0]
        assert len(values) == 9


BAD = [
    ("ssm_parameter", {"name": "/x", "value": "canary-value", "type": "SecureString", "tier": "bogus"}),
    ("ssm_parameter", {"name": "/x", "value": "canary-value {{ssm:x}}", "type": "SecureString"}),
    ("ssm_parameter", {"name": "/x", "value": "canary-value" * 700, "type": "SecureString"}),
    ("ssm_parameter", {"name": "/x y", "value": "canary-value", "type": "SecureString"}),
    ("ssm_parameter", {"name": "/x", "value": ["canary-value"], "type": "SecureString", "unknown": "option"}),
    ("ssm_parameters", {"ssm_parameters": {"/x": {"value": "canary-value", "type": "SecureSting"}}}),
    ("ssm_parameters", {"ssm_parameters": {"/x": {"valeu": "canary-value", "type": "SecureString"}}}),
    ("ssm_parameters", {"ssm_parameters": {"/x": "canary-value"}}),
    ("ssm_parameters", {"ssm_parameters": ["canary-value"]}),
    ("ssm_parameters", {"ssm_parameters": {"/x": {"value": "canary-value"}}, "unknown": "option"}),
    ("inference_profile_invoke", {"prompt": "canary-value of twelve", "unknown": "option"}),
    ("inference_profile_invoke", {"messages": [{"role": "user", "content": "canary-value of twelve"}]}),
    ("inference_profiles", {"inference_profiles": {"chat": "no map"}}),
]


@pytest.mark.parametrize(("module", "options"), BAD)
def test_no_canary_is_found_after_bad_input(aws, monkeypatch, module, options):
    """Neither in the result nor in what a module sends to the log of the machine on which it runs."""
    logged = []
    monkeypatch.setattr(AnsibleModule, "log", lambda _self, *said, **more: logged.append(f"{said} {more}"))
    result = run_module(module, aws, **options, **KEYS)
    assert result["failed"]
    assert leaked(json.dumps(result), *logged) == []


def test_an_access_key_by_another_name_is_hidden_as_well(aws):
    result = run_module("ssm_parameter_info", aws, path="/", access_key=None, aws_access_key_id=KEYS["access_key"])
    assert result["ssm_parameters"] == []
    assert leaked(json.dumps(result)) == []
