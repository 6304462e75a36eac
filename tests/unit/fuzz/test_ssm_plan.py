# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A plan for parameters, carried out in memory, leaves nothing to do, touches nobody else's and shows no secret."""

from __future__ import annotations

from dataclasses import replace

from ansible_collections.genai.bedrock.plugins.module_utils._core.parameters.plan import make_plan
from ansible_collections.genai.bedrock.plugins.module_utils._core.parameters.report import (
    diff_of,
    parameter_rows,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.parameters.requests import wanted_parameters
from ansible_collections.genai.bedrock.plugins.module_utils._core.parameters.ssm_parameters import (
    Details,
    LiveParameter,
    ParameterDone,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.problems import ProblemError
from ansible_collections.genai.bedrock.plugins.module_utils._core.steps import action_rows
from hypothesis import assume, given, reject

from tests.unit.fuzz.budget import examples
from tests.unit.fuzz.strategies import CANARY, parameter_worlds


def planned(world):
    """What lives by place, the wanted parameters and the plan; what the module would refuse before it is no example."""
    current, query = world
    try:
        wanted = wanted_parameters(**query)
    except ProblemError:
        reject()
    live = {(one.region, one.name): _live(one) for one in current}
    return live, wanted, make_plan(wanted, live)


def _live(one):
    arn = f"arn:aws:ssm:{one.region}:123456789012:parameter/{one.name.removeprefix('/')}"
    return LiveParameter(
        one.name, one.region, one.kind, one.value, one.version, arn, decrypted=True, tags=one.tags, details=one.details
    )


def carried_out(live, plan):
    there = dict(live)
    for step in plan.steps:
        if step.action == "delete":
            del there[step.place]
        elif step.put:
            there[step.place] = _written(step, live.get(step.place))
        elif step.tags:
            there[step.place] = replace(step.live, tags=step.tags_after)
    return there


def _written(step, before):
    put, kind = step.put, step.put.type
    details = Details(
        description=put.description or "",
        tier=put.tier or (before.details.tier if before else "Standard"),
        key_id=(put.key_id or "alias/aws/ssm") if kind == "SecureString" else None,
        allowed_pattern=put.allowed_pattern,
    )
    version = before.version + 1 if before else 1
    return LiveParameter(
        put.name, step.region, kind, put.value, version, "arn", decrypted=True, tags=step.tags_after, details=details
    )


@examples(60)
@given(parameter_worlds())
def test_a_plan_that_was_carried_out_leaves_nothing_to_do(world):
    live, wanted, plan = planned(world)
    assume(not plan.problems)
    after = carried_out(live, plan)
    again = make_plan(wanted, after)
    assert again.problems == ()
    assert [(step.place, str(step.action), step.reasons) for step in again.steps if step.action != "none"] == []
    assert {place for place in after if not after[place].is_ours} <= {
        place for place in live if not live[place].is_ours
    }


@examples(40)
@given(parameter_worlds())
def test_no_plan_touches_what_is_not_ours_without_a_word(world):
    live, _wanted, plan = planned(world)
    for step in plan.steps:
        found = live.get(step.place)
        assert found is None or step.wanted.adopt or (found.is_ours and is_same_record(found.tags, step.wanted.tags))
        if step.put and found:
            assert step.put.overwrite
            assert not step.put.tags
            assert (found.details.tier, step.put.tier) != ("Advanced", "Standard")
            assert step.put.allowed_pattern == found.details.allowed_pattern
        if step.put and step.put.tier == "Standard":
            assert len(step.put.value.encode()) <= 4096


def is_same_record(actual, wanted):
    """Whether a record's parameter is written as that same record: its key says whose it is."""
    tags = ("Environment", "Workload", "ProfileKey")
    return "ProfileKey" not in actual or all(actual.get(tag) == wanted.get(tag, actual.get(tag)) for tag in tags)


@examples(40)
@given(parameter_worlds())
def test_no_secret_is_shown(world):
    live, _wanted, plan = planned(world)
    secret = [step for step in plan.steps if step.secret]
    done = [ParameterDone(step) for step in secret]
    shown = [repr(secret), action_rows(secret), diff_of(done), parameter_rows(done, None), plan.problems, repr(live)]
    assert CANARY not in str(shown)
