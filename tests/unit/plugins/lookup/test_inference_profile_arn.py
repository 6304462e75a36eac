# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Lookup inference_profile_arn: which profiles a name means."""

from __future__ import annotations

import pytest
from ansible_collections.genai.bedrock.plugins.lookup.inference_profile_arn import named
from ansible_collections.genai.bedrock.plugins.module_utils._core.names import suffixed_name
from ansible_collections.genai.bedrock.plugins.module_utils._core.profiles.inference_profiles import LiveProfile


@pytest.mark.parametrize(
    ("live", "found"),
    [
        ([], []),
        (["chat"], [0]),
        (["other", "chat"], [1]),
        (["chat", "chat"], [0, 1]),
        (["chat-0a1b"], [0]),
        (["chat-0a1b", "chat"], [1]),
        (["chat-0a1b", "chat-2c3d"], [0, 1]),
        (["chat-old"], []),
        (["Chat"], []),
    ],
)
def test_named(live, found):
    profiles = [LiveProfile(f"arn:{n}", str(n), name, "us-east-1", ()) for n, name in enumerate(live)]
    assert [int(profile.profile_id) for profile in named("chat", profiles)] == found


SONNET = "anthropic.claude-sonnet-4-6"
MODELS = tuple(f"arn:aws:bedrock:{region}::foundation-model/{SONNET}" for region in ("us-east-1", "us-west-2"))
COPIED = "arn:aws:bedrock:us-east-1:123456789012:inference-profile/us." + SONNET


@pytest.mark.parametrize("wanted", ["titan", "n" * 64])
def test_digits_of_a_name_are_no_suffix_unless_we_could_have_made_it(wanted):
    own = "arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/abc"
    of_model, of_profile = suffixed_name(wanted, MODELS[0]), suffixed_name(wanted, COPIED)
    for name, found in ((of_model, True), (of_profile, True), (f"{wanted[:59]}-1024", False)):
        assert bool(named(wanted, [LiveProfile(own, "abc", name, "us-east-1", MODELS)])) is found
