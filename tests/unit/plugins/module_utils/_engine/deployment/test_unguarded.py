# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Regions whose guardrail is missing, hidden or somebody else's: nothing there promises it, and nothing is taken away."""

from __future__ import annotations

import pytest

from tests.unit.plugins.module_utils.environment_fakes import EAST, PREFIX, WEST, FakeAws, run
from tests.unit.plugins.module_utils.fakes import HAIKU, SONNET, denied, down
from tests.unit.plugins.module_utils.ssm_fakes import Fault

WORDS = {"blocked_input_messaging": "no", "blocked_outputs_messaging": "no", "words": ["purple elephant"]}
KEY = "customer_support"


def cai(model=SONNET, *, guarded=True, given=None, entries=None, **options):
    entry = {"use_case": "customer-support", "customer_facing": guarded, "enable_guardrails": guarded}
    guardrail = {"variable": "cai_guardrail", "given": given or {}, "catalogue": WORDS, "tags": {"Team": "support"}}
    declared = {"kind": "cai", "model": model, "geography": "us", "entries_variable": "cai_entries"}
    listed = {KEY: entry} if entries is None else entries
    return {"cai": {**declared, "entries": listed, "guardrail": guardrail, **options}}


def deploy(aws, workloads, **settings):
    ran = run(aws, workloads, **settings)
    assert (ran.forbidden, ran.failures) == ([], [])
    return ran


def pins(aws, key=KEY):
    return {target["region"]: target.get("guardrail") for target in aws.record(f"cai/{key}")["targets"]}


def arns(aws, key=KEY):
    return {target["region"]: target["arn"] for target in aws.record(f"cai/{key}")["targets"]}


def existing(*regions, version="1"):
    return {"existing": {region: {"identifier": "theirs", "version": version} for region in regions}}


def theirs(aws, *regions):
    """Somebody's guardrail with one version, in each of the regions."""
    for region in regions:
        wall = aws.guardrails(region)
        arn = f"arn:aws:bedrock:{region}:123456789012:guardrail/theirs"
        wall.live["theirs"] = wall._reported("theirs", arn, {"name": "theirs"})
        wall.current_tags[arn] = {}
        wall.current_versions["theirs"] = {"1": {**wall.live["theirs"], "version": "1"}}
        wall.calls.clear()


def test_a_guardrail_is_there_before_the_profile_that_says_so_and_goes_after_it():
    aws, order = FakeAws(), []
    aws.before = lambda _region, service, call: order.append((service, call))
    deploy(aws, cai())
    assert order.index(("guardrails", "publish")) < order.index(("profiles", "create"))
    order.clear()
    run(aws, cai(), teardown=True)
    assert order.index(("profiles", "delete")) < order.index(("guardrails", "delete"))


def test_what_somebody_changed_in_it_is_put_right():
    aws = FakeAws()
    deploy(aws, cai())
    (reported,) = aws.walls[EAST].live.values()
    right, reported["wordPolicy"] = reported["wordPolicy"], {"words": [{"text": "weak"}]}
    ran = deploy(aws, cai())
    assert ran.actions("cai") == [("guardrail", EAST, "update")]
    (reported,) = aws.walls[EAST].live.values()
    assert reported["wordPolicy"] == right


def test_a_version_that_is_gone_is_published_again_and_pinned():
    aws = FakeAws()
    deploy(aws, cai())
    (identifier,) = aws.walls[EAST].live
    weak = {**aws.walls[EAST].live[identifier], "version": "1", "wordPolicy": {"words": [{"text": "weak"}]}}
    aws.walls[EAST].current_versions[identifier] = {"1": weak}
    deploy(aws, cai())
    assert (pins(aws)[EAST]["version"], pins(aws)[WEST]["version"]) == ("2", "1")


@pytest.mark.parametrize("purge", [False, True])
@pytest.mark.parametrize("model", [SONNET, HAIKU])
@pytest.mark.parametrize("call", ["summaries", "create"])
def test_a_region_without_its_guardrail_keeps_the_profile_and_target_it_has(call, model, purge):
    aws = FakeAws()
    deploy(aws, cai(guarded=False))
    before = arns(aws)
    aws.guardrails(WEST).fail = {call: down("a guardrail call", WEST)}
    ran = run(aws, cai(model, purge=purge))
    assert ran.forbidden == []
    assert [(error["key"], error["region"]) for error in ran.errors] == [("cai-dev", WEST)]
    after = arns(aws)
    assert (after[WEST], pins(aws)[WEST]) == (before[WEST], None)
    assert before[WEST] in aws.live_arns
    assert pins(aws)[EAST]
    assert before[WEST] not in aws.record(f"cai/{KEY}")["previous"]
    assert ran.result["workloads"]["cai"]["orphans"] == []
    (tags,) = aws.regions[WEST].tagged.values()
    assert tags["GuardrailsEnabled"] == "false", "the tag must not promise what is not there"
    aws.guardrails(WEST).fail = {}
    deploy(aws, cai(model, purge=purge))
    assert all(pins(aws).values())
    assert deploy(aws, cai(model, purge=purge)).result["changed"] is False


