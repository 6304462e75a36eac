# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The lifecycle report: rows, their order, the entry to change, and what is due."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from ansible_collections.genai.bedrock.plugins.module_utils._core.lifecycle.report import entry_of, lifecycle_report
from ansible_collections.genai.bedrock.plugins.module_utils._core.models.facts import PUBLISHED, SOURCE

TODAY = date(2026, 11, 22)
EAST, WEST = "us-east-1", "us-west-2"
OPUS, NEW, SONNET = (
    "anthropic.claude-opus-4-1-20250805-v1:0",
    "anthropic.claude-opus-4-8",
    "anthropic.claude-sonnet-4-6",
)


def profile(name, model_id=SONNET, region=EAST, **tags):
    return {
        "inference_profile_arn": f"arn:{name}:{region}",
        "inference_profile_name": name,
        "region": region,
        "base_model_id": model_id,
        "tags": tags,
    }


def model(model_id, region=EAST, *, status="ACTIVE", start="2026-02-17", end=None, legacy=None):
    days = {"status": status, "start_of_life_time": f"{start}T00:00:00+00:00"}
    days |= {"end_of_life_time": f"{end}T00:00:00+00:00"} if end else {}
    days |= {"legacy_time": f"{legacy}T00:00:00+00:00"} if legacy else {}
    return {
        "region": region,
        "model_id": model_id,
        "model_lifecycle": days,
        "output_modalities": ["TEXT"],
        "inference_types_supported": ["INFERENCE_PROFILE"],
    }


def leaving(model_id):
    return model(model_id, status="LEGACY", start="2025-08-05", legacy="2026-07-08", end="2027-01-08")


MODELS = [leaving(OPUS), model(NEW), model(SONNET)]
CHAT = profile("chat-dev", OPUS, Workload="copilot", ProfileKey="chat")
DOCS = profile("docs-dev", Workload="copilot", ProfileKey="documentation")


def ours(name, environment="dev", **tags):
    return profile(name, OPUS, ManagedBy="genai.bedrock", Environment=environment, **tags)


def report(*profiles, models=None, records=None, days=90, today=TODAY, **scope):
    models = MODELS if models is None else models
    return lifecycle_report(profiles, models, records or {}, days=days, today=today, **scope)


def test_the_most_urgent_come_first_with_the_entry_to_change():
    reported = report(DOCS, profile("theirs"), CHAT)
    dates = "  legacy 2026-07-08  ends 2027-01-08"
    assert reported["lines"] == [
        f"copilot_entries.chat.model           us-east-1  {OPUS}  LEGACY{dates}  47 days left  → change to {NEW} (takes no temperature)",
        f"copilot_entries.documentation.model  us-east-1  {SONNET}              ACTIVE",
        f"theirs                               us-east-1  {SONNET}              ACTIVE",
        "1 of 3 profiles with a model that has ended, or ends within 90 days",
    ]
    assert reported["due"] == 1
    assert reported["profiles"][0] == {
        "environment": "",
        "workload": "copilot",
        "key": "chat",
        "entry": "copilot_entries.chat.model",
        "region": EAST,
        "inference_profile_arn": "arn:chat-dev:us-east-1",
        "inference_profile_name": "chat-dev",
        "model_id": OPUS,
        "status": "LEGACY",
        "legacy_time": "2026-07-08",
        "public_extended_access_time": None,
        "end_of_life_time": "2027-01-08",
        "days_left": 47,
        "due": True,
        "successors": [NEW],
        "way_out": f"change to {NEW} (takes no temperature)",
        "better_model": NEW,
        "advice": f"{NEW} (takes no temperature), 5 and 25 dollars per million tokens in and out instead of 15 and 75",
    }


@pytest.mark.parametrize(
    ("one", "days", "way_out"),
    [
        (CHAT, 90, f"change to {NEW} (takes no temperature)"),
        (CHAT, 0, f"change to {NEW} (takes no temperature)"),
        (DOCS, 90, ""),
    ],
    ids=["due", "legacy and not yet due", "neither"],
)
def test_what_leaves_is_reported_with_the_way_out(one, days, way_out):
    reported = report(one, days=days)
    assert reported["profiles"][0]["way_out"] == way_out
    assert reported["lines"][0].endswith(f"→ {way_out}" if way_out else "ACTIVE")


