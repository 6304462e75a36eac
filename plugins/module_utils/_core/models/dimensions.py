# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Whether an embedding model returns vectors of a length; one of which nothing is known is not judged."""

from __future__ import annotations

from ansible_collections.genai.bedrock.plugins.module_utils._core.models.facts import model_facts


def dimensions_problem(source: str, dimensions: int) -> str | None:
    """Why a model cannot return vectors of this length; None where it can, or where nothing is known of it."""
    facts = model_facts(source)
    if facts is None or not facts.dimensions or dimensions in facts.dimensions:
        return None
    offered = ", ".join(str(number) for number in sorted(facts.dimensions))
    return f"{facts.model_id} has no {dimensions} dimensions: it returns vectors of {offered}"
