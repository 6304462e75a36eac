# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Anthropic's models. Sources are sections of the fact sheet; "assumed" marks what it does not tell."""

from __future__ import annotations

from .model import Model
from .regions import DOCUMENT

_IMAGE = ("TEXT", "IMAGE")  # 2.4: all Claude 3 and later except 3.5 Haiku take text and images.


def _claude(
    suffix: str,
    name: str,
    start: str,
    max_output: int,
    *,
    inputs: tuple[str, ...] = _IMAGE,
    on_demand: frozenset[str] = frozenset(),
    legacy: str = "",
    extended_access: str = "",
    end: str = "",
) -> Model:
    return Model(
        id=f"anthropic.claude-{suffix}",
        name=f"Claude {name}",
        provider="Anthropic",
        start=start,
        legacy=legacy,
        extended_access=extended_access,
        end=end,
        on_demand=on_demand,
        inputs=inputs,
        max_output=max_output,
    )


# Where a start is not in the sheet it is assumed to be the date in the model's id. ON_DEMAND in the regions of
# the user's document, which invokes these models by their bare ids (2.3: "per model AND region").
_ON_DEMAND = (
    # End 2.4 (WorkflowAI PR #38). Legacy assumed: six months before, the least that the policy of 2.4 allows.
    _claude(
        "3-sonnet-20240229-v1:0", "3 Sonnet", "2024-02-29", 4096,
        on_demand=DOCUMENT, legacy="2025-01-21", end="2025-07-21",
    ),
    # 2.4: gone by mid-2026, day unknown; end assumed 2026-01-15, Legacy assumed six months before.
    _claude(
        "3-opus-20240229-v1:0", "3 Opus", "2024-02-29", 4096,
        on_demand=DOCUMENT, legacy="2025-07-15", end="2026-01-15",
    ),
    # End 2.4 (UG model card). Legacy assumed six months before.
    _claude(
        "3-haiku-20240307-v1:0", "3 Haiku", "2024-03-07", 4096,
        on_demand=DOCUMENT, legacy="2026-03-10", end="2026-09-10",
    ),
    # End and extended access 2.4 (positron #9339). Legacy assumed six months before the end.
    _claude(
        "3-5-sonnet-20240620-v1:0", "3.5 Sonnet", "2024-06-20", 4096,
        on_demand=DOCUMENT, legacy="2025-09-01", extended_access="2025-12-01", end="2026-03-01",
    ),
    # 2.3: invoked by its bare id in us-west-2. End unknown ("not in 2026 tables"): assumed as version 1.
    _claude(
        "3-5-sonnet-20241022-v2:0", "3.5 Sonnet v2", "2024-10-22", 8192,
        on_demand=DOCUMENT, legacy="2025-09-01", end="2026-03-01",
    ),
    # End 2.4 (UG model card). Legacy assumed six months before. ON_DEMAND in us-west-2 assumed.
    _claude(
        "3-5-haiku-20241022-v1:0", "3.5 Haiku", "2024-10-22", 8192,
        inputs=("TEXT",), on_demand=frozenset({"us-west-2"}), legacy="2025-12-19", end="2026-06-19",
    ),
)  # fmt: skip

# Only through an inference profile (2.3).
_PROFILE_ONLY = (
    # 2.4: off Bedrock 2026-04-28. Legacy assumed six months before.
    _claude("3-7-sonnet-20250219-v1:0", "3.7 Sonnet", "2025-02-19", 8192, legacy="2025-10-28", end="2026-04-28"),
    # 2.4: Legacy and end as listed.
    _claude("sonnet-4-20250514-v1:0", "Sonnet 4", "2025-05-14", 64000, legacy="2026-04-14", end="2026-10-14"),
    # 2.4: end on Bedrock unknown; assumed with Anthropic's own 2026-06-15, Legacy six months before.
    _claude("opus-4-20250514-v1:0", "Opus 4", "2025-05-14", 32000, legacy="2025-12-15", end="2026-06-15"),
    # 2.4: all three dates as listed.
    _claude(
        "opus-4-1-20250805-v1:0", "Opus 4.1", "2025-08-05", 32000,
        legacy="2026-07-08", extended_access="2026-10-08", end="2027-01-08",
    ),
    # 2.4: end 2027-04-08 (LL); no Legacy date known, so Active.
    _claude("sonnet-4-5-20250929-v1:0", "Sonnet 4.5", "2025-09-29", 64000, end="2027-04-08"),
    # 2.4: Active, end "no sooner than", so none is set.
    _claude("haiku-4-5-20251001-v1:0", "Haiku 4.5", "2025-10-01", 64000),
    _claude("opus-4-5-20251101-v1:0", "Opus 4.5", "2025-11-01", 64000),
    # 2.4: launch dates of 4.6 and 4.7 from their model cards, outputs 128K.
    _claude("opus-4-6-v1", "Opus 4.6", "2026-02-05", 128000),
    _claude("opus-4-7", "Opus 4.7", "2026-04-16", 128000),
    # 2.4: Active, output 64K, as LiteLLM has it; 128K in AWS's own accelerated-intelligent-document-processing-on-aws
    # #424, at Anthropic (rig #2505), and in what pydantic-ai sends. Where witnesses differ the larger counts, so that
    # nothing is refused which AWS takes. Start assumed: between Opus 4.6 and 4.7.
    _claude("sonnet-4-6", "Sonnet 4.6", "2026-02-17", 128000),
    # 2.4: Active. Starts assumed: before July 2026, when GCC listed their profiles (2.2).
    _claude("opus-4-8", "Opus 4.8", "2026-06-01", 128000),
    _claude("sonnet-5", "Sonnet 5", "2026-06-01", 128000),
    _claude("fable-5", "Fable 5", "2026-06-01", 128000),
    # News 1.9: in us-gov; between Opus 4.8 and 5.5 by its number. Start assumed.
    _claude("opus-5", "Opus 5", "2026-08-01", 128000),
    # 2.2, 2.4: in CDK 2.275.0. Starts assumed.
    _claude("opus-5-5", "Opus 5.5", "2026-10-01", 128000),
    _claude("sonnet-5-5", "Sonnet 5.5", "2026-10-01", 128000),
    _claude("haiku-5-5", "Haiku 5.5", "2026-10-01", 128000),
    _claude("fable-5-1", "Fable 5.1", "2026-10-01", 128000),
)  # fmt: skip

CLAUDE = _ON_DEMAND + _PROFILE_ONLY
