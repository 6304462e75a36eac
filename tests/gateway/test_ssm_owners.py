# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Records and documents at the endpoint: two environments below one prefix, and what somebody has made a secret."""

from __future__ import annotations

import pytest
from ansible_collections.genai.bedrock.plugins.module_utils._core.records.publication import record_parameters

from tests.gateway.ssm_kit import Store
from tests.local_aws.server import LocalAws
from tests.unit.plugins.module_utils.record_samples import record

PREFIX = "/shared/p"
CHAT = {"copilot/chat": record("copilot", "chat")}
DOCUMENT = {"copilot": {"primary_arn": None}}


@pytest.fixture
def store(aws: LocalAws) -> Store:
    return Store(aws)


@pytest.mark.parametrize("check", [True, False])
@pytest.mark.parametrize(
    ("theirs", "name"),
    [
        pytest.param(record_parameters({}, PREFIX, "two", document={"cai": {}}), PREFIX, id="another document"),
        pytest.param(record_parameters({}, PREFIX, "two", document=DOCUMENT), PREFIX, id="an equal document"),
        pytest.param(record_parameters({}, PREFIX, "two", document={}), PREFIX, id="a document that goes"),
        pytest.param(record_parameters(CHAT, PREFIX, "two"), f"{PREFIX}/copilot/chat", id="a record"),
        pytest.param(
            record_parameters({}, PREFIX, "two", ["copilot/chat"]), f"{PREFIX}/copilot/chat", id="a record that goes"
        ),
    ],
)
def test_two_environments_below_one_prefix(store: Store, theirs, name: str, check: bool) -> None:
    first = record_parameters(CHAT, PREFIX, "one", document=DOCUMENT)
    store.converge(first)
    before = [store.holds(current) for current in first]
    store.aws.clear_calls()
    own = record_parameters({"cai/own": record("cai", "own", environment="two")}, PREFIX, "two")
    refused = store.converge(own | theirs, check=check)
    assert [(row["key"], row["code"]) for row in refused["errors"]] == [(name, "NotManaged")]
    for said in ("the tags Environment=one", "ManagedBy=genai.bedrock, Environment=two", "set adopt: true"):
        assert said in refused["msg"]
    assert store.writes() == []
    assert [store.holds(current) for current in first] == before


@pytest.mark.parametrize("key", [None, "alias/theirs"])
def test_what_somebody_made_a_secret_is_plain_again(store: Store, key: str | None) -> None:
    ours = record_parameters(CHAT, PREFIX, "one", document=DOCUMENT)
    store.converge(ours)
    before = {name: store.holds(name) for name in ours}
    for name, current in before.items():
        secret = {"Type": "SecureString", "Overwrite": True} | ({"KeyId": key} if key else {})
        store.ssm().put_parameter(Name=name, Value=current["value"], **secret)
    store.aws.clear_calls()
    repaired = store.converge(ours)
    assert {row["action"] for row in repaired["actions"]} == {"update"}
    assert {row["reasons"][0] for row in repaired["actions"]} == {"type is SecureString, wanted String"}
    assert {name: store.holds(name) for name in ours} == {
        name: current | {"version": 3} for name, current in before.items()
    }
    assert store.converge(ours)["changed"] is False
