# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Which records a client starts with, and where it calls them, if it asks for one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from ansible_collections.genai.bedrock.plugins.module_utils._core.models.facts import Price, model_facts
from ansible_collections.genai.bedrock.plugins.module_utils._core.models.ids import EMBEDDING, TEXT, bare_model_id
from ansible_collections.genai.bedrock.plugins.module_utils._core.models.offered import geography_of
from ansible_collections.genai.bedrock.plugins.module_utils._core.records.records import Record
from ansible_collections.genai.bedrock.plugins.module_utils._core.workloads.entries import COPILOT
from ansible_collections.genai.bedrock.plugins.module_utils._core.workloads.kinds import CHAT

#: Anthropic's tiers, the everyday one first and the most expensive ones last.
TIERS = ("sonnet", "haiku", "opus", "fable")
SMALL_TIER = "haiku"


def text_records(records: Mapping[str, Record]) -> dict[str, Record]:
    """Records of text models, those of the copilot first."""
    paths = sorted(records, key=lambda path: (not path.startswith(f"{COPILOT}/"), path))
    return {path: records[path] for path in paths if records[path]["kind"] == TEXT}


def tier_of(record: Record) -> str | None:
    """The tier of a Claude model."""
    words = bare_model_id(record["base_model_id"]).replace(".", "-").split("-")
    return next((tier for tier in TIERS if "claude" in words and tier in words), None)


def everyday(records: Mapping[str, Record]) -> str | None:
    """The record for most of the work: the copilot's chat, else the first of the least expensive suitable tier."""
    chat = f"{COPILOT}/{CHAT}"
    ranks = [*TIERS[:2], None, *TIERS[2:]]
    paths = list(text_records(records))
    return chat if chat in paths else min(paths, key=lambda path: ranks.index(tier_of(records[path])), default=None)


def small(records: Mapping[str, Record]) -> str | None:
    """The record for titles, summaries and the like: the first of the small tier, else the everyday one."""
    return next((path for path in text_records(records) if tier_of(records[path]) == SMALL_TIER), everyday(records))


def common_region(records: Mapping[str, Record]) -> str | None:
    """The region in which the most records can be called, for clients that have one; of several the everyday one's."""
    main = everyday(records)
    first = [target["region"] for target in records[main]["targets"]] if main else []
    counts = Counter(region for record in records.values() for region in dict.fromkeys(_regions(record)))
    rank = {region: number for number, region in enumerate(first)}
    return min(counts, key=lambda region: (-counts[region], rank.get(region, len(rank)), region), default=None)


def target_in(record: Record, region: str | None) -> Mapping[str, Any] | None:
    return next((target for target in record["targets"] if target["region"] == region), None)


def guardrail_config(target: Mapping[str, Any]) -> dict[str, str] | None:
    """The guardrail of a target as Converse takes it."""
    guardrail = target.get("guardrail")
    if not guardrail:
        return None
    return {"guardrailIdentifier": guardrail["identifier"], "guardrailVersion": str(guardrail["version"])}


def price_of(record: Record, target: Mapping[str, Any]) -> Price:
    """List prices on demand through this target; unknown ones are None."""
    facts = model_facts(record["base_model_id"], geography_of(target.get("model_source") or ""))
    return facts.price if facts else Price()


def not_text(record: Record) -> str:
    """Why a client for text leaves a record out."""
    makes = "makes embeddings" if record["kind"] == EMBEDDING else "makes no text"
    return f"{record['base_model_id']} {makes}"


def _regions(record: Record) -> Iterable[str]:
    return (target["region"] for target in record["targets"])
