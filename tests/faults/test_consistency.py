# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Get, List and the tagging API learn late of what was made: neither an error nor a second profile, and no fixed sleeps."""

from __future__ import annotations

import time

import pytest

from tests.faults.deploying import COHERE, TITAN, assert_deployed, assert_settled, deploy, entries, profiles
from tests.faults.running import bulk


def test_deployed_and_replaced_while_news_travels_slowly(aws):
    aws.switch(visibility_delay_seconds=3, tagging_delay_seconds=30)
    for model in (TITAN, COHERE):
        wanted = entries("chat", model=model)
        aws.clear_calls()
        deploy(aws, wanted).ok()
        assert_deployed(aws, wanted)
        assert len(aws.calls("CreateInferenceProfile")) == 1
    assert_settled(aws, aws, wanted)


@pytest.fixture
def slept(monkeypatch):
    """Seconds asked for, of which a fifth is slept."""
    requested = []
    sleep = time.sleep

    def note(seconds):
        requested.append(seconds)
        sleep(seconds / 5)

    monkeypatch.setattr(time, "sleep", note)
    return requested


def test_nothing_is_slept_where_a_new_profile_shows_at_once(aws, slept):
    assert "failed" not in bulk(aws)
    assert sum(slept) == 0


@pytest.mark.parametrize("delay", [0.2, 1.5])
def test_looks_come_until_it_shows(aws, slept, delay):
    aws.switch(visibility_delay_seconds=delay, tagging_delay_seconds=3600)
    assert "failed" not in bulk(aws)
    assert sum(slept) / 5 < delay + 1
    assert bulk(aws)["changed"] is False
    assert len(profiles(aws)) == 1


def test_looks_end_with_an_error_and_the_next_run_finds_what_there_is(aws, slept):
    aws.switch(visibility_delay_seconds=3600)
    lost = bulk(aws)
    assert [error["code"] for error in lost["errors"]] == ["NotVisible"]
    # The second one bears a fresh token, for the first one may be the answer to a token that was used up.
    assert len(aws.calls("CreateInferenceProfile")) == 2
    assert sum(slept) < 60
    aws.switch(visibility_delay_seconds=0)
    assert "failed" not in bulk(aws)
    assert len(profiles(aws)) == 1
    assert bulk(aws)["changed"] is False


def test_a_run_that_follows_before_the_last_ones_profile_shows_makes_no_second_one(aws, slept):
    """As after a crash: nothing but the request's token tells that the profile was made already."""
    bulk(aws)
    (arn,) = profiles(aws)
    aws.switch(visibility_delay_seconds=3600, tagging_delay_seconds=3600)
    # It shows when it was made a second time, however long that takes here.
    aws.at("CreateInferenceProfile", lambda _call: aws.switch(visibility_delay_seconds=0), when="after")
    assert "failed" not in bulk(aws)
    assert len(aws.calls("CreateInferenceProfile")) == 2
    assert list(profiles(aws)) == [arn]
    assert bulk(aws)["changed"] is False
