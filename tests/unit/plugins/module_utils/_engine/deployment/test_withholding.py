# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What stays where something on the way failed: nothing goes that a reader may still be sent to, or that is not ours."""

from __future__ import annotations

import json

import pytest

from tests.unit.plugins.module_utils import record_samples as samples
from tests.unit.plugins.module_utils.environment_fakes import EAST, PREFIX, WEST, FakeAws, run
from tests.unit.plugins.module_utils.fakes import HAIKU, SONNET, TITAN, denied
from tests.unit.plugins.module_utils.ssm_fakes import Fault

DENIED = "AccessDeniedException"


def shop(*, chat=SONNET, search=True, **options):
    entries = {"chat": {"model": chat}, "search": {"model": TITAN, "enabled": search}}
    return {"shop": {"entries": entries, **options}}


def deploy(aws, workloads=None, **options):
    return run(aws, workloads or shop(), geography="us", regions=[EAST], **options)


def done(ran):
    assert (ran.forbidden, ran.failures) == ([], [])
    return ran


def arn_of(aws, path):
    (target,) = aws.record(path)["targets"]
    return target["arn"]


def settled(aws, workloads):
    done(deploy(aws, workloads))
    assert not done(deploy(aws, workloads)).result["changed"]
    assert aws.named_arns == aws.live_arns


class Meanwhile(list):
    """The waits of a run; somebody does something during each that lasts."""

    def __init__(self, act):
        super().__init__()
        self.act = act

    def append(self, seconds):
        super().append(seconds)
        if seconds:
            self.act()


@pytest.fixture
def aws():
    account = FakeAws()
    done(deploy(account))
    return account


def test_a_record_that_is_not_written_keeps_everything_of_its_workload(aws):
    search, before = arn_of(aws, "shop/search"), aws.live_arns
    aws.stores[EAST].faults = {"put": Fault(DENIED, f"{PREFIX}/shop/chat")}
    failed = deploy(aws, shop(chat=HAIKU, search=False))
    assert failed.failures[0].endswith("until it can be written, the profiles that it names stay")
    assert (before <= aws.live_arns, arn_of(aws, "shop/search")) == (True, search)
    aws.stores[EAST].faults = {}
    settled(aws, shop(chat=HAIKU, search=False))


def test_another_workload_goes_its_way(aws):
    desk = {"desk": {"entries": {"find": {"model": TITAN, "name": "desk-find"}}}}
    done(deploy(aws, desk))
    gone = arn_of(aws, "desk/find")
    desk["desk"]["entries"]["find"]["enabled"] = False
    aws.stores[EAST].faults = {"put": Fault(DENIED, f"{PREFIX}/shop/chat")}
    failed = deploy(aws, {**shop(chat=HAIKU, search=False), **desk})
    assert {error["workload"] for error in failed.errors} == {"shop"}
    assert (aws.record("desk/find"), gone in aws.live_arns) == (None, False)
    assert aws.record("shop/search")


def test_a_document_that_is_not_written_keeps_what_it_may_name(aws):
    before = aws.live_arns, aws.record("shop/search")
    aws.stores[EAST].faults = {"put": Fault(DENIED, PREFIX)}
    failed = deploy(aws, shop(search=False))
    assert any(line.endswith("until the document can be written, what it may name stays") for line in failed.failures)
    assert (aws.live_arns, aws.record("shop/search")) == before
    aws.stores[EAST].faults = {}
    settled(aws, shop(search=False))


@pytest.mark.parametrize("document", [True, False], ids=["in_use", "left_behind"])
def test_a_document_of_ours_leads_readers_away_whatever_the_settings_say(aws, document):
    """An earlier run wrote it; with document: false it is not kept, but never leads to what is gone."""
    done(deploy(aws, shop(search=False, document=document)))
    assert aws.named_arns == aws.live_arns
    assert str(aws.live_arns.pop()) in str(aws.document())


def test_a_record_that_is_left_in_one_region_keeps_its_profile(aws):
    both = {"ssm_regions": [EAST, WEST]}
    done(deploy(aws, shop(**both)))
    search = arn_of(aws, "shop/search")
    aws.stores[WEST].faults = {"delete": Fault(DENIED, f"{PREFIX}/shop/search")}
    failed = deploy(aws, shop(search=False, **both))
    assert (aws.record("shop/search", EAST), bool(aws.record("shop/search", WEST))) == (None, True)
    assert (search in aws.live_arns, len(failed.failures)) == (True, 1)
    aws.stores[WEST].faults = {}
    settled(aws, shop(search=False, **both))


