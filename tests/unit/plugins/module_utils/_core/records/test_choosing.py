# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Records by name: what is chosen, and what is told of a name that is not there."""

from __future__ import annotations

import pytest
from ansible_collections.genai.bedrock.plugins.module_utils._core.records.choosing import chosen_records

CHAT, DOCS, TITAN = "copilot/chat", "copilot/docs", "embedding/titan"
RECORDS = {CHAT: {"number": 1}, TITAN: {"number": 2}}
DAMAGED = [{"path": DOCS, "message": "it broke"}]


@pytest.mark.parametrize(
    ("workloads", "keys", "chosen", "damaged"),
    [
        ([], [], [CHAT, TITAN], [DOCS]),
        (["copilot"], [], [CHAT], [DOCS]),
        (["copilot", "embedding"], [], [CHAT, TITAN], [DOCS]),
        (["embedding", "publish"], [], [TITAN], []),
        (["publish", "access", "observability"], [], [], []),
        ([], [TITAN, TITAN], [TITAN], []),
        ([], [DOCS], [], [DOCS]),
        (["copilot"], [CHAT], [CHAT], []),
    ],
)
def test_what_is_chosen(workloads, keys, chosen, damaged) -> None:
    found = chosen_records(RECORDS, workloads, keys, DAMAGED)
    assert (list(found["records"]), [row["path"] for row in found["damaged"]]) == (chosen, damaged)
    assert found["problems"] == []


@pytest.mark.parametrize(
    ("workloads", "keys", "problems"),
    [
        ([], ["copilot/chta"], ["copilot/chta: no such record is published; did you mean 'copilot/chat'?"]),
        (
            [],
            [CHAT, "chat"],
            ["chat: no such record is published; it is one of copilot/chat, copilot/docs, embedding/titan"],
        ),
        (["embeding"], [], ["embeding: no record of such a workload is published; did you mean 'embedding'?"]),
        (["copilot", "cai"], [], ["cai: no record of such a workload is published; it is one of copilot, embedding"]),
        (["embedding"], [CHAT], ["copilot/chat: is left out, since only embedding is requested; add copilot"]),
        (
            ["embeding"],
            ["copilot/chta"],
            [
                "embeding: no record of such a workload is published; did you mean 'embedding'?",
                "copilot/chta: no such record is published; did you mean 'copilot/chat'?",
            ],
        ),
    ],
)
def test_what_is_named_and_not_there(workloads, keys, problems) -> None:
    assert chosen_records(RECORDS, workloads, keys, DAMAGED)["problems"] == problems
