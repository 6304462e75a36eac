# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What applications may call, as IAM would judge it: tables of calls that must be allowed and denied.

``iam_calls`` tells which part of the judgement is moto's and which is this repository's own reading of the IAM User Guide.
"""

from __future__ import annotations

import itertools
from typing import Any

import pytest
from ansible_collections.genai.bedrock.plugins.module_utils._core.policies.invoking import (
    InvokeRequest,
    invoke_policy,
    required_regions,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.policies.policies import MAX_CHARACTERS, size
from ansible_collections.genai.bedrock.plugins.module_utils._core.problems import ProblemError

from tests.unit.plugins.module_utils import iam_calls as iam
from tests.unit.plugins.module_utils.record_samples import EAST, SONNET, WEST, arn, record, row, target

HAIKU = "anthropic.claude-haiku-4-5-20251001-v1:0"
INVOKE, STREAM = "bedrock:InvokeModel", "bedrock:InvokeModelWithResponseStream"
PARAMETERS = "arn:aws:ssm:us-east-1:123456789012:parameter/dev/bedrock/inference-profiles"
SYSTEM = "arn:aws:bedrock:us-east-1:123456789012:inference-profile/us.anthropic.claude-sonnet-4-6"


def model(region: str, model_id: str = SONNET, partition: str = "aws") -> str:
    return f"arn:{partition}:bedrock:{region}::foundation-model/{model_id}"


def routed(key: str, *destinations: str, region: str = EAST, **values: Any) -> dict[str, Any]:
    return target(key, region) | {"destinations": list(destinations)} | values


def through(profile: str, region: str = EAST) -> dict[str, str]:
    return {"bedrock__InferenceProfileArn": profile, "aws__RequestedRegion": region}


def live(profile: str, *models: str, **values: Any) -> dict[str, Any]:
    return {"inference_profile_arn": profile, "models": [{"model_arn": one} for one in models]} | values


RECORDS = {
    # Called in us-west-1, from which AWS routes to other regions only.
    "copilot/chat": record("copilot", "chat", [routed("chat", EAST, WEST, region="us-west-1"), routed("chat", EAST)]),
    "copilot/quick": record("copilot", "quick", [routed("quick", EAST, "unspecified")], base_model_id=HAIKU),
}
CHAT, CHAT_EAST, QUICK = arn("chat1", "us-west-1"), arn("chat1"), arn("quick1")
GLOBAL = model("", HAIKU)


@pytest.fixture(scope="module")
def policies() -> list[dict[str, Any]]:
    return invoke_policy(RECORDS, InvokeRequest(ssm_regions=[EAST]))


ALLOWED = {
    "a profile": (INVOKE, CHAT, {}),
    "a profile, streaming": (STREAM, CHAT, {}),
    "the profile of another region": (INVOKE, CHAT_EAST, {}),
    "the model in the source region": (INVOKE, model("us-west-1"), through(CHAT, "us-west-1")),
    "the model in a destination": (INVOKE, model(WEST), through(CHAT, WEST)),
    "the model in a destination, streaming": (STREAM, model(WEST), through(CHAT, WEST)),
    "the model of one region": (INVOKE, model(EAST), through(CHAT_EAST)),
    "a global profile": (INVOKE, QUICK, {}),
    "a global profile's model at home": (INVOKE, model(EAST, HAIKU), through(QUICK)),
    "a global profile's model without region": (INVOKE, GLOBAL, through(QUICK, "unspecified")),
    "the document": ("ssm:GetParameter", PARAMETERS, {}),
    "a record": ("ssm:GetParameter", f"{PARAMETERS}/copilot/chat", {}),
    "several records": ("ssm:GetParameters", f"{PARAMETERS}/copilot/quick", {}),
    "the records by path": ("ssm:GetParametersByPath", f"{PARAMETERS}/copilot", {}),
    "the records by path, with a slash": ("ssm:GetParametersByPath", f"{PARAMETERS}/copilot/", {}),
}
DENIED = {
    "another profile": (INVOKE, arn("other1"), {}),
    "the same id in another region": (INVOKE, arn("quick1", WEST), {}),
    "the model by its own id": (INVOKE, model(EAST), {"aws__RequestedRegion": EAST}),
    "the model through a profile of others": (INVOKE, model(EAST), through(arn("other1"))),
    "the model through a system-defined profile": (INVOKE, model(EAST), through(SYSTEM)),
    "a system-defined profile": (INVOKE, SYSTEM, {}),
    "a region to which this profile does not route": (INVOKE, model(WEST), through(CHAT_EAST, WEST)),
    "a region to which no profile routes": (INVOKE, model("eu-west-1"), through(CHAT, "eu-west-1")),
    "another model through the profile": (INVOKE, model(EAST, HAIKU), through(CHAT)),
    "the model without region through a geographic profile": (INVOKE, model(""), through(CHAT, "unspecified")),
    "the model without region in a region": (INVOKE, GLOBAL, through(QUICK)),
    "a global profile's model elsewhere": (INVOKE, model(WEST, HAIKU), through(QUICK, WEST)),
    "reading a profile": ("bedrock:GetInferenceProfile", CHAT, {}),
    "deleting a profile": ("bedrock:DeleteInferenceProfile", CHAT, {}),
    "applying a guardrail": ("bedrock:ApplyGuardrail", "arn:aws:bedrock:us-east-1:123456789012:guardrail/abc", {}),
    "a record of another workload": ("ssm:GetParameter", f"{PARAMETERS}/cai/support", {}),
    "a workload whose name begins alike": ("ssm:GetParameter", f"{PARAMETERS}/copilots/chat", {}),
    # Whoever may list the prefix reads what is below it: every workload's records.
    "all records by path": ("ssm:GetParametersByPath", PARAMETERS, {}),
    "all records by path, with a slash": ("ssm:GetParametersByPath", f"{PARAMETERS}/", {}),
    "another workload by path": ("ssm:GetParametersByPath", f"{PARAMETERS}/cai", {}),
    "a record in another region": ("ssm:GetParameter", f"{PARAMETERS}/copilot/chat".replace(EAST, WEST), {}),
    "writing a record": ("ssm:PutParameter", f"{PARAMETERS}/copilot/chat", {}),
}


@pytest.mark.parametrize(("action", "resource", "context"), ALLOWED.values(), ids=ALLOWED)
def test_allowed(policies, action, resource, context) -> None:
    assert iam.allows(policies, action, resource, **context)


@pytest.mark.parametrize(("action", "resource", "context"), DENIED.values(), ids=DENIED)
def test_denied(policies, action, resource, context) -> None:
    assert not iam.allows(policies, action, resource, **context)


def test_nothing_is_read_where_no_region_of_parameters_is_given() -> None:
    (policy,) = invoke_policy(RECORDS, InvokeRequest())
    assert all(action.startswith("bedrock:") for one in policy["Statement"] for action in one["Action"])


def test_another_prefix_and_account_of_the_parameters() -> None:
    policies = invoke_policy(RECORDS, InvokeRequest(ssm_regions=[WEST], ssm_prefix="/models/", account="222222222222"))
    start = "arn:aws:ssm:us-west-2:222222222222:parameter/models"
    assert iam.allows(policies, "ssm:GetParameter", start)
    assert iam.allows(policies, "ssm:GetParameter", f"{start}/copilot/chat")
    assert not iam.allows(policies, "ssm:GetParameter", PARAMETERS)


def test_govcloud_has_its_own_partition() -> None:
    home = "us-gov-west-1"
    profile = arn("chat1", home).replace("arn:aws:", "arn:aws-us-gov:")
    records = {"copilot/chat": record("copilot", "chat", [routed("chat", home, "us-gov-east-1", arn=profile)])}
    policies = invoke_policy(records, InvokeRequest(ssm_regions=[home]))
    assert iam.allows(policies, INVOKE, profile)
    assert iam.allows(policies, INVOKE, model("us-gov-east-1", partition="aws-us-gov"), **through(profile))
    parameter = "arn:aws-us-gov:ssm:us-gov-west-1:123456789012:parameter/dev/bedrock/inference-profiles"
    assert iam.allows(policies, "ssm:GetParameter", parameter)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (SYSTEM, SYSTEM),
        (SYSTEM.replace("123456789012", ""), SYSTEM),
        (model(EAST), None),
        ("us.anthropic.claude-sonnet-4-6", None),
    ],
    ids=["with_account", "without_account", "a_model", "no_arn"],
)
@pytest.mark.parametrize("stated_by", ["record", "profile"])
def test_a_source_that_is_known_is_allowed_but_of_no_use_on_its_own(source, expected, stated_by) -> None:
    own = {"source": source} if stated_by == "record" else {}
    rows = [] if own else [live(CHAT_EAST, model(EAST), tags={"ModelSource": source})]
    records = {"copilot/chat": record("copilot", "chat", [routed("chat", EAST, **own)])}
    policies = invoke_policy(records, InvokeRequest(), rows)
    assert iam.allows(policies, INVOKE, SYSTEM) is bool(expected)
    assert not iam.allows(policies, INVOKE, model(EAST), **through(SYSTEM))


def test_live_profiles_name_models_and_destinations_more_exactly_than_records() -> None:
    """A target that was kept, since its region failed, is of another model than its record says."""
    records = {"copilot/chat": record("copilot", "chat", [routed("chat", EAST)], base_model_id=HAIKU)}
    policies = invoke_policy(records, InvokeRequest(), [live(CHAT_EAST, model(EAST), model("us-east-2"))])
    assert iam.allows(policies, INVOKE, model("us-east-2"), **through(CHAT_EAST, "us-east-2"))
    assert not iam.allows(policies, INVOKE, model(EAST, HAIKU), **through(CHAT_EAST))


LIVE_REGIONS = {
    "what the record tells, where nothing tells it newer": ([], [EAST, WEST]),
    "what the live profile has": ([live(CHAT_EAST, model(EAST))], [EAST]),
    "and what its source has got since": (
        [live(CHAT_EAST, model(EAST), tags={"ModelSource": SYSTEM}), live(SYSTEM, model(EAST), model("us-east-2"))],
        [EAST, "us-east-2"],
    ),
    "what the record tells, where the profile is only planned": ([{"inference_profile_arn": CHAT_EAST}], [EAST, WEST]),
}


@pytest.mark.parametrize(("rows", "expected"), LIVE_REGIONS.values(), ids=LIVE_REGIONS)
def test_regions_are_those_that_live(rows, expected) -> None:
    records = {"copilot/chat": record("copilot", "chat", [routed("chat", EAST, WEST)])}
    policies = invoke_policy(records, InvokeRequest(), rows)
    places = [EAST, "us-east-2", WEST, "eu-west-1"]
    allowed = [place for place in places if iam.allows(policies, INVOKE, model(place), **through(CHAT_EAST, place))]
    assert allowed == required_regions(records, rows) == expected


def test_earlier_profiles_are_allowed_while_they_live() -> None:
    old, gone = arn("old1"), arn("gone1")
    records = {"copilot/chat": record("copilot", "chat", previous=[old, gone])}
    policies = invoke_policy(records, InvokeRequest(), [live(old, GLOBAL, model(EAST, HAIKU))])
    assert iam.allows(policies, INVOKE, old)
    assert iam.allows(policies, INVOKE, GLOBAL, **through(old, "unspecified"))
    assert not iam.allows(policies, INVOKE, gone)


def test_rows_of_the_bulk_module_will_do() -> None:
    """They may be planned only, and have no ARN or no models then."""
    rows = [row("chat"), {"key": "new", "region": EAST}]
    policies = invoke_policy({"copilot/chat": record("copilot", "chat")}, InvokeRequest(), rows)
    assert iam.allows(policies, INVOKE, model(WEST), **through(CHAT_EAST, WEST))


GUARDED = routed("chat", EAST, guardrail={"identifier": "abc123", "version": "2"})
DRAFT = routed(
    "quick", EAST, guardrail={"identifier": "arn:aws:bedrock:us-east-1:123456789012:guardrail/def", "version": ""}
)
GUARDRAIL = "arn:aws:bedrock:us-east-1:123456789012:guardrail/abc123"
GUARDRAIL_PROFILE = "arn:aws:bedrock:us-east-2:123456789012:guardrail-profile/us.guardrail.v1:0"
OLD, OLD_WEST, OLD_PLAIN = arn("old1"), arn("old1", WEST), arn("oldplain")
GUARDRAIL_CALLS = {
    "with the guardrail": (CHAT_EAST, {"bedrock__GuardrailIdentifier": f"{GUARDRAIL}:2"}, True),
    "with another version": (CHAT_EAST, {"bedrock__GuardrailIdentifier": f"{GUARDRAIL}:1"}, False),
    "with its draft": (CHAT_EAST, {"bedrock__GuardrailIdentifier": GUARDRAIL}, False),
    "with another guardrail": (CHAT_EAST, {"bedrock__GuardrailIdentifier": GUARDRAIL.replace("abc", "xyz")}, False),
    "without one": (CHAT_EAST, {}, False),
    "with the draft that the record names": (
        QUICK,
        {"bedrock__GuardrailIdentifier": GUARDRAIL.replace("abc123", "def")},
        True,
    ),
    "where the record names none": (arn("plain1"), {}, True),
    "an earlier profile": (OLD, {"bedrock__GuardrailIdentifier": f"{GUARDRAIL}:2"}, True),
    "an earlier profile with an earlier version": (OLD, {"bedrock__GuardrailIdentifier": f"{GUARDRAIL}:1"}, True),
    "an earlier profile with the draft": (OLD, {"bedrock__GuardrailIdentifier": GUARDRAIL}, True),
    "an earlier profile with another guardrail": (OLD, {"bedrock__GuardrailIdentifier": f"{GUARDRAIL}4:1"}, False),
    "an earlier profile without one": (OLD, {}, False),
    "an earlier profile where the record names none": (OLD_PLAIN, {}, True),
    "an earlier profile whose region has no target": (
        OLD_WEST,
        {"bedrock__GuardrailIdentifier": f"{GUARDRAIL}:1".replace(EAST, WEST)},
        True,
    ),
    "the same with a guardrail of another region": (OLD_WEST, {"bedrock__GuardrailIdentifier": GUARDRAIL}, False),
    "the same without one": (OLD_WEST, {}, False),
}


@pytest.mark.parametrize(("profile", "context", "expected"), GUARDRAIL_CALLS.values(), ids=GUARDRAIL_CALLS)
def test_a_guardrail_that_is_required(profile, context, expected) -> None:
    keyed = {"chat": GUARDED, "quick": DRAFT, "plain": routed("plain", EAST)}
    earlier = {"chat": [OLD, OLD_WEST], "plain": [OLD_PLAIN]}
    records = {f"cai/{key}": record("cai", key, [one], previous=earlier.get(key, [])) for key, one in keyed.items()}
    rows = [live(one, model(EAST)) for one in (OLD, OLD_WEST, OLD_PLAIN)]
    policies = invoke_policy(records, InvokeRequest(require_guardrail=True), rows)
    assert iam.allows(policies, INVOKE, profile, **context) is expected
    assert iam.allows(policies, STREAM, model(EAST), **through(profile), **context) is expected


def test_a_guardrail_may_be_applied_and_need_not() -> None:
    records = {"cai/chat": record("cai", "chat", [GUARDED])}
    policies = invoke_policy(records, InvokeRequest(guardrail_profiles=[GUARDRAIL_PROFILE]))
    for resource in (GUARDRAIL, GUARDRAIL_PROFILE):
        assert iam.allows(policies, "bedrock:ApplyGuardrail", resource)
    assert not iam.allows(policies, "bedrock:ApplyGuardrail", GUARDRAIL.replace("abc123", "def"))
    assert iam.allows(policies, INVOKE, CHAT_EAST)


def guardrail_profile(region: str, name: str = "us.guardrail.v1:0", account: str = "123456789012") -> str:
    return f"arn:aws:bedrock:{region}:{account}:guardrail-profile/{name}"


def across(region: str, name: str, identifier: str = "abc123") -> dict[str, Any]:
    pin = {"identifier": identifier, "version": "2", "guardrail_profile": name}
    return routed("chat", region, region=region, guardrail=pin)


GUARDRAIL_PROFILES = {
    "the source": (across(EAST, "us.guardrail.v1:0"), guardrail_profile(EAST), True),
    "a destination": (across(EAST, "us.guardrail.v1:0"), guardrail_profile(WEST), True),
    "no destination of this source": (across(EAST, "us.guardrail.v1:0"), guardrail_profile("us-west-1"), False),
    "another source has it": (across("us-west-1", "us.guardrail.v1:0"), guardrail_profile("us-west-1"), True),
    "another profile": (across(EAST, "us.guardrail.v1:0"), guardrail_profile(EAST, "eu.guardrail.v1:0"), False),
    "another account": (across(EAST, "us.guardrail.v1:0"), guardrail_profile(WEST, account="999912345678"), False),
    "that of a shared guardrail": (
        across(EAST, "us.guardrail.v1:0", GUARDRAIL.replace("123456789012", "999912345678")),
        guardrail_profile(WEST, account="999912345678"),
        True,
    ),
    "a profile that is new to us": (
        across(EAST, "us.guardrail.v2:0"),
        guardrail_profile(WEST, "us.guardrail.v2:0"),
        True,
    ),
    "without one": (GUARDED, guardrail_profile(EAST), False),
}


@pytest.mark.parametrize(("one", "resource", "expected"), GUARDRAIL_PROFILES.values(), ids=GUARDRAIL_PROFILES)
def test_a_guardrail_profile_may_be_applied_in_each_region_that_it_routes_to(one, resource, expected) -> None:
    policies = invoke_policy({"cai/chat": record("cai", "chat", [one])}, InvokeRequest())
    assert iam.allows(policies, "bedrock:ApplyGuardrail", resource) is expected


def test_readers_of_an_older_record_may_apply_the_guardrail_profile_too() -> None:
    one = across(EAST, "us.guardrail.v1:0") | {"arn": CHAT_EAST}
    records = {"cai/chat": record("cai", "chat", [one], previous=[OLD])}
    policies = invoke_policy(records, InvokeRequest(), [live(OLD, model(EAST))])
    assert iam.allows(policies, "bedrock:ApplyGuardrail", guardrail_profile(WEST))


def test_what_is_no_guardrail_profile_comes_into_no_policy() -> None:
    with pytest.raises(ProblemError, match=r"'\*' is no id of a guardrail profile, .* publish the record again"):
        invoke_policy({"cai/chat": record("cai", "chat", [across(EAST, "*")])}, InvokeRequest())


EVERYTHING = {"Statement": [{"Effect": "Allow", "Action": "bedrock:*", "Resource": "*"}]}
BESIDE_EVERYTHING = {
    "a model by its own id": (model(EAST), {}, False),
    "a model without region by its own id": (GLOBAL, {}, False),
    "a model through a system-defined profile": (model(EAST), through(SYSTEM), False),
    "a model through a profile of another account": (model(EAST), through(arn("x1").replace("1234", "9999")), False),
    "a model through a profile of ours": (model(EAST), through(CHAT_EAST), True),
    "a model through a profile of another workload": (model(EAST, HAIKU), through(arn("other1")), True),
    "a profile": (CHAT_EAST, {}, True),
}


@pytest.mark.parametrize(("resource", "context", "expected"), BESIDE_EVERYTHING.values(), ids=BESIDE_EVERYTHING)
def test_only_through_profiles_whatever_else_is_allowed(resource, context, expected) -> None:
    policies = [EVERYTHING, *invoke_policy(RECORDS, InvokeRequest(only_through_profiles=True))]
    assert iam.allows(policies, INVOKE, resource, **context) is expected
    assert iam.allows([EVERYTHING, *invoke_policy(RECORDS, InvokeRequest())], INVOKE, resource, **context)


DESCRIBED = {
    "a profile": (CHAT, True),
    "a profile that is replaced": (arn("old1"), True),
    "another profile": (arn("other1"), False),
    "the system-defined profile behind it": (SYSTEM, False),
}


@pytest.mark.parametrize(("resource", "expected"), DESCRIBED.values(), ids=DESCRIBED)
def test_profiles_of_the_records_may_be_described_where_that_is_wanted(resource, expected) -> None:
    chat = RECORDS["copilot/chat"] | {"previous": [arn("old1")]}
    rows = [live(arn("old1"), model(EAST), tags={"ModelSource": SYSTEM})]
    describe = "bedrock:GetInferenceProfile"
    wanted = invoke_policy({"copilot/chat": chat}, InvokeRequest(allow_get_inference_profile=True), rows)
    assert iam.allows(wanted, describe, resource) is expected
    assert not iam.allows(invoke_policy({"copilot/chat": chat}, InvokeRequest(), rows), describe, resource)


def many(count: int) -> dict[str, Any]:
    regions = [EAST, WEST, "us-east-2", "ca-central-1"]
    return {
        f"copilot/k{number:03}": record("copilot", f"k{number:03}", [routed(f"k{number:03}", *regions)])
        for number in range(count)
    }


def test_a_policy_that_is_too_large_is_several_that_allow_the_same() -> None:
    records = many(120)
    policies = invoke_policy(records, InvokeRequest(ssm_regions=[EAST]))
    assert len(policies) > 1
    assert all(size(policy) <= MAX_CHARACTERS for policy in policies)
    for one in records.values():
        profile = one["targets"][0]["arn"]
        assert iam.allows(policies, INVOKE, profile)
        assert iam.allows(policies, INVOKE, model("ca-central-1"), **through(profile))
    for name in ("ReadRecords", "ListRecords"):
        assert sum(str(policy).count(name) for policy in policies) == 1


def test_the_same_records_make_the_same_policy_in_any_order() -> None:
    backwards = dict(reversed(RECORDS.items()))
    requests = InvokeRequest(ssm_regions=[EAST, WEST])
    assert invoke_policy(backwards, requests) == invoke_policy(RECORDS, requests)


VARIANTS = [
    InvokeRequest(
        ssm_regions=regions,
        require_guardrail=required,
        only_through_profiles=only,
        guardrail_profiles=profiles,
        allow_get_inference_profile=required,
    )
    for regions, required, only, profiles in itertools.product(
        ([], [EAST, WEST]), (False, True), (False, True), ([], [GUARDRAIL_PROFILE])
    )
]


@pytest.mark.parametrize("requests", VARIANTS, ids=lambda requests: str(VARIANTS.index(requests)))
def test_iam_takes_it_and_the_linter_finds_nothing(requests) -> None:
    records = RECORDS | {"cai/chat": record("cai", "chat", [GUARDED, DRAFT])} | many(60)
    records["cai/chat"]["previous"] = [OLD, OLD_WEST]
    rows = [
        live(CHAT_EAST, model(EAST), tags={"ModelSource": SYSTEM}),
        live(OLD, model(EAST)),
        live(OLD_WEST, model(WEST)),
    ]
    for policy in invoke_policy(records, requests, rows):
        iam.check_grammar(policy)
        assert iam.findings(policy) == []


def test_no_records_need_no_policy() -> None:
    assert invoke_policy({}, InvokeRequest(ssm_regions=[EAST])) == []


@pytest.mark.parametrize(
    ("records", "requests", "message"),
    [
        (
            {"copilot/chat": record("copilot", "chat", [routed("chat", EAST, arn="")])},
            {},
            "copilot/chat in us-east-1: .*names no application",
        ),
        ({"copilot/chat": record("copilot", "chat", [routed("chat", EAST, arn=SYSTEM)])}, {}, "names no application"),
        ({"x": record("*", "chat")}, {}, r"x: workload: '\*' is no key"),
        ({"x": record("copilot", "chat", environment="*")}, {}, r"x: environment: '\*' is no environment"),
        (RECORDS, {"ssm_prefix": "/dev*"}, r"ssm_prefix: '/dev\*' is no path"),
        (RECORDS, {"ssm_regions": ["*"]}, r"ssm_regions: '\*' is no region"),
        (RECORDS, {"account": "1234"}, "account: '1234' is no account id"),
        (RECORDS, {"guardrail_profiles": ["us.guardrail.v1:0"]}, "guardrail_profiles: 'us.guardrail.v1:0' is no ARN"),
    ],
    ids=["no_arn", "system_profile", "workload", "environment", "prefix", "region", "account", "guardrail_profile"],
)
def test_wrong_input(records, requests, message) -> None:
    with pytest.raises(ProblemError, match=message):
        invoke_policy(records, InvokeRequest(**requests))


def test_required_regions_are_sources_and_destinations() -> None:
    assert required_regions(RECORDS) == ["unspecified", EAST, "us-west-1", WEST]
    rows = [live(CHAT_EAST, model("eu-west-1"))]
    assert "eu-west-1" in required_regions(RECORDS, rows)
