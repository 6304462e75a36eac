# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What readers of a record find changed."""

from __future__ import annotations

import pytest
from ansible_collections.genai.bedrock.plugins.module_utils._core.records.changes import only_hashes, record_changes


def target(region="us-east-1", number=1, **members):
    arn = f"arn:aws:bedrock:{region}:123456789012:application-inference-profile/p{number}"
    own = {"arn": arn, "profile_id": f"p{number}", "metric_dimension": {"ModelId": f"p{number}"}, "name": "n"}
    return {"region": region, **own, "destinations": ["us-east-1"], "guardrail": None, **members}


def state(*targets, parameter=(), **members):
    value = {"key": "chat", "temperature": 0.3, "targets": list(targets or [target()]), "previous": [], **members}
    return {"type": "String", "value": value, "tags": {"Team": "x"}, **dict(parameter)}


EAST, WEST = target(), target("us-west-2")
CHANGES = {
    "nothing": (state(), state(), []),
    "a value": (state(temperature=0.9), state(), ["temperature 0.9 → 0.3"]),
    "a value that nothing had": (state(), state(order=["a"]), ["order (none) → ['a']"]),
    "another profile, with all that follows from it": (
        state(EAST, WEST),
        state(target(number=2, destinations=["us-west-2"]), target("us-west-2", 2)),
        ["another profile in us-east-1, us-west-2"],
    ),
    "a guardrail": (state(), state(target(guardrail={"version": "2"})), ["guardrail in us-east-1"]),
    "a region more": (state(), state(EAST, WEST), ["a new target in us-west-2"]),
    "a region less": (state(EAST, WEST), state(), ["no longer a target in us-west-2"]),
    "another order": (
        state(EAST, WEST),
        state(WEST, EAST),
        ["order of targets us-east-1, us-west-2 → us-west-2, us-east-1"],
    ),
    "an edited id": (state(target(profile_id="p9")), state(), ["profile_id in us-east-1"]),
    "what is replaced for a while": (state(), state(temperature=0.5, previous=["arn"]), ["temperature 0.3 → 0.5"]),
    "only what is replaced": (state(), state(previous=["arn"]), ["previous"]),
    "more of the model": (
        state(EAST, WEST, order=None),
        state(
            *(target(region, model_source="us.a.b") for region in ("us-east-1", "us-west-2")),
            context_window=1,
            capabilities={"tools": True},
        ),
        ["what it says of its model"],
    ),
    "another model": (
        state(base_model_id="a", context_window=1),
        state(target(number=2, model_source="us.b"), base_model_id="b", context_window=2),
        ["base_model_id a → b", "another profile in us-east-1"],
    ),
    "more of the model, and something else": (
        state(temperature=0.9),
        state(context_window=1),
        ["temperature 0.9 → 0.3", "what it says of its model"],
    ),
    "nulls": (state(order=None), state(), ["null is left out"]),
    "a hash": (state(), state(hash="0123456789ab"), ["its hashes"]),
    "a hash and a tag of the parameter": (
        state(parameter={"tags": {}}),
        state(hash="0123456789ab"),
        ["tags.Team of the parameter"],
    ),
    "no record at all": ({"value": "text"}, {"value": {}}, ["the whole value"]),
    "a tag of the parameter": (state(parameter={"tags": {}}), state(), ["tags.Team of the parameter"]),
}


@pytest.mark.parametrize("case", CHANGES.values(), ids=CHANGES)
def test_changes(case):
    before, after, expected = case
    assert record_changes(before, after) == expected
    assert only_hashes(before, after) is (expected == ["its hashes"])
