# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The playbook access, and the role behind it, against the endpoint: what is written and to whom, and what is left alone."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tests.gateway.deploying import grant
from tests.gateway.playing import Played, play
from tests.gateway.running import run_module
from tests.local_aws.server import LocalAws
from tests.unit.plugins.module_utils import iam_calls as iam
from tests.unit.plugins.module_utils.record_samples import record, target

PLAYBOOK = "genai.bedrock.access"
TEARDOWN = str(Path(__file__).with_name("access_teardown.yml"))
LOOP = str(Path(__file__).with_name("access_in_a_loop.yml"))
SOURCE = "us.anthropic.claude-sonnet-4-6"
INVOKE = "bedrock:InvokeModel"
#: The deployer of an environment that is not watched needs less.
UNWATCHED = {"bedrock_observability": False}
OURS = {"ManagedBy": "genai.bedrock", "Environment": "local"}
TRUST = {
    "Version": "2012-10-17",
    "Statement": [{"Effect": "Allow", "Principal": {"Service": "ec2.amazonaws.com"}, "Action": "sts:AssumeRole"}],
}


def publish(
    aws: LocalAws, workload: str, destinations: Sequence[str] = ("us-east-1",), environment: str = "local"
) -> str:
    """A profile, and a record that points to it; its ARN."""
    wanted = {"chat": {"name": f"{workload}-chat", "model_source": SOURCE}}
    tags = {"Environment": environment, "Workload": workload}
    (row,) = run_module("inference_profiles", aws, inference_profiles=wanted, ownership_tags=tags)["inference_profiles"]
    reported = {
        "arn": row["inference_profile_arn"],
        "profile_id": row["inference_profile_id"],
        "destinations": list(destinations),
    }
    targets = [target("chat") | reported]
    value = record(workload, "chat", targets, environment=environment)
    path = f"/{environment}/bedrock/inference-profiles/{workload}/chat"
    run_module("ssm_parameters", aws, ssm_parameters={path: {"value": json.dumps(value), "tags": tags}})
    return str(row["inference_profile_arn"])


def access(aws: LocalAws, folder: Path, *arguments: str, playbook: str = PLAYBOOK, **variables: Any) -> Played:
    settings = {"access_path": str(folder)} | UNWATCHED | variables
    return play(aws, playbook, "inventories/local", *arguments, **settings)


def policies(aws: LocalAws, **variables: Any) -> dict[str, dict[str, Any]]:
    """The documents that the same playbook writes, made in this process."""
    return dict(grant(aws, **UNWATCHED | variables).ok().result["documents"])


def files(folder: Path) -> dict[str, dict[str, Any]]:
    return {path.name: json.loads(path.read_text()) for path in sorted(folder.glob("*.json"))}


def managed(aws: LocalAws) -> dict[str, dict[str, Any]]:
    """name → document of each managed policy of the account."""
    client = aws.client("iam")
    found = {}
    for row in client.list_policies(Scope="Local")["Policies"]:
        version = client.get_policy_version(PolicyArn=row["Arn"], VersionId=row["DefaultVersionId"])
        found[row["PolicyName"]] = version["PolicyVersion"]["Document"]
    return found


def make_policy(aws: LocalAws, name: str, tags: dict[str, str]) -> str:
    policy = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "sqs:SendMessage", "Resource": "*"}]}
    listed = [{"Key": key, "Value": value} for key, value in tags.items()]
    made = aws.client("iam").create_policy(PolicyName=name, PolicyDocument=json.dumps(policy), Tags=listed)
    return str(made["Policy"]["Arn"])


def attached(aws: LocalAws, role: str) -> set[str]:
    rows = aws.client("iam").list_attached_role_policies(RoleName=role)["AttachedPolicies"]
    return {row["PolicyName"] for row in rows}


def iam_writes(aws: LocalAws) -> list[str]:
    reads = ("Get", "List")
    calls = [call["operation"] for call in aws.calls() if call["service"] == "iam"]
    return [operation for operation in calls if not operation.startswith(reads)]


