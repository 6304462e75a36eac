# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Several runs at once: of one environment, on one parameter, and in several accounts side by side."""

from __future__ import annotations

import json
import sys
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.faults.deploying import COHERE, PLAYBOOK, assert_settled, dangling, deploy, entries, profiles, records, start
from tests.faults.running import NAME, converge, put
from tests.gateway.playing import play


def meet(aws, calls):
    """Two runs wait for each other at their creation of the entry chat: both have decided by then."""
    both = threading.Barrier(2, timeout=60)

    def wait(call):
        if {"key": "ProfileKey", "value": "chat"} in call.params["tags"]:
            both.wait()

    for nth in range(1, calls + 1):
        aws.at("CreateInferenceProfile", wait, nth=nth)


def test_two_deployments_of_one_environment(aws):
    """Without the lock, and even where no token tells that the other one has made the profile already.

    One run more leaves the wanted set. One of the two may find a record that the other has just written: it says so and
    leaves it alone.
    """
    aws.switch(token_replay="fresh")
    wanted = entries("chat", "search")
    meet(aws, 4)
    runs = [start(aws, wanted, bedrock_lock=False) for _turn in range(2)]
    text = "\n".join(run.communicate(timeout=120)[0] for run in runs)
    ended = [run.returncode for run in runs]
    assert set(ended) <= {0, 2}, text
    assert ("run again to compare it" in text) == (2 in ended), text
    assert len(profiles(aws)) > len(wanted)
    assert dangling(aws) == []
    deploy(aws, wanted).ok()
    assert_settled(aws, aws, wanted)


@pytest.mark.parametrize(
    ("tokens", "most"), [("original", 1), ("fresh", 2)], ids=["tokens_are_known", "tokens_are_forgotten"]
)
def test_two_creations_of_one_profile(aws, tokens, most):
    aws.switch(token_replay=tokens)
    wanted = {"chat": {"name": "chat", "regions": ["us-east-1"]}}
    meet(aws, 2)
    with ThreadPoolExecutor(2) as pool:
        results = [result for result, _elapsed in pool.map(lambda _run: converge(aws, wanted), range(2))]
    assert not any("failed" in result for result in results), results
    assert len(profiles(aws)) == most
    assert "failed" not in converge(aws, wanted)[0]
    assert len(profiles(aws)) == 1
    assert converge(aws, wanted)[0]["changed"] is False


@pytest.mark.parametrize("before", [None, "old"], ids=["created", "overwritten"])
def test_a_parameter_that_somebody_else_is_writing(aws, burst, before):
    if before:
        put(burst, before)
    burst.rules({"operation": "PutParameter", "times": 2, "error": {"code": "TooManyUpdates", "status": 400}})
    written = put(burst, "new")
    assert "failed" not in written, written
    assert len(burst.fired()) == 2
    found = aws.client("ssm").get_parameter(Name=NAME)["Parameter"]
    assert (found["Value"], found["Version"]) == ("new", 2 if before else 1)


KEYS = {"secret_key": "unused-by-the-endpoint", "session_token": "", "profile": ""}
ACCOUNTS = {
    "111111111111": "us-east-1",
    "222222222222": "us-west-2",
    "333333333333": "eu-west-1",
    "444444444444": "ap-northeast-1",
}
ASSUMED = ("333333333333", "444444444444")


def inventory(folder, url):
    """A host for each account and region; two of them are reached by a role of theirs."""
    hosts = {
        f"account_{account}": {
            "bedrock_regions": [region],
            "bedrock_connection": {"access_key": "local" if account in ASSUMED else account, **KEYS},
            "bedrock_assume_role_arn": f"arn:aws:iam::{account}:role/deployer" if account in ASSUMED else "",
            "inference_profiles_entries": entries("chat", regions=[region]),
        }
        for account, region in ACCOUNTS.items()
    }
    common = {
        "ansible_connection": "local",
        "ansible_python_interpreter": sys.executable,
        "bedrock_environment": "local",
        "bedrock_endpoint_url": url,
    }
    path = folder / "hosts.yml"
    # JSON is YAML.
    path.write_text(json.dumps({"all": {"children": {"bedrock": {"hosts": hosts, "vars": common}}}}))
    return str(path)


def test_four_accounts_in_parallel(aws, tmp_path):
    """Each waits at its creation for the three others."""
    all_of_them = threading.Barrier(len(ACCOUNTS), timeout=60)
    for nth in range(1, len(ACCOUNTS) + 1):
        aws.at("CreateInferenceProfile", lambda _call: all_of_them.wait(), nth=nth)
    play(aws, PLAYBOOK, inventory(tmp_path, aws.url), "--forks", "4").ok()
    calls = aws.calls()
    own = [call for call in calls if call["service"] != "sts"]
    assert {(call["account"], call["region"]) for call in own} == set(ACCOUNTS.items())
    assert len(aws.calls("AssumeRole")) == len(ASSUMED)
    for account, region in ACCOUNTS.items():
        (arn,) = profiles(aws, region, account)
        assert f":{region}:{account}:" in arn
        (record,) = records(aws, account, region).values()
        assert [target["arn"] for target in record["targets"]] == [arn]


def test_two_replacements_at_once(aws):
    """Each makes a profile of its own, for a tag differs; neither takes away what the other one has published."""
    deploy(aws, entries("chat")).ok()
    wanted = entries("chat", model=COHERE)
    meet(aws, 2)
    tags = [{"CostCenter": "a", "Application": "b", "Commit": commit} for commit in ("a1", "b2")]
    runs = [start(aws, wanted, bedrock_tags=own, bedrock_lock=False) for own in tags]
    ended = [(run.communicate(timeout=120)[0], run.returncode) for run in runs]
    assert {status for _text, status in ended} <= {0, 2}, ended
    assert dangling(aws) == []
    deploy(aws, wanted).ok()
    assert_settled(aws, aws, wanted)
