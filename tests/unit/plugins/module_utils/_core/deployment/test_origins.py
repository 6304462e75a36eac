# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Where differences come from, case by case. Whole deployments are in _engine/deployment/test_drift.py."""

from __future__ import annotations

import pytest
from ansible_collections.genai.bedrock.plugins.module_utils._core.deployment.origins import (
    AWS,
    BOTH,
    INVENTORY,
    UNKNOWN,
    combined,
    document_origin,
    drift_lines,
    guardrail_origin,
    record_origin,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.records.hashes import (
    edited,
    hashed,
    tags_hash,
    with_hashes,
)

OLD, NEW = hashed({"targets": [], "temperature": 0.1}), hashed({"targets": [], "temperature": 0.2})
BY_HAND, BARE = OLD | {"temperature": 0.9}, {"targets": []}


@pytest.mark.parametrize(
    ("origins", "origin"),
    [
        ([AWS], AWS),
        ([INVENTORY, INVENTORY], INVENTORY),
        ([AWS, INVENTORY], BOTH),
        ([BOTH, UNKNOWN], BOTH),
        ([AWS, UNKNOWN], UNKNOWN),
        ([], UNKNOWN),
    ],
)
def test_what_follows_from_several(origins, origin):
    assert combined(origins) == origin


@pytest.mark.parametrize(
    ("before", "after", "causes", "known", "origin"),
    [
        (OLD, NEW, [], False, INVENTORY),
        (OLD, NEW, [AWS], False, AWS),
        (BY_HAND, OLD, [], False, AWS),
        (BY_HAND, NEW, [], False, BOTH),
        (BY_HAND, NEW, [INVENTORY], False, BOTH),
        (OLD, OLD, [], False, AWS),
        (BARE, NEW, [], False, UNKNOWN),
        (BARE, NEW, [INVENTORY], False, INVENTORY),
        ("damaged", NEW, [], False, AWS),
        (None, NEW, [], False, AWS),
        (None, NEW, [], True, UNKNOWN),
        (None, NEW, [INVENTORY], False, INVENTORY),
        (OLD, None, [], False, INVENTORY),
    ],
    ids=[
        *("inventory", "of a profile", "edited", "both", "both of a profile", "only its tags or description"),
        *("older", "older, of a profile", "damaged", "deleted", "not in this region", "new", "unneeded"),
    ],
)
def test_a_record(before, after, causes, known, origin):
    assert record_origin(before, after, causes, known=known)[0] == origin


@pytest.mark.parametrize(
    ("action", "causes", "origin"),
    [
        ("write", [], AWS),
        ("write", [INVENTORY], INVENTORY),
        ("delete", [], INVENTORY),
        ("write", [AWS, INVENTORY], BOTH),
    ],
)
def test_the_document(action, causes, origin):
    assert document_origin(action, causes)[0] == origin


def test_a_guardrail_that_no_entry_needs():
    assert guardrail_origin(None, pinned=True)[0] == INVENTORY


def test_lines_name_what_was_changed_by_hand():
    rows = [{"origin": AWS, "origin_reason": "why", "key": key} for key in "abcde"]
    rows += [{"origin": AWS, "origin_reason": f"why {number}", "key": "x"} for number in range(8)]
    rows += [{"origin": INVENTORY, "origin_reason": "new", "key": "y"}]
    lines = drift_lines(rows, lambda row: row["key"])
    assert (lines[0], lines[-1], len(lines)) == (
        "a, b, c and 2 more: why",
        "and 3 more kinds of changes by hand in AWS",
        7,
    )


@pytest.mark.parametrize(
    ("record", "found"), [(OLD, False), (BY_HAND, True), (BARE, None), ({"targets": [], "hash": 5}, None)]
)
def test_a_hash_finds_an_edit(record, found):
    assert edited(record) is found


def test_a_hash_of_tags_is_of_what_the_inventory_decides():
    assert tags_hash({"a": "1", "CreatedDate": "2026-01-01", "CreatedBy": "x", "aws:b": "2"}) == tags_hash({"a": "1"})
    assert tags_hash({"a": "1"}) != tags_hash({"a": "2"})


def test_a_record_that_is_too_large_has_no_hash():
    record = {"targets": [{"region": "us-east-1"}], "text": "x" * 8_120}
    assert with_hashes(record, lambda _region: "0" * 12) == record
