# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""However many workloads a run deploys, their calls wait for each other in the same number of waves."""

from __future__ import annotations

from contextlib import contextmanager

import pytest

from tests.unit.plugins.module_utils.environment_fakes import run
from tests.unit.plugins.module_utils.fakes import HAIKU, SONNET
from tests.unit.plugins.module_utils.waves import TimedAws, TimedPool

MANY = pytest.mark.parametrize("number", [1, 2, 5])
GUARDRAIL = {
    "variable": "cai_guardrail",
    "given": {"blocked_input_messaging": "no", "blocked_outputs_messaging": "no"},
}


def shops(number, model=HAIKU, **options):
    return {
        f"shop_{one}": {
            "entries": {key: {"model": model, "name": f"{key}-{one}"} for key in ("chat", "search")},
            "geography": "us",
            **options,
        }
        for one in range(number)
    }


def guarded(number):
    """The same with guardrails and calls."""
    return {
        name: {
            **workload,
            "kind": "cai",
            "entries": {key: {**entry, "enable_guardrails": True} for key, entry in workload["entries"].items()},
            "guardrail": GUARDRAIL,
            "verify": True,
        }
        for name, workload in shops(number).items()
    }


def waves(aws, workloads, **options):
    """All waves of a run, and of them those under the lock."""
    pool, locked_waves = TimedPool(), []

    @contextmanager
    def lock(_documents):
        began = pool.waves
        yield False
        locked_waves.append(pool.waves - began)

    aws.time(pool)
    ran = run(aws, workloads, pool=pool, lock=lock, **options)
    assert (ran.forbidden, ran.failures) == ([], [])
    return pool.waves, *locked_waves


@MANY
def test_a_first_deployment(number):
    # Lists and records; whose account, what it may. Under the lock: whether somebody else wrote; create, list; read and
    # write the records, and the document.
    aws = TimedAws()
    assert waves(aws, shops(number)) == (10, 7)
    assert aws.callers == 1


@MANY
def test_a_first_deployment_with_guardrails_that_calls_each_profile(number):
    # Before the profiles: list, create, read, publish, read the version and the draft. After them two calls, of which
    # the guardrail has to answer one.
    assert waves(TimedAws(), guarded(number)) == (18, 15)


@MANY
def test_a_run_without_changes(number):
    aws = TimedAws()
    waves(aws, shops(number))
    assert waves(aws, shops(number)) == (2,)


@MANY
def test_replacing_and_deleting(number):
    aws = TimedAws()
    waves(aws, shops(number))
    _all, replacing = waves(aws, shops(number, SONNET))
    _all, deleting = waves(aws, shops(number, SONNET), teardown=True)
    assert (replacing, deleting) == (19, 13)
