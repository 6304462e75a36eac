# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Names that are taken, and answers that do not say what was made."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import pytest
from ansible_collections.genai.bedrock.plugins.module_utils._core.failures import CallError
from ansible_collections.genai.bedrock.plugins.module_utils._core.profiles.inference_profiles import (
    Policy,
    WantedProfile,
)
from ansible_collections.genai.bedrock.plugins.module_utils._engine.profiles.inference_profiles import converge
from ansible_collections.genai.bedrock.tests.unit.plugins.module_utils.fakes import NOW, TITAN, FakeRegion, denied, fm

OWNERS = {"Environment": "dev", "Workload": "copilot"}
OURS = {"ManagedBy": "genai.bedrock", **OWNERS, "ProfileKey": "chat", "ModelSource": fm(TITAN)}
CREATED = {"CreatedBy": "ansible", "CreatedDate": "2026-11-22"}
POLICY = Policy(ownership=OWNERS, recreate="always", today="2026-11-22")


@dataclass
class Silent(FakeRegion):
    """Its first creation was made by an earlier run, of which nothing but the token is known; no answer names it."""

    made: list = field(default_factory=list)
    requested: list = field(default_factory=list)

    def create(self, creation, *, name, token):
        if self.requested:
            return super().create(creation, name=name, token=token)
        self._call("create")
        self.requested.append(token)
        self.made = [self.put(name, fm(TITAN), tags) for tags in self.made]
        return ""


def run(region, policy=POLICY, **entry):
    wanted = WantedProfile("chat", region.region, "chat-dev", TITAN, **entry)
    return converge([wanted], {region.region: region}, policy, check=False, workers=2, sleep=lambda _s: None, now=NOW)


@pytest.mark.parametrize(
    ("made", "taken"),
    [
        pytest.param([OURS | CREATED], True, id="it_is_found"),
        pytest.param([OURS | CREATED | {"aws:x": "y"}], True, id="with_a_tag_of_aws"),
        pytest.param([], False, id="it_is_gone"),
        pytest.param([OURS | CREATED | {"Environment": "prod"}], False, id="somebody_elses"),
        pytest.param([OURS | CREATED | {"CreatedDate": "2026-11-21"}], False, id="another_days"),
    ],
)
def test_an_answer_that_names_nothing(made, taken):
    region = Silent(made=made)
    outcome = run(region)
    assert outcome.problems == ()
    (applied,) = outcome.succeeded
    assert (applied.made.arn in region.made) is taken
    assert region.calls.count("create") == (1 if taken else 2)


def test_tags_that_may_not_be_read_are_an_error_of_the_key_and_no_second_creation():
    region = Silent(made=[OURS | CREATED], fail={"tags": denied("ListTagsForResource")})
    outcome = run(region)
    assert [(problem.key, problem.code) for problem in outcome.problems] == [("chat", "AccessDeniedException")]
    assert "created chat-dev, but it could not be read back" in outcome.problems[0].message
    assert region.calls.count("create") == 1


@pytest.mark.parametrize(
    ("policy", "made"), [(POLICY, 4), (replace(POLICY, ownership=None), 2)], ids=["told_by_tags", "by_name_alone"]
)
def test_old_ones_that_cannot_go_where_names_are_unique(policy, made):
    """By name alone the third one could not be known again."""
    stuck = CallError("DeleteInferenceProfile", "us-east-1", "AccessDeniedException", "no", "")
    region = FakeRegion(unique_names=True, fail={"delete": stuck})
    for text in ("One", "Two", "Three", "Four"):
        run(region, policy, description=text)
    names = [profile.name for profile in region.live.values()]
    assert len(names) == len(set(names)) == made
    assert len(set(region.tokens)) == made
    region.fail = {}
    settled = [run(region, policy, description=text) for text in ("Four", "Four")] if made == 4 else []
    assert [outcome.changed for outcome in settled] == [True, False][: len(settled)]
    assert len(region.live) == (1 if settled else made)
