# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""One form of a prefix, however it was written, wherever one comes in."""

from __future__ import annotations

import pytest
from ansible_collections.genai.bedrock.plugins.lookup.record import record_names
from ansible_collections.genai.bedrock.plugins.module_utils._core.exports.dotenv import dotenv
from ansible_collections.genai.bedrock.plugins.module_utils._core.parameters.paths import (
    is_below,
    normal_path,
    path_below,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.policies.rules import prefix_of, prefix_problems
from ansible_collections.genai.bedrock.plugins.module_utils._core.records.publication import record_parameters
from ansible_collections.genai.bedrock.plugins.module_utils._core.records.reading import read_records
from ansible_collections.genai.bedrock.plugins.module_utils._core.workloads.settings import read_settings

from tests.unit.plugins.module_utils.record_samples import record

RECORD = {"copilot/chat": record("copilot", "chat")}


@pytest.mark.parametrize(
    ("path", "normal"),
    [("/a/b", "/a/b"), ("/a/b/", "/a/b"), ("/a/b//", "/a/b"), ("/", "/"), ("//", "/"), ("", ""), ("a/", "a")],
)
def test_normal_path(path: str, normal: str) -> None:
    assert normal_path(path) == normal


@pytest.mark.parametrize("prefix", ["/a/b", "/a/b/", "/a/b//"])
def test_every_input_takes_both_forms(prefix: str) -> None:
    settings = read_settings({"environment": "dev", "regions": ["us-east-1"], "ssm_prefix": prefix}, "copilot")
    listed = [{"name": "/a/b/copilot/chat", "json": RECORD["copilot/chat"]}]
    assert settings[0].ssm_prefix == "/a/b"
    assert settings[1] == []
    assert path_below(prefix, "x/y") == "/a/b/x/y"
    assert list(record_parameters(RECORD, prefix, "dev", ["x/y"], {})) == ["/a/b/copilot/chat", "/a/b/x/y", "/a/b"]
    assert read_records(listed, prefix, "dev") == RECORD
    assert record_names(["copilot/chat"], prefix, None) == ["/a/b/copilot/chat"]
    assert (prefix_of("dev", prefix), prefix_problems(prefix)) == ("/a/b", [])
    assert "/a/b/copilot/chat\n" in dotenv(RECORD, prefix)


@pytest.mark.parametrize(
    ("name", "below"),
    [("/a/b/c", True), ("/a/b/c/d", True), ("/a/b", False), ("/a/bc", False), ("a/b/c", False)],
)
@pytest.mark.parametrize("prefix", ["/a/b", "/a/b/"])
def test_is_below(name: str, prefix: str, below: bool) -> None:
    assert is_below(name, prefix) is below
