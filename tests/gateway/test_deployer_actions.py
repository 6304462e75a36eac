# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The deployer's permissions are the calls that are made: neither one more nor one less, feature by feature."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

import pytest
from ansible_collections.genai.bedrock.plugins.module_utils._core.policies.deployer_actions import (
    FEATURES,
    called_actions,
)

from tests.gateway.guardrail_kit import PLAIN, guardrail
from tests.gateway.playing import play
from tests.gateway.running import run_module
from tests.gateway.test_observability import WISH, observe, publish
from tests.local_aws.server import LocalAws
from tests.unit.plugins.module_utils.record_samples import record

TITAN, COHERE = "amazon.titan-embed-text-v2:0", "cohere.embed-multilingual-v3"
OWNER = {"Environment": "local", "Workload": "inference_profiles"}
PARAMETER = "/local/bedrock/inference-profiles/inference_profiles/x"
ONLY = {"bedrock_roles": ["inference_profiles"], "inference_profiles_purge": True, "bedrock_preflight": "skip"}
#: What amazon.aws asks of its own accord, and IAM allows everybody or nobody needs.
NEEDS_NO_PERMISSION = {"sts:GetCallerIdentity", "iam:ListAccountAliases"}


def entries(**models: str) -> dict[str, dict[str, object]]:
    return {key: {"model": model, "regions": ["us-east-1"], "name": key} for key, model in models.items()}


def profiles(aws: LocalAws, **options: object) -> dict[str, object]:
    wanted = {"chat": {"name": "chat", "model_source": TITAN}}
    return run_module("inference_profiles", aws, **{"inference_profiles": wanted, "ownership_tags": OWNER} | options)


def base(aws: LocalAws) -> None:
    """Create; then replace, retag and purge; then take down. The modules do alone what is rare."""
    where = ("inventories/local", "--tags", "inference_profiles")
    play(aws, "genai.bedrock.deploy", *where, inference_profiles_entries=entries(one=TITAN, two=TITAN), **ONLY).ok()
    tags = {"inference_profiles_tags": {"CostCenter": "other"}}
    play(aws, "genai.bedrock.deploy", *where, inference_profiles_entries=entries(one=COHERE), **ONLY, **tags).ok()
    play(aws, "genai.bedrock.teardown", *where, bedrock_confirm="local").ok()
    assert profiles(aws, tags={"Team": "a"})["changed"]
    assert profiles(aws, tags={"Other": "b"})["changed"]
    parameter = {"value": "1", "tags": {"Team": "a"}}
    assert run_module("ssm_parameters", aws, ssm_parameters={PARAMETER: parameter})["changed"]
    assert run_module("ssm_parameters", aws, ssm_parameters={PARAMETER: parameter | {"tags": {"Other": "b"}}})[
        "changed"
    ]
    # A profile that no list shows is asked for by its ARN.
    aws.switch(visibility_delay_seconds=60)
    assert profiles(aws, inference_profiles={"late": {"name": "late", "model_source": TITAN}})["errors"]


def preflight(aws: LocalAws) -> None:
    """Of a caller whose role has a path, in an account without a quota of its own."""
    aws.switch(fail=[{"operation": "GetServiceQuota", "code": "NoSuchResourceException"}])
    wanted = {"chat": {"name": "chat", "model_source": TITAN}}
    role = "arn:aws:iam::123456789012:role/genai-deployer"
    session = aws.client("sts").assume_role(RoleArn=role, RoleSessionName="pipeline")["Credentials"]
    keys = {"access_key": "AccessKeyId", "secret_key": "SecretAccessKey", "session_token": "SessionToken"}
    options = {option: session[name] for option, name in keys.items()} | {"fail_on": "never"}
    aws.clear_calls()
    run_module("inference_profiles_preflight", aws, inference_profiles=wanted, ownership_tags=OWNER, **options)


def verify(aws: LocalAws) -> None:
    (made,) = profiles(aws)["inference_profiles"]
    target = {"region": "us-east-1", "arn": made["inference_profile_arn"], "guardrail": None}
    values = {"kind": "embedding", "base_model_id": TITAN, "dimensions": 1024}
    aws.clear_calls()
    result = run_module("inference_profiles_verify", aws, records={"x": record("embedding", "x", [target], **values)})
    assert [row["verdict"] for row in result["targets"]] == ["ok"]


def usage_guard(aws: LocalAws) -> None:
    profiles(aws)
    profiles(aws, inference_profiles={"chat": {"state": "absent"}}, refuse_if_used_within=1)


def guardrails(aws: LocalAws) -> None:
    for options in (PLAIN, {"description": "Other", "tags": {"Team": "a"}, "publish_version": True}, {"tags": {}}):
        assert guardrail(aws, **options)["changed"]
    assert run_module("guardrail_info", aws)["guardrails"]
    assert guardrail(aws, state="absent")["changed"]


def observability(aws: LocalAws) -> None:
    publish(aws, "copilot", "chat", "chat1")
    for tags in ({}, {"Team": "a"}, {"Other": "b"}):
        observe(aws, **WISH, observability_tags=tags).ok()
    observe(aws, "--tags", "gone").ok()


def assume_role(aws: LocalAws) -> None:
    role = "arn:aws:iam::123456789012:role/genai-deployer"
    nothing = {"inference_profiles_entries": {}, "bedrock_assume_role_arn": role}
    play(aws, "genai.bedrock.deploy", "inventories/local", "--tags", "inference_profiles", "--check", **nothing).ok()


SCENES: dict[str, Callable[[LocalAws], None]] = {
    scene.__name__: scene for scene in (base, preflight, verify, usage_guard, guardrails, observability, assume_role)
}


@pytest.fixture(scope="module")
def called(_endpoint: LocalAws) -> Iterator[dict[str, set[str]]]:
    """feature → actions that were called while it was used."""
    found = {}
    sleep = time.sleep
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(time, "sleep", lambda seconds: sleep(seconds / 10))
        for feature, scene in SCENES.items():
            _endpoint.reset()
            scene(_endpoint)
            found[feature] = {call["action"] for call in _endpoint.calls()} - NEEDS_NO_PERMISSION
    yield found
    _endpoint.reset()


def test_every_feature_is_tried() -> None:
    assert set(SCENES) == set(FEATURES)


@pytest.mark.parametrize("feature", FEATURES)
def test_a_feature_allows_what_it_calls(called: dict[str, set[str]], feature: str) -> None:
    beside = set() if feature == "base" else called["base"]
    assert called[feature] - beside == called_actions(feature) - beside


def test_what_is_implied_is_no_call_of_ours(called: dict[str, set[str]]) -> None:
    implied = {action for grants in FEATURES.values() for grant in grants for action in grant.implied}
    assert implied == {"bedrock:ApplyGuardrail", "iam:PassRole", "logs:TagResource"}
    assert not implied & set().union(*called.values())
