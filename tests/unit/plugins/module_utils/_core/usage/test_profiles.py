# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Which profiles are reported, and whose they are."""

from __future__ import annotations

import pytest
from ansible_collections.genai.bedrock.plugins.module_utils._core.usage.advice import recommended_model
from ansible_collections.genai.bedrock.plugins.module_utils._core.usage.profiles import of_workloads, used_profiles

from tests.unit.plugins.module_utils.record_samples import EAST, SONNET, WEST, arn, record, row, target
from tests.unit.plugins.module_utils.usage_samples import profile

TAGS = {"Environment": "dev", "Workload": "copilot", "ProfileKey": "chat"}


def test_a_published_profile_is_of_its_record_and_has_its_tags():
    tags = TAGS | {"ProfileKey": "chat_use1", "ModelSource": f"arn:aws:bedrock:{EAST}::inference-profile/us.{SONNET}"}
    (found,) = used_profiles([row("chat", tags=tags)], {"copilot/chat": record("copilot", "chat", [target("chat")])})
    assert (found.environment, found.workload, found.key, found.published) == ("dev", "copilot", "chat", True)
    assert (found.model_id, found.geography, found.tags) == (SONNET, "us", tags)


def test_what_a_record_replaces_counts_for_its_entry():
    value = record("copilot", "chat", [target("chat", EAST, "new")], previous=[arn("old", WEST)])
    old, new = sorted(used_profiles([], {"copilot/chat": value}), key=lambda one: one.published)
    assert (old.profile_id, old.region, old.key, old.model_id) == ("old", WEST, "chat", "")
    assert (new.profile_id, new.region, new.key, new.model_id) == ("new", EAST, "chat", SONNET)


def test_without_a_record_the_tags_say_whose_it_is():
    tagged, untagged = used_profiles([row("chat", tags=TAGS), row("docs", tags={})], {}, "dev")
    assert {(one.workload, one.key, one.published) for one in (tagged, untagged)} == {
        ("copilot", "chat", False),
        ("", "", False),
    }
    assert {one.environment for one in (tagged, untagged)} == {"dev"}


@pytest.mark.parametrize(
    ("named", "keys", "problems"),
    [
        ((), ["chat", "titan"], []),
        (("copilot",), ["chat"], []),
        (("copilot", "publish"), ["chat"], []),
        (("copilt",), [], ["copilt: no profile of such a workload is deployed; did you mean 'copilot'?"]),
    ],
)
def test_workloads_that_are_named(named, keys, problems):
    profiles = [profile("chat"), profile("titan", workload="embedding")]
    found, wrong = of_workloads(profiles, named, {"publish"})
    assert ([one.key for one in found], wrong) == (keys, problems)


@pytest.mark.parametrize(
    ("use_case", "model", "advised"),
    [
        ("quick_completions", "anthropic.claude-3-haiku", "anthropic.claude-haiku-5-5"),
        ("quick-completions", "anthropic.claude-haiku-5-5", ""),
        ("nobody's", "anthropic.claude-3-haiku", ""),
        ("quick_completions", "", ""),
    ],
)
def test_the_recommended_model_is_advised_where_it_is_another_one(use_case, model, advised):
    assert recommended_model(profile(use_case=use_case, model_id=model)) == advised
