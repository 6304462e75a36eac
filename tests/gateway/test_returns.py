# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What RETURN says of a module is what comes back: every member of a real result of every module is in it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import pytest

from tests.gateway.deploying import deploy, watch
from tests.gateway.guardrail_kit import FULL
from tests.gateway.invoke_kit import COHERE, SONNET, TITAN, made, profiles
from tests.gateway.running import run_module
from tests.local_aws.server import LocalAws
from tests.unit.plugins.module_utils.alarm_fakes import BAND, MATH, NEWER, OPTIONS, PROMQL
from tests.unit.repo_facts import documentation

Result = dict[str, Any]
#: What Ansible itself returns.
OF_ANSIBLE = {"changed", "diff", "failed", "msg", "invocation", "warnings", "exception"}
REGION = "us-east-1"
DEV = {"Environment": "dev"}
QUIET = {"Type": "NoChangeNotification", "Version": "1.0", "Attributes": {"After": "20", "Unit": "Days"}}
PARAMETER = {"value": "7", "description": "d", "allowed_pattern": ".", "policies": [QUIET], "data_type": "integer"}
MATHS = {"metrics": MATH, "comparison": "GreaterThanThreshold", "threshold": 1, "evaluation_periods": 1}
ALARMS = {
    "one": {**OPTIONS, **NEWER, "description": "d", "unit": "Count"},
    "math": MATHS,
    "band": BAND,
    "query": PROMQL,
}
GUARDRAIL = {**FULL, "guardrail_profile": "us.guardrail.v1:0", "grounding_tier": "STANDARD", "publish_version": True}
RECORDS = {"ssm_regions": [REGION], "environment": "local"}


def twice(aws: LocalAws, module: str, **options: Any) -> list[Result]:
    """What would be done, what is done, and what comes of input that is wrong."""
    return [run_module(module, aws, check=True, diff=True, **options), run_module(module, aws, **options)]


def published(aws: LocalAws) -> Result:
    return deploy(aws).ok().result


def _alarms(aws: LocalAws) -> list[Result]:
    return [*twice(aws, "cloudwatch_alarms", alarms=ALARMS), run_module("cloudwatch_alarms", aws, alarms={"a": {}})]


def _parameters(aws: LocalAws) -> list[Result]:
    return [
        *twice(aws, "ssm_parameters", ssm_parameters={"/a": PARAMETER}),
        run_module("ssm_parameters", aws, ssm_parameters={"/b": {}}),
    ]


def _parameter_info(aws: LocalAws) -> list[Result]:
    run_module("ssm_parameter", aws, name="/a", **PARAMETER)
    return [run_module("ssm_parameter_info", aws, names=["/a", "/a:1"], include_metadata=True, include_tags=True)]


def _guardrail_info(aws: LocalAws) -> list[Result]:
    run_module("guardrail", aws, name="cai", **GUARDRAIL)
    return [run_module("guardrail_info", aws), run_module("guardrail_info", aws, version="1")]


def _profiles(aws: LocalAws) -> list[Result]:
    options = {"tags": DEV, "ownership_tags": {**DEV, "Workload": "a"}}
    made_of = {"chat": {"model_source": TITAN}, "gone": {"model_source": TITAN}}
    first = twice(aws, "inference_profiles", inference_profiles=made_of, **options)
    other = {"chat": {"model_source": SONNET, "geography": "us"}}
    later = twice(aws, "inference_profiles", inference_profiles=other, superseded="keep", **options)
    return [*first, *later, run_module("inference_profiles", aws, inference_profiles={"B": {}})]


def _profile_info(aws: LocalAws) -> list[Result]:
    run_module("inference_profile", aws, name="chat", model_source=TITAN, description="Chat")
    return [run_module("inference_profile_info", aws, type="all", include_lifecycle=True)]


def _invoke(aws: LocalAws) -> list[Result]:
    targets = profiles(aws, {"chat": (SONNET, [REGION]), "vectors": (COHERE, [REGION])})
    common = {"max_tokens": 5}
    return [
        run_module("inference_profile_invoke", aws, targets=targets["chat"], prompt="Hi", **common),
        run_module("inference_profile_invoke", aws, targets=targets["vectors"], base_model_id=COHERE, texts=["a"]),
    ]


def _verify(aws: LocalAws) -> list[Result]:
    record = made(aws, "titan", TITAN, [REGION], kind="embedding", dimensions=1024)
    return [run_module("inference_profiles_verify", aws, records={"embedding/titan": record})]


def _preflight(aws: LocalAws) -> list[Result]:
    return [
        run_module("inference_profiles_preflight", aws, inference_profiles={"a": {"model_source": model}}, eol_days=999)
        for model in (TITAN, SONNET, "nobody.knows-v1:0")
    ]


def _records(aws: LocalAws) -> list[Result]:
    records = published(aws)["records"]
    return twice(aws, "records", ssm_prefix="/elsewhere", records=records, **RECORDS)


def _records_info(aws: LocalAws) -> list[Result]:
    published(aws)
    prefix = "/local/bedrock/inference-profiles"
    aws.client("ssm").put_parameter(Name=f"{prefix}/copilot/chat_x", Value="damaged", Type="String")
    aws.client("ssm").put_parameter(Name=f"{prefix}/some/thing/else", Value="foreign", Type="String")
    return [run_module("records_info", aws, **RECORDS)]