@pytest.mark.parametrize(
    ("temperature", "way_out"),
    [(0.2, f"change to {NEW} (takes no temperature)"), (1, f"change to {NEW}"), (None, f"change to {NEW}")],
)
def test_a_record_shows_what_the_next_model_has_to_accept(temperature, way_out):
    record = {"targets": [{"arn": CHAT["inference_profile_arn"]}], "temperature": temperature}
    assert report(CHAT, records={"copilot/chat": record})["profiles"][0]["way_out"] == way_out


def system(profile_id, model_id, region=EAST):
    return {"region": region, "inference_profile_id": profile_id, "base_model_id": model_id}


OPUS_5 = "anthropic.claude-opus-4-9"


@pytest.mark.parametrize(
    ("offers", "following", "marked"),
    [
        ([], [OPUS_5, NEW], False),
        ([system(f"us.{NEW}", NEW)], [NEW], False),
        ([system(f"global.{OPUS_5}", OPUS_5), system(f"us.{NEW}", NEW)], [NEW, OPUS_5], True),
        (
            [system(f"global.{OPUS_5}", OPUS_5), system(f"us.{OPUS_5}", OPUS_5), system(f"us.{NEW}", NEW)],
            [OPUS_5, NEW],
            False,
        ),
        ([system(f"global.{OPUS_5}", OPUS_5, WEST)], [OPUS_5, NEW], False),
        ([system(f"us.{NEW}", None)], [NEW], False),
    ],
    ids=["not told", "held by no profile", "only worldwide", "also in the geography", "another region", "by its id"],
)
def test_what_a_region_offers_decides_what_may_follow(offers, following, marked):
    models = [*MODELS, model(OPUS_5, start="2026-09-01")]
    record = {"copilot/chat": {"targets": [{"arn": CHAT["inference_profile_arn"]}], "temperature": None}}
    reported = report(CHAT, models=models, records=record, system_profiles=offers)["profiles"][0]
    assert (reported["successors"], "global only" in reported["way_out"]) == (following, marked)


def test_a_model_on_demand_needs_no_profile():
    newer = model(OPUS_5) | {"inference_types_supported": ["ON_DEMAND"]}
    reported = report(CHAT, models=[leaving(OPUS), newer], system_profiles=[system(f"global.{OPUS_5}", OPUS_5)])
    assert reported["profiles"][0]["way_out"] == f"change to {OPUS_5}"


@pytest.mark.parametrize(
    ("days", "today", "due"),
    [(47, TODAY, 1), (46, TODAY, 0), (0, date(2027, 1, 8), 1), (0, date(2027, 2, 1), 1)],
    ids=["just within", "just not", "on the day", "afterwards"],
)
def test_due(days, today, due):
    assert report(CHAT, days=days, today=today)["due"] == due


def test_what_has_ended_reads_so():
    assert "ended 24 days ago" in report(CHAT, today=date(2027, 2, 1))["lines"][0]


@pytest.mark.parametrize(
    ("models", "status", "due"),
    [
        ([model(SONNET)], "NOT_LISTED", 1),
        ([model(SONNET), model(OPUS, WEST, status="LEGACY", end="2030-01-01")], "LEGACY", 0),
        ([], "UNKNOWN", 0),
    ],
    ids=["gone from the list", "listed by another region", "the list could not be read"],
)
def test_a_model_that_its_region_does_not_list(models, status, due):
    reported = report(CHAT, models=models)
    assert (reported["profiles"][0]["status"], reported["due"]) == (status, due)


def test_a_record_names_the_entry_of_a_profile_whose_key_carries_its_region():
    regional = profile("claude-regional", Workload="cross_region", ProfileKey="claude_usw2")
    records = {"cross_region/claude": {"targets": [{"arn": regional["inference_profile_arn"]}]}}
    assert report(regional)["profiles"][0]["entry"] == "cross_region_entries.claude_usw2.model"
    assert report(regional, records=records)["profiles"][0]["entry"] == "cross_region_entries.claude.model"


@pytest.mark.parametrize(
    ("workload", "key", "entry"),
    [
        ("embedding", "titan", "embedding_entries.titan.model"),
        ("assistants", "chat", "inference_profiles_entries.chat.model"),
        ("", "chat", ""),
        ("copilot", "", ""),
    ],
)
def test_entry(workload, key, entry):
    assert entry_of(workload, key) == entry


