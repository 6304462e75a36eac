# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Facts about models without calling AWS: LiteLLM's published table, and manual additions.

It is informational: findings, recommendations, prices, records, exports. Live calls decide what can be deployed where.
"""

from __future__ import annotations

import functools
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from ansible_collections.genai.bedrock.plugins.module_utils._core.arns import parse_arn
from ansible_collections.genai.bedrock.plugins.module_utils._core.models import table
from ansible_collections.genai.bedrock.plugins.module_utils._core.models.ids import EMBEDDING, bare_model_id, model_kind
from ansible_collections.genai.bedrock.plugins.module_utils._core.models.offered import geography_of
from ansible_collections.genai.bedrock.plugins.module_utils._core.models.overlay import (
    ANTHROPIC_NAMES,
    ENDED,
    EXCLUSIVE,
    REASONING,
    STREAMING,
    VECTORS,
    prefixed,
)

SOURCE = table.SOURCE
PUBLISHED = date.fromisoformat(table.PUBLISHED)
#: From how many days on the table counts as old.
OLD_AFTER = 90

#: Kinds of reasoning.
NO_REASONING, BUDGET, ADAPTIVE = "none", "budget", "adaptive"
_FLAGS = ("tools", "images", "documents", "prompt_caching", "structured_output")


@dataclass(frozen=True, slots=True)
class Price:
    """US dollars per million tokens on demand, by list; None where it is not known or there is no such price."""

    input: float | None = None
    output: float | None = None
    cache_read: float | None = None
    cache_write: float | None = None


@dataclass(frozen=True, slots=True)
class ModelFacts:
    """One model; None, or absence from a map, is "not known", which is no "no".

    ``geographies``: those that have a profile of it by the table. ``capabilities``: of ``tools``, ``images``,
    ``documents``, ``prompt_caching``, ``structured_output`` (kept by Bedrock itself), ``streaming`` (true or false)
    and ``reasoning`` (``none``, ``budget``, ``adaptive``). ``refused_parameters`` and ``exclusive_parameters`` have
    the names of requests in snake_case (``temperature``, ``top_p``, ``top_k``); of one of the latter's groups, a
    request may have one.
    ``vector_length``: of what an embedding model returns unasked; ``dimensions``: all lengths that it can return, and
    ``dimension_parameter`` where the body of InvokeModel names one. ``long_price`` holds for requests of more than
    ``long_above`` tokens. ``end``: the end of life, by the table.
    """

    model_id: str
    kind: str
    anthropic_name: str | None = None
    geographies: frozenset[str] = frozenset()
    context_window: int | None = None
    max_output_tokens: int | None = None
    capabilities: Mapping[str, bool | str] = field(default_factory=dict)
    refused_parameters: tuple[str, ...] = ()
    exclusive_parameters: tuple[tuple[str, ...], ...] = ()
    vector_length: int | None = None
    dimensions: tuple[int, ...] = ()
    dimension_parameter: tuple[str, ...] = ()
    price: Price = Price()
    long_above: int | None = None
    long_price: Price | None = None
    end: date | None = None

    def embedding_request(self, dimensions: int | None) -> dict[str, Any]:
        """The part of the body of InvokeModel that requests vectors of this length; empty where none does."""
        if dimensions is None or not self.dimension_parameter:
            return {}
        request: Any = dimensions
        for member in reversed(self.dimension_parameter):
            request = {member: request}
        found: dict[str, Any] = request
        return found


def model_facts(source: str, geography: str | None = None) -> ModelFacts | None:
    """The facts of the model behind an id or ARN; None for a model of which nothing is known.

    ``geography``, or that of a system-defined profile's id, chooses the price and whatever else differs there; without
    one, they are the model's own.
    """
    model_id = bare_model_id(source)
    if not is_known(model_id):
        return None
    row = _row(model_id, geography or _geography(source))
    long_price = dict(row.get("long_price", {}))
    vectors = VECTORS.get(model_id)
    refused = tuple(row.get("refused_parameters") or ())
    return ModelFacts(
        model_id=model_id,
        kind=model_kind(model_id),
        anthropic_name=row.get("anthropic_name") or (name.value if (name := ANTHROPIC_NAMES.get(model_id)) else None),
        geographies=frozenset(row.get("geographies", "").split()),
        context_window=row.get("context_window"),
        max_output_tokens=row.get("max_output_tokens"),
        capabilities=_capabilities(model_id, row),
        refused_parameters=refused,
        exclusive_parameters=() if refused else prefixed(EXCLUSIVE, model_id) or (),
        vector_length=vectors.value.dimensions[0] if vectors else row.get("vector_length"),
        dimensions=vectors.value.dimensions if vectors else (),
        dimension_parameter=vectors.value.parameter if vectors else (),
        price=Price(**row.get("price", {})),
        long_above=long_price.pop("above", None),
        long_price=Price(**long_price) if long_price else None,
        end=date.fromisoformat(row["end"]) if row.get("end") else None,
    )


def is_known(model_id: str) -> bool:
    """Whether anything at all is known of a model, by its bare id."""
    return model_id in _rows() or model_id in ENDED or model_id in VECTORS


def age_in_days(today: date) -> int:
    """How old the table is."""
    return (today - PUBLISHED).days


def has_ended(model_id: str, today: date) -> tuple[bool, date | None]:
    """Whether the life of a model that no list has is over, and since when, where that is known."""
    ended = ENDED.get(model_id)
    end = ended.value if ended else _end(model_id)
    return bool(ended and end is None) or bool(end and end <= today), end


@functools.cache
def _rows() -> dict[str, dict[str, Any]]:
    rows: dict[str, dict[str, Any]] = json.loads(table.ROWS)
    return rows


def _row(model_id: str, geography: str | None) -> dict[str, Any]:
    row = _rows().get(model_id, {})
    for places, different in row.get("but", {}).items():
        if geography in places.split():
            return {**row, **different}
    return row


def _geography(source: str) -> str | None:
    arn = parse_arn(source)
    return geography_of(arn.id if arn else source)


def _end(model_id: str) -> date | None:
    text = _rows().get(model_id, {}).get("end")
    return date.fromisoformat(text) if text else None


def _capabilities(model_id: str, row: Mapping[str, Any]) -> dict[str, bool | str]:
    streaming = False if model_kind(model_id) == EMBEDDING else prefixed(STREAMING, model_id)
    reasoning = row.get("reasoning")
    known = {name: row.get(name) for name in _FLAGS} | {
        "streaming": streaming,
        # That a model reasons, which is all that the table says of most, does not say how.
        "reasoning": reasoning if reasoning == ADAPTIVE else prefixed(REASONING, model_id),
    }
    return {name: value for name, value in known.items() if value is not None}
