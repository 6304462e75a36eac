# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What leaves: documents first, then records, one wait, then profiles; and what keeps it."""

from __future__ import annotations

import json

import pytest

from tests.unit.plugins.module_utils.environment_fakes import CENTRAL, EAST, PREFIX, WEST, FakeAws, run
from tests.unit.plugins.module_utils.fakes import HAIKU, SONNET, denied, down
from tests.unit.plugins.module_utils.ssm_fakes import Fault

UNTIL_DOCUMENT = "until the document can be written, what it may name stays"


def shop(model=SONNET, keys=("search", "answers"), name="shop", **options):
    listed = {key: {} for key in keys} if isinstance(keys, tuple) else keys
    return {name: {"geography": "us", "model": model, "entries": listed, **options}}


def desk(model=SONNET, keys=("help",), **options):
    return shop(model, keys, "desk", **options)


def deploy(aws, workloads=None, **settings):
    ran = run(aws, workloads or shop(), **settings)
    assert (ran.forbidden, ran.failures) == ([], [])
    return ran


def arns(aws, path):
    return {target["arn"] for target in aws.record(path)["targets"]}


@pytest.mark.parametrize("teardown", [False, True])
def test_the_document_then_records_then_profiles(teardown):
    aws, order = FakeAws(), []
    deploy(aws, regions=[EAST])

    def watch(_region, service, call):
        if (service, call) in {("parameters", "put"), ("parameters", "delete"), ("profiles", "delete")}:
            named = json.dumps(aws.document() or {})
            order.append((service, call, "search" in named, aws.record("shop/search") is not None))

    aws.before = watch
    query = shop() if teardown else shop(keys=("answers",), purge=True)
    run(aws, query, regions=[EAST], teardown=teardown)
    deleting = [row for row in order if row[:2] == ("profiles", "delete")]
    assert deleting
    assert {row[2:] for row in deleting} == {(False, False)}, "neither document nor record name it"
    withdrawing = [row for row in order if row[:2] == ("parameters", "delete") and row[3]]
    assert all(not row[2] for row in withdrawing[1:]), "the document was written before the records went"


@pytest.mark.parametrize("teardown", [False, True])
def test_a_document_that_cannot_be_written_keeps_records_and_profiles(teardown):
    aws = FakeAws()
    deploy(aws)
    before, records = aws.live_arns, arns(aws, "shop/search")
    call = "delete" if teardown else "put"
    aws.stores[EAST].faults[call] = Fault("InternalServerError", name=PREFIX)
    ran = run(aws, shop() if teardown else shop(keys=("answers",), purge=True), teardown=teardown)
    assert [line for line in ran.failures if line.endswith(UNTIL_DOCUMENT)] == ran.failures, "told once"
    assert (aws.live_arns, arns(aws, "shop/search")) == (before, records)


def test_an_unwritten_copy_of_the_document_counts_as_unwritten():
    aws = FakeAws()
    deploy(aws, ssm_regions=[EAST, WEST])
    before = aws.live_arns
    aws.stores[WEST].faults["put"] = Fault("InternalServerError", name=PREFIX)
    run(aws, shop(HAIKU), ssm_regions=[EAST, WEST])
    assert before <= aws.live_arns


def test_a_document_of_ours_is_written_although_none_is_requested():
    aws = FakeAws()
    deploy(aws)
    deploy(aws, shop(HAIKU, document=False))
    assert aws.named_arns <= aws.live_arns
    none = FakeAws()
    deploy(none, shop(document=False))
    assert none.document() is None


def test_a_record_that_stays_in_one_region_keeps_its_profile():
    aws = FakeAws()
    deploy(aws, ssm_regions=[EAST, WEST])
    gone = arns(aws, "shop/search")
    aws.stores[WEST].faults["delete"] = Fault("InternalServerError", name=f"{PREFIX}/shop/search")
    ran = run(aws, shop(keys=("answers",), purge=True), ssm_regions=[EAST, WEST])
    assert ran.failures
    assert gone <= aws.live_arns
    aws.stores[WEST].faults.clear()
    deploy(aws, shop(keys=("answers",), purge=True), ssm_regions=[EAST, WEST])
    assert not gone & aws.live_arns


