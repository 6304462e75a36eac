# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The playbook lifecycle: a row for each deployed profile, the entry to change, and an exit status for a nightly job."""

from __future__ import annotations

import json
from collections import Counter

import pytest

from tests.gateway.playing import play
from tests.gateway.running import run_module, writes

EAST, WEST = "us-east-1", "us-west-2"
#: Ends on 2026-10-14; the endpoint still lists it on the day that the test sets.
ENDING, ACTIVE = "anthropic.claude-sonnet-4-20250514-v1:0", "anthropic.claude-sonnet-4-6"
DAY = "2026-10-01"


def lifecycle(aws, *arguments, **variables):
    return play(aws, "genai.bedrock.lifecycle", "inventories/local", *arguments, **{"__bedrock_today": DAY} | variables)


def made(aws, name, model, region=EAST, **tags):
    """A profile; with tags it is ours."""
    owned = {"ManagedBy": "genai.bedrock", "Environment": "local"} | tags if tags else {}
    client = aws.client("bedrock", region)
    answer = client.create_inference_profile(
        inferenceProfileName=name,
        modelSource={"copyFrom": f"arn:aws:bedrock:{region}::inference-profile/us.{model}"},
        tags=[{"key": key, "value": value} for key, value in owned.items()],
    )
    return answer["inferenceProfileArn"]


def output_of(played):
    """What was printed, without the breaks of lines."""
    return " ".join(played.output.split())


def test_what_ends_is_reported_with_the_entry_to_change(aws, tmp_path):
    aws.switch(catalogue_date=DAY)
    chat = made(aws, "chat", ENDING, Workload="copilot", ProfileKey="chat")
    made(aws, "docs", ACTIVE, WEST, Workload="copilot", ProfileKey="documentation")
    made(aws, "theirs", ENDING)
    aws.clear_calls()
    bad = lifecycle(aws, bedrock_lifecycle_path=str(tmp_path / "reports"))
    assert bad.status != 0
    assert "copilot_entries.chat.model" in bad.output
    assert "1 of 2 profiles with a model that has ended, or ends within 90 days" in output_of(bad)
    assert "theirs" not in bad.output
    assert writes(aws) == []
    lists = ("ListInferenceProfiles", "ListFoundationModels")
    requested = Counter((call["operation"], call["region"]) for call in aws.calls() if call["operation"] in lists)
    # System-defined profiles are a list of their own.
    assert requested == {(one, region): 2 if one == lists[0] else 1 for one in lists for region in (EAST, WEST)}
    report = json.loads((tmp_path / "reports" / "lifecycle.json").read_text())
    assert (report["due"], [row["inference_profile_name"] for row in report["profiles"]]) == (1, ["chat", "docs"])
    row = report["profiles"][0]
    assert (row["inference_profile_arn"], row["status"]) == (chat, "LEGACY")
    assert row["end_of_life_time"] == "2026-10-14"
    assert row["successors"][0] == ACTIVE
    assert "claude-sonnet-5-5 (takes no temperature)" in output_of(bad)
    better = "anthropic.claude-sonnet-5-5"  # of what does not have to change
    assert (report["profiles"][1]["better_model"], report["model_facts"]["old"]) == (better, False)
    assert f"better: {better}" in output_of(bad)

    everybody = lifecycle(aws, all=True)
    assert everybody.status != 0
    assert "2 of 3 profiles" in output_of(everybody)

    aws.client("bedrock").delete_inference_profile(inferenceProfileIdentifier=chat)
    good = lifecycle(aws, bedrock_eol_days=365).ok()
    assert "0 of 1 profiles" in output_of(good)
    assert good.changed == 0

    aws.switch(deny=["bedrock:ListFoundationModels@us-west-2"])
    unread = lifecycle(aws)
    assert unread.status != 0
    assert "ListFoundationModels failed in us-west-2" in output_of(unread)


def test_profiles_of_another_environment_are_no_entries_of_this_one(aws, tmp_path):
    aws.switch(catalogue_date=DAY)
    made(aws, "chat", ACTIVE, Workload="copilot", ProfileKey="chat")
    made(aws, "vectors", ACTIVE, Workload="embedding", ProfileKey="titan")
    made(aws, "chat-staging", ENDING, Environment="staging", Workload="copilot", ProfileKey="chat")
    made(aws, "theirs", ACTIVE)
    bad = lifecycle(aws, "--tags", "copilot", all=True, bedrock_lifecycle_path=str(tmp_path))
    assert bad.status != 0
    assert "chat-staging of staging, us-east-1" in output_of(bad)
    report = json.loads((tmp_path / "lifecycle.json").read_text())
    assert [(row["inference_profile_name"], row["environment"], row["entry"]) for row in report["profiles"]] == [
        ("chat-staging", "staging", ""),
        ("chat", "local", "copilot_entries.chat.model"),
        ("theirs", "", ""),
    ]


def test_what_is_named_and_not_deployed_is_not_reported_as_checked(aws):
    assert "0 of 0 profiles" in output_of(lifecycle(aws).ok())
    made(aws, "chat", ACTIVE, Workload="copilot", ProfileKey="chat")
    refused = lifecycle(aws, "--tags", "copilot,embeddings,app", bedrock_other_tags="app")
    assert refused.status != 0
    assert "embeddings: no profile of such a workload is deployed; it is one of copilot" in output_of(refused)
    assert "app:" not in output_of(refused)
    assert "0 of 1 profiles" in output_of(lifecycle(aws, "--tags", "copilot").ok())


def test_the_module_alone(aws):
    aws.switch(catalogue_date=DAY)
    made(aws, "chat", ENDING, Workload="copilot", ProfileKey="chat")
    settings = {"environment": "local", "regions": [EAST], "today": DAY}
    found = run_module("lifecycle_info", aws, **settings)
    assert (found["due"], found["problems"], found["changed"]) == (1, [], False)
    assert found["profiles"][0]["entry"] == "copilot_entries.chat.model"
    assert run_module("lifecycle_info", aws, eol_days=1, **settings)["due"] == 0
    wrong = run_module("lifecycle_info", aws, workloads=["cai"], **settings)
    assert wrong["problems"] == ["cai: no profile of such a workload is deployed; it is one of copilot"]
    assert wrong["due"] == 0


@pytest.mark.parametrize(
    ("options", "problem"),
    [
        ({"environment": "Dev"}, "environment: 'Dev' is no environment"),
        ({"regions": ["mars"]}, "regions: 'mars' is no region"),
        ({"ssm_prefix": "models"}, "ssm_prefix: 'models' is no path"),
        ({"eol_days": -1}, "eol_days: takes whole days, 0 or more"),
        ({"today": "soon"}, "today: 'soon' is no date"),
    ],
)
def test_options_that_the_module_refuses(aws, options, problem):
    aws.clear_calls()
    refused = run_module("lifecycle_info", aws, **{"environment": "local", "regions": [EAST], **options})
    assert (refused["problems"][0].startswith(problem), list(aws.calls())) == (True, [])


@pytest.mark.parametrize("days", [-1, "abc", ""])
def test_days_that_are_none(aws, days):
    aws.clear_calls()
    refused = lifecycle(aws, bedrock_eol_days=days)
    assert refused.status != 0
    assert f"bedrock_eol_days takes whole days, 0 or more, not '{days}'" in output_of(refused)
    assert list(aws.calls()) == []
