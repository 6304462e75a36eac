# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The document of a place: of all its workloads, written once, and never at the price of what it held."""

from __future__ import annotations

import json

from tests.unit.plugins.module_utils.environment_fakes import EAST, PREFIX, WEST, FakeAws, run
from tests.unit.plugins.module_utils.fakes import HAIKU, SONNET
from tests.unit.plugins.module_utils.ssm_fakes import Fault


def shop(model=SONNET, name="shop", **options):
    return {name: {"geography": "us", "model": model, "entries": {"search": {"name": f"{name}-search"}}, **options}}


COPILOT = {"copilot": {"kind": "copilot", "geography": "us", "model": SONNET, "entries": {"chat": {}}}}


def deploy(aws, workloads=None, **settings):
    ran = run(aws, workloads or shop(), **settings)
    assert (ran.forbidden, ran.failures) == ([], [])
    return ran


def test_a_run_of_one_workload_keeps_the_others_in_document_and_outputs():
    aws = FakeAws()
    deploy(aws, COPILOT)
    ran = deploy(aws, shop())
    assert aws.document()["copilot"]["chat"]
    assert aws.document()["inference_profiles"]["search"]
    assert ran.result["outputs"]["claude_copilot_profile_arn"] == aws.document()["copilot"]["chat"]


def test_it_is_written_once_and_to_all_regions():
    aws = FakeAws()
    deploy(aws, {**COPILOT, **shop()}, ssm_regions=[EAST, WEST])
    for region in (EAST, WEST):
        assert [call for call in aws.stores[region].calls if call == ("put", PREFIX)] == [("put", PREFIX)]
    assert aws.document(EAST) == aws.document(WEST)
    aws.forget_calls()
    deploy(aws, {**COPILOT, **shop(HAIKU)}, ssm_regions=[EAST, WEST])
    assert [call for call in aws.stores[EAST].calls if call == ("put", PREFIX)] == [("put", PREFIX)]


def test_without_records_there_is_none():
    aws = FakeAws()
    deploy(aws)
    deploy(aws, {"shop": {"geography": "us", "entries": {"search": {"enabled": False, "model": SONNET}}}})
    assert aws.document() is None


def test_a_failure_of_the_document_comes_last_and_everything_else_is_published():
    aws = FakeAws()
    aws.parameters(EAST).faults["put"] = Fault("InternalServerError", name=PREFIX)
    ran = run(aws, shop())
    assert [error["workload"] for error in ran.errors] == [None]
    assert aws.record("shop/search")
    assert ran.result["outputs"]["inference_profiles"]["search"]
    aws.stores[EAST].faults.clear()
    deploy(aws)
    assert aws.document()


def test_check_mode_shows_the_document_with_what_would_be_made():
    aws = FakeAws()
    planned = run(aws, {**COPILOT, **shop()}, check=True)
    (document,) = planned.deployment.documents
    text = json.dumps(document.diffs)
    assert "chat" in text
    assert "search" in text
    assert aws.writes == []


def theirs(aws, **current):
    aws.parameters(EAST).seed(PREFIX, json.dumps(current), tags={})


def test_somebody_elses_document_is_taken_over_with_the_word_and_only_where_no_reader_loses():
    aws = FakeAws()
    theirs(aws, copilot={"chat": "arn:aws:bedrock:us-east-1:1:x"})
    assert any("ManagedBy" in line for line in run(aws, COPILOT).forbidden)
    deploy(aws, {"copilot": {**COPILOT["copilot"], "adopt": True}})
    assert aws.document()["copilot"]["chat"] in aws.live_arns


def test_a_reader_who_would_lose_an_arn_keeps_the_document_as_it_is():
    aws = FakeAws()
    theirs(aws, mine={"other": "arn:aws:bedrock:us-east-1:1:x"})
    ran = run(aws, {"copilot": {**COPILOT["copilot"], "adopt": True}})
    assert any("mine.other" in line for line in ran.forbidden + ran.failures)
    assert aws.document() == {"mine": {"other": "arn:aws:bedrock:us-east-1:1:x"}}


def test_one_that_is_not_to_be_adopted_is_not_decrypted():
    aws = FakeAws()
    deploy(aws, COPILOT)
    deploy(aws, {"copilot": {**COPILOT["copilot"], "model": HAIKU}})
    assert not [call for call in aws.stores[EAST].calls if call[0] == "decrypted"]


def test_places_with_another_prefix_have_documents_of_their_own():
    aws = FakeAws()
    deploy(aws, {**COPILOT, **shop(ssm_prefix="/shop/bedrock")})
    assert "search" in json.dumps(aws.parameter("/shop/bedrock"))
    assert "search" not in json.dumps(aws.document())
