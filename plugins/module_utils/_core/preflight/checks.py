# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Preflight checks: findings about entries, from what was read; each check is a separate function."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from ansible_collections.genai.bedrock.plugins.module_utils._core.arns import destinations, parse_arn
from ansible_collections.genai.bedrock.plugins.module_utils._core.failures import CallError
from ansible_collections.genai.bedrock.plugins.module_utils._core.findings import (
    ERROR,
    INFO,
    NOT_CHECKED,
    WARNING,
    Finding,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.lifecycle.absence import resolve_or_explain
from ansible_collections.genai.bedrock.plugins.module_utils._core.lifecycle.lifecycle import Offered, lifecycle_finding
from ansible_collections.genai.bedrock.plugins.module_utils._core.models.dimensions import dimensions_problem
from ansible_collections.genai.bedrock.plugins.module_utils._core.models.offered import (
    GLOBAL,
    Catalogue,
    geography_of,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.models.sampling import temperature_problem
from ansible_collections.genai.bedrock.plugins.module_utils._core.profiles.inference_profiles import (
    Policy,
    WantedProfile,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.profiles.plan import SourceKey
from ansible_collections.genai.bedrock.plugins.module_utils._core.profiles.sources import (
    Source,
    SourceError,
    SourceRequest,
    resolve,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.tags import (
    CREATION_TAGS,
    IDENTITY_TAGS,
    missing_tags,
)

#: Optional checks; that each source resolves is always checked.
CHECKS = (
    "availability",
    "destinations",
    "dimensions",
    "lifecycle",
    "permissions",
    "quota",
    "tags",
    "temperature",
)


@dataclass(frozen=True, slots=True)
class Parameters:
    """What applications send to the model of a key, according to its record."""

    dimensions: int | None = None
    temperature: float | None = None


@dataclass(frozen=True, slots=True)
class Rules:
    """What to check, and against which rules."""

    today: date
    checks: frozenset[str] = frozenset(CHECKS)
    policy: Policy = field(default_factory=Policy)
    eol_days: int = 0
    required_tags: Sequence[str] = ()
    parameters: Mapping[str, Parameters] = field(default_factory=dict)


def resolve_all(
    wanted: Iterable[WantedProfile], catalogues: Mapping[str, Catalogue], rules: Rules
) -> tuple[dict[SourceKey, Source], list[Finding]]:
    """The source of each entry in each region whose lists are known, and why others have none."""
    sources: dict[SourceKey, Source] = {}
    findings = []
    for entry in wanted:
        if entry.region not in catalogues:
            continue
        try:
            sources[entry.key, entry.region] = _resolved(entry, catalogues, rules)
        except SourceError as error:
            found = Finding(ERROR, error.code, error.problem, error.way_out)
            findings.append(found.at(entry.key, entry.region))
    return sources, findings


def _resolved(entry: WantedProfile, catalogues: Mapping[str, Catalogue], rules: Rules) -> Source:
    request = SourceRequest(entry.model_source or "", entry.region, entry.geography, rules.policy.default_geography)
    if "lifecycle" not in rules.checks:
        return resolve(request, catalogues[entry.region], elsewhere=catalogues)
    temperature = rules.parameters.get(entry.key, Parameters()).temperature
    return resolve_or_explain(request, catalogues, today=rules.today, eol_days=rules.eol_days, temperature=temperature)


def entry_findings(
    entry: WantedProfile, source: Source | None, offered: Mapping[str, Mapping[str, Offered]], rules: Rules
) -> Iterator[Finding]:
    """Findings about one entry in one region that need no further calls. ``offered``: by region."""
    found: dict[str, Iterable[Finding | None]] = {"tags": [_tags(entry, rules)]}
    if source:
        requested = rules.parameters.get(entry.key, Parameters())
        found |= {
            "destinations": [_destinations(source, rules.policy.allowed_regions)],
            "lifecycle": [_lifecycle(source.model_id, entry.region, offered, rules, requested)],
            "dimensions": [_dimensions(source, requested)],
            "temperature": [_temperature(source, requested)],
        }
    for check, findings in found.items():
        if check in rules.checks:
            yield from (finding.at(entry.key, entry.region) for finding in findings if finding)


def through_profile(source: Source) -> bool:
    """Whether a source is a system-defined profile, so that other regions may answer."""
    arn = parse_arn(source.arn)
    return arn is not None and geography_of(arn.id) is not None


_REACHED = "run again when the service itself answers"


def unread_finding(error: CallError, *, alone: bool) -> Finding:
    """Why a region cannot be judged. ``alone``: it is the only one that answers so."""
    return replace(_unread(error, alone=alone), region=error.region, operation=error.operation)


def unchecked(error: CallError, subject: str) -> Finding:
    """What could not be checked: missing permissions of the caller are only information."""
    severity = INFO if error.denied else WARNING
    message = f"{subject} could not be checked: {error.operation} failed: {error.code}: {error.message}"
    way_out = f"allow {error.permission} to have it checked" if error.denied else "try again"
    if error.foreign:
        way_out = _REACHED
    return Finding(severity, NOT_CHECKED, message, way_out, region=error.region)


def unsimulated(error: CallError, principal: str) -> Finding:
    """Why the policy simulator could not check the principal."""
    if error.code != "NoSuchEntity":
        return unchecked(error, "permissions").at(None, None)
    message = f"permissions could not be checked: IAM knows no {principal}"
    way_out = "allow iam:GetRole, so that the role's path is known, or name the role with deployer_arn"
    return Finding(INFO, NOT_CHECKED, message, way_out)


def _unread(error: CallError, *, alone: bool) -> Finding:
    message = f"{error.operation} failed in {error.region}: {error.code}: {error.message}"
    if error.unauthenticated and alone:
        way_out = "enable the region for the account if it is an opt-in region, or leave it out"
        return Finding(ERROR, "region_not_enabled", message, way_out)
    if error.unauthenticated:
        return Finding(ERROR, "not_authenticated", message, "see which credentials are used and whether they are valid")
    if error.denied_by_organization or (error.denied and alone):
        way_out = f"allow aws:RequestedRegion {error.region} in the organization's and the caller's policies"
        return Finding(ERROR, "region_denied", message, f"{way_out}, or leave the region out")
    if error.denied:
        return Finding(ERROR, "permission_missing", message, f"the caller needs the IAM action {error.permission}")
    if error.foreign:
        return Finding(ERROR, "region_not_read", message, _REACHED)
    return Finding(ERROR, "region_not_read", message, "try again, and see that the region has Amazon Bedrock")


def _destinations(source: Source, allowed: frozenset[str]) -> Finding | None:
    outside = sorted(set(destinations(source.model_arns)) - allowed) if allowed else []
    arn = parse_arn(source.arn)
    if outside:
        message = f"{arn.id if arn else source.arn} may route to {', '.join(outside)}, outside the allowed regions"
        way_out = "allow them or choose another model_source or geography"
        return Finding(ERROR, "destination_not_allowed", message, way_out)
    if arn and geography_of(arn.id) == GLOBAL and not allowed:
        message = f"{arn.id} may answer from any region of the world"
        return Finding(INFO, "global_source", message, "set allowed_regions if requests must stay in certain regions")
    return None


def _lifecycle(
    model_id: str, region: str, offered: Mapping[str, Mapping[str, Offered]], rules: Rules, requested: Parameters
) -> Finding | None:
    return lifecycle_finding(
        model_id, region, offered, today=rules.today, eol_days=rules.eol_days, temperature=requested.temperature
    )


def _tags(entry: WantedProfile, rules: Rules) -> Finding | None:
    written = dict.fromkeys((*IDENTITY_TAGS, *CREATION_TAGS), "set")
    missing = missing_tags(rules.required_tags, dict(entry.tags or {}) | written)
    if not missing:
        return None
    noun = "tag is" if len(missing) == 1 else "tags are"
    message = f"required {noun} missing: {', '.join(missing)}"
    return Finding(ERROR, "required_tag_missing", message, "add to the entry's tags, or to the tags of all")


def _dimensions(source: Source, requested: Parameters) -> Finding | None:
    problem = dimensions_problem(source.model_id, requested.dimensions) if requested.dimensions else None
    if not problem:
        return None
    message, _colon, offered = problem.partition(": ")
    return Finding(ERROR, "dimensions_mismatch", message, f"{offered}: use one of these, or change the model")


def _temperature(source: Source, requested: Parameters) -> Finding | None:
    problem = None if requested.temperature is None else temperature_problem(source.model_id, requested.temperature)
    if not problem:
        return None
    return Finding(ERROR, "temperature_refused", problem, "set its temperature: null, or choose a model that takes one")
