# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What an organisation's tagger writes on profiles, guardrails, records and the document is no drift."""

from __future__ import annotations

import pytest

from tests.unit.plugins.module_utils.environment_fakes import EAST, FakeAws, run
from tests.unit.plugins.module_utils.fakes import TITAN

TAGGER = {"CostCenter": "42", "org:owner": "finance"}
IGNORE = {"keys": ["CostCenter"], "key_prefixes": ["org:"]}
WORKLOAD = {"entries": {"chat": {"model": TITAN, "name": "titan-chat"}}, "tags": {"Team": "a"}}


def tagged() -> FakeAws:
    """A deployed workload on which somebody else has written tags."""
    aws = FakeAws()
    assert run(aws, {"shop": WORKLOAD}, regions=[EAST]).failures == []
    for tags in aws.profiles(EAST).tagged.values():
        tags.update(TAGGER)
    store = aws.parameters(EAST)
    for name, found in list(store.live.items()):
        store._retag(name, {**found.tags, **TAGGER})
    return aws


def tags_of(aws: FakeAws) -> list[dict[str, str]]:
    return [*aws.profiles(EAST).tagged.values(), *(one.tags for one in aws.parameters(EAST).live.values())]


@pytest.mark.parametrize("check", [True, False])
def test_nothing_is_to_be_done(check: bool) -> None:
    aws = tagged()
    ran = run(aws, {"shop": {**WORKLOAD, "ignore_tags": IGNORE}}, regions=[EAST], check=check)
    assert (ran.failures, ran.result["changed"]) == ([], False)
    assert all(TAGGER.items() <= tags.items() for tags in tags_of(aws))


def test_without_the_option_they_are_drift() -> None:
    aws = tagged()
    assert run(aws, {"shop": WORKLOAD}, regions=[EAST]).result["changed"] is True
    assert not any("CostCenter" in tags for tags in tags_of(aws))


def test_what_changes_beside_them_is_changed_and_they_stay() -> None:
    aws = tagged()
    other = {**WORKLOAD, "tags": {"Team": "b", "CostCenter": "7"}}
    ran = run(aws, {"shop": other}, regions=[EAST], ignore_tags=IGNORE)
    assert (ran.failures, ran.result["changed"]) == ([], True)
    (profile,) = aws.profiles(EAST).tagged.values()
    assert (profile["Team"], profile["CostCenter"]) == ("b", "42")


def test_our_own_cannot_be_ignored() -> None:
    ran = run(FakeAws(), {"shop": {**WORKLOAD, "ignore_tags": {"keys": ["Workload"]}}}, regions=[EAST])
    assert any("ignore_tags: covers Workload" in text for text in ran.forbidden)
