# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Measuring over regions and batches, with a CloudWatch in memory."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from threading import Lock

from ansible_collections.genai.bedrock.plugins.module_utils._core.failures import CallError
from ansible_collections.genai.bedrock.plugins.module_utils._core.usage.figures import Figures, Query
from ansible_collections.genai.bedrock.plugins.module_utils._engine.usage.measuring import measure

from tests.unit.plugins.module_utils.record_samples import EAST, WEST
from tests.unit.plugins.module_utils.usage_samples import MONDAY, SPAN, profile


@dataclass
class FakeMetrics:
    """Every profile was invoked once on Monday; ``fails``: ids that no call may ask for."""

    region: str
    fails: Sequence[str] = ()
    requested: list = field(default_factory=list)
    lock: Lock = field(default_factory=Lock)

    def points(self, queries, start, end, seconds):
        with self.lock:
            self.requested.append((len(queries), start, end, seconds))
        if any(query.profile_id in self.fails for query in queries):
            raise CallError("GetMetricData", self.region, "InternalError", "not now", "cloudwatch:GetMetricData")
        wanted = [query for query in queries if query.metric == "Invocations"]
        return {Query(one.profile_id, "Invocations", "Sum"): {MONDAY: 1.0} for one in wanted}


def measured(profiles, **regions):
    made = {EAST: FakeMetrics(EAST), WEST: FakeMetrics(WEST)} | regions
    return *measure(profiles, made.__getitem__, SPAN, workers=4), made


def test_each_region_is_asked_in_full_batches_for_its_own():
    profiles = [profile(f"k{number}", profile_id=f"e{number}") for number in range(30)]
    profiles += [profile("chat", WEST)]
    found, problems, regions = measured(profiles)
    assert problems == []
    assert [one for one, _figures in found] == profiles
    assert all(figures == {MONDAY: Figures({"invocations": 1})} for _one, figures in found)
    assert sorted(count for count, *_rest in regions[EAST].requested) == [40, 500]
    assert regions[WEST].requested == [(18, MONDAY, MONDAY + timedelta(days=3), 86400)]


def test_a_profile_of_which_a_part_is_missing_is_left_out():
    profiles = [profile(f"k{number}", profile_id=f"e{number}") for number in range(60)] + [profile("chat", WEST)]
    found, problems, _regions = measured(profiles, **{EAST: FakeMetrics(EAST, fails=["e0"])})
    # e27 has queries in the batch that failed and in the next one.
    assert [one.profile_id for one, _figures in found] == [f"e{number}" for number in range(28, 60)] + ["chat2"]
    assert [(problem.region, problem.code) for problem in problems] == [(EAST, "InternalError")]


def test_a_region_that_is_down_keeps_no_other():
    found, problems, _regions = measured([profile(), profile("chat", WEST)], **{EAST: FakeMetrics(EAST, ["chat1"])})
    assert [one.region for one, _figures in found] == [WEST]
    assert len(problems) == 1


def test_without_profiles_nobody_is_asked():
    assert measured([])[:2] == ([], [])
