# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Listing guardrails: a guardrail that another account shares is found by its ARN, in its own region only."""

from __future__ import annotations

from typing import Any

import pytest
from ansible_collections.genai.bedrock.plugins.module_utils._engine.guardrails.listing import Request, list_guardrails

from tests.unit.plugins.module_utils.guardrail_samples import ARN, FakeGuardrails, answer, failing

SHARED = "arn:aws:bedrock:us-east-1:999999999999:guardrail/def"
ELSEWHERE = SHARED.replace("us-east-1", "us-west-2")
OWN = [{"id": "abc", "arn": ARN, "name": "cai"}]


def looked(fake: FakeGuardrails, **query: Any) -> tuple[list[dict[str, Any]], list[str]]:
    rows, problems = list_guardrails({"us-east-1": fake}, Request(**query), workers=2)
    return rows, [f"{problem.key}: {problem.code}" for problem in problems]


def shared() -> FakeGuardrails:
    return FakeGuardrails(drafts=[answer(guardrailId="def", guardrailArn=SHARED)], listings=[OWN])


def test_a_shared_guardrail_has_neither_tags_nor_versions() -> None:
    fake = shared()
    (row,), problems = looked(fake, identifiers=frozenset({SHARED}))
    assert (row["guardrail_arn"], row["tags"], row["versions"], problems) == (SHARED, {}, None, [])
    assert fake.calls == ["summaries", "get"]


@pytest.mark.parametrize(
    "query",
    [
        {"identifiers": frozenset({ELSEWHERE})},
        {"identifiers": frozenset({"def"})},
        {"identifiers": frozenset({SHARED}), "tags": {"ManagedBy": "genai.bedrock"}},
    ],
)
def test_what_is_not_requested_by_its_arn_here(query: dict[str, Any]) -> None:
    fake = shared()
    assert looked(fake, **query) == ([], [])
    assert fake.calls == ["summaries"]


def test_names_hold_for_it_too() -> None:
    assert looked(shared(), identifiers=frozenset({SHARED}), names=frozenset({"other"})) == ([], [])


def test_one_of_the_account_is_read_once() -> None:
    fake = FakeGuardrails(drafts=[answer()], listings=[OWN], numbered={"1": [answer()]})
    (row,), _problems = looked(fake, identifiers=frozenset({ARN}))
    assert (row["versions"], fake.calls) == (["1"], ["summaries", "tags", "get", "versions"])


def test_one_that_is_gone_or_may_not_be_read() -> None:
    assert looked(FakeGuardrails(drafts=[None]), identifiers=frozenset({SHARED})) == ([], [])
    denied = FakeGuardrails(drafts=[None], fail={"get": failing("AccessDeniedException", "GetGuardrail")})
    assert looked(denied, identifiers=frozenset({SHARED})) == ([], [f"{SHARED}: AccessDeniedException"])