def test_a_key_that_failed_keeps_what_it_has_and_purging_waits():
    aws = FakeAws()
    deploy(aws)
    old = arns(aws, "shop/search") | arns(aws, "shop/answers")
    aws.regions[WEST].fail = {"create": down("CreateInferenceProfile", WEST)}
    run(aws, shop(HAIKU, keys=("search",), purge=True))
    assert old <= aws.live_arns
    assert aws.record("shop/answers")
    aws.regions[WEST].fail = {}
    deploy(aws, shop(HAIKU, keys=("search",), purge=True))
    assert not old & aws.live_arns


def test_what_could_not_be_deleted_keeps_its_record_and_is_in_outputs_and_document():
    aws = FakeAws()
    deploy(aws)
    arn = next(arn for arn in arns(aws, "shop/search") if WEST in arn)
    aws.regions[WEST].fail = {"delete": down("DeleteInferenceProfile", WEST)}
    ran = run(aws, shop(keys=("answers",), purge=True))
    assert arns(aws, "shop/search") == {arn}
    assert "search" in aws.document()["inference_profiles"]
    assert arn in json.dumps(ran.result["outputs"])
    aws.regions[WEST].fail = {}
    deploy(aws, shop(keys=("answers",), purge=True))
    assert (aws.record("shop/search"), arn in aws.live_arns) == (None, False)


def test_one_wait_for_all_the_longest_and_none_where_nothing_goes():
    aws = FakeAws()
    deploy(aws, {**shop(), **desk()})
    assert deploy(aws, {**shop(grace_seconds=9), **desk(grace_seconds=9)}).slept == []
    query = {**shop(HAIKU, grace_seconds=3), **desk(HAIKU, grace_seconds=5)}
    assert run(aws, query, check=True).slept == []
    assert [seconds for seconds in deploy(aws, query).slept if seconds] == [5]
    one = deploy(aws, {**shop(SONNET, grace_seconds=3), **desk(HAIKU, grace_seconds=50)})
    assert [seconds for seconds in one.slept if seconds] == [3]


def test_what_is_no_longer_ours_after_the_wait_stays():
    aws = FakeAws()
    deploy(aws, regions=[EAST])
    arn = next(iter(arns(aws, "shop/search")))
    state = {}

    def adopted_meanwhile(_region, service, call):
        state["deleting"] = state.get("deleting") or (service, call) == ("parameters", "delete")
        if state["deleting"]:
            aws.regions[EAST].tagged[arn] = {"ManagedBy": "somebody"}

    aws.before = adopted_meanwhile
    ran = run(aws, shop(keys=("answers",), purge=True), regions=[EAST])
    assert [error["code"] for error in ran.errors] == ["NotOurs"]
    assert arn in aws.live_arns


def test_what_another_run_published_meanwhile_stays():
    aws = FakeAws()
    deploy(aws, regions=[EAST])
    arn = next(iter(arns(aws, "shop/search")))
    record, state = aws.record("shop/search"), {}

    def published_meanwhile(_region, service, call):
        if (service, call) == ("parameters", "delete"):
            state["withdrawn"] = True
        elif state.pop("withdrawn", False):
            aws.stores[EAST].live.pop(f"{PREFIX}/shop/search", None)
            aws.stores[EAST].seed(f"{PREFIX}/other/search", json.dumps({**record, "workload": "other"}))

    aws.before = published_meanwhile
    ran = run(aws, shop(keys=("answers",), purge=True), regions=[EAST])
    assert [error["code"] for error in ran.errors] == ["StillNamed"]
    assert arn in aws.live_arns


def used(aws, path, times=3):
    for arn in arns(aws, path):
        region = aws.regions[arn.split(":")[3]]
        region.used[arn.rpartition("/")[2]] = times


