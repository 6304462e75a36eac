# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Publishing records over an account in memory: what is written in which order, and what keeps the document as it is."""

from __future__ import annotations

from contextlib import contextmanager

import pytest
from ansible_collections.genai.bedrock.plugins.module_utils._core.deployment.publication import Publication
from ansible_collections.genai.bedrock.plugins.module_utils._core.failures import CallError
from ansible_collections.genai.bedrock.plugins.module_utils._engine.deployment.changes import diffs
from ansible_collections.genai.bedrock.plugins.module_utils._engine.deployment.course import Run
from ansible_collections.genai.bedrock.plugins.module_utils._engine.deployment.events import Events
from ansible_collections.genai.bedrock.plugins.module_utils._engine.deployment.locking import no_lock
from ansible_collections.genai.bedrock.plugins.module_utils._engine.deployment.publication import publish
from ansible_collections.genai.bedrock.plugins.module_utils._engine.deployment.reporting import failures
from ansible_collections.genai.bedrock.plugins.module_utils._engine.deployment.session import Session
from ansible_collections.genai.bedrock.plugins.module_utils._engine.pool import Pool

from tests.unit.plugins.module_utils.environment_fakes import EAST, PREFIX, WEST, FakeAws
from tests.unit.plugins.module_utils.fakes import NOW
from tests.unit.plugins.module_utils.record_samples import arn, record, target
from tests.unit.plugins.module_utils.ssm_fakes import Fault

CHAT, DOCS = record("copilot", "chat"), record("copilot", "docs")
BOTH = {"copilot/chat": CHAT, "copilot/docs": DOCS}


def published(aws, records=(), *, lock=no_lock, check=False, **query):
    events = Events()
    place = Publication("dev", PREFIX, query.pop("regions", (EAST,)), dict(records), **query)
    with Pool(4) as pool:
        how = Run(pool, NOW, lambda _seconds: None, check=check)
        done = publish(place, Session(aws, events), how, lock)
    return done, [event.subject for event in events.timeline]


def test_records_come_first_and_then_the_document_in_every_region():
    aws = FakeAws()
    done, written = published(aws, BOTH, regions=(EAST, WEST))
    assert (done.changed, done.forbidden, failures(done)) == (True, (), [])
    assert written[-2:] == [PREFIX, PREFIX]
    for region in (EAST, WEST):
        assert aws.record("copilot/chat", region) == CHAT
        assert aws.document(region)["copilot"]["chat"] == arn("chat1")
    aws.forget_calls()
    assert (published(aws, BOTH, regions=(EAST, WEST))[0].changed, aws.writes) == (False, [])


def test_the_document_alone_is_made_of_what_is_there():
    aws = FakeAws()
    published(aws, BOTH, document=False)
    assert aws.document() is None
    done, written = published(aws)
    assert (done.changed, written) == (True, [PREFIX])
    assert aws.document()["copilot"]["docs"] == arn("docs1")


def test_without_the_document_and_without_records_nothing_is_asked():
    aws = FakeAws()
    assert published(aws, document=False)[0].changed is False
    assert aws.calls == {}


def test_what_is_removed_leaves_the_document_and_the_last_record_takes_it_along():
    aws = FakeAws()
    published(aws, BOTH)
    published(aws, removed=("copilot/docs", "copilot/never"))
    assert (aws.record("copilot/docs"), "docs" in aws.document()["copilot"]) == (None, False)
    published(aws, removed=("copilot/chat",))
    assert aws.document() is None


def test_check_mode_shows_the_same_and_writes_nothing():
    aws = FakeAws()
    published(aws, {"copilot/chat": CHAT})
    aws.forget_calls()
    planned, _none = published(aws, BOTH, check=True)
    assert (planned.changed, aws.writes) == (True, [])
    reported = {part["before_header"]: sorted(part["after"]) for part in diffs(planned)}
    assert reported == {"records": [f"{PREFIX}/copilot/docs@{EAST}"], "document": [f"{PREFIX}@{EAST}"]}
    assert "docs1" in str(diffs(planned)[1]["after"])
    assert diffs(published(aws, BOTH)[0]) == diffs(planned)


def test_a_record_that_cannot_be_written_keeps_the_document():
    aws = FakeAws()
    published(aws, {"copilot/chat": CHAT})
    before = aws.document()
    aws.parameters(EAST).faults["put"] = Fault("InternalServerError", f"{PREFIX}/copilot/docs")
    moved = record("copilot", "chat", [target("chat", profile_id="newer")])
    done, written = published(aws, {"copilot/chat": moved, "copilot/docs": DOCS})
    (line,) = failures(done)
    assert line.startswith(f"{PREFIX}/copilot/docs in {EAST}: ")
    assert line.endswith("the document stays unchanged until it can be written")
    assert (written, aws.document()) == ([f"{PREFIX}/copilot/chat"], before)


@pytest.mark.parametrize(
    ("name", "tags", "query"),
    [
        (f"{PREFIX}/copilot/chat", {}, {"records": {"copilot/chat": CHAT}}),
        (
            f"{PREFIX}/copilot/chat",
            {"ManagedBy": "genai.bedrock", "Environment": "two"},
            {"removed": ("copilot/chat",)},
        ),
        (PREFIX, {}, {"records": {"copilot/docs": DOCS}}),
    ],
    ids=["a record", "a record of another environment that is to go", "the document"],
)
def test_a_parameter_of_others_stops_it_before_any_write(name, tags, query):
    aws = FakeAws()
    aws.parameters(EAST).seed(name, '"theirs"', tags=tags)
    done, _none = published(aws, **query)
    assert done.forbidden[0].startswith(f"{name} in {EAST}: ")
    assert aws.writes == []


def test_a_damaged_record_of_ours_keeps_the_document_unless_it_is_written_again():
    aws = FakeAws()
    published(aws, BOTH)
    aws.parameters(EAST).seed(
        f"{PREFIX}/copilot/chat", "{broken", tags=aws.parameters(EAST).live[f"{PREFIX}/copilot/chat"].tags
    )
    before = aws.document()
    done, _none = published(aws)
    assert ("is in the place of a record" in failures(done)[0], aws.document()) == (True, before)
    assert failures(published(aws, {"copilot/chat": CHAT})[0]) == []


def test_a_region_that_cannot_be_read_fails_the_document_and_is_not_taken_for_empty():
    aws = FakeAws()
    published(aws, BOTH)
    aws.parameters(EAST).down = CallError("GetParametersByPath", EAST, "EndpointConnectionError", "down", "")
    done, written = published(aws)
    assert ("down" in failures(done)[0], written) == (True, [])


def test_only_a_run_that_writes_takes_the_lock_and_whoever_waited_plans_again():
    aws, taken = FakeAws(), []

    @contextmanager
    def lock(documents):
        taken.append([(document.prefix, document.regions) for document in documents])
        published(aws, {"copilot/docs": DOCS})
        yield True

    published(aws, {"copilot/chat": CHAT}, lock=lock, document=False)
    published(aws, {"copilot/chat": CHAT}, lock=lock, document=False)
    assert taken == [[(PREFIX, [EAST])]]
    published(aws, {"copilot/chat": CHAT}, lock=lock)
    assert set(aws.document()["copilot"]) >= {"chat", "docs"}
