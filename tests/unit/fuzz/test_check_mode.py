# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Check mode tells what the real run then does, and the run after that has nothing to do."""

from __future__ import annotations

from ansible_collections.genai.bedrock.plugins.module_utils._core.parameters import report as ssm_report
from ansible_collections.genai.bedrock.plugins.module_utils._core.problems import ProblemError
from ansible_collections.genai.bedrock.plugins.module_utils._core.profiles.report import diff_of, profile_rows
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.fuzz.budget import examples
from tests.unit.fuzz.strategies import parameter_worlds, with_unique_names, worlds
from tests.unit.fuzz.worlds import (
    held_by,
    put_parameters,
    regions_with,
    run,
    state,
    stores_with,
    wanted_of,
    wanted_parameters_of,
    writes,
)

#: What check mode cannot know of a profile that is only created.
UNKNOWN = ("inference_profile_arn", "inference_profile_id", "created_at", "updated_at")


@examples(40)
@given(worlds(), st.booleans(), st.booleans())
def test_check_mode_shows_what_the_real_run_does(world, unique_names, bulk_tags_lag):
    live, query = world
    live = with_unique_names(live) if unique_names else live
    wanted = wanted_of(query)
    switches = {"unique_names": unique_names, "bulk_tags_lag": bulk_tags_lag}
    untouched, regions = regions_with(live, **switches), regions_with(live, **switches)
    before = state(untouched)
    predicted = run(untouched, wanted, query.policy, check=True)
    real = run(regions, wanted, query.policy)
    assert (writes(untouched), state(untouched)) == ([], before)
    if isinstance(predicted, ProblemError):
        assert str(real) == str(predicted)
        assert writes(regions) == []
        return
    assert real.plan == predicted.plan
    if real.problems:
        # Check mode cannot know that names are unique here and a profile of others holds this one.
        assert unique_names
        assert {problem.code for problem in real.problems} == {"ConflictException"}
        return
    assert [applied.step for applied in real.succeeded] == list(predicted.plan.steps)
    assert reported(real, unique_names=unique_names) == reported(predicted, unique_names=unique_names)
    done = len(writes(regions))
    assert not run(regions, wanted, query.policy).changed
    assert len(writes(regions)) == done


def reported(outcome, *, unique_names):
    """Rows and diff without what only the real run can know."""
    unknown = (*UNKNOWN, "inference_profile_name") if unique_names else UNKNOWN
    created = {(one.step.key, one.step.region) for one in outcome.succeeded if one.step.creation}
    rows = [
        {
            field: value
            for field, value in row.items()
            if (row["key"], row["region"]) not in created or field not in unknown
        }
        for row in profile_rows(outcome.succeeded)
    ]
    places = {f"{key}@{region}" for key, region in created}
    diff = {
        side: {
            place: {field: value for field, value in shown.items() if field not in unknown}
            if place in places
            else shown
            for place, shown in shown_all.items()
        }
        for side, shown_all in diff_of(outcome.succeeded).items()
    }
    return rows, diff


@examples(40)
@given(parameter_worlds())
def test_check_mode_shows_what_the_real_run_does_to_parameters(world):
    current, query = world
    wanted = wanted_parameters_of(query)
    untouched, stores = stores_with(current), stores_with(current)
    predicted = put_parameters(untouched, wanted, check=True)
    real = put_parameters(stores, wanted)
    assert held_by(untouched) == held_by(stores_with(current))
    assert [store.writes() for store in untouched] == [[], []]
    if isinstance(predicted, ProblemError):
        assert str(real) == str(predicted)
        assert held_by(stores) == held_by(untouched)
        return
    assert (predicted.changed, real.problems) == (real.changed, ())
    assert [one.step for one in predicted.done] == [one.step for one in real.done]
    assert ssm_report.diff_of(predicted.done) == ssm_report.diff_of(real.done)
    assert parameter_rows(predicted) == parameter_rows(real)
    done = held_by(stores)
    assert not put_parameters(stores, wanted).changed
    assert held_by(stores) == done


def parameter_rows(outcome):
    rows = ssm_report.parameter_rows(outcome.succeeded, outcome.account)
    return [{**row, "arn": None} if row["action"] == "create" else row for row in rows]
