# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Records: targets, what a failed region keeps, previous ARNs, what goes."""

from __future__ import annotations

import pytest
from ansible_collections.genai.bedrock.plugins.module_utils._core.records.records import (
    records,
    removed_keys,
    surviving_records,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.workloads.workloads import workload_plan

from tests.unit.plugins.module_utils.record_samples import (
    EAST,
    OF_SONNET,
    SONNET,
    WEST,
    arn,
    record,
    row,
    target,
)

SETTINGS = {"environment": "dev", "regions": [EAST, WEST], "max_tokens": 100, "temperature": 0.3}


def plan_of(entries, kind="copilot", **settings):
    own = {"model": SONNET} if kind == "copilot" else {}  # one that takes a temperature
    plan = workload_plan(entries, kind, SETTINGS | own | settings)
    assert plan["errors"] == []
    return plan


def test_a_record_of_a_text_entry() -> None:
    made = records(plan_of({"chat": {}}), {"inference_profiles": [row("chat", WEST), row("chat", EAST)]}, {})
    assert made == {"chat": record("copilot", "chat", [target("chat", EAST), target("chat", WEST)], **OF_SONNET)}


@pytest.mark.parametrize(
    ("model", "temperature"), [(SONNET, 0.3), ("anthropic.claude-opus-4-8", None), ("vendor.unknown-v1", 0.3)]
)
def test_a_temperature_that_the_model_refuses_is_not_proposed(model, temperature) -> None:
    """What is behind the source may be known only once the profile is there."""
    made = records(plan_of({"chat": {}}), [row("chat", base_model_id=model)], {})["chat"]
    assert (made["base_model_id"], made["max_tokens"], made.get("temperature")) == (model, 100, temperature)


def test_a_record_of_an_embedding_entry() -> None:
    titan = "amazon.titan-embed-text-v2:0"
    made = records(plan_of({"titan": {}}, "embedding", regions=[EAST]), [row("titan", base_model_id=titan)], None)[
        "titan"
    ]
    assert made["dimensions"] == 1024
    assert made["kind"] == "embedding"
    assert (made["base_model_id"], made["provider"], made["model_family"]) == (titan, "amazon", "titan")
    assert not {"max_tokens", "temperature", "order"} & set(made)


def test_a_record_of_a_model_that_makes_neither() -> None:
    model = "amazon.nova-canvas-v1:0"
    plan = plan_of({"canvas": {"model": model}}, "inference_profiles", max_tokens=5)
    made = records(plan, [row("canvas", model=model)], {})["canvas"]
    assert made["kind"] == "other"
    assert not {"max_tokens", "temperature", "dimensions"} & made.keys()


def test_the_prefix_and_the_id_make_the_arn() -> None:
    one = records(plan_of({"chat": {}}), [row("chat")], {})["chat"]["targets"][0]
    assert f"{one['arn_prefix']}/{one['profile_id']}" == one["arn"]


def test_what_is_not_known_yet_has_the_length_of_what_it_will_be() -> None:
    unknown = "(known after create)"
    rows = [row("chat", inference_profile_arn=unknown, inference_profile_id=unknown)]
    predicted = records(plan_of({"chat": {}}), rows, {})["chat"]["targets"][0]
    start = "arn:aws:bedrock:us-east-1:(account-id):application-inference-profile"
    assert (predicted["arn"], predicted["arn_prefix"]) == (f"{start}/(unknown-id)", start)
    real = records(plan_of({"chat": {}}), [row("chat", profile_id="4cbyr2n9st9w")], {})["chat"]["targets"][0]
    assert len(str(predicted)) == len(str(real))


@pytest.mark.parametrize(
    ("rows", "published", "targets"),
    [
        ([row("chat", EAST)], {}, [target("chat", EAST)]),
        ([row("chat", WEST)], {}, [target("chat", WEST)]),
        (
            [row("chat", EAST, "new")],
            {"chat": record("copilot", "chat", [target("chat", EAST), target("chat", WEST)])},
            [target("chat", EAST, "new"), target("chat", WEST)],
        ),
        ([], {"chat": record("copilot", "chat", [target("chat", WEST)])}, [target("chat", WEST)]),
        ([row("chat", EAST, action="delete")], {}, None),
        ([row("chat", EAST, inference_profile_arn=None)], {}, None),
        ([row("other", EAST)], {}, None),
        ([], {}, None),
    ],
)
def test_targets_are_what_lives_else_what_was_published(rows, published, targets) -> None:
    made = records(plan_of({"chat": {}}), rows, published)
    assert made == ({"chat": record("copilot", "chat", targets, **OF_SONNET)} if targets else {})


def test_a_region_that_was_removed_is_no_longer_a_target() -> None:
    published = {"chat": record("copilot", "chat", [target("chat", EAST), target("chat", WEST)])}
    made = records(plan_of({"chat": {}}, regions=[EAST]), [row("chat", EAST)], published)
    assert [one["region"] for one in made["chat"]["targets"]] == [EAST]


def test_a_moved_entry_keeps_the_target_of_its_old_key_where_a_region_failed() -> None:
    published = {"old": record("copilot", "old", [target("old", WEST)])}
    made = records(plan_of({"chat": {"moved_from": "old"}}), [row("chat", EAST)], published)
    assert [one["name"] for one in made["chat"]["targets"]] == ["claude-chat-dev", "claude-old-dev"]


@pytest.mark.parametrize(
    ("rows", "earlier", "base"),
    [
        ([row("chat", base_model_id="a.b-1")], [], "a.b-1"),
        ([], [target("chat")], "x.published-1"),
        ([row("chat", base_model_id=None)], [], SONNET),
    ],
)
def test_the_base_model_is_the_live_one_then_the_published_then_the_wanted(rows, earlier, base) -> None:
    published = {"chat": record("copilot", "chat", earlier, base_model_id="x.published-1")} if earlier else {}
    plan = plan_of({"chat": {"model_source": f"us.{SONNET}"}})
    assert records(plan, rows, published)["chat"]["base_model_id"] == base


def superseded(key: str, region: str, profile_id: str):
    return {"key": key, "region": region, "inference_profile_arn": arn(profile_id, region)}


@pytest.mark.parametrize(
    ("rows", "gone", "before", "previous"),
    [
        ([row("chat", EAST), row("chat", WEST)], [], [], []),
        ([row("chat", EAST), row("chat", WEST)], [superseded("chat", EAST, "o")], [], [arn("o")]),
        ([row("chat", EAST), row("chat", WEST)], [superseded("other", EAST, "o")], [], []),
        ([row("chat", EAST), row("chat", WEST)], [], [arn("o"), arn("p", WEST)], []),
        ([row("chat", EAST)], [], [arn("o"), arn("p", WEST)], [arn("p", WEST)]),
        (
            [row("chat", EAST)],
            [superseded("chat", EAST, "q")],
            ["nonsense", arn("p", WEST)],
            [arn("q"), arn("p", WEST)],
        ),
    ],
)
def test_previous_arns_are_listed_while_they_live(rows, gone, before, previous) -> None:
    both = [target("chat", EAST), target("chat", WEST)]
    published = {"chat": record("copilot", "chat", both, previous=before)}
    made = records(plan_of({"chat": {}}), {"inference_profiles": rows, "superseded": gone}, published)
    assert made["chat"]["previous"] == sorted(previous)


def test_a_cross_region_record_has_all_its_profiles_and_its_place() -> None:
    plan = plan_of({"a": {"model": SONNET, "enabled": False}, "b": {"model": SONNET}}, "cross_region")
    made = records(plan, [row("b", EAST), row("b_usw2", WEST)], {})
    assert list(made) == ["b"]
    assert made["b"]["order"] == 1
    assert [one["name"] for one in made["b"]["targets"]] == ["claude-b-dev", "claude-b_usw2-dev"]


def test_a_failed_result_without_rows_keeps_everything() -> None:
    published = {"chat": record("copilot", "chat", **OF_SONNET)}
    assert records(plan_of({"chat": {}}), {"failed": True, "errors": []}, published) == published


@pytest.mark.parametrize(
    ("entries", "published", "purge", "gone"),
    [
        ({"chat": {}}, ["chat"], False, []),
        ({"chat": {"enabled": False}}, ["chat"], False, ["chat"]),
        ({"chat": {"enabled": False}}, [], False, []),
        ({"chat": {"moved_from": "old"}}, ["old", "chat"], False, ["old"]),
        ({"chat": {}}, ["chat", "stray"], False, []),
        ({"chat": {}}, ["chat", "stray"], True, ["stray"]),
        ({"chat": {"moved_from": "docs"}, "docs": {"enabled": False}}, ["docs"], False, ["docs"]),
    ],
)
def test_removed_keys(entries, published, purge: bool, gone) -> None:
    assert removed_keys(plan_of(entries), {key: {} for key in published}, purge=purge) == gone


@pytest.mark.parametrize("purge", [False, True])
def test_the_record_that_a_withheld_entry_has_moved_from_stays(purge: bool) -> None:
    plan = plan_of({"chat": {"moved_from": "old"}, "docs": {"moved_from": "older"}})
    assert removed_keys(plan, {"old": {}, "older": {}}, purge=purge, withheld=["chat"]) == ["older"]


GUARD = {"identifier": "g1", "version": "3"}
US_PROFILE = "us.guardrail.v1:0"


@pytest.mark.parametrize(
    ("guardrails", "pinned"),
    [
        (None, {EAST: None, WEST: None}),
        ({EAST: GUARD, WEST: GUARD | {"identifier": "g2"}}, {EAST: GUARD, WEST: GUARD | {"identifier": "g2"}}),
        ({EAST: {"guardrail_id": "g1", "version": 3, "name": "x"}}, {EAST: GUARD}),
        ({}, None),
        ({EAST: GUARD | {"guardrail_profile": US_PROFILE}}, {EAST: GUARD | {"guardrail_profile": US_PROFILE}}),
        (
            {EAST: {"guardrail_id": "g1", "version": 3, "cross_region_details": {"guardrail_profile_id": US_PROFILE}}},
            {EAST: GUARD | {"guardrail_profile": US_PROFILE}},
        ),
        ({EAST: {"guardrail_id": "g1", "version": 3, "cross_region_details": {}}}, {EAST: GUARD}),
    ],
    ids=[
        "not_managed",
        "both_regions",
        "one_region_failed",
        "all_failed",
        "a_profile",
        "a_row_with_a_profile",
        "a_row_without_one",
    ],
)
def test_the_guardrail_of_the_region_is_pinned_and_without_it_there_is_no_new_target(guardrails, pinned) -> None:
    plan = plan_of({"support": {"use_case": "customer-support"}}, "cai")
    made = records(plan, [row("support"), row("support", WEST)], {}, guardrails=guardrails)
    reported = {one["region"]: one.get("guardrail") for one in made["support"]["targets"]} if made else None
    assert reported == pinned


def test_an_entry_that_requests_no_guardrail_gets_none_and_a_failed_region_keeps_what_it_had() -> None:
    entries = {"free": {"use_case": "sales", "enable_guardrails": False}, "support": {"use_case": "sales"}}
    earlier = {"support": record("cai", "support", [target("support", WEST, "old") | {"guardrail": GUARD}])}
    rows = [row("free"), row("support"), row("support", WEST)]
    made = records(plan_of(entries, "cai"), rows, earlier, guardrails={EAST: GUARD})
    assert not [one for one in made["free"]["targets"] if "guardrail" in one]
    assert [(one["profile_id"], one["guardrail"]) for one in made["support"]["targets"]] == [
        ("support1", GUARD),
        ("old", GUARD),
    ]


def test_a_withheld_entry_keeps_its_published_record_as_it_is_and_has_none_where_there_was_none() -> None:
    published = {"chat": record("copilot", "chat", [target("chat", EAST, "old")], base_model_id="x.old-1")}
    rows = [row("chat"), row("docs"), row("free")]
    made = records(plan_of({"chat": {}, "docs": {}, "free": {}}), rows, published, withheld=["chat", "docs"])
    assert made["chat"] == published["chat"]
    assert sorted(made) == ["chat", "free"]


@pytest.mark.parametrize(
    ("live", "left"),
    [
        (["arn:1", "arn:2", "arn:0"], {"chat": (["arn:1", "arn:2"], ["arn:0"])}),
        (["arn:2"], {"chat": (["arn:2"], [])}),
        (["arn:0"], {}),
        ([], {}),
    ],
)
def test_records_of_what_survives(live, left) -> None:
    published = {"chat": {"key": "chat", "targets": [{"arn": "arn:1"}, {"arn": "arn:2"}], "previous": ["arn:0"]}}
    found = surviving_records(published, live)
    reported = {
        key: ([target["arn"] for target in record["targets"]], record["previous"]) for key, record in found.items()
    }
    assert reported == left
    assert all(record["key"] == key for key, record in found.items())