def test_the_record_of_what_could_not_be_deleted_is_put_back(aws):
    search = arn_of(aws, "shop/search")
    aws.profiles(EAST).fail = {"delete": denied("DeleteInferenceProfile")}
    failed = deploy(aws, shop(search=False))
    assert "bedrock:DeleteInferenceProfile" in failed.failures[0]
    assert arn_of(aws, "shop/search") == search
    assert search in str(aws.document())
    assert "shop/search" in failed.result["records"]
    aws.profiles(EAST).fail = {}
    settled(aws, shop(search=False))


def test_what_is_not_ours_any_more_after_the_wait_stays(aws):
    search = arn_of(aws, "shop/search")
    aws.slept = Meanwhile(lambda: aws.profiles(EAST).tagged[search].update(ManagedBy="terraform"))
    failed = deploy(aws, shop(search=False, grace_seconds=9))
    assert [error["code"] for error in failed.errors] == ["NotOurs"]
    assert search in aws.live_arns


def test_what_another_run_has_published_meanwhile_stays(aws):
    search = arn_of(aws, "shop/search")
    told = samples.target("find") | {"arn": search, "region": EAST}
    value = json.dumps(samples.record("desk", "find", [told], environment="dev"))
    tags = {"ManagedBy": "genai.bedrock", "Environment": "dev", "Workload": "desk", "ProfileKey": "find"}
    aws.slept = Meanwhile(lambda: aws.stores[EAST].hold(f"{PREFIX}/desk/find", value, tags=tags))
    failed = deploy(aws, shop(search=False, grace_seconds=9))
    assert [error["code"] for error in failed.errors] == ["StillNamed"]
    assert search in aws.live_arns


def test_what_is_used_again_during_the_wait_stays_and_its_record_too(aws):
    search, region = arn_of(aws, "shop/search"), aws.profiles(EAST)
    aws.slept = Meanwhile(lambda: region.used.update({search.rpartition("/")[2]: 3}))
    failed = deploy(aws, shop(search=False, grace_seconds=9, refuse_if_used_within=1))
    assert "was invoked 3 times in the last 1 hours" in failed.failures[0]
    assert (search in aws.live_arns, arn_of(aws, "shop/search")) == (True, search)


def test_use_that_cannot_be_told_counts_as_use(aws):
    before = aws.live_arns
    aws.profiles(EAST).fail = {"invocations": denied("GetMetricData")}
    refused = deploy(aws, shop(search=False, refuse_if_used_within=1))
    assert "GetMetricData" in refused.forbidden[0]
    assert aws.live_arns == before


def test_all_wait_once_and_for_the_longest(aws):
    desk = {"desk": {"entries": {"find": {"model": TITAN, "name": "desk-find"}}, "grace_seconds": 40}}
    done(deploy(aws, desk))
    desk["desk"]["entries"]["find"]["enabled"] = False
    ran = done(deploy(aws, {**shop(search=False, grace_seconds=30), **desk}))
    assert [seconds for seconds in ran.slept if seconds] == [40]
    assert done(deploy(aws, {**shop(search=False, grace_seconds=30), **desk})).slept == []


def test_tags_that_may_not_be_read_stop_the_run(aws):
    """Nobody knows then whether what stands in the place of a record is ours."""
    aws.stores[EAST].hold(f"{PREFIX}/shop/chat", "{broken", tags={"ManagedBy": "terraform"})
    aws.stores[EAST].faults = {"tags": Fault(DENIED)}
    aws.forget_calls()
    refused = deploy(aws, shop(chat=HAIKU))
    assert "ssm:tags" in refused.forbidden[0]
    assert aws.writes == []


@pytest.mark.parametrize("service", ["regions", "stores"])
def test_a_denied_list_stops_the_run(aws, service):
    getattr(aws, service)[EAST].down = denied("ListSomething")
    refused = deploy(aws, shop(chat=HAIKU, search=False))
    assert "bedrock:ListSomething" in refused.forbidden[0]
    assert len(refused.forbidden) == len(set(refused.forbidden))
