# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A plan, carried out in memory, leaves nothing to do; and no plan touches what is not ours."""

from __future__ import annotations

from dataclasses import replace

from ansible_collections.genai.bedrock.plugins.module_utils._core.models.offered import Catalogue
from ansible_collections.genai.bedrock.plugins.module_utils._core.problems import ProblemError
from ansible_collections.genai.bedrock.plugins.module_utils._core.profiles.inference_profiles import LiveProfile
from ansible_collections.genai.bedrock.plugins.module_utils._core.profiles.plan import make_plan
from ansible_collections.genai.bedrock.plugins.module_utils._core.profiles.requests import (
    policy_problems,
    wanted_profiles,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.profiles.sources import SourceError, resolve
from ansible_collections.genai.bedrock.plugins.module_utils._engine.profiles.resolving import request_of
from hypothesis import assume, given, reject
from hypothesis import strategies as st

from tests.unit.fuzz.budget import examples
from tests.unit.fuzz.strategies import OWNERSHIP, REGIONS, with_unique_names, worlds
from tests.unit.plugins.module_utils.fakes import ACCOUNT, FakeRegion


def catalogue(region):
    fake = FakeRegion(region)
    return Catalogue(
        region,
        {model.model_id: model for model in fake.foundation_models()},
        {profile.profile_id: profile for profile in fake.system_profiles()},
    )


CATALOGUES = {region: catalogue(region) for region in REGIONS}


def planned(live, query):
    """The wanted profiles, their sources and the plan; what the module would refuse before it is no example."""
    assume(not policy_problems(query.policy))
    try:
        wanted = wanted_profiles(
            query.entries, regions=query.regions, tags=query.tags, by_name=query.policy.ownership is None
        )
        sources = {
            (entry.key, entry.region): resolve(request_of(entry, query.policy), CATALOGUES[entry.region])
            for entry in wanted
            if not entry.absent
        }
    except (ProblemError, SourceError):
        reject()
    return wanted, sources, make_plan(wanted, live, sources, query.policy)


def carried_out(live, plan, *, unique_names):
    """What is there afterwards; a name that a foreign profile holds is no example where names are unique."""
    there = {profile.arn: profile for profile in live}
    for number, step in enumerate(plan.steps):
        if step.creation:
            made = _made(number, step.creation, live, unique_names=unique_names)
            there[made.arn] = made
        elif step.live and step.tags:
            kept = {key: value for key, value in (step.live.tags or {}).items() if key not in step.tags.remove}
            there[step.live.arn] = replace(step.live, tags=kept | step.tags.put)
        for profile in step.deletes:
            del there[profile.arn]
    return list(there.values())


def _made(number, creation, live, *, unique_names):
    names = list(creation.names)
    while unique_names and (holders := [one for one in live if (one.region, one.name) == (creation.region, names[0])]):
        assume(all(profile.is_ours for profile in holders) and names[1:])
        del names[0]
    arn = f"arn:aws:bedrock:{creation.region}:{ACCOUNT}:application-inference-profile/made{number:08d}"
    return LiveProfile(
        arn,
        f"made{number:08d}",
        names[0],
        creation.region,
        creation.source.model_arns,
        creation.description,
        tags=dict(creation.tags),
    )


def superseded(plan):
    return sorted(profile.arn for step in plan.steps if not step.deletes for profile in step.superseded)


@examples(100)
@given(worlds(), st.booleans())
def test_a_plan_that_was_carried_out_leaves_nothing_to_do(world, unique_names):
    live, query = world
    if unique_names:
        live = with_unique_names(live)
    wanted, sources, plan = planned(live, query)
    assume(not plan.problems)
    after = carried_out(live, plan, unique_names=unique_names)
    again = make_plan(wanted, after, sources, query.policy)
    assert again.problems == ()
    assert [
        (step.key, step.region, str(step.action), step.reasons) for step in again.steps if step.action != "none"
    ] == []
    assert superseded(again) == (superseded(plan) if query.policy.superseded == "keep" else [])


@examples(50)
@given(worlds())
def test_no_plan_touches_what_is_not_ours(world):
    live, query = world
    _wanted, _sources, plan = planned(live, query)
    policy = query.policy
    for step in plan.steps:
        by_word = policy.ownership is None and policy.adopt and step.wanted and step.wanted.absent
        assert by_word or all(is_ours(profile, policy) for profile in step.deletes)
        if step.action == "adopt":
            assert policy.adopt
            assert (step.live.managed_by, step.live.name) == (None, step.wanted.name)
        elif step.tags:
            assert is_ours(step.live, policy)


def is_ours(profile, policy):
    return profile.is_ours and (policy.ownership or {}).items() <= profile.tags.items()


@examples(50)
@given(worlds())
def test_what_a_plan_keeps_it_does_not_delete_and_what_it_deletes_has_a_successor(world):
    live, query = world
    _wanted, _sources, plan = planned(live, query)
    kept = [step.live.arn for step in plan.steps if step.live and not step.creation and not step.deletes]
    gone = [profile.arn for step in plan.steps for profile in step.deletes]
    assert len({*kept, *gone}) == len(kept) + len(gone)
    served = set()
    for step in plan.steps:
        if step.action == "retire":
            assert (step.key, step.region) in served
        elif step.action not in ("delete", "none") or step.live:
            served.add((step.key, step.region))


@examples(30)
@given(worlds())
def test_purging_stays_below_its_limit_and_inside_its_owner(world):
    live, query = world
    policy = replace(query.policy, ownership=OWNERSHIP, purge=True)
    wanted, _sources, plan = planned(live, replace(query, policy=policy))
    purged = [step.live for step in plan.steps if step.action == "delete" and step.wanted is None]
    assert policy.purge_all or (len(purged) <= policy.purge_limit and (query.entries or not purged))
    known = {(key, entry.region) for entry in wanted for key in entry.keys}
    assert all(is_ours(profile, policy) and (profile.key, profile.region) not in known for profile in purged)
