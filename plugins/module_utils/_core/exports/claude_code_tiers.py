# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Which record serves which tier of Claude Code, and the one region in which all but one are called."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from ansible_collections.genai.bedrock.plugins.module_utils._core.exports.choosing import (
    SMALL_TIER,
    TIERS,
    text_records,
    tier_of,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.models.ids import TEXT, bare_model_id
from ansible_collections.genai.bedrock.plugins.module_utils._core.problems import Problem, ProblemError
from ansible_collections.genai.bedrock.plugins.module_utils._core.records.records import Record
from ansible_collections.genai.bedrock.plugins.module_utils._core.suggestions import did_you_mean

#: The tier of background tasks, the only one that may be called in a region of its own.
BACKGROUND = SMALL_TIER
_CLAUDE = re.compile(r"anthropic\.(?P<name>claude-.+?)(-v[0-9]+(:[0-9]+)?)?")


@dataclass(frozen=True, slots=True)
class Choice:
    """The record that serves a tier. ``stands_in``: no record has a model of the tier, which this one serves too."""

    tier: str
    path: str
    record: Record
    stands_in: bool = False

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


def choices(records: Mapping[str, Record], tiers: Mapping[str, str | None], start: str) -> tuple[list[Choice], Choice]:
    """What serves each tier, in the order of Claude Code's own list, and the one that a session starts with."""
    problems = [
        Problem(f"there is no tier '{tier}': {did_you_mean(str(tier), TIERS)}") for tier in tiers if tier not in TIERS
    ]
    if start and start not in TIERS:
        problems.append(Problem(f"start: there is no tier '{start}': {did_you_mean(start, TIERS)}"))
    named = {tier: path for tier, path in tiers.items() if tier in TIERS and path}
    problems += [Problem(text, f"tier {tier}") for tier, path in named.items() if (text := _unfit(records, path))]
    if problems:
        raise ProblemError(problems)
    paths = {tier: tiers[tier] if tier in tiers else _first(records, tier) for tier in TIERS}
    chosen = {tier: Choice(tier, path, records[path]) for tier, path in paths.items() if path}
    if not chosen:
        raise ProblemError([Problem("no record has a Claude model for a tier: deploy one, or name a record in tiers")])
    if start and start not in chosen:
        raise ProblemError([Problem(f"start: no record serves the tier {start}: there are {', '.join(chosen)}")])
    first = chosen[start] if start else next(iter(chosen.values()))
    # A tier that is left open is called past the profiles; one that is named with nothing is left open on purpose.
    for tier in TIERS:
        if tier not in chosen and tier not in tiers:
            chosen[tier] = Choice(tier, first.path, first.record, stands_in=True)
    return [chosen[tier] for tier in ("opus", "sonnet", "haiku", "fable") if tier in chosen], first


def region_of(chosen: Iterable[Choice], start: Choice, region: str | None) -> str:
    listed = [choice for choice in chosen if not choice.stands_in]
    bound = [choice for choice in listed if choice.tier != BACKGROUND or choice.path == start.path]
    shared = [place for place in bound[0].regions if all(place in choice.regions for choice in bound)]
    if region in shared or (shared and not region):
        return region or shared[0]
    where = "; ".join(f"{choice.tier} ({choice.path}): {', '.join(choice.regions)}" for choice in bound)
    wanted = f"in {region}" if region else "in one region that all tiers have"
    text = f"Claude Code calls its models {wanted}, and they are in {where}: map the tiers to records that share one"
    raise ProblemError([Problem(text)])


def _unfit(records: Mapping[str, Record], path: str) -> str | None:
    if path not in records:
        return f"there is no record '{path}': {did_you_mean(path, records)}"
    record = records[path]
    if record["kind"] != TEXT or not _CLAUDE.fullmatch(bare_model_id(record["base_model_id"])):
        return f"{path} has the model {record['base_model_id']}, and Claude Code calls Claude models only"
    return None


def _first(records: Mapping[str, Record], tier: str) -> str | None:
    return next((path for path, record in text_records(records).items() if tier_of(record) == tier), None)
