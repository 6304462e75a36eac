# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A proxy answers with its login page: every module and lookup fails and says who answered, and nothing counts as absent or done."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from ansible_collections.genai.bedrock.plugins.module_utils._aws import retries

from tests.gateway.login_page import LoginPage
from tests.gateway.playing import ROOT
from tests.gateway.running import run_module, writes
from tests.gateway.snapshots import TITAN, snapshot

EAST = "us-east-1"
OWNER = {"Environment": "dev", "Workload": "copilot"}
ARN = "arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/abcdefghijkl"
TARGETS = [{"region": EAST, "arn": ARN}]
RECORD = {"schema": 1, "kind": "text", "base_model_id": "anthropic.claude-sonnet-4-6", "targets": TARGETS}
VECTORS = {"schema": 1, "kind": "embedding", "base_model_id": TITAN, "dimensions": 256, "targets": TARGETS}
ALARM = {
    "namespace": "AWS/Bedrock",
    "metric_name": "InvocationThrottles",
    "statistic": "Sum",
    "period": 300,
    "evaluation_periods": 1,
    "comparison": "GreaterThanThreshold",
    "threshold": 1,
}
MESSAGES = {"blocked_input_messaging": "no", "blocked_outputs_messaging": "no"}
SHOP = {
    "environment": "dev",
    "regions": [EAST],
    "workloads": {"shop": {"entries": {"search": {"model": TITAN, "dimensions": 256, "description": "Search"}}}},
}
ENTRIES = {"chat": {"name": "chat-dev", "model_source": TITAN}}
#: Each module at its work and, where it takes away, at that.
RUNS = {
    "access_policies": [{"environment": "dev", "regions": [EAST], "state": state} for state in ("present", "absent")],
    "cloudwatch_alarms": [{"alarms": {"one": ALARM}}, {"alarms": {}, "purge_alarms": True, "ownership_tags": OWNER}],
    "cloudwatch_dashboard": [{"name": "one", "body": {"widgets": []}}, {"name": "one", "state": "absent"}],
    "cost_allocation_tags": [{"tags": ["Team"]}],
    "foundation_model_info": [{}],
    "guardrail": [{"name": "one", "words": ["x"], **MESSAGES}, {"name": "one", "state": "absent"}],
    "guardrail_info": [{}, {"names": ["one"]}],
    "inference_profile": [{"name": "one", "model_source": TITAN}, {"name": "one", "state": "absent"}],
    "inference_profile_info": [{}, {"names": ["one"], "type": "all"}],
    "inference_profile_invoke": [{"record": RECORD, "prompt": "Hello"}, {"parameter_name": "/one", "prompt": "Hello"}],
    "inference_profile_usage_info": [{"environment": "dev", "regions": [EAST]}],
    "inference_profiles": [
        {"inference_profiles": ENTRIES, "ownership_tags": OWNER},
        {"inference_profiles": {"chat": {"name": "chat-dev", "state": "absent"}}, "ownership_tags": OWNER},
        {"inference_profiles": {}, "ownership_tags": OWNER, "purge_inference_profiles": True, "regions": [EAST]},
    ],
    "inference_profiles_preflight": [{"inference_profiles": ENTRIES, "ownership_tags": OWNER}],
    "inference_profiles_verify": [{"records": {"copilot/chat": RECORD}}, {"records": {"embedding/titan": VECTORS}}],
    "lifecycle_info": [{"environment": "dev", "regions": [EAST]}],
    "model_invocation_logging": [
        {"s3_config": {"bucket_name": "bucket"}, "text_data_delivery_enabled": True},
        {"s3_config": {"bucket_name": "bucket"}, "state": "absent"},
    ],
    "observability": [
        {"environment": "dev", "regions": [EAST], "settings": {"latency": 20000}},
        {"environment": "dev", "regions": [EAST], "state": "absent"},
    ],
    "records": [{"environment": "dev", "ssm_regions": [EAST], "removed": ["copilot/chat"]}],
    "records_info": [{"environment": "dev"}],
    "ssm_parameter": [{"name": "/one", "value": "1"}, {"name": "/one", "state": "absent"}],
    "ssm_parameter_info": [{"names": ["/one"]}, {"path": "/one"}],
    "ssm_parameters": [{"ssm_parameters": {"/one": {"value": "1"}}}, {"ssm_parameters": {"/one": {"state": "absent"}}}],
    "workloads": [SHOP, {**SHOP, "workloads": {"shop": {}}, "state": "absent"}],
}


@pytest.fixture(autouse=True)
def _at_once(monkeypatch):
    monkeypatch.setattr(retries, "_SOON", 0)
    monkeypatch.setattr(retries, "MOST_ATTEMPTS", 2)


def test_all_modules_are_among_them():
    assert RUNS.keys() == {path.stem for path in (ROOT / "plugins/modules").glob("*.py")} - {"fail_with"}


@pytest.mark.parametrize("check", [False, True], ids=["run", "check"])
@pytest.mark.parametrize("module", RUNS)
def test_no_module_takes_it_for_an_answer(aws, module, check):
    if check and module in {"inference_profile_invoke", "inference_profiles_verify"}:
        return  # they call nothing in check mode
    with LoginPage(aws.url) as page:
        for options in RUNS[module]:
            result = run_module(module, aws, check=check, endpoint_url=page.url, **options)
            assert result["failed"], result
            assert not result.get("changed")
            assert "NotTheService" in result["msg"]
            assert page.url in result["msg"]
            assert "Sign in" in result["msg"]
            assert "exception" not in result


