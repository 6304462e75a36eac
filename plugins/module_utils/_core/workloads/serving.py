# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The model of an entry, and whether it supports the entry's options."""

from __future__ import annotations

from typing import Any

from ansible_collections.genai.bedrock.plugins.module_utils._core.models.dimensions import dimensions_problem
from ansible_collections.genai.bedrock.plugins.module_utils._core.models.facts import model_facts
from ansible_collections.genai.bedrock.plugins.module_utils._core.models.ids import (
    EMBEDDING,
    OTHER,
    TEXT,
    bare_model_id,
    model_kind,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.models.recommended import RECOMMENDED, recommended
from ansible_collections.genai.bedrock.plugins.module_utils._core.models.sampling import temperature_problem
from ansible_collections.genai.bedrock.plugins.module_utils._core.problems import InputProblem
from ansible_collections.genai.bedrock.plugins.module_utils._core.workloads.entries import CAI, Entry
from ansible_collections.genai.bedrock.plugins.module_utils._core.workloads.kinds import (
    FALLBACK_USE_CASE,
    NEEDS_OUTPUT,
    Described,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.workloads.leaf_codes import DIMENSIONS_MISMATCH
from ansible_collections.genai.bedrock.plugins.module_utils._core.workloads.settings import Settings


def describe(entry: Entry, kind: str, settings: Settings) -> tuple[Described, list[InputProblem]]:
    """The entry with its model and values decided, and what does not fit together, each with its leaf."""
    use_case = entry.use_case or entry.key.replace("_", "-")
    model = _model(entry, kind, use_case, settings)
    output = entry.kind or model_kind(model)
    embeds, writes = output == EMBEDDING, output == TEXT
    described = Described(
        entry=entry,
        kind=kind,
        model=model,
        use_case=use_case,
        output=output,
        max_tokens=_requested(entry, "max_tokens", settings.max_tokens) if writes else None,
        temperature=_requested(entry, "temperature", _default_temperature(entry.model_source or model, settings))
        if writes
        else None,
        dimensions=_dimensions(entry, model, settings) if embeds else None,
        batch=bool(_first(entry.batch, settings.batch)),
        cost_center=_first(entry.cost_center, settings.cost_center),
    )
    return described, [] if entry.removed else _problems(described)


def model_path(entry: Entry, settings: Settings) -> str:
    """Where the model of an entry is set, or would be where a recommended one serves it."""
    if not entry.model and not entry.model_source and settings.model:
        return settings.variable("model")
    leaf = "model_source" if entry.model_source else "model"
    return f"{settings.entries_variable}.{entry.key}.{leaf}"


def _model(entry: Entry, kind: str, use_case: str, settings: Settings) -> str:
    """Its own, else its source's, else the role's, else the one recommended for its use case; empty for none."""
    written = entry.model or (entry.model_source and bare_model_id(entry.model_source)) or settings.model
    if written:
        return written
    found = recommended(use_case) or RECOMMENDED.get(FALLBACK_USE_CASE.get(kind, ""))
    return found.model if found else ""


def _requested(entry: Entry, leaf: str, default: Any) -> Any:
    """The entry's own value, else the workload's; none where the entry says null."""
    return None if leaf in entry.without else _first(getattr(entry, leaf), default)


def _default_temperature(source: str, settings: Settings) -> float | None:
    """The workload's temperature, which is one for many models, where this one takes it."""
    default = settings.temperature
    return None if default is None or temperature_problem(source, default) else default


def _dimensions(entry: Entry, model: str, settings: Settings) -> int | None:
    facts = model_facts(model)
    return entry.dimensions or settings.dimensions or (facts.vector_length if facts else None)


def _problems(described: Described) -> list[InputProblem]:
    entry, problems = described.entry, list[InputProblem]()
    if not described.model:
        return [
            InputProblem(".model", f"is missing; set it, none is recommended for the use case '{described.use_case}'")
        ]
    wanted = NEEDS_OUTPUT.get(described.kind)
    if wanted and described.output != wanted:
        made = "neither text nor embeddings" if described.output == OTHER else described.output
        text = f"{described.model} makes {made}, but {described.kind} needs one that makes {wanted}"
        problems.append(InputProblem(".model", text))
    if described.output != EMBEDDING and entry.dimensions is not None:
        text = f"only embedding models have dimensions, {described.model} has none; leave it out"
        problems.append(InputProblem(".dimensions", text, DIMENSIONS_MISMATCH))
    elif described.dimensions and (problem := dimensions_problem(described.model, described.dimensions)):
        problems.append(InputProblem(".dimensions", problem, DIMENSIONS_MISMATCH))
    if described.kind == CAI and entry.customer_facing and not entry.enable_guardrails:
        text = (
            "a customer-facing entry must have guardrails; "
            "set enable_guardrails: true, or customer_facing: false if no customer talks to it"
        )
        problems.append(InputProblem(".enable_guardrails", text))
    return problems


def _first(*values: Any) -> Any:
    return next((value for value in values if value is not None), None)
