# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Records as the settings and the environment of Claude Code.

The variables and settings are those of its documentation (code.claude.com/docs, "Claude Code on Amazon Bedrock" and
"Model configuration", stored copies read 2026-11): AWS_REGION holds for every model, that of background tasks apart;
headers hold for all; an ARN per tier is pinned by ANTHROPIC_DEFAULT_<TIER>_MODEL; modelOverrides maps a version that is
picked by name to its ARN, and availableModels, by these names and ARNs, is all that can be picked.
"""

from __future__ import annotations

import shlex
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from ansible_collections.genai.bedrock.plugins.module_utils._core.exports.claude_code_tiers import (
    Choice,
    choices,
    region_of,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.exports.records import exported_records
from ansible_collections.genai.bedrock.plugins.module_utils._core.models.facts import ADAPTIVE, BUDGET
from ansible_collections.genai.bedrock.plugins.module_utils._core.models.offered import geography_of
from ansible_collections.genai.bedrock.plugins.module_utils._core.problems import Problem, ProblemError
from ansible_collections.genai.bedrock.plugins.module_utils._core.records.records import Record
from ansible_collections.genai.bedrock.plugins.module_utils._core.suggestions import did_you_mean

#: What ANTHROPIC_BEDROCK_SERVICE_TIER takes.
SERVICE_TIERS = ("default", "flex", "priority")
#: What ANTHROPIC_BEDROCK_REGION_PREFIX takes.
_PREFIXES = frozenset({"us", "eu", "apac", "jp", "au", "global"})
#: Tiers whose variable takes the suffix of the long context, and from how many tokens on a model has one.
_LONG_TIERS, _LONG, _LONG_SUFFIX = ("opus", "sonnet"), 1_000_000, "[1m]"


@dataclass(frozen=True, slots=True)
class Options:
    """``tiers``: which record serves a tier (an empty one: none does); ``region``: where they are called; ``start``:
    the tier of a new session. An empty text leaves the choice to the records."""

    tiers: Mapping[str, str | None]
    region: str = ""
    start: str = ""
    service_tier: str = ""
    prompt_caching_1h: bool = False
    long_context: bool = False


def claude_code(records: Mapping[str, Record], options: Options) -> dict[str, Any]:
    """``settings`` (of settings.json), ``env`` and ``shell`` (lines to source).

    Tiers that are not named take the first record whose model is of the tier, those of the copilot before the rest;
    without such a record, that of the start. The region is by default the first one that all of them have.
    """
    if options.service_tier and options.service_tier not in SERVICE_TIERS:
        text = f"there is no '{options.service_tier}': {did_you_mean(options.service_tier, SERVICE_TIERS)}"
        raise ProblemError([Problem(text, "service_tier")])
    chosen, start = choices(exported_records(records), options.tiers, options.start)
    place = region_of(chosen, start, options.region)
    env = {"CLAUDE_CODE_USE_BEDROCK": "1", "AWS_REGION": place, "ANTHROPIC_DEFAULT_MODEL": start.tier}
    env |= _residency(start.target(place)) | _extras(options)
    for choice in chosen:
        env |= _tier(choice, place, long_context=options.long_context)
    env |= _guardrail(chosen, place)
    overrides = {
        choice.model: choice.target(place)["arn"]
        for choice in chosen
        if place in choice.regions and not choice.stands_in
    }
    pinned = [choice.target(place)["arn"] for choice in chosen]
    # By its settings, Claude Code knows the models behind the ARNs; the variables alone have to say what they can do.
    settings = {
        "env": dict(env),
        "modelOverrides": overrides,
        "availableModels": list(dict.fromkeys([*overrides, *pinned])),
    }
    for choice in chosen:
        env |= _capabilities(choice)
    return {
        "env": env,
        "settings": settings,
        "shell": "".join(f"export {name}={shlex.quote(value)}\n" for name, value in env.items()),
    }


def _variable(tier: str) -> str:
    return f"ANTHROPIC_DEFAULT_{tier.upper()}_MODEL"


def _residency(target: Mapping[str, Any]) -> dict[str, str]:
    """Where a model is called that no profile serves after all; Claude Code's own choice is mostly "global"."""
    geography = geography_of(target.get("model_source") or "")
    return {"ANTHROPIC_BEDROCK_REGION_PREFIX": geography} if geography in _PREFIXES and geography else {}


def _extras(options: Options) -> dict[str, str]:
    tier = {"ANTHROPIC_BEDROCK_SERVICE_TIER": options.service_tier} if options.service_tier else {}
    return tier | ({"ENABLE_PROMPT_CACHING_1H": "1"} if options.prompt_caching_1h else {})


def _tier(choice: Choice, region: str, *, long_context: bool) -> dict[str, str]:
    target, name = choice.target(region), _variable(choice.tier)
    long = long_context and choice.tier in _LONG_TIERS and choice.record.get("context_window", 0) >= _LONG
    env = {
        name: target["arn"] + (_LONG_SUFFIX if long else ""),
        # An ARN tells people nothing where they pick a model.
        f"{name}_NAME": choice.model,
        f"{name}_DESCRIPTION": f"{choice.path} in {choice.record['environment']}",
    }
    return env | ({} if target["region"] == region else {"ANTHROPIC_SMALL_FAST_MODEL_AWS_REGION": target["region"]})


def _capabilities(choice: Choice) -> dict[str, str]:
    """What is known of reasoning; what a list lacks is switched off, so that there is none where nothing is known.

    Adaptive thinking comes with effort and with thinking between tool calls (Claude Docs, "Adaptive thinking"); with a
    budget, models since Claude 4 think between tool calls (Amazon Bedrock User Guide, "Extended thinking").
    """
    reasoning = choice.record.get("capabilities", {}).get("reasoning")
    found = {
        ADAPTIVE: ["effort", "thinking", "adaptive_thinking", "interleaved_thinking"],
        BUDGET: ["thinking"] + ([] if choice.model.startswith("claude-3-") else ["interleaved_thinking"]),
    }.get(reasoning, [])
    return {f"{_variable(choice.tier)}_SUPPORTED_CAPABILITIES": ",".join(found)} if found else {}


def _guardrail(chosen: Iterable[Choice], region: str) -> dict[str, str]:
    """Headers go with every request, so that all tiers must have the same guardrail."""
    guardrails = {
        f"{choice.tier} ({choice.path})": choice.target(region).get("guardrail") or {}
        for choice in chosen
        if not choice.stands_in
    }
    first = next(iter(guardrails.values()))
    if any(guardrail != first for guardrail in guardrails.values()):
        text = "differ in their guardrail, and Claude Code sends one with all requests: map the tiers to records of one"
        raise ProblemError([Problem(f"{', '.join(guardrails)} {text}")])
    if not first:
        return {}
    headers = {"Identifier": first["identifier"], "Version": str(first["version"])}
    lines = [f"X-Amzn-Bedrock-Guardrail{name}: {value}" for name, value in headers.items()]
    return {"ANTHROPIC_CUSTOM_HEADERS": "\n".join(lines)}
