# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The playbook teardown where a managed policy cannot be deleted: the rest is deleted, and the run fails at the end."""

from __future__ import annotations

from pathlib import Path

from tests.gateway.playing import play
from tests.gateway.test_access import OURS, make_policy, managed, publish
from tests.local_aws.server import LocalAws


def test_a_policy_that_stays_fails_the_run_after_the_workloads_are_deleted(aws: LocalAws, tmp_path: Path) -> None:
    publish(aws, "copilot")
    make_policy(aws, "local-bedrock-deployer", OURS | {"Documents/deployer": "1"})
    aws.switch(deny=["iam:DeletePolicy"])
    variables = {"bedrock_confirm": "local", "access_manage_policies": True, "access_path": str(tmp_path)}
    failed = play(aws, "genai.bedrock.teardown", "inventories/local", **variables)
    said = " ".join(failed.output.split())
    assert (failed.status != 0, "local-bedrock-deployer in us-east-1: DeletePolicy failed" in said) == (True, True), (
        failed.output
    )
    assert list(managed(aws)) == ["local-bedrock-deployer"]
    profiles = aws.client("bedrock").list_inference_profiles(typeEquals="APPLICATION")["inferenceProfileSummaries"]
    parameters = aws.client("ssm").describe_parameters()["Parameters"]
    assert (profiles, parameters) == ([], [])
