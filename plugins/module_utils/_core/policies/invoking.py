# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What applications of a workload need: call its profiles, the models behind them only through these, read its records.

Sources: Bedrock User Guide, "Prerequisites for inference profiles", "Geographic cross-Region inference", "Global
cross-Region inference" and "Enforce the use of specific guardrails"; Service Authorization Reference, which has no
action for Converse: InvokeModel grants it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ansible_collections.genai.bedrock.plugins.module_utils._core.arns import partition_of
from ansible_collections.genai.bedrock.plugins.module_utils._core.policies.invocables import Invocable, invocables
from ansible_collections.genai.bedrock.plugins.module_utils._core.policies.policies import (
    DENY,
    Document,
    Statement,
    documents,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.policies.rules import (
    account_problems,
    environment_problems,
    guardrail_profile_problems,
    prefix_of,
    prefix_problems,
    region_problems,
    workload_problems,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.problems import Problem, ProblemError

INVOKE = ("bedrock:InvokeModel", "bedrock:InvokeModelWithResponseStream")
DESCRIBE = ("bedrock:GetInferenceProfile",)
READ, LIST = ("ssm:GetParameter", "ssm:GetParameters"), ("ssm:GetParametersByPath",)

PROFILE_KEY = "bedrock:InferenceProfileArn"
GUARDRAIL_KEY = "bedrock:GuardrailIdentifier"
REGION_KEY = "aws:RequestedRegion"


@dataclass(frozen=True, slots=True)
class InvokeRequest:
    """The content of the policy besides the profiles. With empty ``ssm_regions``, nothing may be read."""

    ssm_prefix: str = ""
    ssm_regions: Sequence[str] = ()
    account: str = ""
    require_guardrail: bool = False
    only_through_profiles: bool = False
    guardrail_profiles: Sequence[str] = ()
    allow_get_inference_profile: bool = False


@dataclass(frozen=True, slots=True)
class _Reading:
    """The parameters of one region: the document, and the workload's records.

    Whoever may list a path reads all that is below it, so that only the workload's own is listed.
    """

    region: str
    account: str
    prefix: str
    workload: str

    @property
    def document(self) -> str:
        return f"arn:{partition_of(self.region)}:ssm:{self.region}:{self.account}:parameter{self.prefix}"

    @property
    def path(self) -> str:
        return f"{self.document}/{self.workload}"

    @property
    def records(self) -> str:
        return f"{self.path}/*"


@dataclass(frozen=True, slots=True)
class _Barrier:
    """Models of any region are denied unless a profile of this account is called."""

    partition: str
    account: str


def invoke_policy(
    records: Mapping[str, Mapping[str, Any]],
    request: InvokeRequest,
    rows: Iterable[Mapping[str, Any]] = (),
) -> list[Document]:
    """The documents for callers of all profiles of these records."""
    if problems := _problems(records, request):
        raise ProblemError(problems)
    found = invocables(records, rows)
    units: list[Invocable | _Reading | _Barrier] = [
        *_readings(records, found, request),
        *_barriers(found, request),
        *found,
    ]
    return documents(units, lambda group: _statements(group, request))


def required_regions(records: Mapping[str, Mapping[str, Any]], rows: Iterable[Mapping[str, Any]] = ()) -> list[str]:
    """Regions that no policy of the organisation may deny for Bedrock: an SCP sees the destination of a call."""
    return sorted({region for one in invocables(records, rows) for region in one.regions})


def _problems(records: Mapping[str, Mapping[str, Any]], request: InvokeRequest) -> list[Problem]:
    found: list[tuple[str, Sequence[str]]] = [
        # The account is that of the credentials.
        ("", account_problems(request.account) if request.account else ()),
        ("ssm_prefix", prefix_problems(request.ssm_prefix)),
        ("ssm_regions", region_problems(request.ssm_regions, "ssm_regions")),
        ("guardrail_profiles", guardrail_profile_problems(request.guardrail_profiles)),
    ]
    problems = [Problem(text, option=option) for option, texts in found for text in texts]
    for path, record in records.items():
        texts = environment_problems(str(record.get("environment") or ""))
        problems += [Problem(text, path, option="environment") for text in texts]
        problems += [Problem(text, path) for text in workload_problems(str(record.get("workload") or ""))]
    return problems


def _readings(
    records: Mapping[str, Mapping[str, Any]], found: Sequence[Invocable], request: InvokeRequest
) -> list[_Reading]:
    accounts = [request.account] if request.account else sorted({one.profile.account for one in found})
    places = sorted(
        {(prefix_of(record["environment"], request.ssm_prefix), record["workload"]) for record in records.values()}
    )
    return [
        _Reading(region, account, prefix, workload)
        for region in sorted(request.ssm_regions)
        for account in accounts
        for prefix, workload in places
    ]


def _barriers(found: Sequence[Invocable], request: InvokeRequest) -> list[_Barrier]:
    if not request.only_through_profiles:
        return []
    return sorted(
        {_Barrier(one.profile.partition, one.profile.account) for one in found},
        key=lambda barrier: (barrier.partition, barrier.account),
    )


def _statements(units: Sequence[Invocable | _Reading | _Barrier], request: InvokeRequest) -> list[Statement]:
    found = [unit for unit in units if isinstance(unit, Invocable)]
    readings = [unit for unit in units if isinstance(unit, _Reading)]
    barriers = [unit for unit in units if isinstance(unit, _Barrier)]
    made = [*_profiles(found, request), *_models(found, request), *_guardrails(found, request)]
    if found and request.allow_get_inference_profile:
        made.append(Statement("DescribeProfiles", DESCRIBE, [str(one.profile) for one in found]))
    if readings:
        read = [arn for reading in readings for arn in (reading.document, reading.records)]
        listed = [arn for reading in readings for arn in (reading.path, reading.records)]
        made += [Statement("ReadRecords", READ, read), Statement("ListRecords", LIST, listed)]
    return made + _denials(barriers)


def _profiles(found: Sequence[Invocable], request: InvokeRequest) -> list[Statement]:
    """The profiles, and the system-defined ones behind them.

    This statement allows direct calls of these; the models behind them are not allowed, so it is useless on its own.
    """
    by_guardrail: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for one in found:
        by_guardrail[_guardrail(one, request)] |= {str(one.profile)} | ({one.source} if one.source else set())
    return [
        Statement(f"InvokeProfiles{number}", INVOKE, resources, _conditions({GUARDRAIL_KEY: guardrail}))
        for number, (guardrail, resources) in enumerate(sorted(by_guardrail.items()), start=1)
    ]


def _models(found: Sequence[Invocable], request: InvokeRequest) -> list[Statement]:
    """The models, for as long as one of the profiles is called.

    A geographic profile routes to its source and destination regions; a global one to its source region and to a place
    without region, distinguished by ``aws:RequestedRegion``.
    """
    profiles: dict[tuple[tuple[str, ...], str, tuple[str, ...]], set[str]] = defaultdict(set)
    for one in found:
        for models, region in _routes(one):
            profiles[models, region, _guardrail(one, request)].add(str(one.profile))
    return [
        Statement(
            f"InvokeModels{number}",
            INVOKE,
            models,
            _conditions({PROFILE_KEY: sorted(arns), REGION_KEY: [region], GUARDRAIL_KEY: guardrail}),
        )
        for number, ((models, region, guardrail), arns) in enumerate(sorted(profiles.items()), start=1)
    ]


def _routes(one: Invocable) -> list[tuple[tuple[str, ...], str]]:
    """ARNs of models that are called alike, with the region that the call must name; empty: any."""
    if one.is_global:
        return [(tuple(one.models(region)), region) for region in one.regions]
    return [(tuple(sorted(arn for region in one.regions for arn in one.models(region))), "")]


def _guardrails(found: Sequence[Invocable], request: InvokeRequest) -> list[Statement]:
    arns = {arn for one in found if one.guardrail for arn in (one.guardrail.arn, *one.guardrail.profiles)}
    return (
        [Statement("ApplyGuardrails", ["bedrock:ApplyGuardrail"], arns | set(request.guardrail_profiles))]
        if arns
        else []
    )


def _denials(barriers: Sequence[_Barrier]) -> list[Statement]:
    """A missing key counts as different, so that a model that is called by its own id is denied, too."""
    if not barriers:
        return []
    models = [f"arn:{barrier.partition}:bedrock:*::foundation-model/*" for barrier in barriers]
    profiles = [
        f"arn:{barrier.partition}:bedrock:*:{barrier.account}:application-inference-profile/*" for barrier in barriers
    ]
    return [Statement("OnlyThroughProfiles", INVOKE, models, {"ArnNotLike": {PROFILE_KEY: profiles}}, DENY)]


def _guardrail(one: Invocable, request: InvokeRequest) -> tuple[str, ...]:
    return one.guardrail.identifiers if one.guardrail and request.require_guardrail else ()


def _conditions(keys: Mapping[str, Sequence[str]]) -> dict[str, dict[str, Sequence[str]]]:
    """Keys without a value are no condition."""
    made: dict[str, dict[str, Sequence[str]]] = defaultdict(dict)
    for key, values in keys.items():
        if any(values):
            made["StringLike" if any("*" in value for value in values) else "StringEquals"][key] = values
    return made