def _lifecycle(aws: LocalAws) -> list[Result]:
    published(aws)
    return [run_module("lifecycle_info", aws, eol_days=9999, **RECORDS)]


def _access(aws: LocalAws) -> list[Result]:
    records = published(aws)["records"]
    options = {"records": records, "regions": [REGION], "manage": True, **RECORDS}
    return twice(aws, "access_policies", **options)


def _observability(aws: LocalAws) -> list[Result]:
    deployed = deploy(aws).ok()
    logging = {"observability_logging": True, "observability_log_group": "/bedrock", "observability_dashboard": True}
    return [watch(aws, deployed, check=check, **logging).result for check in (True, False)]


def _workloads(aws: LocalAws) -> list[Result]:
    return [deploy(aws, check=True).result, published(aws), published(aws)]


def _usage(aws: LocalAws) -> list[Result]:
    published(aws)
    options = {"environment": "local", "group_by": ["CostCenter"]}
    found = run_module("inference_profile_usage_info", aws, regions=[REGION], **options)
    aws.switch(deny=["cloudwatch:GetMetricData@us-west-2"])
    return [found, run_module("inference_profile_usage_info", aws, regions=[REGION, "us-west-2"], **options)]


#: It is an action alone: it fails with what it is given, and returns nothing.
NO_RESULT = ["fail_with"]
RESULTS: dict[str, Callable[[LocalAws], list[Result]]] = {
    "access_policies": _access,
    "cloudwatch_alarms": _alarms,
    "cloudwatch_dashboard": lambda aws: twice(aws, "cloudwatch_dashboard", name="d", body={"widgets": []}, tags=DEV),
    "cost_allocation_tags": lambda aws: twice(aws, "cost_allocation_tags", tags=["Environment"]),
    "foundation_model_info": lambda aws: [run_module("foundation_model_info", aws, include_availability=True)],
    "guardrail": lambda aws: twice(aws, "guardrail", name="cai", **GUARDRAIL),
    "guardrail_info": _guardrail_info,
    "inference_profile": lambda aws: twice(aws, "inference_profile", name="a", model_source=TITAN, description="A"),
    "inference_profile_info": _profile_info,
    "inference_profile_invoke": _invoke,
    "inference_profile_usage_info": _usage,
    "inference_profiles": _profiles,
    "inference_profiles_preflight": _preflight,
    "inference_profiles_verify": _verify,
    "lifecycle_info": _lifecycle,
    "model_invocation_logging": lambda aws: twice(
        aws, "model_invocation_logging", s3_config={"bucket_name": "invocations"}
    ),
    "observability": _observability,
    "records": _records,
    "records_info": _records_info,
    "ssm_parameter": lambda aws: twice(aws, "ssm_parameter", name="/a", **PARAMETER),
    "ssm_parameter_info": _parameter_info,
    "ssm_parameters": _parameters,
    "workloads": _workloads,
}


def undocumented(found: Mapping[str, Any], documented: Mapping[str, Any], path: str = "") -> Iterator[str]:
    """The members of a result that RETURN does not list."""
    for name, value in found.items():
        reported = documented.get(name)
        if reported is None:
            yield f"{path}{name}"
            continue
        for row in _rows(value):
            yield from _members(row, reported, f"{path}{name}.")


def _rows(value: Any) -> list[Mapping[str, Any]]:
    return [row for row in (value if isinstance(value, list) else [value]) if isinstance(row, Mapping)]


def _is_rows(value: Any) -> bool:
    return bool(_rows(value)) and len(_rows(value)) == (len(value) if isinstance(value, list) else 1)


def _members(row: Mapping[str, Any], reported: Mapping[str, Any], path: str) -> Iterator[str]:
    text = " ".join(reported["description"] if isinstance(reported["description"], list) else [reported["description"]])
    if elsewhere := re.search(r"as\s+M\(genai\.bedrock\.(\w+)\) returns them", text):
        key = path.rstrip(".").rpartition(".")[2]
        yield from undocumented(row, documentation()["module"][elsewhere[1]]["return"][key]["contains"], path)
    elif "contains" in reported:
        # A map of workloads, or of tags to lists of rows: its keys are the user's.
        keyed = reported.get("type") == "dict" and all(map(_is_rows, row.values()))
        inner = [one for value in row.values() for one in _rows(value)] if keyed else [row]
        for one in inner:
            yield from undocumented(one, reported["contains"], path)
    elif reported.get("elements") == "dict":
        samples = reported.get("sample") or []
        named = {*re.findall(r"C\((\w+)\)", text), *(key for sample in samples for key in sample)}
        yield from (f"{path}{member}" for member in row if member not in named)


def test_every_module_has_a_result() -> None:
    assert sorted([*RESULTS, *NO_RESULT]) == sorted(documentation()["module"])


@pytest.mark.parametrize("module", RESULTS)
def test_every_member_is_documented(aws: LocalAws, module: str) -> None:
    documented = documentation()["module"][module]["return"]
    results = RESULTS[module](aws)
    found = {name for result in results for name in undocumented(result, {**documented}) if name not in OF_ANSIBLE}
    assert sorted(found) == []
    assert any({*result} - OF_ANSIBLE - {"errors", "problems"} for result in results), results
