# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""System-defined profiles: which geography offers which model, from where and to where (fact sheet 2.1, 2.2).

The 5 and 5.5 generations: news 1.9. Their regions are assumed to be those of the models before them.
"""

from __future__ import annotations

from dataclasses import dataclass

from .regions import (
    APAC,
    APAC_SOURCES,
    AU,
    EU_6,
    EU_8,
    GLOBAL_SOURCES,
    JP,
    US_3,
    US_4,
    US_CANADA_4,
    US_CANADA_5,
    US_CANADA_5_SOURCES,
    US_CANADA_6,
    US_GOV,
)

SONNET_3_7 = "anthropic.claude-3-7-sonnet-20250219-v1:0"
HAIKU_3_5 = "anthropic.claude-3-5-haiku-20241022-v1:0"
SONNET_4 = "anthropic.claude-sonnet-4-20250514-v1:0"
OPUS_4 = "anthropic.claude-opus-4-20250514-v1:0"
OPUS_4_1 = "anthropic.claude-opus-4-1-20250805-v1:0"
SONNET_4_5 = "anthropic.claude-sonnet-4-5-20250929-v1:0"
HAIKU_4_5 = "anthropic.claude-haiku-4-5-20251001-v1:0"
OPUS_4_5 = "anthropic.claude-opus-4-5-20251101-v1:0"
OPUS_4_6 = "anthropic.claude-opus-4-6-v1"
SONNET_4_6 = "anthropic.claude-sonnet-4-6"
OPUS_4_7 = "anthropic.claude-opus-4-7"
OPUS_4_8 = "anthropic.claude-opus-4-8"
SONNET_5 = "anthropic.claude-sonnet-5"
FABLE_5 = "anthropic.claude-fable-5"
OPUS_5 = "anthropic.claude-opus-5"
OPUS_5_5 = "anthropic.claude-opus-5-5"
SONNET_5_5 = "anthropic.claude-sonnet-5-5"
HAIKU_5_5 = "anthropic.claude-haiku-5-5"
FABLE_5_1 = "anthropic.claude-fable-5-1"
_5_5 = (OPUS_5_5, SONNET_5_5, HAIKU_5_5)
NOVA_1 = ("amazon.nova-micro-v1:0", "amazon.nova-lite-v1:0", "amazon.nova-pro-v1:0")
NOVA_PREMIER = "amazon.nova-premier-v1:0"
NOVA_2_LITE = "amazon.nova-2-lite-v1:0"
COHERE_4 = "cohere.embed-v4:0"


@dataclass(frozen=True)
class Offer:
    """A geography's profiles of some models; no destinations means everywhere (global)."""

    geography: str
    models: tuple[str, ...]
    sources: frozenset[str]
    destinations: frozenset[str]


OFFERS = (
    # us, fact sheet 2.2.
    Offer("us", (SONNET_4_6, SONNET_5), US_CANADA_6, US_CANADA_5),
    Offer("us", (OPUS_4_6, OPUS_4_7, OPUS_4_8, FABLE_5), US_CANADA_6, US_CANADA_6),
    Offer("us", (OPUS_4_5, HAIKU_4_5), US_CANADA_5_SOURCES, US_CANADA_4),
    Offer("us", (SONNET_4_5,), US_4, US_4),
    Offer("us", (SONNET_3_7, SONNET_4, OPUS_4, OPUS_4_1), US_3, US_3),
    # 2.2 (Anthropic's table): Haiku 3.5 us only; regions assumed as of its generation.
    Offer("us", (HAIKU_3_5,), US_3, US_3),
    # News 1.9: regions assumed as of Opus 4.8.
    Offer("us", (OPUS_5, OPUS_5_5, SONNET_5_5, HAIKU_5_5, FABLE_5_1), US_CANADA_6, US_CANADA_6),
    # 1.6: recorded for Nova Lite from us-east-1; assumed for its siblings. 2.5: Nova 2 Lite, Embed v4.
    Offer("us", (*NOVA_1, NOVA_PREMIER, NOVA_2_LITE, COHERE_4), US_3, US_3),
    # eu, fact sheet 2.2.
    Offer("eu", (SONNET_4, SONNET_4_6, SONNET_5, HAIKU_4_5, OPUS_4_5, OPUS_4_7, OPUS_4_8), EU_6, EU_6),
    Offer("eu", (SONNET_4_5,), EU_8, EU_8),
    # 2.2 (Anthropic's table): it has an eu profile; regions assumed as of the others. News 1.9: the rest.
    Offer("eu", (SONNET_3_7, OPUS_5, OPUS_5_5, SONNET_5_5, HAIKU_5_5, FABLE_5_1), EU_6, EU_6),
    # 2.5 for Nova 2 Lite; Nova 1 and the regions assumed.
    Offer("eu", (*NOVA_1, NOVA_2_LITE), EU_6, EU_6),
    # jp and au, fact sheet 2.2; the 5 and 5.5 generations from news 1.9, Nova 2 Lite from 2.5.
    Offer("jp", (SONNET_4_5, SONNET_4_6, HAIKU_4_5, OPUS_5, *_5_5, NOVA_2_LITE), JP, JP),
    Offer("au", (SONNET_4_5, SONNET_4_6, OPUS_4_6, HAIKU_4_5, OPUS_5, *_5_5), AU, AU),
    # apac, fact sheet 2.2; the 5.5 generation from news 1.9, Nova 2 Lite from 2.5, Nova 1 assumed.
    Offer("apac", (SONNET_3_7, SONNET_4, SONNET_5, OPUS_5, *_5_5, *NOVA_1, NOVA_2_LITE), APAC_SOURCES, APAC),
    # us-gov, fact sheet 2.2; the 5 and 5.5 generations from news 1.9.
    Offer("us-gov", (SONNET_3_7, SONNET_4_5, OPUS_4_8, OPUS_5, SONNET_5, *_5_5, FABLE_5_1), US_GOV, US_GOV),
    # global, fact sheet 2.2; 5.5 and Fable from CDK; Nova 2 Lite and Embed v4 from 2.5.
    Offer(
        "global",
        (
            SONNET_4,
            SONNET_4_5,
            SONNET_4_6,
            OPUS_4_5,
            OPUS_4_6,
            OPUS_4_7,
            OPUS_4_8,
            HAIKU_4_5,
            OPUS_5,
            *_5_5,
            FABLE_5_1,
            NOVA_2_LITE,
            COHERE_4,
        ),
        GLOBAL_SOURCES,
        frozenset(),
    ),
)