def test_files_for_each_workload_and_the_deployer(aws: LocalAws, tmp_path: Path) -> None:
    copilot, cai = publish(aws, "copilot"), publish(aws, "cai")
    (tmp_path / "invoke-search-2.json").write_text("{}")
    (tmp_path / "invoke.json").write_text('{"theirs": true}')
    planned = access(aws, tmp_path, "--check").ok()
    assert planned.changed > 0
    assert list(files(tmp_path)) == ["invoke-search-2.json", "invoke.json"]
    # The tag that the role has in other playbooks is good here, too.
    made = access(aws, tmp_path, "--tags", "access", access_regions=["us-east-1", "eu-central-1"]).ok()
    written = files(tmp_path)
    assert list(written) == ["deployer.json", "invoke-cai.json", "invoke-copilot.json", "invoke.json"]
    # What the record does not tell, the live profile does.
    away = "arn:aws:bedrock:ca-west-1::foundation-model/anthropic.claude-sonnet-4-6"
    for name, own, other in (("invoke-copilot.json", copilot, cai), ("invoke-cai.json", cai, copilot)):
        assert iam.allows([written[name]], INVOKE, own)
        assert not iam.allows([written[name]], INVOKE, other)
        assert iam.allows([written[name]], INVOKE, away, bedrock__InferenceProfileArn=own)
    assert "may deny for Bedrock: ca-central-1, ca-west-1, us-east-1, us-east-2, us-west-2" in made.output
    # Of the environment, where nothing is called: no SCP has to leave it open for Bedrock's models.
    assert "readers of records: eu-central-1, us-east-1" in made.output
    assert iam_writes(aws) == []


def test_regions_are_those_of_the_live_profile_and_of_its_source(aws: LocalAws) -> None:
    """A record tells where AWS routed to when it was written."""
    profile = publish(aws, "copilot", destinations=["us-east-1", "eu-west-1"])
    aws.switch(destinations={SOURCE: ["us-east-1", "mx-central-1"]})
    made = [policies(aws)["invoke-copilot"]]
    places = [("ca-west-1", True), ("mx-central-1", True), ("eu-west-1", False)]
    for place, expected in places:
        model = f"arn:aws:bedrock:{place}::foundation-model/anthropic.claude-sonnet-4-6"
        assert iam.allows(made, INVOKE, model, bedrock__InferenceProfileArn=profile) is expected


def test_a_log_role_is_handed_on_and_not_written(aws: LocalAws) -> None:
    publish(aws, "copilot")
    role, own = (f"arn:aws:iam::123456789012:role/{name}" for name in ("logs", "local-bedrock-invocation-logging"))
    settings = {
        "bedrock_observability": True,
        "observability_log_role_arn": role,
        "observability_dashboard_name": "genai",
    }
    made = [document for name, document in policies(aws, **settings).items() if name.startswith("deployer")]
    assert iam.allows(made, "iam:PassRole", role, iam__PassedToService="bedrock.amazonaws.com")
    assert iam.allows(made, "cloudwatch:PutDashboard", "arn:aws:cloudwatch::123456789012:dashboard/genai")
    assert not iam.allows(made, "iam:PutRolePolicy", own)
    boundary = "arn:aws:iam::123456789012:policy/limit"
    settings |= {"access_features": ["log_role"], "observability_log_role_boundary_arn": boundary}
    written = [policies(aws, **settings)["deployer"]]
    assert iam.allows(written, "iam:PutRolePolicy", own, iam__PermissionsBoundary=boundary)
    assert not iam.allows(written, "iam:PutRolePolicy", own)


