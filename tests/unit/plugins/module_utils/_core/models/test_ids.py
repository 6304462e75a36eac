# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What ids tell, whatever form they are written in."""

from __future__ import annotations

import pytest
from ansible_collections.genai.bedrock.plugins.module_utils._core.models.ids import (
    bare_model_id,
    model_family,
    model_kind,
    provider,
)

FM = "arn:aws:bedrock:us-east-1::foundation-model/"
PROFILE = "arn:aws:bedrock:us-east-1:123456789012:inference-profile/"


@pytest.mark.parametrize(
    ("source", "bare", "vendor", "family", "kind"),
    [
        ("anthropic.claude-sonnet-4-6", "anthropic.claude-sonnet-4-6", "anthropic", "claude", "text"),
        ("us.anthropic.claude-sonnet-4-6", "anthropic.claude-sonnet-4-6", "anthropic", "claude", "text"),
        ("us-gov.anthropic.claude-3-haiku", "anthropic.claude-3-haiku", "anthropic", "claude", "text"),
        (f"{PROFILE}global.amazon.nova-2-lite-v1:0", "amazon.nova-2-lite-v1:0", "amazon", "nova", "text"),
        (f"{FM}amazon.titan-embed-text-v2:0", "amazon.titan-embed-text-v2:0", "amazon", "titan", "embedding"),
        ("cohere.embed-english-v3", "cohere.embed-english-v3", "cohere", "cohere", "embedding"),
        ("twelvelabs.marengo-embed-3-0", "twelvelabs.marengo-embed-3-0", "twelvelabs", "marengo", "embedding"),
        ("meta.llama4-scout-17b-instruct-v1:0", "meta.llama4-scout-17b-instruct-v1:0", "meta", "llama", "text"),
        ("deepseek.r1-v1:0", "deepseek.r1-v1:0", "deepseek", "deepseek", "text"),
        ("odd", "odd", "", "odd", "text"),
        ("", "", "", "model", "text"),
    ],
)
def test_an_id_tells(source: str, bare: str, vendor: str, family: str, kind: str) -> None:
    assert bare_model_id(source) == bare
    assert provider(source) == vendor
    assert model_family(source) == family
    assert model_kind(source) == kind