def test_what_is_replaced_but_used_is_spared_with_a_warning():
    aws = FakeAws()
    deploy(aws)
    old = arns(aws, "shop/search")
    used(aws, "shop/search")
    ran = deploy(aws, shop(HAIKU, refuse_if_used_within=24))
    assert old <= aws.live_arns
    assert old <= set(aws.record("shop/search")["previous"])
    assert {row["inference_profile_arn"] for row in ran.result["workloads"]["shop"]["superseded"]} == old


@pytest.mark.parametrize("how", ["purge", "off", "teardown"])
def test_anything_else_that_is_used_refuses_before_anything_is_written(how):
    aws = FakeAws()
    deploy(aws)
    used(aws, "shop/search")
    aws.forget_calls()
    options = {"refuse_if_used_within": 24, "purge": how == "purge"}
    keys = {"answers": {}, "search": {"enabled": False}} if how == "off" else ("answers",)
    ran = run(aws, shop(keys=keys, **options), teardown=how == "teardown")
    assert any("would be deleted, but was invoked 3 times in the last 24 hours" in line for line in ran.forbidden)
    assert aws.writes == []


def test_what_is_used_during_the_wait_stays():
    aws = FakeAws()
    deploy(aws, regions=[EAST])
    old = arns(aws, "shop/search")
    query = shop(keys=("answers",), purge=True, refuse_if_used_within=24)

    def called_meanwhile(_region, service, call):
        if (service, call) == ("parameters", "delete"):
            for arn in old & set(aws.regions[EAST].live):
                aws.regions[EAST].used[arn.rpartition("/")[2]] = 1

    aws.before = called_meanwhile
    ran = run(aws, query, regions=[EAST])
    assert [error["code"] for error in ran.errors] == ["StillUsed"]
    assert (old <= aws.live_arns, arns(aws, "shop/search")) == (True, old)


def test_a_region_that_does_not_report_its_use_keeps_what_it_has():
    aws = FakeAws()
    deploy(aws)
    aws.regions[WEST].fail = {"invocations": down("GetMetricData", WEST)}
    ran = run(aws, shop(HAIKU, refuse_if_used_within=24))
    assert {error["region"] for error in ran.errors} == {WEST}
    assert aws.named_arns <= aws.live_arns
    aws.regions[WEST].fail = {"invocations": denied("GetMetricData", WEST)}
    aws.forget_calls()
    assert run(aws, shop(SONNET, refuse_if_used_within=24)).forbidden
    assert aws.writes == []


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"purge_limit": 1}, "purge_limit"),
        ({"keys": ()}, "purge_all"),
    ],
)
def test_limits_are_reported_before_anything_is_written_and_an_option_lifts_them(options, said):
    aws = FakeAws()
    deploy(aws)
    aws.forget_calls()
    query = {"keys": ("answers",), "purge": True, **options}
    ran = run(aws, shop(**query))
    assert any(said in line for line in ran.forbidden)
    assert aws.writes == []
    deploy(aws, shop(**query, purge_all=True))
    assert aws.record("shop/search") is None


def test_a_denied_region_that_only_a_record_names_keeps_the_record_that_should_go():
    aws = FakeAws()
    deploy(aws, regions=[EAST, CENTRAL])
    aws.regions[CENTRAL].down = denied("ListInferenceProfiles", CENTRAL)
    for teardown in (False, True):
        ran = run(aws, shop(keys=("answers",), purge=True), regions=[EAST], teardown=teardown)
        assert ran.forbidden == []
        assert ("search", CENTRAL) in [(error["key"], error["region"]) for error in ran.errors]
        assert CENTRAL in [target["region"] for target in aws.record("shop/search")["targets"]]
    aws.regions[CENTRAL].down = None
    ran = run(aws, shop(keys=("answers",)), regions=[EAST], teardown=True)
    assert not [arn for arn in aws.live_arns if CENTRAL in arn and arn in aws.named_arns]


def test_a_denied_region_that_a_record_names_is_a_warning_that_a_person_sees():
    aws = FakeAws()
    deploy(aws, regions=[EAST, CENTRAL])
    aws.regions[CENTRAL].down = denied("ListInferenceProfiles", CENTRAL)
    ran = deploy(aws, regions=[EAST])
    assert any("not_checked" in line and CENTRAL in line for line in ran.result["lines"])
