# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Models whose life on Bedrock is over: once AWS has taken them from its lists, no API tells of them any more.

A row is asked only about a model that no list has, since regions end it on different days. ``end`` is None where the
source does not tell the day.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Ended:
    """When a model's life ended, where that is said, and when it was looked up."""

    end: date | None
    source: str
    checked: str = "2026-11-22"


_CARD = "Amazon Bedrock User Guide, model card"

ENDED: dict[str, Ended] = {
    "anthropic.claude-3-sonnet-20240229-v1:0": Ended(None, "WorkflowAI PR #38; strands-agents/samples #299"),
    "anthropic.claude-3-opus-20240229-v1:0": Ended(None, "anomalyco/models.dev PR #3708"),
    "anthropic.claude-3-haiku-20240307-v1:0": Ended(date(2026, 9, 10), _CARD),
    "anthropic.claude-3-5-sonnet-20240620-v1:0": Ended(date(2026, 3, 1), "posit-dev/positron #9339"),
    "anthropic.claude-3-5-haiku-20241022-v1:0": Ended(date(2026, 6, 19), _CARD),
    "anthropic.claude-3-7-sonnet-20250219-v1:0": Ended(date(2026, 4, 28), "theopenco/llmgateway PR #2930"),
    "anthropic.claude-sonnet-4-20250514-v1:0": Ended(
        date(2026, 10, 14), "awslabs/threat-composer #290; browser-use/browser-use #5448"
    ),
    "amazon.nova-premier-v1:0": Ended(date(2026, 9, 14), "strands-agents/samples #299"),
}
