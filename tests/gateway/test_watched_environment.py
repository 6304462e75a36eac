# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""deploy and teardown of an environment that is watched: alarms and dashboard come and go with the profiles."""

from __future__ import annotations

from typing import Any

import pytest
from moto.resourcegroupstaggingapi.models import ResourceGroupsTaggingAPIBackend

from tests.gateway import deploying
from tests.gateway.playing import Played, play
from tests.gateway.running import writes
from tests.gateway.test_observability import alarms, dashboards
from tests.local_aws.server import LocalAws

WHERE = {"bedrock_regions": ["us-east-1"], "bedrock_ssm_regions": ["us-east-1"]}
ON = {"bedrock_observability": True}
OFF = {"bedrock_observability": False}
BOTH = ("cai", "embedding")
EMBEDDING = ("embedding",)
ONE = {"cai_entries": {"sales_copilot": {"enabled": False}, "internal_assistant": {"enabled": False}}}


def played(aws: LocalAws, playbook: str, tags: str, *arguments: str, **variables: Any) -> Played:
    variables = WHERE | {"bedrock_confirm": "local"} | variables
    return play(aws, f"genai.bedrock.{playbook}", "inventories/local", "--tags", tags, *arguments, **variables)


def deploy(aws: LocalAws, roles: tuple[str, ...], *, check: bool = False, **variables: Any) -> str:
    """What the playbook does without its tasks, and what it says."""
    deployed = deploying.deploy(aws, roles=roles, check=check, **WHERE | variables)
    if not variables["bedrock_observability"] and not deployed.result["gone_arns"]:
        return deployed.ok().output
    state = "present" if variables["bedrock_observability"] else "pruned"
    reported = deploying.watch(aws, deployed, state, check=check, expected=False, **WHERE | variables)
    return deployed.ok().output + reported.ok().output


def teardown(aws: LocalAws, roles: tuple[str, ...] = deploying.ROLES, **variables: Any) -> deploying.Deployed:
    """The same of the playbook teardown: what it says of alarms and dashboard."""
    removed = deploying.teardown(aws, roles=roles, **WHERE | variables).ok()
    about = {"gone": [] if roles == deploying.ROLES else list(roles), "expected": variables["bedrock_observability"]}
    return deploying.watch(aws, removed, "absent", **WHERE | about | variables)


def entries(aws: LocalAws) -> set[str]:
    """Whose alarms there are, as <workload>-<key>."""
    return {name.removeprefix("local-").partition("-us-east-1-")[0] for name in alarms(aws)}


def queried(aws: LocalAws) -> set[str]:
    return {call["operation"] for call in aws.calls() if call["service"] == "cloudwatch"}


def test_the_life_of_a_watched_environment(aws: LocalAws) -> None:
    """With and without bedrock_observability, limited by tags: what went takes its alarms along, what stays keeps them."""
    made = (
        played(aws, "deploy", "cai,embedding", **ON, **ONE, embedding_entries={"document": {"enabled": False}})
        .ok()
        .output
    )
    assert "us-east-1  created  8 of cai/customer_support, embedding/titan" in made
    assert "dashboard: local-bedrock\n          created" in made
    assert (len(alarms(aws)), entries(aws)) == (8, {"cai-customer_support", "embedding-titan"})
    assert all(text in dashboards(aws)["local-bedrock"] for text in ("## cai", "## embedding", "InvocationsIntervened"))

    aws.clear_calls()
    unconfirmed = played(aws, "teardown", "cai", bedrock_confirm="", **ON)
    assert "us-east-1  delete  4 of cai/customer_support" in unconfirmed.output
    assert (unconfirmed.status, writes(aws)) == (2, [])
    assert "changed=0" in unconfirmed.output

    gone = played(aws, "teardown", "cai", **OFF).ok().output
    assert "us-east-1  deleted  4 of cai/customer_support" in gone
    assert "dashboard: local-bedrock\n          updated" in gone
    assert entries(aws) == {"embedding-titan"}
    assert ("## cai" in dashboards(aws)["local-bedrock"], "## embedding" in dashboards(aws)["local-bedrock"]) == (
        False,
        True,
    )
    played(aws, "teardown", "embedding", **ON).ok()
    assert (alarms(aws), dashboards(aws)) == ({}, {})


def test_teardown_takes_all_alarms_whatever_the_variable_says(aws: LocalAws) -> None:
    deploy(aws, EMBEDDING, **ON)
    assert alarms(aws)
    aws.switch(deny=["cloudwatch:DescribeAlarms"])
    refused = teardown(aws, EMBEDDING, **OFF)
    assert refused.status != 0
    assert "cloudwatch:DescribeAlarms" in refused.output
    aws.switch(deny=[])
    gone = teardown(aws, **OFF).ok().output
    assert "us-east-1  deleted  8 of embedding/document, embedding/titan" in gone
    assert (alarms(aws), dashboards(aws)) == ({}, {})


