# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Records as the environment of Claude Code.

The variables are those of its documentation (code.claude.com/docs, "Claude Code on Amazon Bedrock" and "Model
configuration", stored copies read 2026-11): AWS_REGION applies to every model except that of background tasks; headers
apply to all; ANTHROPIC_DEFAULT_<TIER>_MODEL pins an ARN per tier.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from ansible_collections.genai.bedrock.plugins.module_utils._core.exports.records import exported_records
from ansible_collections.genai.bedrock.plugins.module_utils._core.models.ids import TEXT, bare_model_id
from ansible_collections.genai.bedrock.plugins.module_utils._core.problems import Problem, ProblemError
from ansible_collections.genai.bedrock.plugins.module_utils._core.records.records import Record
from ansible_collections.genai.bedrock.plugins.module_utils._core.suggestions import did_you_mean
from ansible_collections.genai.bedrock.plugins.module_utils._core.workloads.entries import COPILOT

TIERS = ("opus", "sonnet", "haiku", "fable")
#: The tier of background tasks, the only one that may use another region.
_BACKGROUND = "haiku"
_CLAUDE = re.compile(r"anthropic\.(?P<name>claude-.+?)(-v[0-9]+(:[0-9]+)?)?")


@dataclass(frozen=True, slots=True)
class _Choice:
    """The record that serves a tier."""

    tier: str
    path: str
    record: Record

    @property
    def model(self) -> str:
        """Anthropic's own id: Bedrock's without provider and version."""
        match = _CLAUDE.fullmatch(bare_model_id(self.record["base_model_id"]))
        return match["name"] if match else ""

    @property
    def regions(self) -> list[str]:
        return [target["region"] for target in self.record["targets"]]

    def target(self, region: str) -> Mapping[str, Any]:
        """The target in the region, else (of the background tier only) the first."""
        targets = self.record["targets"]
        found: Mapping[str, Any] = next((target for target in targets if target["region"] == region), targets[0])
        return found


def claude_code(
    records: Mapping[str, Record], tiers: Mapping[str, str | None] | None = None, region: str | None = None
) -> dict[str, Any]:
    """``env``, ``settings`` (of settings.json) and ``shell`` (lines to source).

    ``tiers`` says which record serves a tier (an empty one: none does); others take the first record whose model is of
    the tier, those of the copilot before the rest. ``region``: where they are called, by default the first region that
    all of them have.
    """
    chosen = _choices(exported_records(records), tiers or {})
    place = _region(chosen, region)
    env = {"CLAUDE_CODE_USE_BEDROCK": "1", "AWS_REGION": place}
    for choice in chosen:
        env |= _tier(choice, place)
    env |= _guardrail(chosen, place)
    overrides = {choice.model: choice.target(place)["arn"] for choice in chosen if place in choice.regions}
    return {
        "env": env,
        "settings": {"env": env, "modelOverrides": overrides},
        "shell": "".join(f"export {name}={shlex.quote(value)}\n" for name, value in env.items()),
    }


def _choices(records: Mapping[str, Record], tiers: Mapping[str, str | None]) -> list[_Choice]:
    problems = [
        Problem(f"there is no tier '{tier}': {did_you_mean(str(tier), TIERS)}") for tier in tiers if tier not in TIERS
    ]
    named = {tier: path for tier, path in tiers.items() if tier in TIERS and path}
    problems += [Problem(text, f"tier {tier}") for tier, path in named.items() if (text := _unfit(records, path))]
    if problems:
        raise ProblemError(problems)
    paths = {tier: tiers[tier] if tier in tiers else _first(records, tier) for tier in TIERS}
    chosen = [_Choice(tier, path, records[path]) for tier, path in paths.items() if path]
    if not chosen:
        raise ProblemError([Problem("no record has a Claude model for a tier: deploy one, or name a record in tiers")])
    return chosen


def _unfit(records: Mapping[str, Record], path: str) -> str | None:
    if path not in records:
        return f"there is no record '{path}': {did_you_mean(path, records)}"
    record = records[path]
    if record["kind"] != TEXT or not _CLAUDE.fullmatch(bare_model_id(record["base_model_id"])):
        return f"{path} has the model {record['base_model_id']}, and Claude Code calls Claude models only"
    return None


def _first(records: Mapping[str, Record], tier: str) -> str | None:
    paths = [path for path, record in records.items() if _tier_of(record) == tier]
    return min(paths, key=lambda path: (not path.startswith(f"{COPILOT}/"), path), default=None)


def _tier_of(record: Record) -> str | None:
    words = bare_model_id(record["base_model_id"]).replace(".", "-").split("-")
    return next((tier for tier in TIERS if "claude" in words and tier in words), None)


def _region(chosen: Iterable[_Choice], region: str | None) -> str:
    bound = [choice for choice in chosen if choice.tier != _BACKGROUND] or list(chosen)
    shared = [place for place in bound[0].regions if all(place in choice.regions for choice in bound)]
    if region in shared or (shared and not region):
        return region or shared[0]
    where = "; ".join(f"{choice.tier} ({choice.path}): {', '.join(choice.regions)}" for choice in bound)
    wanted = f"in {region}" if region else "in one region that all tiers have"
    text = f"Claude Code calls its models {wanted}, and they are in {where}: map the tiers to records that share one"
    raise ProblemError([Problem(text)])


def _tier(choice: _Choice, region: str) -> dict[str, str]:
    target = choice.target(region)
    name = f"ANTHROPIC_DEFAULT_{choice.tier.upper()}_MODEL"
    env = {
        name: target["arn"],
        # An ARN is meaningless to people who pick a model.
        f"{name}_NAME": choice.model,
        f"{name}_DESCRIPTION": f"{choice.path} in {choice.record['environment']}",
    }
    return env | ({} if target["region"] == region else {"ANTHROPIC_SMALL_FAST_MODEL_AWS_REGION": target["region"]})


def _guardrail(chosen: Iterable[_Choice], region: str) -> dict[str, str]:
    """Headers go with every request, so that all tiers must have the same guardrail."""
    guardrails = {f"{choice.tier} ({choice.path})": choice.target(region).get("guardrail") or {} for choice in chosen}
    first = next(iter(guardrails.values()))
    if any(guardrail != first for guardrail in guardrails.values()):
        text = "differ in their guardrail, and Claude Code sends one with all requests: map the tiers to records of one"
        raise ProblemError([Problem(f"{', '.join(guardrails)} {text}")])
    if not first:
        return {}
    headers = {"Identifier": first["identifier"], "Version": str(first["version"])}
    lines = [f"X-Amzn-Bedrock-Guardrail{name}: {value}" for name, value in headers.items()]
    return {"ANTHROPIC_CUSTOM_HEADERS": "\n".join(lines)}
