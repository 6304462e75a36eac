# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a deployment tells while it runs: each write by a name that people know, and each wait."""

from __future__ import annotations

from ansible_collections.genai.bedrock.plugins.module_utils._engine.deployment.events import Event, Note

from tests.unit.plugins.module_utils.environment_fakes import EAST, PREFIX, FakeAws, run
from tests.unit.plugins.module_utils.fakes import HAIKU, SONNET

CARE = {"customer_support": {"enable_guardrails": True, "customer_facing": True}}


def cai(model, **options):
    given = {"blocked_input_messaging": "No.", "blocked_outputs_messaging": "No.", "content_filters": {"HATE": "HIGH"}}
    guardrail = {"given": given, "variable": "cai_guardrail"}
    common = {"kind": "cai", "geography": "us", "guardrail": guardrail, "model": model}
    return {"cai": {**common, "entries": CARE, **options}}


def reported(ran):
    return {(event.subject, event.action) for event in ran.emitted if isinstance(event, Event)}


def test_every_write_has_a_subject_that_people_know():
    aws = FakeAws()
    first = run(aws, cai(SONNET))
    assert first.failures + first.forbidden == []
    ((guardrail, _created),) = [row for row in reported(first) if row[1] == "version published"]
    assert guardrail.startswith("guardrail cai-")
    chat, record = "cai/customer_support", f"{PREFIX}/cai/customer_support"
    assert reported(first) == {
        *((guardrail, action) for action in ("created", "version published")),
        (chat, "created"),
        (record, "written"),
        (PREFIX, "written"),
    }
    second = run(aws, cai(HAIKU, tags={"Team": "care"}))
    assert {(chat, "created"), (chat, "deleted")} <= reported(second)
    third = run(aws, cai(HAIKU, tags={"Team": "help"}))
    assert (chat, "retagged") in reported(third)
    gone = run(aws, cai(HAIKU), teardown=True)
    assert {(chat, "deleted"), (guardrail, "deleted"), (record, "deleted"), (PREFIX, "deleted")} == reported(gone)
    assert [event.as_dict() for event in gone.emitted if isinstance(event, Event)] == gone.result["timeline"]


def test_the_wait_for_readers_is_said_once_and_before_anything_goes():
    aws = FakeAws()
    run(aws, cai(SONNET))
    emitted = run(aws, cai(HAIKU, grace_seconds=300)).emitted
    (note,) = [one for one in emitted if isinstance(one, Note)]
    assert note.text == "waiting 300 s for readers to move on"
    after = emitted[emitted.index(note) + 1 :]
    assert {event.action for event in after if event.region == EAST} == {"deleted", "written"}
    assert all(event.action != "deleted" for event in emitted[: emitted.index(note)])


def test_a_run_that_changes_nothing_reports_nothing():
    aws = FakeAws()
    shop = {"shop": {"entries": {"search": {"model": SONNET}}, "geography": "us", "grace_seconds": 300}}
    run(aws, shop)
    assert run(aws, shop).emitted == []
    changed = {"shop": {**shop["shop"], "entries": {"search": {"model": HAIKU}}}}
    assert run(aws, changed, check=True).emitted == []
