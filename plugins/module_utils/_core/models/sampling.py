# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Models that refuse a ``temperature``: what no API tells. A model that is not listed is not judged.

They were released without sampling parameters and answer ```temperature` is deprecated for this model`` to any value
but 1. Sources of all rows: LiteLLM 1.109.1, ``supports_sampling_params: false`` in its map of models and
``AnthropicModelInfo._supports_sampling_params``; of the answer on Bedrock the threads named beside the rows.
"""

from __future__ import annotations

from dataclasses import dataclass

from ansible_collections.genai.bedrock.plugins.module_utils._core.models.ids import bare_model_id

#: The one value that such a model takes.
ONLY_TEMPERATURE = 1.0
_LITELLM = "LiteLLM 1.109.1"


@dataclass(frozen=True, slots=True)
class SamplingFacts:
    """Where it is said that a model takes no sampling parameters, and when that was looked up."""

    source: str
    checked: str = "2026-11-22"


NO_SAMPLING: dict[str, SamplingFacts] = {
    "anthropic.claude-opus-4-7": SamplingFacts(f"{_LITELLM}; DayuanJiang/next-ai-draw-io #861"),
    "anthropic.claude-opus-4-8": SamplingFacts(
        f"{_LITELLM}; aws-samples/sample-well-architected-skills-and-steering #31"
    ),
    "anthropic.claude-opus-5": SamplingFacts(f"{_LITELLM}; promptfoo/promptfoo #10307"),
    "anthropic.claude-opus-5-5": SamplingFacts(f"{_LITELLM}; GitHub community discussion 209995"),
    "anthropic.claude-sonnet-5": SamplingFacts(_LITELLM),
    "anthropic.claude-sonnet-5-5": SamplingFacts(f"{_LITELLM}; GitHub community discussion 209995"),
    "anthropic.claude-haiku-5-5": SamplingFacts(_LITELLM),
    "anthropic.claude-fable-5": SamplingFacts(_LITELLM),
    "anthropic.claude-fable-5-1": SamplingFacts(_LITELLM),
}


#: Claude refuses a temperature beside top_p (some of 4.5 and later: aws-samples/sample-connector-for-bedrock #87) and
#: beside thinking, and a limit below the budget (Amazon Bedrock User Guide, Extended thinking; BerriAI/litellm #9524).
_EXCLUSIVE = "anthropic.claude-"


def takes_defaults(source: str) -> bool:
    """Whether a default temperature and limit can stand beside whatever else a client asks for."""
    return not bare_model_id(source).startswith(_EXCLUSIVE)


def temperature_problem(source: str, temperature: float) -> str | None:
    """Why a model would refuse this temperature; None where it takes it, or where nothing is known of it."""
    model_id = bare_model_id(source)
    if model_id not in NO_SAMPLING or temperature == ONLY_TEMPERATURE:
        return None
    return f"{model_id} takes no temperature and would refuse every call that sends {temperature:g}"
