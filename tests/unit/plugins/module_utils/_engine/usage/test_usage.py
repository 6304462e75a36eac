# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The usage of an environment over fakes: records, lists, and what could not be read."""

from __future__ import annotations

import json

import pytest
from ansible_collections.genai.bedrock.plugins.module_utils._core.failures import CallError
from ansible_collections.genai.bedrock.plugins.module_utils._core.usage.report import Advice
from ansible_collections.genai.bedrock.plugins.module_utils._engine.usage.usage import Gateways, Request, usage

from tests.unit.plugins.module_utils._engine.usage.test_measuring import FakeMetrics
from tests.unit.plugins.module_utils.fakes import FakeRegion, system_arn
from tests.unit.plugins.module_utils.record_samples import EAST, WEST, record, target
from tests.unit.plugins.module_utils.ssm_fakes import FakeStore
from tests.unit.plugins.module_utils.usage_samples import SPAN

PREFIX = "/dev/p"
OURS = {"ManagedBy": "genai.bedrock", "Environment": "dev", "Workload": "copilot", "ProfileKey": "chat"}
SOURCE = system_arn("us.anthropic.claude-sonnet-4-6")


class Account:
    """A record in the east that sends readers to the west, and what the regions hold."""

    def __init__(self):
        self.store = FakeStore(EAST)
        self.store.seed(f"{PREFIX}/copilot/chat", json.dumps(record("copilot", "chat", [target("chat", WEST)])), {})
        self.regions = {EAST: FakeRegion(EAST), WEST: FakeRegion(WEST)}
        self.metrics = {region: FakeMetrics(region) for region in self.regions}

    def usage(self, **request):
        made = Request(**{"regions": [EAST], "span": SPAN, "environment": "dev", "prefix": PREFIX} | request)
        gateways = Gateways({EAST: self.store}, self.regions.__getitem__, self.metrics.__getitem__)
        return usage(made, gateways, Advice(), workers=4)


@pytest.fixture
def account():
    return Account()


def entries(found):
    return [(row["workload"], row["key"], row["invocations"]) for row in found.report["entries"]]


def test_profiles_of_records_and_of_lists_are_measured_once_each(account):
    account.regions[EAST].put("docs", SOURCE, OURS | {"ProfileKey": "docs"})
    account.regions[EAST].put("theirs", SOURCE, {"Environment": "dev"})
    found = account.usage()
    assert (entries(found), found.unread, found.problems) == ([("copilot", "chat", 1), ("copilot", "docs", 1)], [], [])
    assert found.report["environment"] == "dev"


def test_tags_alone_choose_profiles_of_anybody_and_no_record_is_read(account):
    account.regions[EAST].put("theirs", SOURCE, {"Team": "search"})
    account.regions[EAST].put("others", SOURCE, {"Team": "ads"})
    found = account.usage(environment="", tags={"Team": "search"})
    assert [row["inference_profile_name"] for row in found.report["inference_profiles"]] == ["theirs"]
    assert account.store.calls == []


def test_tags_limit_an_environment(account):
    account.regions[EAST].put("docs", SOURCE, OURS | {"ProfileKey": "docs", "Team": "search"})
    assert entries(account.usage(tags={"Team": "search"})) == [("copilot", "docs", 1)]


def test_workloads_limit_what_is_measured(account):
    account.regions[EAST].put("titan", SOURCE, OURS | {"Workload": "embedding", "ProfileKey": "titan"})
    found = account.usage(workloads=["embedding"])
    assert entries(found) == [("embedding", "titan", 1)]
    assert account.metrics[WEST].requested == []
    assert account.usage(workloads=["cai"]).problems[0].startswith("cai: no profile of such a workload is deployed")


def test_a_region_that_cannot_be_listed_still_counts_what_records_name(account):
    account.regions[WEST].fail["profiles"] = CallError("List", WEST, "AccessDeniedException", "no", "x")
    found = account.usage()
    assert entries(found) == [("copilot", "chat", 1)]
    assert [row["region"] for row in found.unread] == [WEST]


def test_metrics_that_cannot_be_read_are_a_problem_and_no_zero(account):
    account.metrics[WEST].fails = ["chat2"]
    found = account.usage()
    assert (entries(found), [row["operation"] for row in found.unread]) == ([], ["GetMetricData"])


@pytest.mark.parametrize(("tags", "count"), [({}, 0), (OURS | {"ProfileKey": "docs"}, 1)], ids=["nobody's", "ours"])
def test_a_damaged_record_of_ours_is_a_problem(account, tags, count):
    account.store.seed(f"{PREFIX}/copilot/docs", "{broken", tags)
    assert len(account.usage().unread) == count
