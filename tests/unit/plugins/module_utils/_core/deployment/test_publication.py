# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Records that a task gives: what is read of them, what is refused with which words, and what is told afterwards."""

from __future__ import annotations

import pytest
from ansible_collections.genai.bedrock.plugins.module_utils._core.deployment.publication import read_publication
from ansible_collections.genai.bedrock.plugins.module_utils._core.deployment.publication_report import (
    publication_lines,
)

from tests.unit.plugins.module_utils.record_samples import record

CHAT = record("copilot", "chat")
OPTIONS = {
    "environment": "dev",
    "ssm_prefix": None,
    "ssm_regions": ["us-east-1", "us-west-2", "us-east-1"],
    "records": {"copilot/chat": CHAT},
    "removed": ["copilot/docs", " cai/old"],
    "document": True,
    "adopt": False,
    "variables": "publish_",
}


def test_a_place_and_what_belongs_to_each_workload():
    query, problems = read_publication(OPTIONS)
    assert problems == []
    assert (query.prefix, query.regions) == ("/dev/bedrock/inference-profiles", ("us-east-1", "us-west-2"))
    assert query.workloads == ["copilot", "cai"]
    assert (query.records_of("copilot"), query.removed_of("copilot")) == ({"chat": CHAT}, ["docs"])
    assert (query.records_of("cai"), query.removed_of("cai")) == ({}, ["old"])


@pytest.mark.parametrize(
    ("options", "problem"),
    [
        ({"environment": "Dev"}, "publish_environment: "),
        ({"ssm_prefix": "no/slash"}, "publish_ssm_prefix: "),
        ({"ssm_regions": []}, "publish_ssm_regions: is empty"),
        ({"ssm_regions": ["mars"]}, "publish_ssm_regions: "),
        ({"records": {"chat": CHAT}}, "publish_records: 'chat' is no path of a record, as copilot/chat"),
        ({"records": {"copilot/Chat": CHAT}}, "publish_records: 'copilot/Chat': 'Chat' is no key"),
        (
            {"records": {"copilot/faq": CHAT}},
            "publish_records.copilot/faq: it says that it is the record copilot/chat",
        ),
        ({"records": {"copilot/chat": "x"}}, "publish_records.copilot/chat: it is 'x', not a record"),
        ({"records": {"copilot/chat": CHAT | {"targets": []}}}, "publish_records.copilot/chat: it has no target"),
        (
            {"records": {"copilot/chat": CHAT | {"environment": "two"}}},
            "publish_records.copilot/chat: it is a record of the environment two, not of dev",
        ),
        ({"removed": ["copilot"]}, "publish_removed: 'copilot' is no path of a record"),
        ({"removed": ["copilot/chat"]}, "publish_removed: copilot/chat is in records too"),
    ],
)
def test_what_is_wrong_is_reported_with_the_variable(options, problem):
    _query, problems = read_publication(OPTIONS | options)
    assert len(problems) == 1
    assert problems[0].startswith(problem)


def row(name, action, region="us-east-1"):
    return {"name": name, "region": region, "action": action, "reasons": []}


@pytest.mark.parametrize(
    ("rows", "planned", "lines"),
    [
        ([], False, ["dev: nothing to do"]),
        ([row("/p", "none")], True, ["dev: 1 keep (a plan; nothing was changed)"]),
        (
            [row("/p/copilot/chat", "create"), row("/p/copilot/old", "delete"), row("/p", "update", "us-west-2")],
            False,
            [
                "dev: 1 created, 1 updated, 1 deleted",
                "",
                "/p:",
                "  us-east-1  created  copilot/chat",
                "  us-east-1  deleted  copilot/old",
                "  us-west-2  updated  the document",
            ],
        ),
    ],
    ids=["nothing", "a plan that keeps", "what was done"],
)
def test_lines(rows, planned, lines):
    assert publication_lines(rows, "dev", "/p", planned=planned) == lines