def test_nothing_deployed_is_nothing_due():
    reported = report()
    assert reported == {
        "profiles": [],
        "lines": ["0 of 0 profiles with a model that has ended, or ends within 90 days"],
        "due": 0,
        "problems": [],
        "model_facts": {"source": SOURCE, "published": str(PUBLISHED), "days": (TODAY - PUBLISHED).days, "old": False},
    }


CHAT_TAGS = {"Workload": "copilot", "ProfileKey": "chat"}
DEV, STAGING = ours("chat-dev", **CHAT_TAGS), ours("chat-staging", "staging", **CHAT_TAGS)
VECTORS = ours("vectors-dev", Workload="embedding", ProfileKey="titan")
#: Of the environment by its tags alone, as what somebody has copied.
COPIED = profile("copied", OPUS, Environment="dev", **CHAT_TAGS)
THEIRS = profile("theirs", OPUS)


@pytest.mark.parametrize(
    ("one", "records", "environment", "entry", "label"),
    [
        (DEV, {}, "dev", "copilot_entries.chat.model", "copilot_entries.chat.model"),
        (STAGING, {}, "staging", "", "chat-staging of staging"),
        (COPIED, {}, "dev", "", "copied of dev"),
        (THEIRS, {}, "", "", "theirs"),
        (
            THEIRS,
            {"cai/sales": {"targets": [{"arn": THEIRS["inference_profile_arn"]}]}},
            "dev",
            "cai_entries.sales.model",
            "cai_entries.sales.model",
        ),
        (ours("lost"), {}, "dev", "", "lost of dev"),
    ],
    ids=["ours", "of another environment", "not managed", "of others", "published", "ours without a key"],
)
def test_an_entry_is_named_only_where_the_profile_is_of_the_environment(one, records, environment, entry, label):
    reported = report(one, records=records, environment="dev")
    assert (reported["profiles"][0]["environment"], reported["profiles"][0]["entry"]) == (environment, entry)
    assert reported["lines"][0].startswith(f"{label}  us-east-1")


@pytest.mark.parametrize(
    ("workloads", "names", "problems"),
    [
        ([], {"chat-dev", "vectors-dev", "chat-staging", "theirs"}, []),
        (["copilot"], {"chat-dev", "chat-staging", "theirs"}, []),
        (
            ["embedding", "copilt"],
            {"vectors-dev", "chat-staging", "theirs"},
            ["copilt: no profile of such a workload is deployed; did you mean 'copilot'?"],
        ),
        (
            ["cai"],
            {"chat-staging", "theirs"},
            ["cai: no profile of such a workload is deployed; it is one of copilot, embedding"],
        ),
        (["publish", "observability"], {"chat-staging", "theirs"}, []),
    ],
    ids=["all", "one", "a typo", "one without profiles", "roles that have none"],
)
def test_workloads_choose_of_the_environment_alone(workloads, names, problems):
    reported = report(DEV, VECTORS, STAGING, THEIRS, environment="dev", workloads=workloads)
    assert ({row["inference_profile_name"] for row in reported["profiles"]}, reported["problems"]) == (names, problems)


def test_a_workload_of_an_environment_without_profiles():
    reported = report(STAGING, environment="dev", workloads=["copilot"])
    assert reported["problems"] == ["copilot: no profile of such a workload is deployed"]


def test_a_better_model_is_named_where_nothing_has_to_change():
    newer = "anthropic.claude-sonnet-5-5"
    reported = report(DOCS, CHAT, models=[*MODELS, model(newer, start="2026-10-01")])
    advice = f"{newer} (takes no temperature), 2 and 10 dollars per million tokens in and out instead of 3 and 15"
    assert reported["lines"][1].endswith(f"better: {advice}")
    assert "better:" not in reported["lines"][0]
    assert (reported["profiles"][1]["better_model"], reported["profiles"][1]["advice"]) == (newer, advice)
    assert reported["due"] == 1


@pytest.mark.parametrize(("days", "old"), [(90, False), (91, True)])
def test_a_table_that_is_old_is_reported(days, old):
    reported = report(DOCS, today=PUBLISHED + timedelta(days=days))
    assert reported["model_facts"]["old"] is old
    assert any(f"{days} days old" in line for line in reported["lines"]) is old
    assert reported["lines"][-1].startswith("0 of 1 profiles")
