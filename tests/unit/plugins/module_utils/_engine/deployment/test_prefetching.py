# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A run that changes nothing has asked everything before it plans: no call waits for the plan of a workload."""

from __future__ import annotations

import pytest
from ansible_collections.genai.bedrock.plugins.module_utils._engine.deployment import deployment

from tests.unit.plugins.module_utils.environment_fakes import EAST, WEST, FakeAws, run
from tests.unit.plugins.module_utils.fakes import HAIKU, SONNET, denied

WORKLOADS = {
    "cai": {
        "kind": "cai",
        "model": SONNET,
        "entries": {"support": {"enable_guardrails": True}},
        "guardrail": {
            "variable": "cai_guardrail",
            "given": {"blocked_input_messaging": "no", "blocked_outputs_messaging": "no"},
        },
    },
    # Its catalogue has entries that are off, which the document names with null.
    "embedding": {"kind": "embedding", "entries": {"own": {"model": "amazon.titan-embed-text-v2:0"}}},
    "shop": {"entries": {"search": {"model": HAIKU}}},
}


@pytest.fixture
def prefetched(monkeypatch):
    """The number of calls, by their names, when planning begins."""
    counted = []

    def prefetch(courses, run):
        original(courses, run)
        counted.append(aws.calls)

    original, aws = deployment.prefetch, FakeAws()
    monkeypatch.setattr(deployment, "prefetch", prefetch)
    return aws, counted


def test_nothing_is_asked_after_what_is_asked_in_parallel(prefetched):
    aws, counted = prefetched
    assert run(aws, WORKLOADS, geography="us").failures == []
    aws.forget_calls()
    counted.clear()
    ran = run(aws, WORKLOADS, geography="us")
    assert (ran.failures, ran.result["changed"]) == ([], False)
    assert counted == [aws.calls]
    assert counted[0]["guardrail_get"] == 4, "DRAFT and the newest version, in two regions"


def test_a_look_ahead_that_fails_is_reported_by_whoever_needs_the_answer(prefetched):
    aws, _counted = prefetched
    run(aws, WORKLOADS, geography="us")
    aws.guardrails(EAST).fail = {"tags": denied("ListTagsForResource", EAST)}
    ran = run(aws, WORKLOADS, geography="us")
    assert any("ListTagsForResource" in line for line in ran.forbidden), ran.forbidden


def test_versions_that_records_name_do_not_wait_for_the_list_of_versions(prefetched):
    aws, counted = prefetched
    run(aws, WORKLOADS, geography="us")
    for region in (EAST, WEST):
        aws.guardrails(region).fail = {"versions": denied("ListGuardrails", region)}
    aws.forget_calls()
    counted.clear()
    run(aws, WORKLOADS, geography="us")
    assert counted[0]["guardrail_get"] == 4
