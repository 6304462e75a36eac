# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a record lets applications call: each profile with its models, regions and guardrail, as IAM sees them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from ansible_collections.genai.bedrock.plugins.module_utils._core.arns import (
    APPLICATION_INFERENCE_PROFILE,
    FOUNDATION_MODEL,
    INFERENCE_PROFILE,
    UNSPECIFIED_REGION,
    BedrockArn,
    parse_arn,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.guardrails.destinations import (
    PROFILE_ID,
    guardrail_profile_arns,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.models.ids import bare_model_id
from ansible_collections.genai.bedrock.plugins.module_utils._core.problems import Problem, ProblemError
from ansible_collections.genai.bedrock.plugins.module_utils._core.tags import MODEL_SOURCE

_DRAFT = "DRAFT"
_NO_MODEL = "neither the record nor the live profile names the model; publish the record again"


@dataclass(frozen=True, slots=True)
class Guardrail:
    """A guardrail of a profile. ``identifiers`` are what ``bedrock:GuardrailIdentifier`` may read for it.

    ``profiles`` are the ARNs of its guardrail profile in each region to which that may route; none without one.
    """

    arn: str
    identifiers: tuple[str, ...]
    profiles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Invocable:
    """A profile that a workload may call. ``source`` is the system-defined profile behind it, where that is known."""

    profile: BedrockArn
    model_ids: tuple[str, ...]
    regions: tuple[str, ...]
    source: str | None = None
    guardrail: Guardrail | None = None

    @property
    def is_global(self) -> bool:
        return UNSPECIFIED_REGION in self.regions

    def models(self, region: str) -> list[str]:
        """ARNs of the models in one region of :attr:`regions`; ``unspecified`` is the one without a region."""
        place = "" if region == UNSPECIFIED_REGION else region
        return [str(BedrockArn(self.profile.partition, place, "", FOUNDATION_MODEL, model)) for model in self.model_ids]


def invocables(records: Mapping[str, Mapping[str, Any]], rows: Iterable[Mapping[str, Any]] = ()) -> list[Invocable]:
    """Every target of every record, and replaced profiles that still exist for readers of an older record.

    ``rows`` are live profiles (from ``inference_profile_info``): their models
    and regions counts in place of the record, and only they can say it of an earlier profile. Rows of system-defined
    profiles add the regions that AWS has given a source since it was copied.
    """
    live = {row["inference_profile_arn"]: row for row in rows if row.get("inference_profile_arn")}
    found: list[Invocable] = []
    problems: list[Problem] = []
    for path, record in sorted(records.items()):
        for target in record.get("targets") or []:
            profile = _profile(target["arn"])
            row = live.get(target["arn"], {})
            if profile is None:
                problems.append(Problem(_no_profile(target["arn"]), path, target.get("region")))
            elif not _models_of(target, record, row):
                problems.append(Problem(_NO_MODEL, path, target.get("region")))
            elif (guarded := _profile_id(target)) and not PROFILE_ID.fullmatch(guarded):
                problems.append(Problem(_no_guardrail_profile(guarded), path, target.get("region")))
            else:
                found.append(_of_target(profile, target, record, live))
        earlier = [(_profile(arn), live[arn]) for arn in record.get("previous") or [] if arn in live]
        found += [_of_row(profile, row, record, live) for profile, row in earlier if profile]
    if problems:
        raise ProblemError(problems)
    return found


def _of_target(
    profile: BedrockArn, target: Mapping[str, Any], record: Mapping[str, Any], live: Mapping[str, Mapping[str, Any]]
) -> Invocable:
    row = live.get(target["arn"], {})
    source = _system_profile(target.get("source") or _source_tag(row), profile)
    regions = _regions(row) or set(target.get("destinations") or [])
    models = _models_of(target, record, row)
    return Invocable(profile, models, _routed(profile, regions, source, live), source, _guardrail(target))


def _of_row(
    profile: BedrockArn, row: Mapping[str, Any], record: Mapping[str, Any], live: Mapping[str, Mapping[str, Any]]
) -> Invocable:
    source = _system_profile(_source_tag(row), profile)
    regions = _routed(profile, _regions(row), source, live)
    return Invocable(profile, _model_ids(row), regions, source, _inherited(profile, record))


def _routed(
    profile: BedrockArn, regions: set[str], source: str | None, live: Mapping[str, Mapping[str, Any]]
) -> tuple[str, ...]:
    # Whether a profile follows when AWS changes its source's destinations is not documented: either may be called.
    return tuple(sorted({profile.region} | regions | _regions(live.get(source or "", {}))))


def _models_of(target: Mapping[str, Any], record: Mapping[str, Any], row: Mapping[str, Any]) -> tuple[str, ...]:
    reported = target.get("source") or _source_tag(row) or record.get("base_model_id")
    return _model_ids(row) or ((bare_model_id(reported),) if reported else ())


def _profile(arn: str) -> BedrockArn | None:
    parsed = parse_arn(arn)
    if parsed and parsed.kind == APPLICATION_INFERENCE_PROFILE and parsed.region and parsed.account:
        return parsed
    return None


def _no_profile(arn: str) -> str:
    return f"the target's arn '{arn}' names no application inference profile; publish the record again"


def _no_guardrail_profile(profile_id: str) -> str:
    return f"'{profile_id}' is no id of a guardrail profile, as us.guardrail.v1:0; publish the record again"


def _models(row: Mapping[str, Any]) -> list[BedrockArn]:
    parsed = (parse_arn(model["model_arn"]) for model in row.get("models") or [])
    return [arn for arn in parsed if arn]


def _model_ids(row: Mapping[str, Any]) -> tuple[str, ...]:
    return tuple(sorted({arn.id for arn in _models(row)}))


def _regions(row: Mapping[str, Any]) -> set[str]:
    return {arn.region or UNSPECIFIED_REGION for arn in _models(row)} | set(row.get("destinations") or [])


def _source_tag(row: Mapping[str, Any]) -> str | None:
    tag: str | None = (row.get("tags") or {}).get(MODEL_SOURCE)
    return tag


def _system_profile(source: str | None, profile: BedrockArn) -> str | None:
    """The ARN of a system-defined source, with the caller's account in it, as IAM sees it."""
    parsed = parse_arn(source or "")
    if parsed is None or parsed.kind != INFERENCE_PROFILE:
        return None
    region, account = parsed.region or profile.region, parsed.account or profile.account
    return str(BedrockArn(parsed.partition, region, account, INFERENCE_PROFILE, parsed.id))


def _guardrail(target: Mapping[str, Any]) -> Guardrail | None:
    arn = _guardrail_arn(target)
    if not arn:
        return None
    version = str(target["guardrail"].get("version") or _DRAFT)
    # The condition key has the bare ARN for the draft, and the ARN with the version for any other.
    return Guardrail(arn, (arn if version == _DRAFT else f"{arn}:{version}",), _guardrail_profiles(target, arn))


def _inherited(profile: BedrockArn, record: Mapping[str, Any]) -> Guardrail | None:
    """What an earlier profile is called with: its region's guardrail, in any version, for readers of an older record.

    Guardrails are regional: without a remaining target, the guardrail is unknown, and any of the region will do.
    """
    by_region: dict[str, str] = {}
    profiles: dict[str, tuple[str, ...]] = {}
    for target in record.get("targets") or []:
        if found := _profile(target["arn"]):
            by_region[found.region] = by_region.get(found.region) or _guardrail_arn(target)
            profiles[found.region] = profiles.get(found.region) or _guardrail_profiles(target, by_region[found.region])
    if not any(by_region.values()):
        return None
    arn = by_region.get(profile.region, _own_guardrail(profile, "*"))
    return Guardrail(arn, (arn, f"{arn}:*"), profiles.get(profile.region, ())) if arn else None


def _guardrail_arn(target: Mapping[str, Any]) -> str:
    """Empty for a target without a guardrail."""
    identifier: str = (target.get("guardrail") or {}).get("identifier") or ""
    profile = _profile(target["arn"])
    if not identifier or profile is None or identifier.startswith("arn:"):
        return identifier
    return _own_guardrail(profile, identifier)


def _profile_id(target: Mapping[str, Any]) -> str:
    """Empty for a target whose guardrail has no guardrail profile."""
    return str((target.get("guardrail") or {}).get("guardrail_profile") or "")


def _guardrail_profiles(target: Mapping[str, Any], guardrail_arn: str) -> tuple[str, ...]:
    """The guardrail profile belongs to the account of the guardrail, which another account may share."""
    profile_id = _profile_id(target)
    if not profile_id or not guardrail_arn:
        return ()
    _arn, partition, _service, region, account, _name = guardrail_arn.split(":", 5)
    return tuple(guardrail_profile_arns(profile_id, partition, region, account))


def _own_guardrail(profile: BedrockArn, identifier: str) -> str:
    return f"arn:{profile.partition}:bedrock:{profile.region}:{profile.account}:guardrail/{identifier}"
