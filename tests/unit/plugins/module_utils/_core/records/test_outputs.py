# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Facts after a run."""

from __future__ import annotations

from ansible_collections.genai.bedrock.plugins.module_utils._core.records.documents import consolidated_document
from ansible_collections.genai.bedrock.plugins.module_utils._core.records.outputs import outputs

from tests.unit.plugins.module_utils.record_samples import EAST, WEST, arn, record, row, target


def test_without_records() -> None:
    assert outputs({}) == {
        "claude_copilot_profile_arn": None,
        "claude_copilot_profile_id": None,
        "cai_profiles": {},
        "cai_profile_arns": {},
        "embedding_profiles": {"titan": None, "cohere": None, "document": None},
        "cross_region_profiles": {"primary": None, "secondary": None},
        "inference_profiles": {},
        "inference_profile_config": consolidated_document({}),
    }


def test_every_output() -> None:
    records = {
        "copilot/chat": record("copilot", "chat"),
        "cai/sales": record("cai", "sales"),
        "embedding/titan": record("embedding", "titan"),
        "cross_region/a": record("cross_region", "a", [target("a", EAST), target("a_usw2", WEST)], order=0),
        "inference_profiles/p": record("inference_profiles", "p", [target("p", WEST)]),
    }
    found = outputs(records, [row("sales"), row("p", WEST)])
    first, second = {"arn": arn("a1"), "region": EAST}, {"arn": arn("a_usw22", WEST), "region": WEST}
    assert found == {
        "claude_copilot_profile_arn": arn("chat1"),
        "claude_copilot_profile_id": "chat1",
        "cai_profiles": {
            "sales": {"arn": arn("sales1"), "id": "sales1", "name": "claude-sales-dev", "description": "About sales"}
        },
        "cai_profile_arns": {"sales": arn("sales1")},
        "embedding_profiles": {
            "titan": {"arn": arn("titan1"), "id": "titan1", "name": "claude-titan-dev"},
            "cohere": None,
            "document": None,
        },
        "cross_region_profiles": {
            "primary": first,
            "secondary": second,
            "a": {"primary": first, "secondary": second, "failover": [second]},
        },
        "inference_profiles": {
            "p": {
                "arn": arn("p2", WEST),
                "id": "p2",
                "name": "claude-p-dev",
                "description": "About p",
                "region": WEST,
            }
        },
        "inference_profile_config": consolidated_document(records),
    }


def test_a_description_that_was_not_given_is_null() -> None:
    assert outputs({"cai/x": record("cai", "x")})["cai_profiles"]["x"]["description"] is None