def test_managed_policies_come_go_and_are_attached(aws: LocalAws, tmp_path: Path) -> None:
    profile = publish(aws, "copilot")
    client = aws.client("iam")
    client.create_role(RoleName="assistant", AssumeRolePolicyDocument=json.dumps(TRUST))
    client.attach_role_policy(RoleName="assistant", PolicyArn=make_policy(aws, "theirs", {}))
    # What an earlier run has left: a document that is not needed any more, and a whole workload.
    make_policy(aws, "local-bedrock-copilot-invoke-2", OURS)
    make_policy(aws, "local-bedrock-search-invoke", OURS)
    earlier = {"Documents/deployer": "1", "Documents/invoke-copilot": "2", "Documents/invoke-search": "1"}
    make_policy(aws, "local-bedrock-deployer", OURS | earlier)
    settings = {"access_manage_policies": True, "access_roles": {"copilot": ["assistant"]}}
    aws.clear_calls()
    assert grant(aws, check=True, **UNWATCHED, **settings).ok().changed
    assert iam_writes(aws) == []
    access(aws, tmp_path, **settings).ok()
    found = managed(aws)
    assert sorted(found) == ["local-bedrock-copilot-invoke", "local-bedrock-deployer", "theirs"]
    assert iam.allows([found["local-bedrock-copilot-invoke"]], INVOKE, profile)
    assert found["local-bedrock-deployer"] == files(tmp_path)["deployer.json"]
    assert attached(aws, "assistant") == {"local-bedrock-copilot-invoke", "theirs"}
    aws.clear_calls()
    assert access(aws, tmp_path, **settings).ok().changed == 0
    assert iam_writes(aws) == []
    access(aws, tmp_path, playbook=TEARDOWN, **settings).ok()
    assert sorted(managed(aws)) == ["theirs"]
    assert attached(aws, "assistant") == {"theirs"}
    assert client.get_role(RoleName="assistant")["Role"]["AssumeRolePolicyDocument"] == TRUST


def test_what_is_not_ours_is_not_touched(aws: LocalAws) -> None:
    publish(aws, "copilot")
    make_policy(aws, "local-bedrock-copilot-invoke", {})
    make_policy(aws, "local-bedrock-deployer", OURS | {"Environment": "production", "Documents/deployer": "1"})
    before = managed(aws)
    aws.clear_calls()
    settings = {"access_manage_policies": True, "access_roles": {"copilot": ["nobody"], "copilots": []}}
    refused = "\n".join(grant(aws, **settings).result["problems"])
    for reported in (
        "local-bedrock-copilot-invoke: a managed policy of this name is there without our tags",
        "local-bedrock-deployer: a managed policy of this name is there without our tags",
        "nobody: there is no IAM role of this name",
        "access_roles.copilots: is no workload that has records",
    ):
        assert reported in refused
    grant(aws, "absent", access_manage_policies=True).ok()
    assert iam_writes(aws) == []
    assert managed(aws) == before


def test_the_module_shows_what_it_would_do_in_iam_and_does_it(aws: LocalAws) -> None:
    publish(aws, "copilot")
    records = run_module("records_info", aws, environment="local", fail_on="damaged")["records"]
    settings = {"environment": "local", "regions": ["us-east-1"], "records": records, "manage": True}
    aws.clear_calls()
    planned = run_module("access_policies", aws, check=True, diff=True, **settings)
    assert (planned["problems"], iam_writes(aws), managed(aws)) == ([], [], {})
    made = run_module("access_policies", aws, diff=True, **settings)
    assert {name: made[name] for name in ("actions", "diff", "policy_arns")} == {
        name: planned[name] for name in ("actions", "diff", "policy_arns")
    }
    assert managed(aws)["local-bedrock-deployer"] == made["documents"]["deployer"]
    assert [row["action"] for row in run_module("access_policies", aws, **settings)["actions"]] == ["none", "none"]
    gone = run_module("access_policies", aws, state="absent", environment="local", regions=["us-east-1"])
    assert ([row["action"] for row in gone["actions"]], managed(aws)) == (["delete", "delete"], {})
    refused = run_module("access_policies", aws, environment="local", regions=["us-east-1"], features=["bases"])
    assert refused["problems"] == ["features: 'bases' is unknown; did you mean 'base'?"]


