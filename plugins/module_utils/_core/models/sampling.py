# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Whether a model takes a temperature; one of which nothing is known is not judged.

Models that were released without sampling parameters answer ```temperature` is deprecated for this model`` to any
value but 1 (promptfoo/promptfoo #10307; GitHub community discussion 209995).
"""

from __future__ import annotations

from ansible_collections.genai.bedrock.plugins.module_utils._core.models.facts import model_facts
from ansible_collections.genai.bedrock.plugins.module_utils._core.models.ids import bare_model_id

#: The one value that such a model takes.
ONLY_TEMPERATURE = 1.0

#: Claude rejects a temperature with top_p (some of 4.5 and later: aws-samples/sample-connector-for-bedrock #87) and
#: with thinking, and a limit below the budget (Amazon Bedrock User Guide, Extended thinking; BerriAI/litellm #9524).
_EXCLUSIVE = "anthropic.claude-"


def takes_defaults(source: str) -> bool:
    """Whether a default temperature and limit are compatible with all other client parameters."""
    return not bare_model_id(source).startswith(_EXCLUSIVE)


def temperature_problem(source: str, temperature: float) -> str | None:
    """Why a model would refuse this temperature; None where it takes it, or where nothing is known of it."""
    facts = model_facts(source)
    if facts is None or "temperature" not in facts.refused_parameters or temperature == ONLY_TEMPERATURE:
        return None
    return f"{facts.model_id} takes no temperature and would refuse every call that sends {temperature:g}"
