# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Whatever AWS answers to a token that comes again: the wanted profile is there, and once only."""

from __future__ import annotations

import pytest

from tests.gateway.running import PACKAGE, run_module
from tests.gateway.snapshots import COHERE, EAST, TITAN, snapshot

OWNER = {"Environment": "dev", "Workload": "copilot"}
DAY, NEXT_DAY = "2026-11-22", "2026-11-23"
#: But for forgetting it: that makes a second one, which the next run takes away.
REMEMBERED = ("original", "empty", "mismatch", "mismatch_validation")

pytestmark = pytest.mark.usefixtures("quick")


@pytest.fixture
def chat(aws, monkeypatch):
    """Runs the module on one entry, on a day."""

    def run(model=TITAN, *, day=DAY, recreate="source", owner=(), **entry):
        monkeypatch.setattr(f"{PACKAGE}.inference_profiles.today", lambda: day)
        entries = {"chat": {"name": "chat-dev", "model_source": model, "regions": [EAST], **entry}}
        return run_module(
            "inference_profiles",
            aws,
            inference_profiles=entries,
            ownership_tags=OWNER if owner == () else owner,
            recreate=recreate,
        )

    return run


def there():
    """(ARN, model, day) of every profile."""
    return [
        (arn, models[0].rpartition("/")[2], tags["CreatedDate"])
        for arn, (_name, models, tags) in snapshot().profiles.items()
    ]


def is_settled(result, chat, *arguments, **options):
    assert "failed" not in result, result
    return chat(*arguments, **options)["changed"] is False


@pytest.mark.parametrize("day", [DAY, NEXT_DAY], ids=["the same day", "another day"])
@pytest.mark.parametrize("replay", [*REMEMBERED, "fresh"])
def test_what_was_deleted_is_made_again(aws, chat, replay, day):
    """The token repeats where the whole request does, the date in its tags included; its profile is gone."""
    aws.switch(token_replay=replay)
    chat()
    chat(state="absent")
    assert snapshot().profiles == {}
    made = chat(day=day)
    assert is_settled(made, chat, day=day)
    assert there() == [(made["inference_profiles"][0]["inference_profile_arn"], TITAN, day)]


@pytest.mark.parametrize(("names", "requests"), [("accept", 1), ("conflict", 3)], ids=["repeat", "unique"])
@pytest.mark.parametrize("replay", REMEMBERED)
def test_a_replacement_whose_answer_is_lost(aws, chat, replay, names, requests):
    """Where names are unique the third request is the one that bears another name."""
    chat()
    lost = {"operation": "CreateInferenceProfile", "code": "InternalServerException", "when": "after", "times": 1}
    aws.switch(token_replay=replay, duplicate_names=names, fail=[lost])
    aws.clear_calls()
    made = chat(COHERE)
    assert is_settled(made, chat, COHERE)
    assert there() == [(made["inference_profiles"][0]["inference_profile_arn"], COHERE, DAY)]
    assert len(aws.calls("CreateInferenceProfile")) == requests + 1


def test_an_answer_without_an_arn_is_not_taken_for_somebody_elses_profile(aws, chat):
    """One of the same name, and even the one that is being replaced, lack a tag of what was made."""
    chat(tags={"Team": "a"})
    chat(owner=OWNER | {"Environment": "prod"})
    others = set(snapshot().profiles)
    lost = {"operation": "CreateInferenceProfile", "code": "InternalServerException", "when": "after", "times": 1}
    aws.switch(token_replay="empty", fail=[lost])
    made = chat(description="Other", recreate="always", tags={"Team": "a"})["inference_profiles"][0]
    assert made["inference_profile_arn"] in set(snapshot().profiles) - others
    assert len(snapshot().profiles) == 2


def test_descriptions_that_change_while_nothing_can_be_deleted_where_names_are_unique(aws, chat):
    """Both the name and the one with the source's suffix are held by older ones of ours then."""
    aws.switch(duplicate_names="conflict", deny=["bedrock:DeleteInferenceProfile"])
    for text in ("One", "Two", "Three", "Four"):
        chat(description=text, recreate="always")
    names = [name for name, _models, _tags in snapshot().profiles.values()]
    assert (len(names), len(set(names))) == (4, 4)
    aws.switch(deny=[])
    assert is_settled(chat(description="Four", recreate="always"), chat, description="Four", recreate="always")
    assert [name for name, _models, _tags in snapshot().profiles.values()] == names[-1:]
