# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Workloads that a user may mean: entries and settings of the right types, with texts at the edges of the rules."""

from __future__ import annotations

from ansible_collections.genai.bedrock.plugins.module_utils._core.workloads.entries import (
    CAI,
    CROSS_REGION,
    EMBEDDING,
    WORKLOAD_KINDS,
)
from hypothesis import strategies as st

from tests.unit.fuzz.strategies import one_of, subsets
from tests.unit.plugins.module_utils.fakes import HAIKU, SONNET, TITAN

PLACES = ("us-east-1", "us-west-2", "eu-west-1", "us-gov-west-1")
regions = st.lists(one_of(*PLACES), min_size=1, unique=True)
words = st.text("ab9", min_size=1, max_size=3)
names = st.lists(words, min_size=1, max_size=3).map("-".join) | one_of(
    "a" * 64, "a" * 65, "a--b", "a-", "A", "team dev"
)
descriptions = st.text("aZ9 .:-_", min_size=1, max_size=6) | one_of("a" * 200, "a" * 201, "Chat, and more", "é")
tag_texts = st.text("aZ9 ._:/=+@-", max_size=5) | one_of("a" * 256, "a" * 257, "é", "a,b")
tag_values = tag_texts | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.none()
tags = st.dictionaries(tag_texts | one_of("Team", "aws:x", "Environment", "ProfileKey"), tag_values, max_size=3)

common = {
    "enabled": one_of(True, True, False, "yes"),
    "state": one_of("present", "absent"),
    "name": names,
    "description": descriptions,
    "geography": one_of("us", "any", "global", {"us-east-1": "us"}),
    "tags": tags,
    "moved_from": one_of("talk", "chat", "docs"),
    "use_case": one_of("chat", "embeddings", "a,b", "é", "a" * 257),
    "max_tokens": one_of(1, "4096", "9" * 300, 10**400),
    "temperature": one_of(0, "0.3", 1.0),
}
of_kind = {
    CAI: {
        "regions": regions,
        "enable_guardrails": st.booleans(),
        "customer_facing": st.booleans(),
        "cost_center": words | one_of("a,b"),
    },
    CROSS_REGION: {
        "primary_region": one_of(*PLACES),
        "failover_regions": regions | st.just([]),
        "failover_names": st.dictionaries(one_of(*PLACES), names, max_size=2),
        "failover_descriptions": st.dictionaries(one_of(*PLACES), descriptions, max_size=2),
    },
    EMBEDDING: {"regions": regions, "batch": st.booleans(), "dimensions": one_of(256, "1024", 7)},
}
settings_leaves = {
    "geography": one_of("us", "global", ""),
    "tags": tags,
    "required_tags": one_of([], ["Team"]),
    "allowed_regions": one_of([], list(PLACES)),
    "name_region": st.booleans(),
    "enabled": one_of(True, True, False),
    "cost_center": words | one_of("a,b"),
    "ssm_prefix": one_of("/bedrock", "/a/b"),
}


@st.composite
def workloads(draw):
    """The arguments of workload_plan. Few leaves each, so that much of it is accepted."""
    kind = draw(one_of(*WORKLOAD_KINDS))
    leaves = common | of_kind.get(kind, {"regions": regions})
    model = TITAN if kind == EMBEDDING else draw(one_of(SONNET, HAIKU, f"us.{SONNET}"))
    entries = {}
    for key in draw(subsets(("chat", "docs", "a" * 40))):
        chosen = draw(st.lists(st.sampled_from(sorted(leaves)), max_size=2, unique=True))
        entries[key] = {"model": model} | {leaf: draw(leaves[leaf]) for leaf in chosen}
    chosen = draw(st.lists(st.sampled_from(sorted(settings_leaves)), max_size=2, unique=True))
    settings = {leaf: draw(settings_leaves[leaf]) for leaf in chosen}
    return entries, kind, {"environment": "dev", "regions": draw(regions)} | settings
