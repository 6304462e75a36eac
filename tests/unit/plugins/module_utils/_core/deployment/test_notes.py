# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Lines beside what was done."""

from __future__ import annotations

from ansible_collections.genai.bedrock.plugins.module_utils._core.deployment.notes import (
    Undeclared,
    foreign_notes,
    former_notes,
    kept_notes,
    undeclared_notes,
)


def test_what_differs_and_is_kept_is_reported_once():
    texts = [f"k{number} in us-east-1: name a → b: kept" for number in range(5)]
    assert kept_notes({"copilot": texts, "cai": ["x in us-west-2: other"]}) == [
        "kept as it is: copilot/k0 in us-east-1, copilot/k1 in us-east-1, copilot/k2 in us-east-1 and 2 more: name a → b: kept",
        "kept as it is: cai/x in us-west-2: other",
    ]


def test_hundreds_of_differences_are_counted():
    lines = kept_notes({"w": [f"k{number} in r: description {number}" for number in range(400)]})
    assert len(lines) == 6
    assert lines[-1] == "and 395 more differences are kept, too: the warnings of the task name them"


def test_workloads_that_are_not_in_the_run():
    assert undeclared_notes([]) == []
    (line,) = undeclared_notes([Undeclared("cai", 6, 3), Undeclared("crew", 1, 0)])
    assert line.startswith("not in this run, left as it is: cai (6 profiles, 3 records), crew (1 profile); ")


def test_parameters_of_others():
    rows = [{"name": f"/p/w/{key}", "region": "us-east-1", "reason": "it is theirs"} for key in "abcd"]
    assert foreign_notes(rows, "/p") == [
        "not ours, left alone: w/a in us-east-1, w/b in us-east-1, w/c in us-east-1 and 1 more: it is theirs"
    ]


def test_regions_of_earlier_settings():
    assert former_notes({}) == []
    (line,) = former_notes({"eu-west-1": 2})
    assert line.startswith("also kept right in eu-west-1 (2 records), ")
