# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Who signs the calls and where they go: real botocore up to the wire."""

from __future__ import annotations

import threading
from typing import Any

import pytest
from ansible_collections.genai.bedrock.plugins.module_utils._aws.clients import Clients
from ansible_collections.genai.bedrock.plugins.module_utils._aws.connections import read_connection
from ansible_collections.genai.bedrock.plugins.module_utils._core.failures import CallError

from tests.unit.plugins.module_utils.aws_files import ROLE, Wire, aws_files, wire

__all__ = ["aws_files", "wire"]

EAST = "us-east-1"
KEYS = {"access_key": "AKIAMINE", "secret_key": "my-secret"}
SHELL = {"AWS_ACCESS_KEY_ID": "AKIASHELL", "AWS_SECRET_ACCESS_KEY": "shell-secret"}
TOKEN = {"AWS_BEARER_TOKEN_BEDROCK": "shell-token"}
FILES = f"""[default]
aws_access_key_id = AKIADEFAULT
aws_secret_access_key = file-secret
[profile prod]
aws_access_key_id = AKIAPROD
aws_secret_access_key = file-secret
endpoint_url = https://file.example.com
[profile role]
role_arn = {ROLE}
source_profile = prod
"""
CALLS: dict[str, tuple[str, dict[str, Any]]] = {
    "bedrock": ("list_inference_profiles", {}),
    "bedrock-runtime": ("converse", {"modelId": "m", "messages": []}),
    "ssm": ("get_parameters", {"Names": ["a"]}),
}
GENERAL, OWN, OPTION = "https://general.example.com", "https://own.example.com", "https://option.example.com"


def call(clients: Clients, service: str, region: str = EAST) -> None:
    client: Any = clients.client(service, region)
    operation, request = CALLS[service]
    getattr(client, operation)(**request)


def clients_of(options: dict[str, Any]) -> Clients:
    return Clients(read_connection({"region": EAST, **options}), workers=2)


@pytest.fixture
def shell(aws_files, monkeypatch):
    def set_shell(**environ: str) -> None:
        aws_files(FILES)
        for name, value in environ.items():
            monkeypatch.setenv(name, value)

    return set_shell


@pytest.mark.parametrize(
    ("options", "environ", "signer"),
    [
        ({"profile": "prod"}, TOKEN, "AKIAPROD"),
        ({"profile": "prod"}, SHELL | TOKEN, "AKIAPROD"),
        ({"profile": "prod"}, TOKEN | {"AWS_AUTH_SCHEME_PREFERENCE": "httpBearerAuth"}, "AKIAPROD"),
        (KEYS, TOKEN | {"AWS_PROFILE": "prod"}, "AKIAMINE"),
        (KEYS, TOKEN | {"AWS_PROFILE": "gone"}, "AKIAMINE"),
        ({}, TOKEN | {"AWS_PROFILE": "prod"}, "AKIAPROD"),
        ({}, SHELL | TOKEN, "AKIASHELL"),
        ({}, SHELL | {"AWS_PROFILE": "prod"}, "AKIASHELL"),
        (KEYS | {"assume_role_arn": ROLE}, TOKEN, "ASIAROLE"),
        ({"profile": "prod", "assume_role_arn": ROLE}, SHELL | TOKEN, "ASIAROLE"),
        ({"assume_role_arn": ROLE}, TOKEN, "ASIAROLE"),
        ({"profile": "role"}, TOKEN, "ASIAROLE"),
        ({}, {}, "AKIADEFAULT"),
    ],
)
def test_one_identity_for_every_service(shell, wire: Wire, options, environ, signer):
    shell(**environ)
    clients = clients_of(options)
    for service in ("bedrock", "bedrock-runtime", "ssm"):
        wire.requests.clear()
        call(clients, service)
        assert wire.sent()[-1][1] == signer, service


def test_a_token_of_the_shell_where_nobody_is_named(shell, wire: Wire):
    """It is Bedrock's; nothing is fetched for it, so that a session that has expired is in nobody's way."""
    shell(**TOKEN)
    call(clients_of({}), "bedrock")
    assert [signer for _host, signer in wire.sent()] == ["Bearer shell-token"]


