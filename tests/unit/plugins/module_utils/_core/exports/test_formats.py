# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Which formats are exported."""

from __future__ import annotations

import pytest
from ansible_collections.genai.bedrock.plugins.module_utils._core.exports.formats import chosen_formats
from ansible_collections.genai.bedrock.plugins.module_utils._core.problems import ProblemError

from tests.unit.plugins.module_utils.record_samples import record

CLAUDE = {"copilot/chat": record("copilot", "chat", model_family="claude")}
NOVA = {"copilot/chat": record("copilot", "chat", model_family="nova")}


@pytest.mark.parametrize(
    ("given", "records", "formats"),
    [
        (None, NOVA, ["litellm", "dotenv", "schema"]),
        (None, CLAUDE, ["litellm", "dotenv", "schema", "claude_code"]),
        ([], CLAUDE, ["litellm", "dotenv", "schema", "claude_code"]),
        ("", NOVA | {"cai/chat": CLAUDE["copilot/chat"]}, ["litellm", "dotenv", "schema", "claude_code"]),
        ("clients, dotenv,", NOVA, ["clients", "dotenv"]),
        (["claude_code"], NOVA, ["claude_code"]),
    ],
)
def test_formats(given, records, formats) -> None:
    assert chosen_formats(given, records) == formats


def test_unknown_formats_are_named_together() -> None:
    with pytest.raises(ProblemError, match=r"formats: takes litellm, .*, clients, not toml, ini$"):
        chosen_formats(["toml", "dotenv", "ini"], NOVA)
