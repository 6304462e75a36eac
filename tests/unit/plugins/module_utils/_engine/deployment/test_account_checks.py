# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a look at the live account costs, what it asks for, and which of its findings a person sees."""

from __future__ import annotations

import pytest

from tests.unit.plugins.module_utils.environment_fakes import EAST, WEST, FakeAws, run
from tests.unit.plugins.module_utils.fakes import HAIKU, SONNET, denied, down


def shop(model=SONNET, **options):
    return {"shop": {"geography": "us", "model": model, "entries": {"search": {}}, **options}}


def deploy(aws, workloads=None, **settings):
    ran = run(aws, workloads or shop(), **settings)
    assert (ran.forbidden, ran.failures) == ([], [])
    return ran


def simulated_actions(aws):
    return {action for question in aws.simulated for action in question.actions}


def test_a_warning_is_below_the_summary_and_a_note_alone_is_not():
    aws = FakeAws(iam_error=denied("SimulatePrincipalPolicy"))
    noted = deploy(aws)
    assert not [line for line in noted.result["lines"] if "not_checked" in line]
    assert [row["code"] for row in noted.result["workloads"]["shop"]["findings"]] == ["not_checked"]
    aws.profiles(WEST).pending = (HAIKU,)
    warned = deploy(aws, shop(HAIKU))
    assert [line for line in warned.result["lines"] if "agreement_pending" in line]


def test_what_stays_as_it_is_is_not_checked():
    aws = FakeAws()
    deploy(aws)
    aws.forget_calls()
    aws.simulated.clear()
    deploy(aws)
    assert (aws.simulated, aws.calls["availability"], aws.calls["profile_quota"]) == ([], 0, 0)


@pytest.mark.parametrize(
    ("options", "action"),
    [({"verify": True}, "bedrock:InvokeModel"), ({"refuse_if_used_within": 1}, "cloudwatch:GetMetricData")],
)
def test_permissions_of_what_is_used_are_requested(options, action):
    aws = FakeAws()
    deploy(aws)
    assert action not in simulated_actions(aws)
    deploy(aws, shop(HAIKU, **options))
    assert action in simulated_actions(aws)


def test_a_missing_permission_is_named_before_anything_is_written():
    aws = FakeAws(denied_actions=("bedrock:CreateInferenceProfile",))
    ran = run(aws, shop())
    assert any("bedrock:CreateInferenceProfile" in line for line in ran.forbidden)
    assert aws.writes == []


@pytest.mark.parametrize("call", ["availability", "profile_quota"])
def test_a_look_that_is_denied_is_a_note(call):
    aws = FakeAws()
    aws.profiles(WEST).fail = {call: denied(call, WEST)}
    found = deploy(aws).result["workloads"]["shop"]["findings"]
    assert {(row["severity"], row["code"]) for row in found} == {("info", "not_checked")}


def test_what_an_error_says_already_is_not_repeated_below_the_summary():
    aws = FakeAws()
    aws.profiles(WEST).down = down("ListInferenceProfiles", WEST)
    ran = run(aws, shop())
    assert (ran.forbidden, {error["region"] for error in ran.errors}) == ([], {WEST})
    assert not [line for line in ran.result["lines"] if line.startswith(("error", "warning"))]
    assert aws.record("shop/search")["targets"][0]["region"] == EAST
