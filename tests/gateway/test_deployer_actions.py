# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The deployer's permissions are the calls that are made: neither one more nor one less, feature by feature.

The endpoint logs what IAM is asked for each call: actions, resources, tags and regions. ``iam_calls`` judges them by the
policy of the scene's features, and tells which part of that is moto's and which is our reading of the IAM User Guide.
What the endpoint itself knows of IAM, it has from the Service Authorization Reference (``tests/local_aws/about.py``).
"""

from __future__ import annotations

import functools
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pytest
from ansible_collections.genai.bedrock.plugins.module_utils._core.policies.deployer_actions import (
    FEATURES,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.policies.deploying import Deployment, deployer_policy

from tests.gateway.deploying import deploy, teardown
from tests.gateway.guardrail_kit import PLAIN, guardrail
from tests.gateway.running import run_module
from tests.gateway.test_lease import abandon, gateway_of, take
from tests.gateway.test_observability import SETTINGS, observe, publish
from tests.local_aws.server import LocalAws
from tests.unit.plugins.module_utils import iam_calls as iam
from tests.unit.plugins.module_utils.record_samples import record

TITAN, COHERE, SONNET = "amazon.titan-embed-text-v2:0", "cohere.embed-multilingual-v3", "anthropic.claude-sonnet-4-6"
OWNER = {"Environment": "local", "Workload": "inference_profiles"}
CLAIM = {"Environment": "local"}
PARAMETER = "/local/bedrock/inference-profiles/inference_profiles/x"
UNWATCHED = {"bedrock_observability": False}
ONLY = {
    "bedrock_roles": ["inference_profiles"],
    "inference_profiles_purge": True,
    "bedrock_preflight": "skip",
    # A feature of its own.
    "bedrock_lock": False,
    **UNWATCHED,
}
#: The look for what an earlier setting has published where this one does not: it may be denied.
ELSEWHERE = ("ssm:GetParameters", "arn:aws:ssm:us-west-2:123456789012:parameter/local/bedrock/inference-profiles")
ROLE = "arn:aws:iam::123456789012:role/genai-deployer"
GIVEN_ROLE = "arn:aws:iam::123456789012:role/bedrock-logs"
BOUNDARY = "arn:aws:iam::123456789012:policy/log-writers"
#: What amazon.aws asks of its own accord, and IAM allows everybody or nobody needs.
NEEDS_NO_PERMISSION = {"sts:GetCallerIdentity", "iam:ListAccountAliases"}
#: What a scene has somebody else do.
BY_OTHERS = {"iam:DeleteRolePermissionsBoundary"}
#: Calls after which a resource may have other tags.
TAGGING = ("Create", "Put", "Tag", "Untag", "Add", "Remove")


def entries(**models: str) -> dict[str, dict[str, object]]:
    return {key: {"model": model, "regions": ["us-east-1"], "name": key} for key, model in models.items()}


def profiles(aws: LocalAws, **options: object) -> dict[str, object]:
    wanted = {"chat": {"name": "chat", "model_source": TITAN}}
    return run_module("inference_profiles", aws, **{"inference_profiles": wanted, "ownership_tags": OWNER} | options)


def base(aws: LocalAws) -> None:
    """Create; then replace, retag and purge; then take down. The modules do alone what is rare."""
    deploy(aws, inference_profiles_entries=entries(one=TITAN, two=TITAN), **ONLY).ok()
    tags = {"inference_profiles_tags": {"CostCenter": "other"}}
    deploy(aws, inference_profiles_entries=entries(one=COHERE), **ONLY, **tags).ok()
    teardown(aws, roles=("inference_profiles",), bedrock_lock=False).ok()
    assert profiles(aws, tags={"Team": "a"})["changed"]
    assert profiles(aws, tags={"Other": "b"})["changed"]
    for tags in ({"Team": "a"}, {"Other": "b"}):
        parameter = {"value": "1", "tags": CLAIM | tags}
        assert run_module("ssm_parameters", aws, ssm_parameters={PARAMETER: parameter})["changed"]
    # A profile that no list shows is asked for by its ARN.
    aws.switch(visibility_delay_seconds=60)
    assert profiles(aws, inference_profiles={"late": {"name": "late", "model_source": TITAN}})["errors"]


def lock(aws: LocalAws) -> None:
    """Of a run that was killed, taken over when it has lapsed, and given back."""
    gateway = gateway_of(aws)
    abandon(gateway)
    take(gateway)


def preflight(aws: LocalAws) -> None:
    """Of a caller whose role has a path, in an account without a quota of its own; one model is not listed."""
    aws.switch(fail=[{"operation": "GetServiceQuota", "code": "NoSuchResourceException"}])
    wanted = {
        "chat": {"name": "chat", "model_source": TITAN},
        "new": {"name": "new", "model_source": "anthropic.nobody-knows-v1:0"},
    }
    aws.client("iam").create_role(RoleName="genai-deployer", Path="/ci/", AssumeRolePolicyDocument="{}")
    session = aws.client("sts").assume_role(RoleArn=ROLE, RoleSessionName="pipeline")["Credentials"]
    keys = {"access_key": "AccessKeyId", "secret_key": "SecretAccessKey", "session_token": "SessionToken"}
    options = {option: session[name] for option, name in keys.items()} | {"fail_on": "never"}
    aws.clear_calls()
    run_module("inference_profiles_preflight", aws, inference_profiles=wanted, ownership_tags=OWNER, **options)


def verify(aws: LocalAws) -> None:
    """A profile copied from a system-defined one, with a guardrail that is tried, too."""
    made = guardrail(aws, **PLAIN, tags=CLAIM, publish_version=True)["guardrails"][0]
    (row,) = profiles(aws, inference_profiles={"chat": {"name": "chat", "model_source": SONNET, "geography": "us"}})[
        "inference_profiles"
    ]
    guarded = {"identifier": made["guardrail_id"], "version": made["version"]}
    target = {"region": "us-east-1", "arn": row["inference_profile_arn"], "guardrail": guarded}
    settings = {"records": {"x": record("copilot", "x", [target])}, "guardrail_phrase": "purple elephant"}
    result = run_module("inference_profiles_verify", aws, **settings)
    assert [row["verdict"] for row in result["targets"]] == ["ok"]


def usage_guard(aws: LocalAws) -> None:
    profiles(aws)
    profiles(aws, inference_profiles={"chat": {"state": "absent"}}, refuse_if_used_within=1)


def guardrails(aws: LocalAws) -> None:
    """With the roles' tags, and one that is checked across regions."""
    changed = {"description": "Other", "tags": CLAIM | {"Team": "a"}, "publish_version": True}
    for options in (PLAIN | {"tags": CLAIM}, changed, {"tags": CLAIM}, {"guardrail_profile": "us.guardrail.v1:0"}):
        assert guardrail(aws, **options)["changed"]
    assert run_module("guardrail_info", aws)["guardrails"]
    assert guardrail(aws, state="absent")["changed"]


