# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What goes wrong before the first call: real sessions of botocore on AWS files of every kind, without a network."""

from __future__ import annotations

import traceback
from concurrent.futures import ThreadPoolExecutor

import pytest
from ansible_collections.genai.bedrock.plugins.module_utils._aws.clients import Clients
from ansible_collections.genai.bedrock.plugins.module_utils._aws.connections import Connection
from ansible_collections.genai.bedrock.plugins.module_utils._core.failures import CallError

from tests.unit.plugins.module_utils.aws_files import ROLE, Wire, aws_files, process, wire

__all__ = ["aws_files", "process", "wire"]

EAST = "us-east-1"
KEYS = {"Version": 1, "AccessKeyId": "AKIAPROCESSPROCESS1", "SecretAccessKey": "process-secret", "SessionToken": "t"}
SSO = "sso_account_id = 1\nsso_role_name = dev\n"
CORP = "[sso-session corp]\nsso_start_url = https://corp.awsapps.com/start\nsso_region = us-east-1\n"
STATIC = "aws_access_key_id = AKIAKEYS\naws_secret_access_key = file-secret\n"
BY_HAND = "Run its command by hand"


def failure(profile: str = "one", service: str = "ssm", region: str = EAST) -> CallError:
    with pytest.raises(CallError) as caught:
        Clients(Connection(region=EAST, profile=profile), workers=1).client(service, region)
    return caught.value


@pytest.mark.parametrize(
    ("printed", "options", "reported"),
    [
        pytest.param("", {"status": 3, "complaint": "vault is locked\nmore"}, "failed: vault is locked", id="fails"),
        pytest.param("", {"status": 3}, "failed: it printed no reason", id="fails silently"),
        pytest.param("", {"status": 3, "complaint": '{"SecretAccessKey": "process-secret"}'}, "not shown", id="tells"),
        pytest.param("hello", {}, "printed no JSON", id="prints a text"),
        pytest.param("", {}, "printed no JSON", id="prints nothing"),
        pytest.param([KEYS], {}, "printed no credentials", id="prints a list"),
        pytest.param({**KEYS, "Version": 2}, {}, "Unsupported version '2'", id="another version"),
        pytest.param({"Version": 1}, {}, "Missing required key in response: 'AccessKeyId'", id="without keys"),
        pytest.param({**KEYS, "Expiration": "soon"}, {}, "printed no credentials", id="no date"),
        pytest.param({**KEYS, "Expiration": "2020-01-01T00:00:00Z"}, {}, "or expired ones", id="expired"),
    ],
)
@pytest.mark.parametrize("chained", [False, True], ids=["itself", "as a source"])
def test_a_process_that_breaks_its_contract(aws_files, process, printed, options, reported, chained):
    """It is named, also where another profile leads to it; nothing that it printed is told."""
    chain = f"[profile role]\nrole_arn = {ROLE}\nsource_profile = one\n"
    aws_files(f"[profile one]\ncredential_process = {process(printed, **options)}\n{chain}")
    error = failure("role" if chained else "one")
    assert "credential_process of the credentials profile 'one'" in error.message
    assert reported in error.message
    assert BY_HAND in error.message
    assert "process-secret" not in "".join(traceback.format_exception(error)) + error.problem().message
    assert error.unauthenticated


def test_a_process_that_is_not_there(aws_files):
    aws_files("[profile one]\ncredential_process = /nowhere/tool --json\n")
    assert "cannot be started: No such file or directory: /nowhere/tool" in failure().message


