# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The module's end of the pipe: what is told gets there, and nothing about it can hold up or fail a run."""

from __future__ import annotations

import json
import os

import pytest
from ansible_collections.genai.bedrock.plugins.module_utils._core.deployment.progress import PIPE_VARIABLE
from ansible_collections.genai.bedrock.plugins.module_utils._engine.deployment.events import Event, Events, Note
from ansible_collections.genai.bedrock.plugins.module_utils._module.progress import pipe_listener

EVENT = Event(1.0, "us-east-1", "copilot/chat", "created")


@pytest.fixture
def pipe(tmp_path, monkeypatch):
    path = tmp_path / "pipe"
    os.mkfifo(path)
    monkeypatch.setenv(PIPE_VARIABLE, str(path))
    return path


@pytest.fixture
def reader(pipe):
    number = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    with open(number, "rb") as reading:
        yield reading


def test_events_and_notes_reach_the_reader(reader):
    events = Events(pipe_listener())
    events.notify("us-east-1", "copilot/chat", "created")
    events.wait_for_readers(300)
    reported = [json.loads(line) for line in reader.read().splitlines()]
    assert [row.get("subject") or row["text"] for row in reported] == [
        "copilot/chat",
        "waiting 300 s for readers to move on",
    ]
    assert [event.subject for event in events.timeline] == ["copilot/chat"], "a note is not what was done"


def test_no_process_that_the_module_starts_knows_the_pipe(reader):
    pipe_listener()
    assert PIPE_VARIABLE not in os.environ


def test_without_the_plugin_there_is_no_listener(monkeypatch):
    monkeypatch.delenv(PIPE_VARIABLE, raising=False)
    assert pipe_listener() is None


def test_a_pipe_that_nobody_reads_is_left_alone(pipe):
    assert pipe_listener() is None


def test_a_file_that_is_no_pipe_is_left_as_it_is(tmp_path, monkeypatch):
    path = tmp_path / "file"
    path.write_text("mine")
    monkeypatch.setenv(PIPE_VARIABLE, str(path))
    assert pipe_listener() is None
    assert path.read_text() == "mine"


def test_a_full_pipe_does_not_hold_up_the_module(reader):
    listener = pipe_listener()
    for _number in range(5000):
        listener(EVENT)
    lines = reader.read().splitlines()
    assert 100 < len(lines) < 5000
    assert {json.loads(line)["subject"] for line in lines} == {"copilot/chat"}


def test_a_reader_that_has_gone_does_not_fail_the_module(reader):
    listener = pipe_listener()
    reader.close()
    listener(EVENT)
    listener(Note(2.0, "waiting"))
