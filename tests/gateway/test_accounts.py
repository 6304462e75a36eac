# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Several accounts of one environment: one host each, side by side, with credentials of their own."""

from __future__ import annotations

import json
import sys

from tests.gateway.deploying import deploy
from tests.gateway.playing import play

ACCOUNTS = {"american": ("111111111111", ["us-east-1"], "us"), "european": ("222222222222", ["eu-west-1"], "eu")}


def inventory(folder):
    hosts = {
        name: {
            "bedrock_regions": regions,
            "bedrock_geography": geography,
            "bedrock_connection": {"access_key": account, "secret_key": "unused-by-the-endpoint", "profile": ""},
        }
        for name, (account, regions, geography) in ACCOUNTS.items()
    }
    common = {
        "ansible_connection": "local",
        "ansible_python_interpreter": sys.executable,
        "bedrock_environment": "production",
        "bedrock_roles": ["copilot"],
    }
    path = folder / "hosts.yml"
    # JSON is YAML.
    path.write_text(json.dumps({"all": {"children": {"bedrock": {"hosts": hosts, "vars": common}}}}))
    return str(path)


def test_two_accounts_of_one_environment(aws, tmp_path):
    hosts = inventory(tmp_path)
    play(aws, "genai.bedrock.deploy", hosts).ok()
    for account, (region,), geography in ACCOUNTS.values():
        client = aws.client("bedrock", region, account=account)
        rows = client.list_inference_profiles(typeEquals="APPLICATION")["inferenceProfileSummaries"]
        assert len(rows) == 4
        assert all(f":{region}:{account}:" in row["inferenceProfileArn"] for row in rows)
        tags = client.list_tags_for_resource(resourceARN=rows[0]["inferenceProfileArn"])["tags"]
        source = next(tag["value"] for tag in tags if tag["key"] == "ModelSource")
        assert f":{account}:inference-profile/{geography}." in source
        path = "/production/bedrock/inference-profiles/copilot/chat"
        record = aws.client("ssm", region, account=account).get_parameter(Name=path)["Parameter"]["Value"]
        assert json.loads(record)["targets"][0]["arn"].split(":")[4] == account
    assert aws.client("bedrock").list_inference_profiles(typeEquals="APPLICATION")["inferenceProfileSummaries"] == []
    assert not any(deploy(aws, hosts, host=name).ok().changed for name in ACCOUNTS)


def test_a_role_is_assumed_once_for_each_account_and_run(aws):
    role = "arn:aws:iam::333333333333:role/genai-deployer"
    deploy(aws, roles=("copilot", "cai"), bedrock_assume_role_arn=role).ok()
    assert len(aws.calls("AssumeRole")) == 1
    accounts = {call["account"] for call in aws.calls() if call["service"] in ("bedrock", "ssm")}
    assert accounts == {"333333333333"}
