# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The playbook report: what is deployed, called and changed by hand is what its files say, for all accounts."""

from __future__ import annotations

import json
from datetime import UTC, datetime

from jsonschema import Draft202012Validator

from tests.gateway.deploying import deploy
from tests.gateway.playing import ROOT, play
from tests.gateway.running import writes

SCHEMA = json.loads((ROOT / "meta/report.schema.json").read_text())
INVENTORY = """\
all:
  children:
    bedrock:
      hosts:
        genai-one: {}
        genai-two: {bedrock_connection: {access_key: "210987654321", secret_key: unused-by-the-endpoint, session_token: ""}}
      vars:
        ansible_connection: local
        ansible_python_interpreter: "{{ ansible_playbook_python }}"
        bedrock_roles: [copilot]
"""


def _today() -> str:
    """The last period of a report may be tomorrow's: just before midnight it is."""
    return datetime.now(UTC).date().isoformat()


def test_all_accounts_are_on_one_page_and_nothing_is_written(aws, tmp_path):
    began = _today()
    deployed = deploy(aws, roles=("copilot",), copilot_verify=True).ok()
    east = next(one for one in deployed.result["records"]["copilot/chat"]["targets"] if one["region"] == "us-east-1")
    aws.client("bedrock", "us-east-1").delete_inference_profile(inferenceProfileIdentifier=east["arn"])
    (tmp_path / "group_vars").mkdir()
    (tmp_path / "group_vars" / "bedrock.yml").write_text(
        (ROOT / "inventories/local/group_vars/bedrock.yml").read_text()
    )
    (tmp_path / "hosts.yml").write_text(INVENTORY)
    aws.clear_calls()
    folder = tmp_path / "reports"
    played = play(aws, "genai.bedrock.report", str(tmp_path / "hosts.yml"), bedrock_report_path=str(folder)).ok()
    assert writes(aws) == []
    assert "report.html" in played.output
    report = json.loads((folder / "report.json").read_text())
    assert [error.message for error in Draft202012Validator(SCHEMA).iter_errors(report)] == []
    one, two = report["accounts"]
    assert (one["name"], one["account_id"], two["name"]) == ("genai-one", "123456789012", "genai-two")
    assert one["sync"]["state"] == two["sync"]["state"] == "differs"
    assert [(row["key"], row["region"], row["action"]) for row in one["sync"]["changes"]] == [
        ("chat", "us-east-1", "create"),
        ("chat", "us-east-1", "update record"),
    ]
    assert one["sync"]["changes"][0]["origin"].startswith("changed by hand in AWS: profile ")
    assert len(one["entries"]) == 4
    assert two["entries"] == []
    documentation = next(row for row in one["entries"] if row["key"] == "documentation")
    assert documentation["ssm_path"] == "/local/bedrock/inference-profiles/copilot/documentation"
    assert documentation["cost_tags"]["CostCenter"] == "ai-platform"
    assert documentation["invocations"] == 2
    assert documentation["last_used"] in {began, _today()}
    assert {report["regions"][region]["area"] for region in documentation["processed_in"]} <= {
        "United States",
        "Canada",
    }
    assert "Differs from the inventory" in (folder / "report.md").read_text()
    html = (folder / "report.html").read_text()
    assert east["arn"] in html.replace("\\u0026", "&")