def observability(aws: LocalAws) -> None:
    """With a role that is there, in whose name Bedrock writes."""
    publish(aws, "copilot", "chat", "chat1")
    settings = SETTINGS | {"observability_log_role_arn": GIVEN_ROLE}
    for tags in ({}, {"Team": "a"}, {"Other": "b"}):
        observe(aws, **settings, observability_tags=tags).ok()
    observe(aws, gone=True).ok()


def log_role(aws: LocalAws) -> None:
    """Make it, change it with the regions, and bound it again where somebody took its boundary away."""
    logs = {"observability_alarms": False, "observability_dashboard": False, "observability_logging": True}
    settings = logs | {"observability_log_role_boundary_arn": BOUNDARY}
    observe(aws, **settings, observability_regions=["us-east-1"], observability_tags={"Team": "a"}).ok()
    observe(aws, **settings, observability_tags={"Other": "b"}).ok()
    aws.client("iam").delete_role_permissions_boundary(RoleName="local-bedrock-invocation-logging")
    observe(aws, **settings, observability_tags={"Other": "b"}).ok()


def assume_role(aws: LocalAws) -> None:
    nothing = {"inference_profiles_entries": {}, "bedrock_assume_role_arn": ROLE, **UNWATCHED}
    deploy(aws, roles=("inference_profiles",), check=True, **nothing).ok()


