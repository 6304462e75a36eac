# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Which ids an id that nothing has was meant for."""

from __future__ import annotations

import pytest
from ansible_collections.genai.bedrock.plugins.module_utils._core.models.nearest import is_another_version, nearest_ids

HAIKU_4_5, HAIKU_5_5 = "anthropic.claude-haiku-4-5-20251001-v1:0", "anthropic.claude-haiku-5-5"
SONNET_4, SONNET_4_6 = "anthropic.claude-sonnet-4-20250514-v1:0", "anthropic.claude-sonnet-4-6"
OLD, OLD_2 = "anthropic.claude-3-5-sonnet-20240620-v1:0", "anthropic.claude-3-5-sonnet-20241022-v2:0"
TITAN_1, TITAN_2 = "amazon.titan-embed-text-v1", "amazon.titan-embed-text-v2:0"
NOVA, NOVA_2 = "amazon.nova-lite-v1:0", "amazon.nova-2-lite-v1:0"
KNOWN = [HAIKU_4_5, HAIKU_5_5, SONNET_4, SONNET_4_6, OLD, OLD_2, TITAN_1, TITAN_2, NOVA, NOVA_2]


@pytest.mark.parametrize(
    ("text", "near"),
    [
        ("claude-haiku-4-5", [HAIKU_4_5]),
        ("claude-haiku-4-5-20251001-v1:0", [HAIKU_4_5]),
        ("anthropic.claude-haiku-4-5", [HAIKU_4_5]),
        ("anthropic.claude-haiku-4-5-v1:0", [HAIKU_4_5]),
        ("anthropic.claude-haiku-4-5-20251001-v2:0", [HAIKU_4_5]),
        ("anthropic.claude-haiku-4-5-20251002-v1:0", [HAIKU_4_5]),
        ("anthropic.claude-haiku-4-5-20251001", [HAIKU_4_5]),
        ("anthropic.claude-sonnet-4-6-v1:0", [SONNET_4_6]),
        ("Claude-Sonnet-4.6", [SONNET_4_6]),
        ("claude-sonnet-4", [SONNET_4]),
        ("claude-haiku", [HAIKU_5_5, HAIKU_4_5]),
        ("claude-3-5-sonnet-20241022", [OLD_2, OLD]),
        ("us.claude-haiku-4-5", [HAIKU_4_5]),
        ("titan-embed-text", [TITAN_1, TITAN_2]),
        ("nova-lite", [NOVA]),
        ("anthropic.claude-sonet-4-6", [SONNET_4_6]),
        ("anthropic.claude-hiaku-4-5-20251001-v1:0", [HAIKU_4_5]),
        ("claude-sonnet-4-6-extended-thinking-preview", []),
        ("nobody.knows", []),
        ("4-5", []),
        ("-v1:0", []),
        ("", []),
    ],
    ids=[
        "no vendor, date and version",
        "no vendor",
        "no date and version",
        "no date",
        "another version",
        "another date",
        "no version",
        "a version where there is none",
        "as people write it",
        "the release itself before a later one",
        "several alike",
        "several alike, the likest first",
        "a profile without its vendor",
        "two versions",
        "not a name with a word between",
        "a typo",
        "two letters turned",
        "too far",
        "nothing near",
        "numbers alone",
        "a version alone",
        "nothing",
    ],
)
def test_nearest(text, near):
    assert nearest_ids(text, KNOWN) == near


@pytest.mark.parametrize(("text", "found"), [("abcdefgh", True), ("abcdefghi", False)], ids=["just alike", "just not"])
def test_how_much_must_be_alike(text, found):
    assert bool(nearest_ids(text, ["abcdefxxxxxx"])) is found


def test_no_more_than_three_are_named():
    assert len(nearest_ids("nova-lite", [f"amazon.nova-lite-v{version}:0" for version in range(1, 6)])) == 3


@pytest.mark.parametrize(
    ("text", "another"),
    [
        ("anthropic.claude-sonnet-4-7", True),
        ("anthropic.claude-3-sonnet-20240229-v1:0", True),
        ("anthropic.claude-haiku-4-20250514-v1:0", True),
        ("amazon.nova-3-lite-v1:0", True),
        ("anthropic.claude-haiku-4", False),
        ("anthropic.claude-haiku", False),
        ("claude-sonnet-4-7", False),
        (f"{SONNET_4_6}-v1:0", False),
        ("anthropic.claude-haiku-4-5-20251002-v1:0", False),
        ("anthropic.claude-sonet-4-7", False),
        ("nobody.knows", False),
        ("", False),
    ],
)
def test_an_id_that_is_that_of_another_model_and_no_slip_of_the_pen(text: str, another: bool) -> None:
    assert is_another_version(text, KNOWN) is another
