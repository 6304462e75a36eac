# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Connection options of modules and lookups: what goes wrong before the first call is their own error, never a crash."""

from __future__ import annotations

import json
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
import yaml
from ansible.errors import AnsibleError
from ansible_collections.amazon.aws.plugins.plugin_utils.lookup import AWSLookupBase
from ansible_collections.genai.bedrock.plugins.doc_fragments.aws import ModuleDocFragment as Fragment
from ansible_collections.genai.bedrock.plugins.lookup import inference_profile_arn, record
from ansible_collections.genai.bedrock.plugins.module_utils._module.connection import connection_of
from ansible_collections.genai.bedrock.plugins.module_utils._module.hidden import Hidden

from tests.gateway.running import run_module
from tests.unit.plugins.module_utils.aws_files import ROLE, Wire, aws_files, process, wire

__all__ = ["aws_files", "process", "wire"]

PROMPT = "a prompt that nobody else shall read"
#: A module for each way in which modules make their clients.
MODULES: dict[str, dict[str, Any]] = {
    "foundation_model_info": {},
    "guardrail_info": {},
    "inference_profile_info": {},
    "inference_profiles": {"inference_profiles": {"a": {"model_source": "amazon.titan-embed-text-v2:0"}}},
    "inference_profile_invoke": {"parameter_name": "/dev/a", "prompt": PROMPT},
    "model_invocation_logging": {"state": "absent"},
    "cloudwatch_dashboard": {"name": "a", "state": "absent"},
    "ssm_parameter": {"name": "/dev/a", "value": "v"},
    "ssm_parameter_info": {"names": ["/dev/a"]},
    "workloads": {
        "environment": "dev",
        "regions": ["us-east-1"],
        "workloads": {"copilot": {"entries": {"chat": {"model": "amazon.titan-embed-text-v2:0"}}}},
    },
}
NOBODY = {"access_key": "", "secret_key": ""}
#: Options → what is told.
WRONG: list[tuple[dict[str, Any], str]] = [
    ({"profile": "process"}, "credential_process of the credentials profile 'process' printed no JSON"),
    ({"profile": "sso"}, "run `aws sso login --profile sso`"),
    ({"profile": "gone"}, "The config profile (gone) could not be found. Set the profile option"),
    ({"region": "us-east-1 "}, "region 'us-east-1 ' begins or ends with a blank: write us-east-1"),
    ({"endpoint_url": "localhost:4599"}, "endpoint_url 'localhost:4599' has no scheme"),
    ({"endpoint_urls": {"ssn": "https://x"}}, "did you mean 'ssm'?"),
    ({"aws_config": {"retriez": 1}}, "aws_config: botocore.config.Config refuses it"),
    ({"aws_ca_bundle": "/nowhere"}, "aws_ca_bundle '/nowhere' cannot be read"),
    ({"assume_role_arn": "deployer"}, "assume_role_arn 'deployer' is no role"),
]


class NoEndpoint:
    url = ""


@pytest.fixture
def files(aws_files, process):
    aws_files(
        f"[profile process]\ncredential_process = {process('hello')}\n"
        "[profile sso]\nsso_start_url = https://x\nsso_region = us-east-1\nsso_account_id = 1\nsso_role_name = dev\n"
        "[profile keys]\naws_access_key_id = AKIAKEYS\naws_secret_access_key = file-secret\n"
    )


@pytest.mark.usefixtures("files")
@pytest.mark.parametrize(("options", "reported"), WRONG)
@pytest.mark.parametrize("module", MODULES)
def test_modules(wire: Wire, module, options, reported):
    result = run_module(module, NoEndpoint, **NOBODY | MODULES[module] | options)
    assert result["failed"] is True
    assert reported in result["msg"]
    assert [reported in error["message"] for error in result["errors"]] == [True]
    assert "Expecting value" not in json.dumps(result)
    assert PROMPT not in json.dumps(result)
    assert wire.requests == []


