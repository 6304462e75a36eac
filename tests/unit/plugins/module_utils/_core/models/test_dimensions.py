# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Embedding dimensions."""

from __future__ import annotations

import pytest
from ansible_collections.genai.bedrock.plugins.module_utils._core.models.dimensions import dimensions_problem


def test_dimensions_that_a_model_lacks_are_reported_with_those_it_has() -> None:
    text = "amazon.titan-embed-text-v2:0 has no 2048 dimensions: it returns vectors of 256, 512, 1024"
    assert dimensions_problem("arn:aws:bedrock:us-east-1::foundation-model/amazon.titan-embed-text-v2:0", 2048) == text


@pytest.mark.parametrize(
    ("source", "number"),
    [("amazon.titan-embed-text-v2:0", 512), ("new.embed-x", 7), ("twelvelabs.marengo-embed-3-0-v1:0", 7)],
)
def test_no_problem(source: str, number: int) -> None:
    assert dimensions_problem(source, number) is None
