# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Which models refuse a temperature, and that nothing is said of those that nobody has looked up."""

from __future__ import annotations

import pytest
from ansible_collections.genai.bedrock.plugins.module_utils._core.models.sampling import temperature_problem

OPUS_5 = "anthropic.claude-opus-5"


@pytest.mark.parametrize(
    ("source", "temperature", "refused"),
    [
        (OPUS_5, 0.3, True),
        (f"us.{OPUS_5}", 0.0, True),
        (f"arn:aws:bedrock:us-east-1::foundation-model/{OPUS_5}", 0.7, True),
        (OPUS_5, 1.0, False),
        ("anthropic.claude-sonnet-4-6", 0.3, False),
        ("acme.new-model-v1:0", 0.3, False),
    ],
    ids=["bare id", "profile id", "ARN", "the one value it takes", "takes one", "unknown"],
)
def test_temperature(source, temperature, refused):
    problem = temperature_problem(source, temperature)
    assert bool(problem) is refused
    assert not refused or f"{OPUS_5} takes no temperature" in problem
