# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Purging and taking down: what carries our tags of this environment and workload goes, and nothing else, ever."""

from __future__ import annotations

import json

import pytest

from tests.unit.plugins.module_utils import record_samples as samples
from tests.unit.plugins.module_utils.environment_fakes import EAST, PREFIX, FakeAws, run
from tests.unit.plugins.module_utils.fakes import TITAN, fm

OURS = {"ManagedBy": "genai.bedrock", "Environment": "dev", "Workload": "shop", "ProfileKey": "gone"}
#: Half of our tags, or those of another environment or workload.
OTHERS = {
    "no-tags": {},
    "of-terraform": OURS | {"ManagedBy": "terraform"},
    "other-environment": OURS | {"Environment": "prod"},
    "other-workload": OURS | {"Workload": "crew"},
    "other-case": OURS | {"Environment": "Dev"},
    "no-workload": {"ManagedBy": "genai.bedrock", "Environment": "dev"},
}
WORD = {"purge": True, "purge_all": True}


def deploy(aws, *keys, **options):
    entries = {key: {"model": TITAN, "name": f"titan-{key}"} for key in keys}
    return run(aws, {"shop": {"entries": entries}}, regions=[EAST], **options)


def done(ran):
    assert (ran.forbidden, ran.failures) == ([], [])
    return ran


def tags_of(workload, key, environment="dev"):
    return {"ManagedBy": "genai.bedrock", "Environment": environment, "Workload": workload, "ProfileKey": key}


def publish(aws, workload, key, *, environment="dev", arn=None, region=EAST, tags=None):
    target = samples.target(key) | ({"arn": arn, "region": arn.split(":")[3]} if arn else {})
    record = samples.record(workload, key, [target], environment=environment)
    aws.parameters(region).seed(f"{PREFIX}/{workload}/{key}", json.dumps(record), tags=tags or tags_of(workload, key))


def current(aws):
    profiles = {arn: dict(region.tagged[arn]) for region in aws.regions.values() for arn in region.live}
    stores = aws.stores.items()
    return profiles, {(region, name): one.value for region, store in stores for name, one in store.live.items()}


@pytest.fixture
def aws():
    """Three keys of ours, and strangers' things that look like ours."""
    account = FakeAws()
    done(deploy(account, "chat", "gone", "lost"))
    account.strangers = [account.profiles(EAST).put(name, fm(TITAN), tags) for name, tags in OTHERS.items()]
    publish(account, "shop", "elsewhere", environment="prod", tags=tags_of("shop", "elsewhere", "prod"))
    publish(account, "crew", "gone")
    for name, tags in {"theirs": {}, "terraformed": {"ManagedBy": "terraform", "Environment": "dev"}}.items():
        account.stores[EAST].seed(f"{PREFIX}/shop/{name}", "theirs", tags=tags)
    account.stores[EAST].seed(
        f"{PREFIX}/shop/notes", '{"a": 1}', tags={"ManagedBy": "genai.bedrock", "Environment": "dev"}
    )
    account.forget_calls()
    return account


def test_profiles_go_with_their_records_and_after_them(aws):
    before, records = current(aws)
    planned = done(deploy(aws, "chat", purge=True, check=True))
    assert current(aws) == (before, records)
    ran = done(deploy(aws, "chat", purge=True))
    assert ran.actions("shop") == planned.actions("shop") == [("gone", EAST, "delete"), ("lost", EAST, "delete")]
    order = [event["subject"] for event in ran.result["timeline"] if event["action"] in ("written", "deleted")]
    assert order[0] == PREFIX, "the document leads readers away first"
    assert sorted(order[1:3]) == [f"{PREFIX}/shop/gone", f"{PREFIX}/shop/lost"]
    assert len(order) == 5
    profiles, after = current(aws)
    gone = {(EAST, f"{PREFIX}/shop/{key}") for key in ("gone", "lost")}
    assert records.keys() - after.keys() == gone
    assert {place for place in after if after[place] != records[place]} == {(EAST, PREFIX)}
    assert {*aws.strangers} <= profiles.keys()
    assert len(profiles) == len(aws.strangers) + 1
    assert not done(deploy(aws, "chat", purge=True)).result["changed"]


def test_without_purging_they_are_reported_as_orphaned(aws):
    before = current(aws)
    reported = done(deploy(aws, "chat"))
    assert (current(aws)[0], current(aws)[1].keys()) == (before[0], before[1].keys())
    assert [row["key"] for row in reported.result["workloads"]["shop"]["orphans"]] == ["gone", "lost"]
    lines = [" ".join(line.split()) for line in reported.result["lines"]]
    assert [
        line for line in lines if line == f"shop {EAST} orphaned gone, lost needed by no entry; purging deletes them"
    ]


@pytest.mark.parametrize("check", [True, False], ids=["check", "run"])
@pytest.mark.parametrize(
    ("keys", "options", "said"),
    [
        (("chat",), {"purge_limit": 1}, "more than purge_limit (1)"),
        ((), {}, "purging with an empty map would delete everything: set purge_all: true"),
    ],
    ids=["more_than_the_limit", "an_empty_map"],
)
def test_a_mistake_in_an_inventory_is_refused(aws, keys, options, said, check):
    before = current(aws)
    refused = deploy(aws, *keys, purge=True, check=check, **options)
    assert said in " ".join(refused.forbidden)
    assert (aws.writes, current(aws)) == ([], before)


def test_everything_goes_only_with_the_word(aws):
    before, records = current(aws)
    done(deploy(aws, **WORD, check=True))
    assert current(aws) == (before, records)
    done(deploy(aws, **WORD))
    profiles, after = current(aws)
    assert profiles.keys() == {*aws.strangers}
    assert records.keys() - after.keys() == {(EAST, f"{PREFIX}/shop/{key}") for key in ("chat", "gone", "lost")}
    assert not done(deploy(aws, **WORD)).result["changed"]


def test_the_last_one_takes_the_document_along():
    aws = FakeAws()
    done(deploy(aws, "chat", "gone"))
    done(deploy(aws, **WORD))
    assert current(aws) == ({}, {})
