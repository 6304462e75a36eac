# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is shown of a run while it lasts: when, how much, and in which form."""

from __future__ import annotations

import json

import pytest
from ansible_collections.genai.bedrock.plugins.module_utils._core.deployment.progress import (
    ATOMIC,
    LINES,
    QUIET,
    Progress,
    decoded,
    encoded,
    shown_by,
)

BEGAN = 100.0
LATER = BEGAN + QUIET


def event(subject="copilot/chat", action="created", region="us-east-1"):
    return {"region": region, "subject": subject, "action": action}


def progress(*rows, host=""):
    made = Progress(BEGAN, host)
    for row in rows:
        made.add(row)
    return made


CHAT = "us-east-1       copilot/chat                  created"


def test_a_short_run_shows_nothing_even_at_its_end():
    watched = progress(event(), {"text": "waiting 300 s for readers to move on"})
    assert watched.lines(BEGAN) == []
    assert watched.lines(LATER - 0.1, last=True) == []


def test_what_was_collected_is_shown_once_a_run_is_long():
    watched = progress(event())
    assert watched.lines(LATER - 0.1) == []
    assert watched.lines(LATER) == [CHAT]
    assert watched.lines(LATER + 60) == []
    assert watched.lines(LATER + 60, last=True) == []


def test_a_long_run_shows_an_event_at_once_and_then_pauses():
    watched = progress(event())
    watched.lines(LATER)
    watched.add(event("copilot/notes"))
    assert watched.lines(LATER + QUIET / 2) == []
    watched.add(event("copilot/other"))
    assert len(watched.lines(LATER + QUIET)) == 2
    watched.add(event("copilot/late"))
    assert len(watched.lines(LATER + QUIET * 1.5, last=True)) == 1


@pytest.mark.parametrize(("seconds", "blocks"), [(10, 2), (60, 7), (600, 61)])
def test_the_longer_a_run_takes_the_rarer_are_its_lines(seconds, blocks):
    """Something happens every tenth of a second."""
    watched, shown = progress(), 0
    for tenth in range(1, seconds * 10 + 1):
        watched.add(event())
        shown += bool(watched.lines(BEGAN + tenth / 10))
    assert shown == blocks


def test_what_a_run_waits_for_is_shown_at_once():
    watched = progress(event())
    watched.lines(LATER)
    watched.add({"text": "waiting 300 s for readers to move on"})
    assert watched.lines(LATER + 0.1) == ["waiting 300 s for readers to move on"]


def test_columns_stay_aligned_whatever_is_in_them():
    rows = [event(region="ap-southeast-1"), event("guardrail cai-guardrail-of-the-customers", "version published")]
    lines = progress(*rows, event()).lines(LATER)
    assert len({line.index(word) for line, word in zip(lines[1:], ("version", "created"), strict=True)}) == 1
    assert len({line.index(word) for line, word in zip(lines, ("copilot", "guardrail", "copilot"), strict=True)}) == 1
    assert lines[0].startswith("ap-southeast-1  copilot/chat")


@pytest.mark.parametrize(
    ("subjects", "last"),
    [
        ([f"shop/n{number}" for number in range(LINES)], f"shop/n{LINES - 1}"),
        ([f"shop/n{number}" for number in range(LINES + 1)], "and 2 more"),
        ([f"shop/n{number}" for number in range(40)], f"and {40 - LINES + 1} more"),
        (["/dev/a", "/dev/b", "shop/n"], "2 parameters"),
        (["/dev/a"], "1 parameter "),
        ([*(f"shop/n{number}" for number in range(LINES)), "/dev/a", "/dev/b"], "and 3 more"),
    ],
)
def test_a_flood_is_counted(subjects, last):
    lines = progress(*map(event, subjects)).lines(LATER)
    assert len(lines) <= LINES
    assert last in lines[-1]


def test_what_is_waited_for_is_never_only_counted():
    rows = [event(f"shop/n{number}") for number in range(40)]
    lines = progress(*rows, {"text": "waiting 300 s for readers to move on"}).lines(LATER)
    assert lines[-2:] == ["waiting 300 s for readers to move on", "and 38 more"]


def test_the_host_is_before_each_line():
    lines = progress(event(), {"text": "waiting"}, host="one   ").lines(LATER)
    assert lines == [f"one     {CHAT}", "one     waiting"]


def test_a_profile_that_no_plan_names_has_its_id():
    arn = "arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/abc123"
    assert "profile abc123 " in progress(event(arn)).lines(LATER)[0]


@pytest.mark.parametrize("row", [event(), {"text": "ü " * 10}, {"seconds": 1.5, "text": "a"}])
def test_rows_travel_as_lines(row):
    line = encoded(row)
    assert line.endswith(b"\n")
    assert decoded(line) == {name: value for name, value in row.items() if isinstance(value, str)}


def test_a_line_is_written_whole_or_not_at_all():
    assert len(encoded({"text": "x" * 5000})) <= ATOMIC
    assert encoded(dict.fromkeys(("region", "subject", "action"), "x" * 200)) is None


@pytest.mark.parametrize("line", [b"", b"{", b"[1]", b"7", b"\xff\xfe", b'{"text": 7}'])
def test_what_is_no_row_shows_nothing(line):
    assert progress(decoded(line)).lines(LATER) == []


def test_nothing_steers_the_terminal():
    reported = decoded(json.dumps({"text": "a\x1b[2Jb\nc"}).encode())
    assert reported == {"text": "a [2Jb c"}


@pytest.mark.parametrize(
    ("callback", "switch", "shown"),
    [
        ("default", None, True),
        ("ansible.builtin.default", "", True),
        ("ansible.builtin.minimal", "true", True),
        ("community.general.yaml", None, True),
        ("ansible.posix.json", None, False),
        ("json", "true", False),
        ("awx_display", None, False),
        ("junit", None, False),
        ("", None, False),
        ("default", "false", False),
        ("default", " No ", False),
        ("default", "0", False),
    ],
)
def test_where_lines_belong(callback, switch, shown):
    assert shown_by(callback, switch) is shown