@pytest.mark.parametrize(
    ("options", "environ", "service", "host"),
    [
        pytest.param({}, {}, "ssm", "https://ssm.us-east-1.amazonaws.com", id="AWS's own"),
        pytest.param({}, {"AWS_ENDPOINT_URL": GENERAL}, "ssm", GENERAL, id="general"),
        pytest.param({}, {"AWS_ENDPOINT_URL": GENERAL, "AWS_ENDPOINT_URL_SSM": OWN}, "ssm", OWN, id="the service's"),
        pytest.param(
            {}, {"AWS_ENDPOINT_URL": GENERAL, "AWS_ENDPOINT_URL_SSM": OWN}, "bedrock", GENERAL, id="another's"
        ),
        pytest.param({}, {"AWS_URL": GENERAL, "AWS_ENDPOINT_URL_SSM": OWN}, "ssm", OWN, id="over amazon.aws's"),
        pytest.param({}, {"AWS_URL": OWN, "AWS_ENDPOINT_URL": GENERAL}, "ssm", OWN, id="amazon.aws's"),
        pytest.param({"profile": "prod"}, {}, "ssm", "https://file.example.com", id="of the files"),
        pytest.param({"profile": "prod"}, {"AWS_ENDPOINT_URL": GENERAL}, "ssm", GENERAL, id="shell over files"),
        pytest.param(
            {"endpoint_url": OPTION}, {"AWS_ENDPOINT_URL_SSM": OWN, "AWS_URL": GENERAL}, "ssm", OPTION, id="option"
        ),
        pytest.param({"endpoint_url": GENERAL, "endpoint_urls": {"ssm": OPTION}}, {}, "ssm", OPTION, id="own option"),
        pytest.param(
            {"endpoint_url": GENERAL, "endpoint_urls": {"ssm": OPTION}}, {}, "bedrock", GENERAL, id="the rest"
        ),
        pytest.param(
            {"endpoint_urls": {"ssm": {EAST: OPTION}}}, {"AWS_ENDPOINT_URL_SSM": OWN}, "ssm", OPTION, id="of the region"
        ),
        pytest.param(
            {"endpoint_urls": {"ssm": {"eu-west-1": OPTION}}},
            {},
            "ssm",
            "https://ssm.us-east-1.amazonaws.com",
            id="of another region",
        ),
    ],
)
def test_where_calls_go(shell, wire: Wire, options, environ, service, host):
    shell(**environ)
    call(clients_of({"profile": "", **options}), service)
    assert [sent for sent, _signer in wire.sent()] == [host]


@pytest.mark.parametrize(
    ("options", "hosts"),
    [
        ({"assume_role_arn": ROLE}, ["https://sts.us-east-1.amazonaws.com", "https://ssm.us-east-1.amazonaws.com"]),
        ({"assume_role_arn": ROLE, "endpoint_url": OPTION}, [OPTION, OPTION]),
        ({"assume_role_arn": ROLE, "endpoint_urls": {"sts": OWN}}, [OWN, "https://ssm.us-east-1.amazonaws.com"]),
        ({"profile": "role", "endpoint_urls": {"sts": OWN}}, [OWN, "https://ssm.us-east-1.amazonaws.com"]),
        # The general one may be a single service's, as it has always been for profiles.
        ({"profile": "role", "endpoint_url": OPTION}, ["https://sts.us-east-1.amazonaws.com", OPTION]),
        (
            {"assume_role_arn": ROLE, "region": "us-gov-west-1"},
            ["https://sts.us-gov-west-1.amazonaws.com", "https://ssm.us-east-1.amazonaws.com"],
        ),
    ],
)
def test_where_a_role_is_assumed(shell, wire: Wire, options, hosts):
    shell()
    call(clients_of(options), "ssm")
    assert [sent for sent, _signer in wire.sent()] == hosts


@pytest.mark.parametrize("verify", [{"validate_certs": False}, {"aws_ca_bundle": __file__}])
@pytest.mark.parametrize("who", [{"assume_role_arn": ROLE}, {"profile": "role"}])
def test_certificates_are_those_of_the_options_everywhere(shell, wire: Wire, monkeypatch, verify, who):
    seen = []
    send = wire.send
    monkeypatch.setattr(
        "botocore.httpsession.URLLib3Session.send", lambda http, request: seen.append(http._verify) or send(request)
    )
    shell()
    call(clients_of(who | verify), "ssm")
    assert seen == [verify.get("aws_ca_bundle", False)] * 2


def test_a_role_is_assumed_once_for_all_threads(shell, wire: Wire):
    shell()
    clients = clients_of(KEYS | {"assume_role_arn": ROLE, "assume_role_external_id": "id-1"})
    assert wire.requests == []
    made = [clients.client("ssm", region) for region in (EAST, "us-west-2", "eu-west-1")]
    threads = [threading.Thread(target=client.get_parameters, kwargs={"Names": ["a"]}) for client in made * 4]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    first, *rest = wire.requests
    assert {"ExternalId=id-1", "RoleSessionName=genai.bedrock"} <= set(first.body.split("&"))
    assert wire.sent()[0][1] == "AKIAMINE"
    assert {signer for _host, signer in wire.sent()[1:]} == {"ASIAROLE"}
    assert len(rest) == 12


def test_a_role_that_may_not_be_assumed(shell, wire: Wire):
    wire.refused = True
    shell()
    with pytest.raises(CallError) as caught:
        clients_of(KEYS | {"assume_role_arn": ROLE}).client("ssm", EAST)
    problem = caught.value.problem()
    assert problem.message == (
        f"AssumeRole failed in us-east-1: AccessDenied: The role {ROLE} could not be assumed: told so "
        "(the caller needs the IAM action sts:AssumeRole)"
    )
    assert (problem.operation, problem.code, caught.value.stops_everything) == ("AssumeRole", "AccessDenied", True)
    assert "my-secret" not in repr(caught.value)


def test_a_role_that_nobody_can_assume(monkeypatch):
    with pytest.raises(CallError, match="Unable to locate credentials"):
        clients_of({"assume_role_arn": ROLE}).client("ssm", EAST)
