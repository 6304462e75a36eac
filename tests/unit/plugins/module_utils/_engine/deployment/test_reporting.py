# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a run prints: on one screen whatever the number of profiles, and without hiding anything."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest
import yaml
from ansible_collections.genai.bedrock.plugins.module_utils._engine.deployment.changes import diffs

from tests.unit.plugins.module_utils.environment_fakes import EAST, PREFIX, WEST, FakeAws, run
from tests.unit.plugins.module_utils.fakes import HAIKU, SONNET, denied, model


def shop(keys=("search",), name="shop", model=SONNET, entries=None, **options):
    return {name: {"geography": "us", "model": model, "entries": entries or {k: {} for k in keys}, **options}}


DESK = shop(name="desk", entries={"search": {"name": "desk-search"}})


def many(count, changed=0):
    """So many profiles in each region, of which some get another model."""
    keys = [f"k{number:03}" for number in range(count)]
    return shop(entries={key: {"model": HAIKU} if key in keys[:changed] else {} for key in keys})


def deploy(aws, workloads=None, **settings):
    ran = run(aws, workloads or shop(), **settings)
    assert (ran.forbidden, ran.failures) == ([], [])
    return ran


def printed(ran):
    """The lines of the summary, and those of the diff as ansible-core prints it, without context."""
    parts = diffs(ran.deployment)
    shown = [yaml.safe_dump(part[side]).splitlines() for part in parts for side in ("before", "after")]
    return len(ran.result["lines"]), sum(map(len, shown))


def text(ran):
    return "\n".join(ran.result["lines"])


def edited(aws, path, region=EAST, **members):
    """Somebody changes a record by hand."""
    store, name = aws.stores[region], f"{PREFIX}/{path}"
    live = store.live[name]
    store.live[name] = replace(live, value=json.dumps(json.loads(live.value) | members))


def test_one_change_among_four_hundred_prints_what_one_among_twenty_does():
    sizes = []
    for count in (20, 400):
        aws = FakeAws()
        assert len(deploy(aws, many(count), regions=[EAST]).result["lines"]) <= 12
        sizes.append(printed(deploy(aws, many(count, 1), check=True, regions=[EAST])))
    # A document of so many is an index, which does not change.
    (lines, diff), (lines_of_many, diff_of_many) = sizes
    assert (lines_of_many, diff_of_many <= diff) == (lines, True)
    assert (lines <= 12, diff <= 28) == (True, True), sizes
    assert len(deploy(aws, many(400, 400), check=True, regions=[EAST]).result["lines"]) <= 20


def test_a_plan_says_what_replaces_what_what_readers_find_and_what_goes():
    aws = FakeAws()
    deploy(aws)
    olds = [target["profile_id"] for target in aws.record("shop/search")["targets"]]
    planned = deploy(aws, shop(model=HAIKU, grace_seconds=60, verify=True, refuse_if_used_within=24), check=True)
    assert planned.result["lines"] == [
        "dev: 2 replace, 2 retire; records: 1 update (a plan; nothing was changed)",
        "",
        f"  shop  {EAST}, {WEST}  replace  search  source us.{SONNET} → us.{HAIKU}",
        f"  shop  {EAST}, {WEST}  retire   search  profile {', '.join(olds)}",
        (
            f"  shop  {EAST}             update   search  its record: base_model_id {SONNET} → {HAIKU}; "
            f"another profile in {EAST}, {WEST}"
        ),
        "",
        (
            "when: readers move once the new profiles exist and have answered a call; "
            "what is retired or deleted goes 60 s after that, unless it was called in the last 24 hours"
        ),
        "",
        f"records: {PREFIX}/<workload>/<key> in {EAST}",
        f"document: {PREFIX} in {EAST} (changed: inference_profiles.search)",
    ]


def test_a_diff_shows_only_what_differs():
    aws = FakeAws()
    deploy(aws)
    old = aws.record("shop/search")["targets"][0]["arn"]
    parts = {part["before_header"]: part for part in diffs(deploy(aws, shop(model=HAIKU), check=True).deployment)}
    profile = parts["inference profiles"]
    assert list(profile["before"]) == [f"shop/search@{EAST}", f"shop/search@{WEST}"]
    assert profile["before"][f"shop/search@{EAST}"].keys() == {"inference_profile_arn", "tags"}
    assert profile["before"][f"shop/search@{EAST}"]["tags"].keys() == {"ModelSource"}
    record = parts["records"]["before"][f"{PREFIX}/shop/search@{EAST}"]
    assert record.keys() == {"value"}
    assert record["value"].keys() == {"base_model_id", "targets"}
    assert [target.keys() for target in record["value"]["targets"]] == [{"arn"}] * 2
    assert record["value"]["targets"][0] == {"arn": old}
    after = parts["records"]["after"][f"{PREFIX}/shop/search@{EAST}"]
    assert after["value"]["targets"][0] == {"arn": "(known after create)"}


