# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Amazon's and Cohere's models. Sources are sections of the fact sheet; "assumed" marks what it does not tell."""

from __future__ import annotations

from .model import Model
from .regions import DOCUMENT, EU_6, OTHER_PARTITIONS, US_3, US_CANADA_4

_EMBEDDING = ("EMBEDDING",)
_SEEING = ("TEXT", "IMAGE", "VIDEO")

# Assumed: in-region models are where the document wants them and in the older regions around.
_WIDE = DOCUMENT | US_CANADA_4 | EU_6 | {"ap-south-1", "ap-southeast-1", "ap-southeast-2", "sa-east-1"}

NOVA = (
    # 2.3: ON_DEMAND in us-east-1 and us-gov-west-1 only (said of Pro, assumed for Micro and Lite). 2.5: out 10K.
    # Starts assumed.
    *(
        Model(
            id=f"amazon.nova-{size}-v1:0",
            name=f"Nova {size.capitalize()}",
            provider="Amazon",
            start="2024-12-03",
            on_demand=frozenset({"us-east-1", "us-gov-west-1"}),
            inputs=inputs,
            max_output=10000,
        )
        for size, inputs in (("micro", ("TEXT",)), ("lite", _SEEING), ("pro", _SEEING))
    ),
    # 2.5: Legacy, end 2026-09-14. Start and Legacy date assumed, output as its siblings.
    Model(
        id="amazon.nova-premier-v1:0",
        name="Nova Premier",
        provider="Amazon",
        start="2025-04-30",
        legacy="2026-03-14",
        end="2026-09-14",
        inputs=_SEEING,
        max_output=10000,
    ),
    # 2.5: 64K out; us., eu., jp., apac., global. Profile-only and start assumed.
    Model(
        id="amazon.nova-2-lite-v1:0",
        name="Nova 2 Lite",
        provider="Amazon",
        start="2025-12-02",
        inputs=_SEEING,
        max_output=64000,
    ),
)

EMBEDDINGS = (
    # 2.5: 1536 fixed. Inference types unknown: ON_DEMAND assumed. Start assumed.
    Model(
        id="amazon.titan-embed-text-v1",
        name="Titan Embeddings G1 - Text",
        provider="Amazon",
        start="2023-09-28",
        on_demand=DOCUMENT | {"eu-central-1"},
        outputs=_EMBEDDING,
        streaming=False,
        dimensions=(1536,),
        default_dimension=1536,
    ),
    # 2.5: On-demand and Provisioned. Start and regions assumed; in every partition, so that each has a model.
    Model(
        id="amazon.titan-embed-text-v2:0",
        name="Titan Text Embeddings V2",
        provider="Amazon",
        start="2024-04-30",
        on_demand=_WIDE | OTHER_PARTITIONS,
        outputs=_EMBEDDING,
        streaming=False,
        provisioned=True,
        dimensions=(256, 512, 1024),
        default_dimension=1024,
    ),
    # 2.5: launch 2023-11-29; 256 and 1024 seen, 384 assumed to be refused. Regions assumed.
    Model(
        id="amazon.titan-embed-image-v1",
        name="Titan Multimodal Embeddings G1",
        provider="Amazon",
        start="2023-11-29",
        on_demand=US_3 | {"eu-west-1"},
        inputs=("TEXT", "IMAGE"),
        outputs=_EMBEDDING,
        streaming=False,
        dimensions=(256, 1024),
        default_dimension=1024,
    ),
    # 2.5: us-east-1 in samples. ON_DEMAND and start assumed.
    Model(
        id="amazon.nova-2-multimodal-embeddings-v1:0",
        name="Nova Multimodal Embeddings",
        provider="Amazon",
        start="2025-10-28",
        on_demand=frozenset({"us-east-1"}),
        inputs=("TEXT", "IMAGE", "VIDEO", "AUDIO"),
        outputs=_EMBEDDING,
        streaming=False,
        dimensions=(256, 384, 1024, 3072),
        default_dimension=3072,
    ),
    # 2.5: launch 2023-11-02 (card of the multilingual one), in-region, 1024.
    *(
        Model(
            id=f"cohere.embed-{kind}-v3",
            name=f"Embed {kind.capitalize()}",
            provider="Cohere",
            start="2023-11-02",
            on_demand=_WIDE,
            outputs=_EMBEDDING,
            streaming=False,
            dimensions=(1024,),
            default_dimension=1024,
        )
        for kind in ("english", "multilingual")
    ),
    # 2.5: also us. and global. profiles; in-region regions and start assumed.
    Model(
        id="cohere.embed-v4:0",
        name="Embed v4",
        provider="Cohere",
        start="2025-10-01",
        on_demand=frozenset({"us-east-1", "eu-west-1", "ap-northeast-1"}),
        inputs=("TEXT", "IMAGE"),
        outputs=_EMBEDDING,
        streaming=False,
        dimensions=(256, 512, 1024, 1536),
        default_dimension=1536,
    ),
)