SCENES: dict[str, Callable[[LocalAws], None]] = {
    scene.__name__: scene
    for scene in (base, lock, preflight, verify, usage_guard, guardrails, observability, log_role, assume_role)
}
#: Features that a scene uses beside its own and the base.
BESIDE = {"verify": ["guardrails"], "log_role": ["observability"]}


@dataclass(frozen=True)
class Authorized:
    """What IAM was asked for a call: an action on a resource, with the tags that this one had before the call."""

    action: str
    resource: str
    context: Mapping[str, str]

    def permitted_by(self, feature: str) -> set[str]:
        return iam.permitting(policies_of(feature), self.action, self.resource, self.context)


@functools.cache
def policies_of(feature: str) -> list[dict[str, Any]]:
    wanted = Deployment(
        "local",
        "123456789012",
        ["us-east-1", "us-west-2"],
        features=["base", *BESIDE.get(feature, []), feature],
        assume_role_arn=ROLE,
        log_role_arn="" if feature == "log_role" else GIVEN_ROLE,
        log_role_boundary_arn=BOUNDARY,
    )
    return deployer_policy(wanted)


def authorized(calls: Iterable[Mapping[str, Any]]) -> list[Authorized]:
    """The log tells the tags of a resource after each call: they are those before the next one that is about it."""
    found, known = [], {}
    for call in calls:
        for check in call["authorizations"]:
            unknown = {} if call["operation"].startswith(TAGGING) else check["tags"]
            before = known.get(check["resource"], unknown) or {}
            tags = {f"aws:ResourceTag/{key}": value for key, value in before.items()}
            found.append(Authorized(check["action"], check["resource"], check["context"] | tags))
        known |= {check["resource"]: check["tags"] for check in call["authorizations"]}
    return found


def implied() -> set[str]:
    return {action for grants in FEATURES.values() for grant in grants for action in grant.implied}


@dataclass(frozen=True)
class Scene:
    feature: str
    called: set[str]
    authorized: list[Authorized]


@pytest.fixture(scope="module", params=FEATURES)
def scene(_endpoint: LocalAws, request: pytest.FixtureRequest) -> Iterator[Scene]:
    """What was called while a feature was used, and what IAM was asked then. Once for all tests of a feature."""
    feature, sleep = request.param, time.sleep
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(time, "sleep", lambda seconds: sleep(seconds / 10))
        _endpoint.reset()
        SCENES[feature](_endpoint)
    calls = [call for call in _endpoint.calls() if call["action"] not in NEEDS_NO_PERMISSION | BY_OTHERS]
    yield Scene(feature, {call["action"] for call in calls}, authorized(calls))
    _endpoint.reset()


def test_every_feature_is_tried() -> None:
    assert set(SCENES) == set(FEATURES)


def test_a_feature_allows_every_call(scene: Scene) -> None:
    """With its resources, the tags in it and those of what it is about, and its region."""
    denied = {(one.action, one.resource) for one in scene.authorized if not one.permitted_by(scene.feature)}
    assert denied - {ELSEWHERE} == set()


def test_a_feature_allows_nothing_that_no_call_needs(scene: Scene) -> None:
    """For each action of each statement there is a call that no other statement allows."""
    needed = {(one.action, *one.permitted_by(scene.feature)) for one in scene.authorized}
    granted = {(action, grant.sid) for grant in FEATURES[scene.feature] for action in grant.actions + grant.implied}
    assert granted - needed == set()


def test_what_is_implied() -> None:
    assert implied() == {"bedrock:ApplyGuardrail", "iam:PassRole", "logs:TagResource"}


def test_what_is_implied_is_no_call_of_ours(scene: Scene) -> None:
    assert not implied() & scene.called