def test_no_lookup_takes_it_for_an_answer(aws):
    keys = "access_key='local', secret_key='local', region='us-east-1', on_missing='skip'"
    requested = {"record": "'copilot/chat', environment='dev', errors='warn'", "inference_profile_arn": "'chat-dev'"}
    lookups = " ".join(
        f"{{{{ lookup('genai.bedrock.{name}', {words}, {keys}) }}}}" for name, words in requested.items()
    )
    ansible = Path(sys.executable).with_name("ansible")
    command = [ansible, "localhost", "-i", "localhost,", "-m", "debug", "-a", f"msg='{lookups}'"]
    with LoginPage(aws.url) as page:
        environment = os.environ | {"AWS_ENDPOINT_URL": page.url}
        done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    output = " ".join((done.stdout + done.stderr).split())
    assert done.returncode != 0
    for name in requested:
        assert re.search(rf"genai\.bedrock\.{name}: .*?NotTheService: the answer from {page.url}", output), output


@pytest.mark.parametrize(
    ("pattern", "options"),
    [
        pytest.param("^DELETE", {"name": "one", "state": "absent"}, id="delete"),
        pytest.param("^POST /listTags", {"name": "one", "model_source": TITAN, "tags": {"a": "1"}}, id="read_tags"),
        pytest.param("^POST /tagResource", {"name": "one", "model_source": TITAN, "tags": {"a": "1"}}, id="tag"),
        pytest.param("type=SYSTEM_DEFINED", {"name": "two", "model_source": "amazon.nova-lite-v1:0"}, id="catalogue"),
    ],
)
def test_one_call_alone(aws, pattern, options):
    assert run_module("inference_profile", aws, name="one", model_source=TITAN)["changed"]
    before = snapshot()
    with LoginPage(aws.url, pattern) as page:
        result = run_module("inference_profile", aws, endpoint_url=page.url, **options)
    assert "NotTheService" in result["msg"]
    assert snapshot() == before


@pytest.mark.parametrize(
    ("pattern", "subject"),
    [
        ("SimulatePrincipalPolicy", "permissions"),
        ("GetCallerIdentity", "permissions"),
        ("GetServiceQuota|GetAWSDefaultServiceQuota", "the quota of inference profiles"),
        ("foundation-model-availability", "availability of"),
    ],
)
@pytest.mark.parametrize("status", [200, 500])
def test_an_optional_look_that_fails_is_a_finding(aws, pattern, subject, status):
    with LoginPage(aws.url, pattern, status=status) as page:
        result = run_module(
            "inference_profiles_preflight", aws, endpoint_url=page.url, **RUNS["inference_profiles_preflight"][0]
        )
    assert not result.get("failed"), result["msg"]
    (found,) = [row for row in result["findings"] if "could not be checked" in row["message"]]
    assert found["message"].startswith(subject)
    assert page.url in found["message"]


def test_a_target_behind_a_page_is_a_failed_target(aws):
    model = "amazon.nova-lite-v1:0"
    arn = run_module("inference_profile", aws, name="two", model_source=model)["inference_profile"][
        "inference_profile_arn"
    ]
    targets = [*TARGETS, {"region": EAST, "arn": arn}]
    with LoginPage(aws.url, "abcdefghijkl") as page:
        result = run_module("inference_profile_invoke", aws, endpoint_url=page.url, targets=targets, prompt="Hello")
    assert result["served_by"]["arn"] == arn
    assert [attempt["error"] for attempt in result["attempts"]] == ["NotTheService", None]


READS = {
    "profiles": r"^GET /inference-profiles\?.*type=APPLICATION",
    "tags": "^POST /listTags",
    "values": "GetParameters ",
    "records": "DescribeParameters ",
}


@pytest.mark.parametrize("state", ["present", "absent"])
@pytest.mark.parametrize("read", READS)
def test_what_cannot_be_read_of_an_environment_is_not_absent(aws, read, state):
    assert run_module("workloads", aws, **SHOP)["changed"]
    before = snapshot()
    aws.clear_calls()
    with LoginPage(aws.url, READS[read]) as page:
        result = run_module("workloads", aws, endpoint_url=page.url, **SHOP, state=state)
    if (state, read) == ("present", "tags"):
        # The tagging API tells them, so that nobody asks a profile.
        assert not result.get("failed")
    else:
        assert "NotTheService" in result["msg"]
        assert f"the answer from {page.url} is not that of " in result["msg"]
        assert "Usually a proxy or a login page answers so" in result["msg"]
    assert snapshot() == before
    assert writes(aws) == []


@pytest.mark.parametrize("write", ["^DELETE", "DeleteParameter"])
def test_a_teardown_whose_deletions_somebody_else_answers_has_failed(aws, write):
    assert run_module("workloads", aws, **SHOP)["changed"]
    with LoginPage(aws.url, write, body=b"") as page:
        result = run_module("workloads", aws, endpoint_url=page.url, **SHOP, state="absent")
    assert result["failed"]
    assert "NotTheService" in result["msg"]
    assert snapshot().profiles