def test_check_mode_predicts_nothing_for_a_region_whose_guardrail_cannot_be_read():
    aws = FakeAws()
    deploy(aws, cai(guarded=False))
    aws.guardrails(WEST).fail = {"summaries": down("ListGuardrails", WEST)}
    planned = run(aws, cai(HAIKU, purge=True), check=True)
    assert not [row for row in planned.actions("cai") if row[1] == WEST]


def test_purging_waits_while_a_guardrail_is_missing():
    aws = FakeAws()
    other = {"sales": {"use_case": "sales", "enable_guardrails": False}}
    deploy(aws, cai(guarded=False, entries={**cai(guarded=False)["cai"]["entries"], **other}))
    aws.guardrails(WEST).fail = {"create": down("CreateGuardrail", WEST)}
    run(aws, cai(purge=True))
    assert aws.record("cai/sales"), "what is in no entry may be what the failed one needs"
    aws.guardrails(WEST).fail = {}
    deploy(aws, cai(purge=True))
    assert aws.record("cai/sales") is None


def test_it_goes_when_no_record_still_pins_it_after_the_time_for_readers():
    aws = FakeAws()
    deploy(aws, cai())
    # The settings publish once more without it: only then does nobody pin it.
    ran = deploy(aws, cai(guarded=False, grace_seconds=7))
    assert ran.slept == [7]
    assert [row for row in ran.actions("cai") if row[2] == "delete"] == [
        ("guardrail", EAST, "delete"),
        ("guardrail", WEST, "delete"),
    ]
    assert (aws.walls[EAST].live, pins(aws)) == ({}, {EAST: None, WEST: None})


def test_it_stays_while_the_records_without_it_cannot_be_written():
    aws = FakeAws()
    deploy(aws, cai())
    aws.parameters(EAST).faults["put"] = Fault("InternalServerError", name=f"{PREFIX}/cai/{KEY}")
    ran = run(aws, cai(guarded=False))
    assert any("until it can be written, the profiles that it names stay" in line for line in ran.failures)
    assert aws.walls[EAST].live


@pytest.mark.parametrize(("pinned", "reported"), [(False, []), (True, [("guardrail", WEST)])])
def test_a_region_that_hides_existing_ones_is_an_error_only_where_a_record_pins_one(pinned, reported):
    aws = FakeAws()
    deploy(aws, cai(guarded=pinned))
    aws.guardrails(WEST).down = denied("ListGuardrails", WEST)
    ran = run(aws, cai(guarded=False))
    assert ran.forbidden == []
    assert [(error["key"], error["region"]) for error in ran.errors] == reported


def test_existing_ones_are_pinned_and_never_changed():
    aws = FakeAws()
    theirs(aws, EAST, WEST)
    deploy(aws, cai(given=existing(EAST, WEST)))
    assert pins(aws)[EAST] == {"identifier": "theirs", "version": "1"}
    assert not [call for call in aws.writes if call in ("publish", "update")]
    assert len(aws.walls[EAST].live) == 1
    run(aws, cai(given=existing(EAST, WEST)), teardown=True)
    assert "theirs" in aws.walls[EAST].live


@pytest.mark.parametrize(
    ("version", "fault", "said"),
    [
        ("1", None, "cai_guardrail.existing.us-west-2.identifier: us-west-2 has no guardrail theirs"),
        ("7", None, "cai_guardrail.existing.us-east-1.version: guardrail theirs has no version 7"),
        ("1", denied("GetGuardrail", WEST), "cai_guardrail.existing.us-west-2: "),
    ],
)
def test_existing_ones_must_be_there_and_readable_before_anything_is_written(version, fault, said):
    aws = FakeAws()
    theirs(aws, EAST, *([WEST] if fault else []))
    aws.guardrails(WEST).down = fault
    ran = run(aws, cai(given=existing(EAST, WEST, version=version)))
    assert any(line.startswith(said) for line in ran.forbidden)
    assert aws.writes == []


def test_existing_ones_of_a_region_that_is_down_fail_it_alone():
    aws = FakeAws()
    theirs(aws, EAST, WEST)
    aws.guardrails(WEST).down = down("GetGuardrail", WEST)
    ran = run(aws, cai(given=existing(EAST, WEST)))
    assert ran.forbidden == []
    assert [(error["key"], error["region"]) for error in ran.errors] == [("guardrail", WEST)]
    assert list(pins(aws)) == [EAST]


def test_a_draft_as_existing_guardrail_is_a_warning_that_a_person_sees():
    aws = FakeAws()
    theirs(aws, EAST, WEST)
    ran = deploy(aws, cai(given=existing(EAST, WEST, version="DRAFT")))
    assert any("guardrail_draft" in line for line in ran.result["lines"])
