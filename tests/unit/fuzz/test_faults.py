# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Calls fail at random, answers get lost, new profiles stay unseen: one clean run later all is as if nothing had been."""

from __future__ import annotations

from dataclasses import replace

from ansible_collections.genai.bedrock.plugins.module_utils._core.names import unsuffixed_name
from ansible_collections.genai.bedrock.plugins.module_utils._core.parameters.report import diff_of, parameter_rows
from ansible_collections.genai.bedrock.plugins.module_utils._core.problems import ProblemError
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.unit.fuzz.budget import examples
from tests.unit.fuzz.strategies import CANARY, OWNERSHIP, parameter_worlds, with_unique_names, worlds
from tests.unit.fuzz.worlds import (
    faults,
    held_by,
    put_parameters,
    regions_with,
    run,
    state,
    store_faults,
    stores_with,
    wanted_of,
    wanted_parameters_of,
    writes,
)

disturbances = st.fixed_dictionaries(
    {
        "unique_names": st.booleans(),
        "replays": st.sampled_from([False, True, "empty"]),
        "unseen_for": st.sampled_from([0, 0, 1, 7, 8]),
    }
)


@examples(40)
@given(worlds(), disturbances, faults, faults)
def test_after_faults_one_clean_run_ends_where_an_undisturbed_one_does(world, switches, first, second):
    live, query = world
    live = with_unique_names(live) if switches["unique_names"] else live
    policy = replace(query.policy, superseded="delete")
    wanted = wanted_of(query)
    undisturbed = regions_with(live, unique_names=switches["unique_names"])
    expected = run(undisturbed, wanted, policy)
    assume(not isinstance(expected, ProblemError) and not expected.problems)
    regions = regions_with(live, **switches)
    for faulty in (first, second):
        for region in regions:
            region.faults = faulty
            region.calls.clear()
        run(regions, wanted, policy)
    for region in regions:
        region.faults, region.looks, region.unseen_for = {}, {}, 0
    clean = run(regions, wanted, policy)
    assert not isinstance(clean, ProblemError), clean
    assert clean.problems == ()
    assert state(regions) == state(undisturbed)
    assert not run(regions, wanted, policy).changed


@examples(25)
@given(worlds(), disturbances, faults)
def test_an_entry_that_stays_is_served_at_every_moment(world, switches, faulty):
    live, query = world
    live = with_unique_names(live) if switches["unique_names"] else live
    policy = replace(query.policy, superseded="delete")
    wanted = wanted_of(query)
    regions = regions_with(live, **switches, faults=faulty)
    outcome = run(regions, wanted, policy)
    if isinstance(outcome, ProblemError):
        assert not any(region.history for region in regions)
        return
    for region in regions:
        for step in outcome.plan.steps:
            if step.region == region.region and step.source:
                gone = [rest for profile, rest in region.history if serves(profile, step.wanted, policy)]
                assert all(any(serves(profile, step.wanted, policy, step.source) for profile in rest) for rest in gone)


@examples(40)
@given(worlds(), st.lists(st.integers(0, 4), max_size=3), st.sampled_from(["chat", "docs", "stranger"]))
def test_what_the_tagging_api_still_calls_ours_is_not_touched(world, late, key):
    live, query = world
    wanted = wanted_of(query)
    regions = regions_with(live)
    reported = {"ManagedBy": "genai.bedrock", **OWNERSHIP, "ProfileKey": key}
    for region in regions:
        region.stale = {live[number].arn: reported for number in late if number < len(live)}
    run(regions, wanted, query.policy)
    left = {arn: tags for region in regions for arn, tags in region.tagged.items()}
    for profile in live:
        if not profile.is_ours and not (query.policy.adopt and profile.managed_by is None):
            assert left.get(profile.arn) == profile.tags or by_word(wanted, query.policy, profile)


@examples(40)
@given(worlds(), st.lists(st.integers(0, 4), max_size=3), st.sampled_from(["chat", "docs", "former", "stranger"]))
def test_keys_that_the_tagging_api_lists_late_make_nothing_twice(world, late, key):
    """A run that hears of former keys makes no more than one that does not, and refuses nothing else."""
    live, query = world
    policy = replace(query.policy, superseded="delete")
    wanted = wanted_of(query)
    undisturbed, regions = regions_with(live), regions_with(live)
    for region in regions:
        known = region.our_tags()
        region.stale = {
            live[n].arn: live[n].tags | {"ProfileKey": key} for n in late if n < len(live) and live[n].arn in known
        }
        region.calls.clear()
    expected, outcome = run(undisturbed, wanted, policy), run(regions, wanted, policy)
    assume(not isinstance(expected, ProblemError))
    assert not isinstance(outcome, ProblemError), outcome
    assert writes(regions).count("create") <= writes(undisturbed).count("create")
    for region in regions:
        region.stale = {}
    assert not isinstance(run(regions, wanted, policy), ProblemError)
    assert state(regions) == state(undisturbed)


def by_word(wanted, policy, profile):
    """By name alone, and with adopt, an absent entry deletes whatever bears its name."""
    absent = {(entry.region, entry.name) for entry in wanted if entry.absent}
    return policy.ownership is None and policy.adopt and (profile.region, profile.name) in absent


def serves(profile, entry, policy, source=None):
    """Whether a profile is one of an entry, or even the one that it wants."""
    name, tags = profile
    if tags.get("ManagedBy") != "genai.bedrock" or (source and tags.get("ModelSource") != source.arn):
        return False
    if policy.ownership is None:
        return unsuffixed_name(name) == entry.name
    return policy.ownership.items() <= tags.items() and tags.get("ProfileKey") in (
        {entry.key} if source else entry.keys
    )


@examples(40)
@given(parameter_worlds(), store_faults, store_faults)
def test_after_faults_one_clean_run_writes_what_an_undisturbed_one_does(world, first, second):
    current, query = world
    wanted = wanted_parameters_of(query)
    undisturbed, stores = stores_with(current), stores_with(current)
    expected = [put_parameters(undisturbed, wanted), put_parameters(caught_up(undisturbed), wanted)]
    assume(not any(isinstance(outcome, ProblemError) for outcome in expected))
    reported = []
    for faulty in (first, second):
        for store in stores:
            store.faults = faulty
            store.calls.clear()
        reported.append(put_parameters(stores, wanted))
    for store in stores:
        store.faults = {}
    clean = put_parameters(caught_up(stores), wanted)
    assert not isinstance(clean, ProblemError), clean
    assert clean.problems == ()
    assert held_by(stores) == held_by(undisturbed)
    assert not put_parameters(stores, wanted).changed
    assert CANARY not in str([shown_of_secrets(outcome) for outcome in (*reported, clean)])


def caught_up(stores):
    """The stores once the tagging API knows what is."""
    for store in stores:
        found = {store.arn(name): dict(parameter.tags) for name, parameter in store.live.items()}
        store.bulk = {arn: tags for arn, tags in found.items() if tags.get("ManagedBy") == "genai.bedrock"}
    return stores


def shown_of_secrets(outcome):
    """All that a run tells of SecureStrings."""
    if isinstance(outcome, ProblemError):
        return str(outcome), outcome.problems
    secret = [one for one in outcome.done if one.step.secret]
    failed = [one.error for one in secret if one.error]
    return repr(secret), parameter_rows(secret, outcome.account), diff_of(secret), failed
