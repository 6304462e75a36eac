# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Who takes the environment's lock, and what a run does that had to wait for it, or lost it."""

from __future__ import annotations

import contextlib

import pytest
from ansible_collections.genai.bedrock.plugins.module_utils._core.failures import CallError
from ansible_collections.genai.bedrock.plugins.module_utils._core.problems import Problem, ProblemError

from tests.unit.plugins.module_utils.environment_fakes import EAST, PREFIX, WEST, FakeAws, run
from tests.unit.plugins.module_utils.fakes import HAIKU, SONNET, denied

CHAT = {"copilot": {"kind": "copilot", "entries": {"chat": {}}, "model": SONNET}}
SHOP = {"shop": {"entries": {"search": {"model": HAIKU}}}}
OTHER = {"copilot": {"kind": "copilot", "entries": {"chat": {}}, "model": HAIKU}}


class Lock:
    """Counts who enters; ``meanwhile`` is done before it is free, ``then`` right after."""

    def __init__(self, meanwhile=None, then=None):
        self.entered, self.meanwhile, self.then = [], meanwhile, then

    @contextlib.contextmanager
    def __call__(self, documents):
        self.entered.append([(document.prefix, document.regions[0]) for document in documents])
        if self.meanwhile:
            self.meanwhile()
        if self.then:
            self.then(documents)
        yield self.meanwhile is not None


def deploy(aws, workloads=None, **options):
    return run(aws, workloads or CHAT, geography="us", **options)


def test_only_a_run_that_writes_takes_the_lock():
    aws, lock = FakeAws(), Lock()
    deploy(aws, lock=lock, check=True)
    assert lock.entered == []
    deploy(aws, lock=lock)
    assert lock.entered == [[(PREFIX, EAST)]]
    deploy(aws, lock=lock)
    assert len(lock.entered) == 1, "nothing was to be done"


def test_whoever_waited_plans_again():
    aws = FakeAws()
    deploy(aws)
    lock = Lock(meanwhile=lambda: deploy(aws, OTHER))
    ran = deploy(aws, OTHER, lock=lock)
    assert (ran.failures, ran.result["changed"], len(aws.live_arns)) == ([], False, 2)
    deploy(aws, CHAT, lock=Lock(meanwhile=lambda: deploy(aws, OTHER)))
    assert aws.named_arns == aws.live_arns


def test_whoever_was_overtaken_plans_again_though_the_lock_was_free():
    aws = FakeAws()
    deploy(aws)
    ran = deploy(aws, OTHER, lock=Lock(then=lambda _documents: deploy(aws, OTHER)))
    assert (ran.failures, ran.result["changed"], len(aws.live_arns)) == ([], False, 2)
    ran = deploy(aws, CHAT, lock=Lock(then=lambda _documents: deploy(aws, {**OTHER, **SHOP})))
    assert (ran.failures, aws.named_arns) == ([], aws.live_arns)
    assert set(aws.document()["inference_profiles"]) == {"search"}, "the document names what the other run has added"


def test_a_first_run_that_was_overtaken_makes_nothing_twice():
    aws = FakeAws()
    ran = deploy(aws, lock=Lock(then=lambda _documents: deploy(aws)))
    assert (ran.failures, ran.result["changed"], len(aws.live_arns)) == ([], False, 2)


@pytest.mark.parametrize("workloads", [CHAT, OTHER], ids=["retag", "replace"])
def test_whoever_was_not_overtaken_plans_once(workloads):
    aws = FakeAws()
    deploy(aws)
    aws.forget_calls()
    deploy(aws, workloads, lock=Lock(), tags={"Team": "a"})
    assert aws.calls["system_profiles"] == 2, "each region once"


def test_what_can_no_longer_be_read_is_planned_again():
    aws = FakeAws()

    def refuse(_region, _service, call):
        if call == "parameters":
            raise denied("GetParameters", EAST)

    def then(_documents):
        aws.before = refuse

    ran = deploy(aws, lock=Lock(then=then))
    assert "GetParameters" in ran.forbidden[0]
    assert aws.writes == []


def test_a_lock_that_is_taken_for_too_long_forbids_the_run():
    aws = FakeAws()

    def current(_documents):
        raise ProblemError([Problem("the environment's lock is held by ann@host", "/lock", EAST)])

    ran = deploy(aws, lock=Lock(then=current))
    assert "held by ann@host" in ran.forbidden[0]
    assert aws.writes == []


def test_a_run_that_lost_its_lock_writes_nothing_more():
    aws = FakeAws()
    deploy(aws)

    def guard(operation):
        if operation == "delete":
            raise CallError(operation, EAST, "LockLost", "the environment's lock is lost")

    ran = deploy(aws, OTHER, lock=Lock(then=lambda documents: documents[0].session.guards.append(guard)))
    assert {error["code"] for error in ran.errors} == {"LockLost"}
    assert aws.named_arns < aws.live_arns, "the old profiles are still there"
    assert (deploy(aws, OTHER).failures, aws.named_arns) == ([], aws.live_arns)


def test_places_are_locked_once_each():
    aws, lock = FakeAws(), Lock()
    shop = {"entries": {"search": {"model": HAIKU}}, "ssm_regions": [WEST]}
    deploy(aws, {**CHAT, "shop": shop}, lock=lock)
    assert lock.entered == [[(PREFIX, EAST), (PREFIX, WEST)]]