@pytest.mark.parametrize(
    ("text", "profile", "reported"),
    [
        pytest.param(
            f"[profile one]\nsso_session = corp\n{SSO}{CORP}", "one", "`aws sso login --profile one`", id="sso"
        ),
        pytest.param(
            f"[profile one]\nsso_start_url = https://x\nsso_region = us-east-1\n{SSO}",
            "one",
            "`aws sso login --profile one`",
            id="sso of old",
        ),
        pytest.param(
            f"[profile two]\nrole_arn = {ROLE}\nsource_profile = one\n[profile one]\nsso_session = corp\n{SSO}{CORP}",
            "two",
            "`aws sso login --profile one`",
            id="sso of the source",
        ),
        pytest.param(
            f"[profile one]\nsso_session = gone\n{SSO}", "one", "Correct the credentials profile 'one'", id="sso lost"
        ),
        pytest.param(
            f"[profile one]\nweb_identity_token_file = /nowhere/token\nrole_arn = {ROLE}\n",
            "one",
            "web_identity_token_file of the credentials profile 'one' cannot be read: No such file or directory: /nowhere",
            id="web identity",
        ),
        pytest.param(
            f"[profile one]\nrole_arn = {ROLE}\nsource_profile = two\nmfa_serial = m\n[profile two]\n{STATIC}",
            "one",
            "the credentials profile 'one' requires an MFA code, which a run cannot enter",
            id="mfa",
        ),
        pytest.param(
            f"[profile one]\nrole_arn = {ROLE}\nsource_profile = two\n"
            f"[profile two]\nrole_arn = {ROLE}\nsource_profile = one\n",
            "one",
            "Infinite loop in credential configuration",
            id="loop",
        ),
        pytest.param(
            f"[profile one]\nrole_arn = {ROLE}\nsource_profile = gone\n",
            "one",
            "does not exist. Correct the",
            id="no source",
        ),
        pytest.param(
            f"[profile one]\nrole_arn = {ROLE}\n",
            "one",
            "missing: source_profile or credential_source",
            id="half a role",
        ),
        pytest.param(
            f"[profile one]\nrole_arn = {ROLE}\ncredential_source = Moon\n", "one", '"Moon"', id="unknown source"
        ),
        pytest.param(
            f"[profile one]\nrole_arn = {ROLE}\ncredential_source = Environment\n",
            "one",
            "the credentials profile 'one' gives no credentials",
            id="empty source",
        ),
        pytest.param(
            "[profile one]\naws_access_key_id = AKIAKEYS\n",
            "one",
            "missing: aws_secret_access_key. Complete the credentials profile 'one'",
            id="half the keys",
        ),
        pytest.param(f"[profile prod]\n{STATIC}", "prd", "(prd) could not be found", id="unknown"),
        pytest.param(f"[profile prod]\n{STATIC}", "prd", "did you mean 'prod'?", id="unknown, but near"),
        pytest.param("no section\n", "one", "correct its syntax", id="no configuration"),
    ],
)
def test_a_profile_that_gives_nothing(aws_files, monkeypatch, text, profile, reported):
    aws_files(text)
    error = failure(profile)
    assert reported in error.message
    assert error.code == "MissingCredentials"
    assert "file-secret" not in error.message


def test_a_role_of_a_profile_that_is_refused(aws_files, wire: Wire):
    wire.refused = True
    aws_files(f"[profile one]\nrole_arn = {ROLE}\nsource_profile = two\n[profile two]\n{STATIC}")
    problem = failure().problem()
    assert "The role of the credentials profile 'one' could not be assumed: told so" in problem.message
    assert "needs the IAM action sts:AssumeRole" in problem.message


@pytest.mark.parametrize(
    ("text", "environ", "code", "reported"),
    [
        ("endpoint_url = localhost:1", {}, "InvalidEndpoint", "Invalid endpoint: localhost:1, for ssm. It comes from"),
        ("", {"AWS_ENDPOINT_URL": "localhost:1"}, "InvalidEndpoint", "an endpoint needs a scheme"),
        ("services = gone", {}, "MissingCredentials", "Correct the credentials profile 'one'"),
        ("defaults_mode = fast", {}, "InvalidDefaultsMode", "fast"),
        ("", {"AWS_DEFAULTS_MODE": "fast"}, "InvalidDefaultsMode", "fast"),
        ("", {"AWS_METADATA_SERVICE_TIMEOUT": "long"}, "MissingCredentials", "botocore cannot read a setting"),
    ],
)
def test_settings_that_botocore_refuses(aws_files, monkeypatch, text, environ, code, reported):
    for name, value in environ.items():
        monkeypatch.setenv(name, value)
    aws_files(f"[profile one]\n{STATIC}{text}\n")
    error = failure()
    assert (error.code, reported in error.message) == (code, True)


def test_a_region_that_cannot_be(aws_files):
    aws_files(f"[profile one]\n{STATIC}")
    error = failure(region="us-east-1 ")
    assert error.problem().message.endswith("begins or ends with a blank: write us-east-1")
    assert not error.stops_everything


def test_no_credentials_at_all_are_reported_by_the_call():
    """Some calls need none: a bearer token may do."""
    Clients(Connection(region=EAST), workers=1).client("ssm", EAST)


def test_a_client_for_later_is_made_once_and_by_its_first_call(aws_files, monkeypatch):
    aws_files("[default]\n" + STATIC)
    made, clients = [], Clients(Connection(region=EAST), workers=1)
    make = clients._made
    monkeypatch.setattr(clients, "_made", lambda *place: made.append(place) or make(*place))
    later = clients.later("kms", EAST)
    assert made == []
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda _number: later(), range(32)))
    assert (len(set(map(id, found))), len(made)) == (1, 1)


def test_what_is_wrong_with_a_client_for_later_is_an_error_of_its_call(aws_files):
    aws_files("[default]\n" + STATIC)
    later = Clients(Connection(region=EAST), workers=1).later("kms", "us east")
    with pytest.raises(CallError):
        later()
