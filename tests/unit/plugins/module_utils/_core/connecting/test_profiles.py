# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Chains of credentials profiles."""

from __future__ import annotations

import pytest
from ansible_collections.genai.bedrock.plugins.module_utils._core.connecting.profiles import chain, first_with

PROFILES = {
    "keys": {"aws_access_key_id": "a"},
    "role": {"role_arn": "r", "source_profile": "sso"},
    "sso": {"sso_session": "corp"},
    "a": {"role_arn": "r", "source_profile": "b"},
    "b": {"role_arn": "r", "source_profile": "a"},
    "self": {"role_arn": "r", "source_profile": "self"},
    "lost": {"role_arn": "r", "source_profile": "gone"},
}


@pytest.mark.parametrize(
    ("name", "names"),
    [
        ("keys", ["keys"]),
        ("role", ["role", "sso"]),
        ("a", ["a", "b"]),
        ("self", ["self"]),
        ("lost", ["lost"]),
        ("gone", []),
    ],
)
def test_chain(name, names):
    assert chain(PROFILES, name) == names


@pytest.mark.parametrize(("name", "found"), [("role", "sso"), ("sso", "sso"), ("a", None), ("gone", None)])
def test_first_with(name, found):
    assert first_with(PROFILES, name, ("sso_session", "sso_start_url")) == found
