# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The guardrail of a workload: one a region, its version pinned in the records, and gone when no record pins it."""

from __future__ import annotations

import pytest

from tests.unit.plugins.module_utils.environment_fakes import EAST, WEST, FakeAws, run
from tests.unit.plugins.module_utils.fakes import SONNET, denied

MESSAGES = {"blocked_input_messaging": "no", "blocked_outputs_messaging": "no"}
GUARDED, BARE = {"enable_guardrails": True}, {"enable_guardrails": False}
HERE = {**GUARDED, "regions": [EAST]}


def deploy(aws, support=True, *, check=False, teardown=False, given=None, purge=False, **entries):
    # Whoever names an existing one says nothing else of it.
    options = given if given and "existing" in given else {**MESSAGES, **(given or {})}
    support = GUARDED if support is True else support
    workload = {
        "kind": "cai",
        "model": SONNET,
        "entries": {**({"support": support} if support else {}), **entries},
        "entries_variable": "cai_entries",
        "guardrail": {"variable": "cai_guardrail", "given": options, "tags": {"Team": "a"}},
    }
    return run(aws, {"cai": workload}, geography="us", check=check, teardown=teardown, purge=purge)


def done(ran):
    assert (ran.forbidden, ran.failures) == ([], [])
    return ran


def pins(aws, key="support"):
    return {target["region"]: target.get("guardrail") for target in aws.record(f"cai/{key}")["targets"]}


def ours(aws, region):
    return [reported["name"] for reported in aws.guardrails(region).live.values()]


def tagged(aws, region, key):
    """What GuardrailsEnabled says on the profile of an entry; None where there is no profile."""
    tags = [tags for arn, tags in aws.profiles(region).tagged.items() if tags["ProfileKey"] == key]
    return tags[0]["GuardrailsEnabled"] if tags else None


def theirs(aws, region=EAST, *, published=True, tags=None):
    wall = aws.guardrails(region)
    identifier = wall.create({"name": "theirs"}, tags or {})
    if published:
        wall.publish(identifier, "")
    wall.calls.clear()
    return identifier


@pytest.fixture
def aws():
    return FakeAws()


def test_it_is_made_published_pinned_and_changed(aws):
    other = theirs(aws, published=False)
    done(deploy(aws, check=True))
    assert aws.writes == []
    done(deploy(aws, assistant=BARE))
    assert [pin["version"] for pin in pins(aws).values()] == ["1", "1"]
    assert all(pin["identifier"] in aws.guardrails(region).live for region, pin in pins(aws).items())
    assert pins(aws, "assistant") == {EAST: None, WEST: None}
    changed = done(deploy(aws, assistant=BARE, given={"words": ["purple elephant"]}))
    assert ("guardrail", EAST, "update") in changed.actions("cai")
    assert [pin["version"] for pin in pins(aws).values()] == ["2", "2"]
    reported = "\n".join(changed.result["lines"])
    assert f"{EAST}, {WEST}  updated  guardrail" in reported
    assert (reported.count("words: purple elephant added"), reported.count("published as version 2")) == (1, 1)
    assert not done(deploy(aws, assistant=BARE, given={"words": ["purple elephant"]})).result["changed"]
    done(deploy(aws, teardown=True))
    assert (ours(aws, EAST), ours(aws, WEST), other in aws.guardrails(EAST).live) == (["theirs"], [], True)


def test_the_tag_is_true_where_a_guardrail_fails(aws):
    """What is new is made where it is guarded; what is there stays what it was elsewhere, with its record."""
    done(deploy(aws, None, assistant=BARE))
    aws.guardrails(WEST).fail = {"create": denied("CreateGuardrail", WEST)}
    failed = deploy(aws, assistant=GUARDED)
    assert "cai-dev in us-west-2" in failed.failures[0]
    assert list(pins(aws)) == [EAST]
    assert [tagged(aws, region, "support") for region in (EAST, WEST)] == ["true", None]
    assert (pins(aws, "assistant")[EAST]["version"], pins(aws, "assistant")[WEST]) == ("1", None)
    assert [tagged(aws, region, "assistant") for region in (EAST, WEST)] == ["true", "false"]
    aws.guardrails(WEST).fail = {}
    done(deploy(aws, assistant=GUARDED))
    for key in ("support", "assistant"):
        assert [pin["version"] for pin in pins(aws, key).values()] == ["1", "1"]
        assert [tagged(aws, region, key) for region in (EAST, WEST)] == ["true", "true"]


def test_it_goes_when_no_entry_requests_it_and_no_record_pins_it(aws):
    both = {"desk": {**GUARDED, "regions": [WEST]}}
    done(deploy(aws, HERE, **both))
    assert (ours(aws, EAST), ours(aws, WEST)) == (["cai-dev"], ["cai-dev"])
    done(deploy(aws, HERE))
    assert ours(aws, WEST) == ["cai-dev"], "the record of what is orphaned still pins it"
    done(deploy(aws, HERE, purge=True))
    assert (ours(aws, EAST), ours(aws, WEST)) == (["cai-dev"], [])
    aws.forget_calls()
    bare = {**BARE, "regions": [EAST]}
    planned = done(deploy(aws, bare, check=True))
    assert (("guardrail", EAST, "delete") in planned.actions("cai"), aws.writes) == (True, [])
    ran = done(deploy(aws, bare))
    assert (ours(aws, EAST), pins(aws)) == ([], {EAST: None})
    assert [event["subject"].split()[0] for event in ran.result["timeline"]][-1] == "guardrail", "after the record"
    assert not done(deploy(aws, bare)).result["changed"]


def test_one_of_the_same_name_that_is_not_ours_stays(aws):
    done(deploy(aws, {**GUARDED, "regions": [EAST]}))
    foreign = aws.guardrails(WEST).create({"name": "cai-dev"}, {"Environment": "dev"})
    done(deploy(aws, BARE))
    assert (ours(aws, EAST), list(aws.guardrails(WEST).live)) == ([], [foreign])


def test_an_existing_one_takes_the_place_of_ours(aws):
    done(deploy(aws, HERE))
    foreign = theirs(aws)
    query = {"existing": {EAST: {"identifier": foreign, "version": "1"}}}
    planned = done(deploy(aws, HERE, given=query, check=True))
    assert (("guardrail", EAST, "delete") in planned.actions("cai"), aws.guardrails(EAST).calls.count("delete")) == (
        True,
        0,
    )
    ran = done(deploy(aws, HERE, given=query))
    assert pins(aws) == {EAST: {"identifier": foreign, "version": "1"}}
    assert (tagged(aws, EAST, "support"), list(aws.guardrails(EAST).live)) == ("true", [foreign])
    assert [event["action"] for event in ran.result["timeline"]] == ["written", "deleted"], "ours goes last"
    assert not done(deploy(aws, HERE, given=query)).result["changed"]