@pytest.fixture
def look_up(monkeypatch) -> Callable[..., list[Any]]:
    """Runs a lookup with options as Ansible hands them over: those that are not given have their defaults."""
    defaults = {name: option.get("default") for name, option in yaml.safe_load(Fragment.PLUGINS)["options"].items()}

    def set_options(plugin: Any, *, direct: dict[str, Any], **_others: Any) -> None:
        plugin._options = {"on_missing": "error", "regions": None, "prefix": None} | defaults | direct

    def run(lookup: str, term: str, **options: Any) -> list[Any]:
        plugin = {"record": record, "inference_profile_arn": inference_profile_arn}[lookup].LookupModule()
        plugin._templar = SimpleNamespace(template=str)
        found: list[Any] = plugin.run([term], {}, **options)
        return found

    monkeypatch.setattr(AWSLookupBase, "set_options", set_options)
    monkeypatch.setattr(AWSLookupBase, "get_options", lambda plugin: plugin._options)
    return run


LOOKUPS = {"record": {"environment": "dev"}, "inference_profile_arn": {}}


@pytest.mark.usefixtures("files")
@pytest.mark.parametrize(("options", "reported"), WRONG)
@pytest.mark.parametrize("lookup", LOOKUPS)
def test_lookups(wire: Wire, look_up, lookup, options, reported):
    with pytest.raises(AnsibleError) as caught:
        look_up(lookup, "copilot/chat", **{"region": "us-east-1"} | LOOKUPS[lookup] | options)
    message = str(caught.value)
    assert message.startswith(f"genai.bedrock.{lookup}: ")
    # Once, and without the words of botocore's cause.
    assert (message.count(reported), "Expecting value" in message) == (1, False)
    assert wire.requests == []


@pytest.mark.usefixtures("files")
@pytest.mark.parametrize(
    ("options", "hosts", "signers"),
    [
        ({"profile": "keys"}, ["https://own.example.com"], ["AKIAKEYS"]),
        ({"profile": "keys", "endpoint_urls": {"ssm": "https://a.com"}}, ["https://a.com"], ["AKIAKEYS"]),
        (
            {"aws_profile": "keys", "assume_role_arn": ROLE, "endpoint_url": "https://a.com"},
            ["https://a.com", "https://a.com"],
            ["AKIAKEYS", "ASIAROLE"],
        ),
    ],
)
def test_a_lookup_connects_as_modules_do(wire: Wire, look_up, monkeypatch, options, hosts, signers):
    """The service's own variable wins over the general one; options win over both."""
    monkeypatch.setenv("AWS_ENDPOINT_URL", "https://general.example.com")
    monkeypatch.setenv("AWS_ENDPOINT_URL_SSM", "https://own.example.com")
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "AKIASHELL")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "shell-secret")
    look_up("record", "copilot/chat", region="us-east-1", environment="dev", on_missing="skip", **options)
    assert wire.sent() == list(zip(hosts, signers, strict=True))


@pytest.mark.usefixtures("files")
@pytest.mark.parametrize("options", [{"validate_certs": False}, {"aws_ca_bundle": __file__}])
def test_certificates_of_a_lookup(wire: Wire, look_up, monkeypatch, options):
    seen: list[Any] = []
    monkeypatch.setattr(
        "botocore.httpsession.URLLib3Session.send",
        lambda http, request: seen.append(http._verify) or wire.send(request),
    )
    look_up("record", "a/b", region="us-east-1", environment="dev", on_missing="skip", profile="keys", **options)
    assert seen == [options.get("aws_ca_bundle", False)]


@pytest.mark.usefixtures("files")
def test_settings_of_botocore_reach_a_lookup(wire: Wire, look_up):
    config = {"user_agent_appid": "team-one"}
    look_up(
        "record",
        "a/b",
        region="us-east-1",
        environment="dev",
        on_missing="skip",
        profile="keys",
        aws_config=config,
    )
    agent = wire.requests[0].headers["User-Agent"]
    assert "app/team-one" in (agent.decode() if isinstance(agent, bytes) else agent)


def test_a_connection_of_a_map_has_the_real_keys_and_aliases():
    hidden = Hidden.of("AKIAMINE", "(access key, not shown)")
    options = {"aws_region": "eu-west-1", "aws_access_key_id": hidden, "secret_key": "s", "state": "present"}
    connection = connection_of(options, "workloads")
    assert (connection.region, connection.access_key) == ("eu-west-1", "AKIAMINE")
    assert connection.user_agent == "genai.bedrock/workloads"
