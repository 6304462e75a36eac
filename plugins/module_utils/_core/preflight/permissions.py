# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Whether the deployer has the permissions of a deployment: requests to IAM's policy simulator, and their results.

Nothing is tried out. What the simulator evaluates and how it answers: IAM API reference, SimulatePrincipalPolicy. Its
results can differ from the live environment: it ignores session policies, for example.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from ansible_collections.genai.bedrock.plugins.module_utils._core.arns import FOUNDATION_MODEL, parse_arn, partition_of
from ansible_collections.genai.bedrock.plugins.module_utils._core.findings import ERROR, WARNING, Finding
from ansible_collections.genai.bedrock.plugins.module_utils._core.policies.deployer_actions import FEATURES
from ansible_collections.genai.bedrock.plugins.module_utils._core.policies.grants import FIRST_PARAMETERS, Grant
from ansible_collections.genai.bedrock.plugins.module_utils._core.policies.rules import dashboard_of, prefix_of
from ansible_collections.genai.bedrock.plugins.module_utils._core.profiles.sources import Source
from ansible_collections.genai.bedrock.plugins.module_utils._core.tags import MANAGED_BY, OWNER

#: Features whose actions can be checked; the role is assumed already.
OPTIONAL_FEATURES = tuple(feature for feature in FEATURES if feature != "assume_role")
ALLOWED = "allowed"
#: Stands for a resource that does not exist yet, within the service's rule of ids.
_SAMPLE = "preflight000"
_PROFILES, _SYSTEM_PROFILES, _MODELS = (
    ":application-inference-profile/*",
    ":inference-profile/*",
    "::foundation-model/*",
)
_INVOKE, _CREATE = "bedrock:InvokeModel", "bedrock:CreateInferenceProfile"
_ASSUMED = re.compile(r"arn:(?P<partition>[\w-]+):sts::(?P<account>\d{12}):assumed-role/(?P<name>[^/]+)/.+")
_ENTITY = re.compile(r"arn:[\w-]+:(?:iam|sts)::\d{12}:(?:user|role)/.+")


@dataclass(frozen=True, slots=True)
class Scope:
    """What is deployed: whose, where, and what each region's profiles are copied from and tagged with.

    ``unmade_regions``: those in which tags change or profiles go, but none is made, so that none is called either.
    """

    account: str
    regions: Sequence[str]
    owner: Mapping[str, str] = field(default_factory=dict)
    features: Sequence[str] = ("base",)
    environment: str = ""
    ssm_prefix: str = ""
    ssm_regions: Sequence[str] = ()
    sources: Mapping[str, Sequence[Source]] = field(default_factory=dict)
    tags: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    unmade_regions: Sequence[str] = ()

    @property
    def parameter_regions(self) -> Sequence[str]:
        """None if it is unknown which parameters they are."""
        return self.ssm_regions if self.environment or self.ssm_prefix else ()


@dataclass(frozen=True, slots=True)
class Question:
    """May these actions be done on these resources? No resources: the actions are about none in particular."""

    region: str
    needs: frozenset[tuple[str, str]]
    context: Mapping[str, tuple[str, ...]]
    on_resources: bool = True

    @property
    def actions(self) -> list[str]:
        return sorted({action for action, _resource in self.needs})

    @property
    def resources(self) -> list[str]:
        return sorted({resource for _action, resource in self.needs}) if self.on_resources else []


@dataclass(frozen=True, slots=True)
class Verdict:
    """The simulator's answer for one action on one resource (``*``: on none in particular)."""

    action: str
    resource: str
    decision: str
    by_organization: bool = False
    missing_context: tuple[str, ...] = ()


def principal_of(caller: str) -> str | None:
    """The principal to simulate for a caller's ARN; None if it has no policies of its own (root, federated).

    The ARN of an assumed role lacks the role's path, so it is only correct for roles without one.
    """
    if assumed := _ASSUMED.fullmatch(caller):
        return f"arn:{assumed['partition']}:iam::{assumed['account']}:role/{assumed['name']}"
    return caller if _ENTITY.fullmatch(caller) else None


def assumed_role(caller: str) -> str | None:
    """The name of the role of a session."""
    assumed = _ASSUMED.fullmatch(caller)
    return assumed["name"] if assumed else None