def test_two_workloads_may_have_the_same_key():
    aws = FakeAws()
    parts = diffs(deploy(aws, {**shop(), **DESK}, check=True).deployment)
    assert set(parts[0]["after"]) == {f"{name}/search@{region}" for name in ("shop", "desk") for region in (EAST, WEST)}


def test_a_record_that_was_edited_by_hand():
    aws = FakeAws()
    query = shop(entries={"search": {"temperature": 0.3}})
    deploy(aws, query)
    edited(aws, "shop/search", temperature=0.9)
    restored = deploy(aws, query)
    assert restored.result["lines"][0] == "dev: 2 kept; records: 1 updated"
    assert "updated  search  its record: temperature 0.9 → 0.3" in text(restored)
    assert "records" not in deploy(aws, query).result["lines"][0]


def test_a_record_that_was_deleted_by_hand():
    aws = FakeAws()
    deploy(aws)
    aws.stores[EAST].live.pop(f"{PREFIX}/shop/search")
    assert "created  search  its record; there was none" in text(deploy(aws))


def test_a_document_that_was_edited_by_hand():
    aws = FakeAws()
    deploy(aws)
    live = aws.stores[EAST].live[PREFIX]
    aws.stores[EAST].live[PREFIX] = replace(live, value=json.dumps(json.loads(live.value) | {"cai": {"x": "y"}}))
    assert f"document: {PREFIX} in {EAST} (changed: cai.x)" in text(deploy(aws))


def test_a_description_that_differs_and_is_kept():
    aws = FakeAws()
    deploy(aws, shop(entries={"search": {"description": "one"}}))
    ran = deploy(aws, shop(entries={"search": {"description": "two"}}))
    assert f"kept as it is: shop/search in {EAST}, shop/search in {WEST}: description 'one' → 'two'" in text(ran)


@pytest.mark.parametrize(
    ("life", "reported"),
    [
        ({"status": "LEGACY"}, "legacy_model"),
        ({"status": "LEGACY", "endOfLifeTime": datetime(2026, 11, 1, tzinfo=UTC)}, "reached its end of life on"),
        ({"status": "ACTIVE"}, ""),
    ],
)
@pytest.mark.parametrize("source", [SONNET, f"us.{SONNET}"])
def test_a_kept_profile_whose_model_ends(life, reported, source):
    """Whatever the entry names, and though nothing is made: it stops nothing."""
    aws = FakeAws()
    deploy(aws, shop(model=source))
    for region in (EAST, WEST):
        models = [replace(model(SONNET, region, on_demand=False), lifecycle=life)]
        aws.profiles(region).foundation_models = lambda models=models: models
    ran = deploy(aws, shop(model=source))
    assert (not ran.result["changed"], reported in text(ran), bool(reported)) == (True, True, "warning" in text(ran))


def test_a_region_whose_lists_nobody_may_read_says_nothing_of_lifecycles():
    aws = FakeAws()
    arn = f"arn:aws:bedrock:{EAST}:123456789012:inference-profile/us.{SONNET}"
    query = {"shop": {"regions": [EAST], "entries": {"search": {"model": arn}}}}
    deploy(aws, query)
    aws.profiles(EAST).fail = {"foundation_models": denied("ListFoundationModels")}
    assert "warning" not in text(deploy(aws, query))


def test_profiles_of_a_role_that_is_no_longer_selected():
    aws = FakeAws()
    deploy(aws, {**shop(), **shop(keys=("a", "b"), name="desk")})
    aws.stores[EAST].live.pop(f"{PREFIX}/desk/b")
    assert "left as it is: desk (4 profiles, 1 record);" in text(deploy(aws))
    assert "not in this run" not in text(deploy(aws, {**shop(), **shop(keys=("a", "b"), name="desk")}))


def test_profiles_in_a_region_that_was_removed():
    aws = FakeAws()
    deploy(aws)
    (gone,) = aws.profiles(WEST).live
    for _again in range(2):
        assert f"{WEST}  orphaned  search  {gone} is needed by no entry; purging deletes it" in text(
            deploy(aws, regions=[EAST])
        )


def test_records_in_an_ssm_region_that_was_removed():
    aws = FakeAws()
    deploy(aws, ssm_regions=[EAST, WEST])
    assert f"also kept right in {WEST} (1 record), " in text(deploy(aws, ssm_regions=[EAST]))
    assert "also kept right" not in text(deploy(aws, shop(purge=True), ssm_regions=[EAST]))


def test_records_of_others_are_left_alone_and_named():
    aws = FakeAws()
    deploy(aws, {**shop(), **DESK})
    store = aws.stores[EAST]
    live = store.live[f"{PREFIX}/desk/search"]
    store.live[f"{PREFIX}/desk/search"] = replace(
        live, value=live.value.replace('"environment":"dev"', '"environment":"test"')
    )
    store.seed(f"{PREFIX}/shop/note", "theirs", {})
    reported = text(deploy(aws))
    assert f"not ours, left alone: desk/search in {EAST}: it is a record of the environment test" in reported
    assert f"not ours, left alone: shop/note in {EAST}: its value is no JSON" in reported