def test_a_policy_is_renewed_as_often_as_it_changes(aws: LocalAws) -> None:
    """IAM holds five versions of one."""
    settings = {"environment": "local", "manage": True}
    for number in range(1, 9):
        regions = [f"us-east-{1 + number % 2}", "us-west-2"][: 1 + number // 4]
        run_module("access_policies", aws, regions=regions, ssm_regions=["us-east-1"], **settings)
    (arn,) = [row["Arn"] for row in aws.client("iam").list_policies(Scope="Local")["Policies"]]
    current = aws.client("iam").list_policy_versions(PolicyArn=arn)["Versions"]
    assert len(current) <= 5


def test_a_role_that_is_missing_is_known_before_a_file_is_written(aws: LocalAws, tmp_path: Path) -> None:
    publish(aws, "copilot")
    aws.clear_calls()
    refused = access(aws, tmp_path, access_manage_policies=True, access_deployer_roles=["nobody"])
    assert "nobody: there is no IAM role of this name" in " ".join(refused.output.split())
    assert (refused.status != 0, files(tmp_path), iam_writes(aws)) == (True, {}, [])


def test_what_fails_in_iam_takes_no_file_away(aws: LocalAws, tmp_path: Path) -> None:
    publish(aws, "copilot")
    aws.switch(deny=["iam:CreatePolicy"])
    failed = access(aws, tmp_path, access_manage_policies=True)
    assert (failed.status != 0, "CreatePolicy failed" in failed.output) == (True, True)
    assert list(files(tmp_path)) == ["deployer.json", "invoke-copilot.json"]


def test_two_environments_in_a_loop_called_item(aws: LocalAws, tmp_path: Path) -> None:
    places = ("local", "second")
    arns = {place: publish(aws, "copilot", environment=place) for place in places}
    for place in places:
        aws.client("iam").create_role(RoleName=f"{place}-assistant", AssumeRolePolicyDocument=json.dumps(TRUST))
    settings = {"access_manage_policies": True, "folder": str(tmp_path), **UNWATCHED}
    play(aws, LOOP, "inventories/local", **settings).ok()
    for place in places:
        assert iam.allows([files(tmp_path / place)["invoke-copilot.json"]], INVOKE, arns[place])
        assert attached(aws, f"{place}-assistant") == {f"{place}-bedrock-copilot-invoke"}
    assert {name.partition("-")[0] for name in managed(aws)} == set(places)
    aws.clear_calls()
    for place in places:
        again = {"access_environment": place, "access_roles": {"copilot": [f"{place}-assistant"]}, **settings}
        assert not grant(aws, **again).ok().changed
    assert iam_writes(aws) == []


def test_the_role_of_another_account_is_assumed_for_iam_too(aws: LocalAws) -> None:
    there = "333333333333"
    role = f"arn:aws:iam::{there}:role/genai-deployer"
    value = record("copilot", "chat", [target("chat")], environment="local")
    run_module(
        "records",
        aws,
        environment="local",
        ssm_regions=["us-east-1"],
        records={"copilot/chat": value},
        assume_role_arn=role,
    )
    aws.client("iam", account=there).create_role(RoleName="assistant", AssumeRolePolicyDocument=json.dumps(TRUST))
    settings = {
        "access_manage_policies": True,
        "access_roles": {"copilot": ["assistant"]},
        "access_assume_role_arn": role,
    }
    aws.clear_calls()
    made = policies(aws, **settings)
    assert {call["account"] for call in aws.calls() if call["service"] != "sts"} == {there}
    current = aws.client("iam", account=there).list_attached_role_policies(RoleName="assistant")["AttachedPolicies"]
    assert [row["PolicyName"] for row in current] == ["local-bedrock-copilot-invoke"]
    assert (managed(aws), sorted(made)) == ({}, ["assume-role", "deployer", "invoke-copilot"])


def test_records_that_cannot_be_read_are_not_taken_for_none(aws: LocalAws, tmp_path: Path) -> None:
    aws.switch(deny=["ssm:GetParametersByPath"])
    refused = access(aws, tmp_path, access_manage_policies=True)
    assert refused.status != 0
    assert "AccessDenied" in refused.output
    assert (files(tmp_path), iam_writes(aws)) == ({}, [])


def test_policies_of_one_workload_alone_are_refused(aws: LocalAws, tmp_path: Path) -> None:
    """They would take away those of the others."""
    publish(aws, "copilot")
    refused = access(aws, tmp_path, "--tags", "copilot,access")
    assert "--tags copilot: this playbook makes the policies of all workloads together" in " ".join(
        refused.output.split()
    )
    assert (refused.status != 0, files(tmp_path)) == (True, {})