def questions(scope: Scope) -> list[Question]:
    """Two for each region at most: actions on resources, and actions on none in particular."""
    requested = []
    for region in dict.fromkeys([*scope.regions, *scope.parameter_regions]):
        features = [one for one in scope.features if one != "verify" or region not in scope.unmade_regions]
        needs = frozenset(need for feature in features for need in _needs(FEATURES[feature], scope, region))
        context = _context(scope, region)
        for on_resources in (False, True):
            pairs = frozenset(need for need in needs if (need[1] != "*") is on_resources)
            if pairs:
                requested.append(Question(region, pairs, context, on_resources))
    return requested


def permission_findings(principal: str, question: Question, verdicts: Iterable[Verdict]) -> Iterator[Finding]:
    """A finding for each action that is not allowed on all that it is needed on."""
    denied: dict[str, list[Verdict]] = {}
    for verdict in verdicts:
        if verdict.decision != ALLOWED and (verdict.action, verdict.resource) in question.needs:
            denied.setdefault(verdict.action, []).append(verdict)
    for action, found in sorted(denied.items()):
        yield _finding(principal, question.region, action, found)


def _finding(principal: str, region: str, action: str, found: Sequence[Verdict]) -> Finding:
    where = ", ".join(verdict.resource for verdict in found[:2]) + (" and more" if len(found) > 2 else "")
    message = f"{principal} may not {action} on {where} ({found[0].decision})"
    missing = sorted({name for verdict in found for name in verdict.missing_context})
    if any(verdict.by_organization for verdict in found):
        way_out = "a policy of the organization forbids it: ask its administrator to allow the region and the action"
        return Finding(ERROR, "region_denied", message, way_out, region=region)
    if missing:
        message = f"{message}, as far as can be determined without {', '.join(missing)}"
        return Finding(WARNING, "permission_unsure", message, "see what its policies demand", region=region)
    way_out = "allow it; the deployer policy of role access grants all that is needed"
    return Finding(ERROR, "permission_missing", message, way_out, region=region)


def _needs(grants: Iterable[Grant], scope: Scope, region: str) -> Iterator[tuple[str, str]]:
    # A grant that needs another value cannot be resolved here.
    for grant in (one for one in grants if not one.only_with):
        for action in grant.actions + grant.implied:
            if region in _regions(grant, action, scope):
                for template in grant.resources:
                    yield from ((action, resource) for resource in _resources(template, grant, scope, region))


def _regions(grant: Grant, action: str, scope: Scope) -> Sequence[str]:
    if grant.place == FIRST_PARAMETERS:
        return scope.parameter_regions[:1]
    return scope.parameter_regions if action.startswith("ssm:") else scope.regions


def _resources(template: str, grant: Grant, scope: Scope, region: str) -> Iterable[str]:
    """Resources as they are or will be: a policy may name those alone."""
    sources = [arn for source in scope.sources.get(region, ()) if (arn := parse_arn(source.arn))]
    if _CREATE in grant.actions and region in scope.unmade_regions:
        return ()
    if template.endswith(_MODELS):
        if _INVOKE in grant.actions:
            return dict.fromkeys(arn for source in scope.sources.get(region, ()) for arn in source.model_arns)
        return dict.fromkeys(str(arn) for arn in sources if arn.kind == FOUNDATION_MODEL)
    if template.endswith(_SYSTEM_PROFILES) and not template.endswith(_PROFILES):
        return dict.fromkeys(str(arn) for arn in sources if arn.kind != FOUNDATION_MODEL)
    if template == "*":
        return ["*"]
    return [template.format_map(_values(scope, region)).replace("*", _SAMPLE)]


def _context(scope: Scope, region: str) -> dict[str, tuple[str, ...]]:
    """What IAM would know of a request: a policy with conditions cannot be judged without."""
    owner = {MANAGED_BY: OWNER} | dict(scope.owner)
    requested = dict(scope.tags.get(region, {})) | owner
    profile = f"arn:{{partition}}:bedrock:{{region}}:{{account}}{_PROFILES}".format_map(_values(scope, region))
    return {
        "aws:RequestedRegion": (region,),
        **{f"aws:ResourceTag/{tag}": (value,) for tag, value in sorted(owner.items())},
        **{f"aws:RequestTag/{tag}": (value,) for tag, value in sorted(requested.items())},
        "aws:TagKeys": tuple(sorted(requested)),
        "iam:PassedToService": ("bedrock.amazonaws.com",),
        "bedrock:InferenceProfileArn": (profile.replace("*", _SAMPLE),),
    }


def _values(scope: Scope, region: str) -> dict[str, str]:
    return {
        "partition": partition_of(region),
        "region": region,
        "account": scope.account,
        "environment": scope.environment,
        "prefix": prefix_of(scope.environment, scope.ssm_prefix),
        "dashboard_name": dashboard_of(scope.environment),
    }