def test_an_environment_without_alarms_needs_no_permission_for_them(aws: LocalAws) -> None:
    deploy(aws, EMBEDDING, **OFF)
    aws.switch(deny=["cloudwatch:*"])
    aws.clear_calls()
    limited = teardown(aws, EMBEDDING, **OFF).ok()
    assert (queried(aws), "alarms:" in limited.output) == (set(), False)
    reported = " ".join(teardown(aws, **OFF).ok().output.split())
    assert queried(aws) == {"GetDashboard"}
    assert "observability: not checked: local-bedrock" in reported
    assert "needs the IAM action cloudwatch:GetDashboard" in reported
    refused = teardown(aws, **ON)
    assert (refused.status != 0, "cloudwatch:GetDashboard" in refused.output) == (True, True)

    aws.switch(deny=[])
    deploy(aws, EMBEDDING, **OFF)
    aws.switch(deny=["tag:GetResources"])
    reported = " ".join(teardown(aws, EMBEDDING, **OFF).ok().output.split())
    assert "observability: not checked: us-east-1: GetResources failed" in reported


def test_no_dashboard_is_made_by_taking_something_down(aws: LocalAws) -> None:
    deploy(aws, BOTH, **ON, **ONE, observability_dashboard=False)
    teardown(aws, ("cai",), **ON).ok()
    assert (dashboards(aws), entries(aws)) == ({}, {"embedding-titan", "embedding-document"})


def test_alarms_that_the_tagging_api_does_not_know_yet_go_by_name(
    aws: LocalAws, monkeypatch: pytest.MonkeyPatch
) -> None:
    deploy(aws, EMBEDDING, **ON)
    assert alarms(aws)
    found = ResourceGroupsTaggingAPIBackend._get_resources_generator

    def without_alarms(backend: Any, **filters: Any) -> Any:
        late = filters.get("resource_type_filters") == ["cloudwatch:alarm"]
        return iter(()) if late else found(backend, **filters)

    monkeypatch.setattr(ResourceGroupsTaggingAPIBackend, "_get_resources_generator", without_alarms)
    teardown(aws, EMBEDDING, **ON).ok()
    assert (alarms(aws), dashboards(aws)) == ({}, {})


def test_what_a_deployment_deletes_loses_its_alarms(aws: LocalAws) -> None:
    """Also where nothing is watched any more; what stays keeps its alarms, and nobody looks where nothing goes."""
    deploy(aws, BOTH, **ON, cai_entries={"internal_assistant": {"enabled": False}})
    assert entries(aws) == {"cai-customer_support", "cai-sales_copilot", "embedding-titan", "embedding-document"}
    off = {**OFF, "embedding_enabled": False, **ONE}

    aws.clear_calls()
    again = deploy(aws, BOTH, **OFF, cai_entries={"internal_assistant": {"enabled": False}})
    assert ("alarms" in again, queried(aws)) == (False, set())
    planned = deploy(aws, BOTH, check=True, **off)
    assert "us-east-1  delete  12 of cai/sales_copilot, embedding/document, embedding/titan" in planned
    assert writes(aws) == []

    gone = deploy(aws, BOTH, **off)
    assert "us-east-1  deleted  12 of cai/sales_copilot, embedding/document, embedding/titan" in gone
    assert entries(aws) == {"cai-customer_support"}
    assert "## cai" in dashboards(aws)["local-bedrock"]


def test_a_replaced_profile_takes_its_alarms_along_and_a_denied_look_is_a_note(aws: LocalAws) -> None:
    """They would look at a profile that is gone; for whoever has none, a missing permission is no error."""
    one = {"embedding_entries": {"document": {"enabled": False}}}
    deploy(aws, EMBEDDING, **ON, **one)
    assert entries(aws) == {"embedding-titan"}
    other = {"embedding_entries": one["embedding_entries"] | {"titan": {"model": "cohere.embed-v4:0"}}}
    # As long as its record is not written, the old one is the one that is called.
    denied = {"operation": "PutParameter", "code": "AccessDeniedException", "status": 403}
    aws.switch(fail=[denied | {"match": "inference-profiles/embedding/titan"}])
    with pytest.raises(AssertionError, match="AccessDenied"):
        deploy(aws, EMBEDDING, **OFF, **other)
    assert entries(aws) == {"embedding-titan"}
    aws.switch(fail=[])
    deploy(aws, EMBEDDING, **OFF, **other, embedding_document=False)
    assert entries(aws) == set()
    aws.switch(deny=["tag:GetResources", "cloudwatch:*"])
    reported = " ".join(deploy(aws, EMBEDDING, **OFF, **one, bedrock_preflight="skip").split())
    assert "observability: not checked: us-east-1: GetResources failed" in reported


def test_alarms_of_a_region_that_entries_have_left_go_with_the_next_deploy(aws: LocalAws) -> None:
    """Nothing names the region any more but what was published before."""
    deploy(aws, EMBEDDING, **ON, bedrock_regions=["us-east-1", "us-west-2"])
    assert len(alarms(aws, "us-west-2")) == 8
    reported = deploy(aws, EMBEDDING, **ON)
    assert "us-west-2  deleted  8 of embedding/document, embedding/titan" in reported
    assert (len(alarms(aws)), alarms(aws, "us-west-2")) == (8, {})
