# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Findings as data, as a table and as an exit status."""

from __future__ import annotations

import pytest
from ansible_collections.genai.bedrock.plugins.module_utils._core.findings import (
    ERROR,
    INFO,
    WARNING,
    Finding,
    as_problems,
    counts,
    failing,
    finding_lines,
    ordered,
)

EAST, WEST = "us-east-1", "us-west-2"


def found(severity, key="chat", region=EAST, code="a_code", message="something is wrong", way_out="mend it"):
    return Finding(severity, code, message, way_out, key, region)


BAD, WARNED, REPORTED = found(ERROR), found(WARNING, "docs"), found(INFO, None, None)


def test_the_worst_come_first_and_each_once():
    mixed = [REPORTED, WARNED, found(ERROR, "docs"), BAD, found(ERROR, region=WEST), BAD]
    assert [(one.severity, one.key, one.region) for one in ordered(mixed)] == [
        (ERROR, "chat", EAST),
        (ERROR, "chat", WEST),
        (ERROR, "docs", EAST),
        (WARNING, "docs", EAST),
        (INFO, None, None),
    ]


@pytest.mark.parametrize(
    ("fail_on", "failed"),
    [("error", [BAD]), ("warning", [BAD, WARNED]), ("never", [])],
)
def test_what_fails(fail_on, failed):
    assert failing([BAD, WARNED, REPORTED], fail_on) == failed


def test_counts_know_every_severity():
    assert counts([WARNED, WARNED]) == {"error": 0, "warning": 2, "info": 0}


def test_problems_end_with_the_way_out():
    problem = as_problems([BAD])[0]
    assert problem.message == "something is wrong; mend it"
    assert (problem.key, problem.region, problem.code, problem.way_out) == ("chat", EAST, "a_code", "mend it")


@pytest.mark.parametrize(
    ("findings", "lines"),
    [
        ([], ["no findings"]),
        (
            [BAD, WARNED, REPORTED],
            [
                "error    chat  us-east-1  a_code  something is wrong; mend it",
                "warning  docs  us-east-1  a_code  something is wrong; mend it",
                "info     -     -          a_code  something is wrong; mend it",
                "1 error, 1 warning, 1 info",
            ],
        ),
        (
            [BAD, found(ERROR, region=WEST), found(ERROR, "docs"), found(ERROR, "a"), found(ERROR, "b")],
            ["error  chat, docs, a and 1 more  us-east-1, us-west-2  a_code  something is wrong; mend it", "5 errors"],
        ),
    ],
    ids=["none", "one of each", "what several have in common is one line"],
)
def test_lines(findings, lines):
    assert finding_lines(findings) == lines
