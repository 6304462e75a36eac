# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Names that we give, and live names that are one of them."""

from __future__ import annotations

import pytest
from ansible_collections.genai.bedrock.plugins.module_utils._core.names import name_problem, suffixed_name
from ansible_collections.genai.bedrock.plugins.module_utils._core.profiles.naming import (
    SUFFIXES,
    has_name,
    likely_sources,
    names_of,
)

SOURCE = "arn:aws:bedrock:us-east-1::foundation-model/a.model"
OTHER = "arn:aws:bedrock:us-east-1::foundation-model/b.model"


@pytest.mark.parametrize("wanted", ["chat", "n" * 60, "n" * 64, "n" * 58 + "-end"])
def test_each_name_that_we_give_is_valid_and_known_again(wanted: str) -> None:
    names = names_of(wanted, SOURCE)
    assert names[:2] == (wanted, suffixed_name(wanted, SOURCE))
    assert len(set(names)) == len(names) > SUFFIXES - 2
    for name in names:
        assert name_problem(name) is None
        assert has_name(name, wanted, (SOURCE,), created_here=False)
        assert has_name(name, wanted, (OTHER, "", SOURCE), created_here=False)


@pytest.mark.parametrize(
    ("name", "wanted", "created_here", "same"),
    [
        ("chat", "chat", False, True),
        ("chat-cafe", "chat", False, False),
        ("chat-cafe", "chat", True, True),
        ("titan-embeddings-1024", "titan-embeddings", True, False),
        ("titan-embeddings", "titan-embeddings-1024", True, False),
        ("titan-embeddings-1024", "titan-embeddings-1024", False, True),
        ("n" * 59 + "-2048", "n" * 64, True, False),
        ("chat-20", "chat", True, False),
        ("talk-cafe", "chat", True, False),
    ],
)
def test_a_name_that_somebody_chose_is_not_ours(name: str, wanted: str, created_here: bool, same: bool) -> None:
    assert has_name(name, wanted, (SOURCE,), created_here=created_here) is same


def test_sources_that_a_profile_may_have() -> None:
    own = "arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/abc"
    found = list(likely_sources(own, (SOURCE,)))
    assert found[:2] == [SOURCE, "arn:aws:bedrock:us-east-1:123456789012:inference-profile/us.a.model"]
    assert list(likely_sources("no ARN", (SOURCE,))) == [SOURCE]
