# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""New profiles are called before anybody is sent to them."""

from __future__ import annotations

from ansible_collections.genai.bedrock.plugins.module_utils._core.verification.verification import GUARDRAIL_PHRASE

from tests.unit.plugins.module_utils.environment_fakes import EAST, WEST, FakeAws, Runtime, run
from tests.unit.plugins.module_utils.fakes import HAIKU, SONNET

UNTIL = "until it can be called, what was published before stays"


def shop(model=SONNET, entries=("search",), **options):
    listed = {key: {} for key in entries} if isinstance(entries, tuple) else entries
    return {"shop": {"geography": "us", "verify": True, "model": model, "entries": listed, **options}}


def deploy(aws, workloads=None, **settings):
    ran = run(aws, workloads or shop(), **settings)
    assert (ran.forbidden, ran.failures) == ([], [])
    return ran


def test_only_what_is_not_published_yet_is_called_and_never_in_check_mode():
    aws = FakeAws()
    run(aws, shop(), check=True)
    assert aws.called == []
    deploy(aws)
    assert set(aws.called) == aws.live_arns
    aws.called.clear()
    deploy(aws, shop(tags={"Team": "search"}))
    assert aws.called == []


def test_a_withheld_entry_keeps_its_record_and_its_old_profiles_and_the_next_run_calls_again():
    aws = FakeAws()
    deploy(aws)
    before = aws.record("shop/search")
    aws.silent = {"search"}
    ran = run(aws, shop(HAIKU))
    assert all(line.endswith(UNTIL) for line in ran.failures)
    assert aws.record("shop/search") == before
    assert aws.named_arns <= aws.live_arns
    made = len(aws.live_arns)
    aws.silent = set()
    aws.called.clear()
    again = deploy(aws, shop(HAIKU))
    assert ("search", EAST, "create") not in again.actions("shop"), "what was made before is taken up"
    assert len(aws.called) == 2
    assert aws.record("shop/search")["base_model_id"] == HAIKU
    assert len(aws.live_arns) == made - 2


def test_a_withheld_entry_that_is_new_gets_no_record():
    aws = FakeAws()
    aws.silent = {"search"}
    ran = run(aws, shop(entries=("search", "answers")))
    assert {error["key"] for error in ran.errors} == {"search"}
    assert aws.record("shop/search") is None
    assert aws.record("shop/answers")


def test_a_withheld_entry_that_moved_leaves_the_record_of_its_old_key():
    aws = FakeAws()
    deploy(aws)
    aws.silent = {"finder"}
    moved = {"search": {"enabled": False}, "finder": {"moved_from": "search", "model": HAIKU}}
    run(aws, shop(entries=moved))
    assert aws.record("shop/search")
    assert aws.record("shop/finder") is None
    assert aws.named_arns <= aws.live_arns
    aws.silent = set()
    deploy(aws, shop(entries=moved))
    assert (aws.record("shop/search"), bool(aws.record("shop/finder"))) == (None, True)


def test_a_withheld_entry_freezes_no_other_workload():
    aws = FakeAws()
    desk = {"desk": {"geography": "us", "model": SONNET, "entries": {"help": {}, "old": {}}}}
    deploy(aws, {**shop(), **desk})
    old = aws.record("desk/help")["targets"][0]["arn"]
    aws.silent = {"search"}
    new = {"desk": {**desk["desk"], "model": HAIKU, "purge": True, "entries": {"help": {}}}}
    ran = run(aws, {**shop(HAIKU), **new})
    assert {error["workload"] for error in ran.errors} == {"shop"}
    assert old not in aws.live_arns
    assert aws.record("desk/old") is None


def test_the_phrase_is_the_workloads_own_else_the_default_where_the_guardrail_is_ours(monkeypatch):
    tried = []
    monkeypatch.setattr(Runtime, "intervenes", lambda _self, check: tried.append(check.phrase) or True)
    words = {"blocked_input_messaging": "no", "blocked_outputs_messaging": "no", "words": ["purple"]}
    entry = {"customer_support": {"use_case": "customer-support", "customer_facing": True, "enable_guardrails": True}}
    guardrail = {"variable": "cai_guardrail", "catalogue": words}
    cai = {"kind": "cai", "model": SONNET, "geography": "us", "verify": True, "entries": entry, "guardrail": guardrail}
    deploy(FakeAws(), {"cai": cai}, regions=[EAST])
    deploy(FakeAws(), {"cai": {**cai, "guardrail_phrase": "grey elephant"}}, regions=[EAST])
    theirs = FakeAws()
    wall = theirs.guardrails(EAST)
    arn = f"arn:aws:bedrock:{EAST}:123456789012:guardrail/theirs"
    wall.live["theirs"] = wall._reported("theirs", arn, {"name": "theirs"})
    wall.current_tags[arn] = {}
    wall.current_versions["theirs"] = {"1": {**wall.live["theirs"], "version": "1"}}
    existing = {"existing": {EAST: {"identifier": "theirs", "version": "1"}}}
    deploy(theirs, {"cai": {**cai, "guardrail": {**guardrail, "given": existing}}}, regions=[EAST])
    assert tried == [GUARDRAIL_PHRASE, "grey elephant"], "nobody knows what theirs blocks"


def test_a_region_that_is_left_out_is_not_called():
    aws = FakeAws()
    deploy(aws, regions=[EAST])
    aws.called.clear()
    deploy(aws, regions=[EAST, WEST])
    assert [arn.split(":")[3] for arn in aws.called] == [WEST]
