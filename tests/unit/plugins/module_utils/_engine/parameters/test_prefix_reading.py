# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Everything below a prefix, from three sources of names, in calls that run side by side."""

from __future__ import annotations

import threading

import pytest
from ansible_collections.genai.bedrock.plugins.module_utils._core.failures import CallError
from ansible_collections.genai.bedrock.plugins.module_utils._core.parameters.ssm_parameters import (
    Details,
)
from ansible_collections.genai.bedrock.plugins.module_utils._engine.parameters.prefix_reading import read_prefix
from ansible_collections.genai.bedrock.plugins.module_utils._engine.pool import Pool
from ansible_collections.genai.bedrock.tests.unit.plugins.module_utils.ssm_fakes import OURS, FakeStore, Fault

EAST, WEST = "us-east-1", "us-west-2"
PREFIX = "/p"


def names(count, start=0):
    return [f"{PREFIX}/w/k{number:03}" for number in range(start, start + count)]


def filled(count, region=EAST, **more):
    store = FakeStore(region)
    for name in names(count):
        store.seed(name, **more)
    return store


def read(stores, known, prefix=PREFIX, workers=4, **more):
    with Pool(workers) as pool:
        return read_prefix({store.region: store for store in stores}, prefix, known, pool, **more)


def test_known_names_go_ten_a_call_beside_one_listing():
    east, west = filled(400), filled(400, WEST)
    found = read([east, west], names(400))
    assert east.counted() == west.counted() == {"details_below": 1, "our_tags": 1, "parameters": 40}
    assert [list(found[region].live) for region in (EAST, WEST)] == [names(400)] * 2
    one = found[EAST].live[names(1)[0]]
    assert (one.value, one.type, one.version, one.tags) == ("v", "String", 1, OURS)
    assert one.details == Details(tier="Standard")


def test_all_reads_of_known_names_run_in_parallel_with_the_listing():
    store, together = filled(400), threading.Barrier(42, timeout=20)

    class Waiting:
        def __getattr__(self, call):
            def waited(*arguments, **more):
                together.wait()
                return getattr(store, call)(*arguments, **more)

            return waited

    with Pool(42) as pool:
        found = read_prefix({EAST: Waiting()}, PREFIX, names(400), pool)
    assert len(found[EAST].live) == 400


@pytest.mark.parametrize("prefix", [PREFIX, "/p"])
@pytest.mark.parametrize(
    ("known", "calls"),
    [
        pytest.param([], 3, id="nothing is known"),
        pytest.param(names(20), 3, id="some are"),
        pytest.param(names(25), 3, id="all are"),
        pytest.param([*names(25), "/p/w/gone"], 3, id="and one that is not there"),
    ],
)
def test_names_that_the_listing_lacks_are_read_after_it_ten_a_call(prefix, known, calls):
    store = filled(25).seed("/pp/w/k").seed("/elsewhere")
    found = read([store], known, prefix)[EAST]
    assert list(found.live) == names(25)
    assert store.counted() == {"details_below": 1, "our_tags": 1, "parameters": calls}


def test_a_known_name_may_be_elsewhere_as_the_document_is():
    store = filled(1).seed(PREFIX)
    found = read([store], [PREFIX, "/other"])[EAST]
    assert list(found.live) == [PREFIX, *names(1)]
    assert (found.live[PREFIX].details, found.live[PREFIX].tags) == (None, OURS)


def test_what_the_listing_does_not_know_yet_is_found_by_its_tags_or_where_it_is_mentioned():
    store = FakeStore().seed(PREFIX, "document").seed("/p/w/tagged").seed("/p/w/told", tagging_knows=False)
    store.known_details.clear()
    seen = []

    def mentioned(live):
        seen.append(sorted(live))
        return ["/p/w/told", "/p/w/none", "/elsewhere"]

    found = read([store], [PREFIX], mentioned=mentioned)[EAST]
    assert sorted(found.live) == [PREFIX, "/p/w/tagged", "/p/w/told"]
    assert {name: one.details for name, one in found.live.items()} == dict.fromkeys(found.live)
    assert (found.live["/p/w/tagged"].tags, found.live["/p/w/told"].tags) == (OURS, None)
    assert seen == [[PREFIX]]


def test_what_went_after_it_was_listed_is_not_there():
    store = filled(2)
    del store.live[names(2)[1]]
    assert list(read([store], [])[EAST].live) == names(1)


def test_without_the_tagging_api_the_tags_are_not_known():
    store = filled(2)
    store.faults["our_tags"] = Fault("AccessDeniedException")
    found = read([store], names(2))[EAST]
    assert [one.tags for one in found.live.values()] == [None, None]
    assert found.unreported.code == "AccessDeniedException"


def test_no_secret_is_decrypted():
    store = filled(1, value="s3cret", kind="SecureString")
    (one,) = read([store], names(1))[EAST].live.values()
    assert (one.value, one.decrypted, one.secure) == ("ciphertext", False, True)


@pytest.mark.parametrize("call", ["parameters", "details_below"])
@pytest.mark.parametrize("code", ["InternalServerError", "AccessDeniedException"])
def test_a_region_that_fails_is_its_error_and_no_other_region(call, code):
    east, west = filled(30), filled(30, WEST)
    east.faults[call] = Fault(code)
    found = read([east, west], names(20))
    assert isinstance(found[EAST], CallError)
    assert (found[EAST].code, found[EAST].operation) == (code, call)
    assert list(found[WEST].live) == names(30)


@pytest.mark.parametrize("denied", ["parameters", "details_below"])
def test_a_denied_call_is_reported_before_one_that_failed_otherwise(denied):
    store, together = FakeStore(), threading.Barrier(2, timeout=20)

    def failing(call):
        def fail(*_arguments, **_more):
            together.wait()
            raise CallError(call, EAST, "AccessDeniedException" if call == denied else "InternalServerError", "no")

        return fail

    store.parameters, store.details_below = failing("parameters"), failing("details_below")
    assert read([store], names(10))[EAST].operation == denied


def test_a_region_that_hangs_keeps_no_worker_from_another_and_is_given_up_at_once():
    east, west = filled(200), filled(200, WEST)
    done, requested = threading.Event(), threading.Lock()
    left, tried = {"n": 22}, []

    def hang(*_arguments, **_more):
        with requested:
            tried.append(1)
        assert done.wait(20)
        raise CallError("GetParameters", EAST, "ReadTimeoutError", "no answer")

    def counted(call):
        def answered(*arguments, **more):
            reported = call(*arguments, **more)
            with requested:
                left["n"] -= 1
                if not left["n"]:
                    done.set()
            return reported

        return answered

    east.parameters = east.details_below = hang
    west.parameters, west.details_below = counted(west.parameters), counted(west.details_below)
    west.our_tags = counted(west.our_tags)
    found = read([east, west], names(200), workers=4)
    assert (found[EAST].code, len(found[WEST].live)) == ("ReadTimeoutError", 200)
    assert len(tried) < 21
