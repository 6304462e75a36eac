# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the report of lifecycles is made of: each list is read once, and what could not be read is told."""

from __future__ import annotations

import json
from datetime import date

import pytest
from ansible_collections.genai.bedrock.plugins.module_utils._core.failures import CallError
from ansible_collections.genai.bedrock.plugins.module_utils._engine.lifecycle import Request, read_lifecycles

from tests.unit.plugins.module_utils.fakes import FakeRegion
from tests.unit.plugins.module_utils.record_samples import EAST, WEST, record, target
from tests.unit.plugins.module_utils.ssm_fakes import FakeStore

PREFIX = "/dev/p"


@pytest.fixture
def account():
    """A record in one region that sends readers to another."""
    store = FakeStore(EAST)
    value = record("copilot", "chat", [target("chat", WEST)])
    store.seed(f"{PREFIX}/copilot/chat", json.dumps(value), {})
    return store, {}


def read_all(account, **query):
    store, regions = account
    made = Request("dev", PREFIX, [EAST], date(2026, 11, 30), **query)
    return read_lifecycles(
        made, {EAST: store}, lambda region: regions.setdefault(region, FakeRegion(region)), workers=4
    )


def test_regions_of_records_are_included_and_each_list_is_read_once(account):
    found = read_all(account)
    assert (found.unread, found.report["problems"], found.report["due"]) == ([], [], 0)
    _store, regions = account
    assert set(regions) == {EAST, WEST}
    for region in regions.values():
        counted = {name: region.calls.count(name) for name in ("profiles", "system_profiles", "foundation_models")}
        assert counted == {"profiles": 1, "system_profiles": 1, "foundation_models": 1}


@pytest.mark.parametrize("call", ["profiles", "system_profiles", "foundation_models"])
def test_a_list_that_cannot_be_read_is_reported(account, call):
    _store, regions = account
    regions[EAST] = FakeRegion(EAST, fail={call: CallError("List", EAST, "AccessDeniedException", "no", "x")})
    assert [row["region"] for row in read_all(account).unread] == [EAST]


@pytest.mark.parametrize(("tags", "reported"), [({}, 0), (None, 1)], ids=["nobody's", "ours"])
def test_a_damaged_record_counts_where_it_is_ours(account, tags, reported):
    store, _regions = account
    ours = {"ManagedBy": "genai.bedrock", "Environment": "dev", "Workload": "copilot", "ProfileKey": "docs"}
    store.seed(f"{PREFIX}/copilot/docs", "{broken", ours if tags is None else tags)
    assert len(read_all(account).unread) == reported
