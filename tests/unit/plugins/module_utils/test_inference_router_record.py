# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The record of the inference router: what it accepts, when it is read, and when it is read again."""

from __future__ import annotations

import contextlib
import queue
import random
import threading
import time

import pytest
from ansible_collections.genai.bedrock.plugins.module_utils.inference_router import (
    AllTargetsFailed,
    InferenceRouter,
    RecordError,
    UnexpectedAnswerError,
)
from botocore.exceptions import ClientError, EndpointConnectionError, ReadTimeoutError

from tests.unit.plugins.module_utils.router_fakes import MESSAGES, NAME, REGIONS, FakeAws, Whole, arn, error, record

EAST, WEST, EU = REGIONS
GONE = {
    "not found": error("ResourceNotFoundException", 404),
    "invalid identifier": error("ValidationException", 400, "The provided model identifier is invalid."),
}


@pytest.fixture
def aws():
    return FakeAws()


@pytest.fixture
def pauses(monkeypatch):
    """How long the router might have paused; it does not."""
    longest = []
    monkeypatch.setattr(random, "uniform", lambda _low, high: longest.append(high) or 0)
    return longest


@pytest.fixture
def reading_hangs(aws):
    """A block in which another thread, with this call, reads the record and gets no answer."""

    @contextlib.contextmanager
    def hanging(call):
        reading, released, was_released = threading.Event(), threading.Event(), queue.Queue()
        aws.on_read = lambda: (reading.set(), was_released.put(released.wait(10)))

        def work():
            with contextlib.suppress(ClientError, AllTargetsFailed):
                call(messages=MESSAGES)

        reader = threading.Thread(target=work)
        reader.start()
        try:
            assert reading.wait(10)
            yield
        finally:
            released.set()
            reader.join(10)
        assert was_released.get(timeout=10)

    return hanging


def in_threads(count, work):
    barrier = threading.Barrier(count)
    threads = [threading.Thread(target=lambda: (barrier.wait(), work())) for _number in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)


def names_called(aws):
    return [request["modelId"].rpartition("/")[2] for _region, _seconds, request in aws.calls]


def guarded(guardrail):
    value = record()
    value["targets"][1]["guardrail"] = guardrail
    return value


BAD = {
    "no object": ([], "is no JSON object"),
    "no schema": ({"targets": []}, "has schema None; this router reads schema 1"),
    "a later schema": (record() | {"schema": 2}, "has schema 2; this router reads schema 1"),
    "no targets": ({"schema": 1}, "needs targets"),
    "empty targets": (record([]), "needs targets"),
    "a target without ARN": ({"schema": 1, "targets": [{"region": EAST}]}, "needs targets"),
    "an empty ARN": ({"schema": 1, "targets": [{"region": EAST, "arn": ""}]}, "needs targets"),
    **{
        f"guardrail {guardrail}": (
            guarded(guardrail),
            "has a guardrail that needs identifier and version, both non-empty",
        )
        for guardrail in ({}, {"identifier": "gr1"}, {"version": "1"}, {"identifier": "gr1", "version": ""}, "gr1")
    },
}


@pytest.mark.parametrize(("value", "message"), BAD.values(), ids=BAD)
def test_a_bad_record_is_a_clear_error(aws, value, message):
    with pytest.raises(RecordError, match=f"the record {message}"):
        InferenceRouter.from_record(value, client_factory=aws.factory)
    with pytest.raises(RecordError, match=f"parameter {NAME} {message}"):
        aws.reader(value).converse(messages=MESSAGES)


def test_text_that_is_no_json_is_a_clear_error(aws):
    with pytest.raises(RecordError, match=f"parameter {NAME} is no JSON"):
        aws.reader("{").converse(messages=MESSAGES)


def test_unknown_fields_are_passed_over(aws):
    value = record() | {"from_the_future": 1}
    value["targets"][0] |= {"weight": 3}
    assert aws.router(value).converse(messages=MESSAGES).served_by.region == EAST


def test_the_parameter_is_read_at_the_first_call_and_after_the_ttl(aws):
    router = aws.reader(record(name="one"), record(name="two"), ttl=300)
    assert aws.reads == 0
    for later in (0, 299, 2, 298):
        aws.clock.now += later
        router.converse(messages=MESSAGES)
    assert (aws.reads, names_called(aws)) == (2, ["one", "one", "two", "two"])


def test_a_first_reading_that_fails_is_raised_and_tried_again(aws):
    denied = error("AccessDeniedException", operation="GetParameter")
    router = aws.reader(denied, record())
    with pytest.raises(ClientError) as caught:
        router.converse(messages=MESSAGES)
    assert caught.value is denied
    aws.clock.now += 1
    assert router.converse(messages=MESSAGES).text == "Hello"


SILENT = ReadTimeoutError(endpoint_url="https://ssm")


@pytest.mark.parametrize(
    ("faults", "reads"),
    [
        pytest.param([error("ThrottlingException"), SILENT], 3, id="one that may pass"),
        pytest.param([error("ThrottlingException")] * 3, 3, id="three times at most"),
        pytest.param([error("ParameterNotFound")], 1, id="one that stays"),
    ],
)
def test_a_first_reading_is_tried_again_where_that_may_help(aws, pauses, faults, reads):
    router = aws.reader(*faults, record(), deadline=5)
    if len(faults) == reads:
        with pytest.raises(ClientError):
            router.converse(messages=MESSAGES)
    else:
        assert router.converse(messages=MESSAGES).text == "Hello"
    assert (aws.reads, pauses) == (reads, [0.5] * (reads - 1))


def test_many_threads_share_a_failure(aws):
    """The first reading fails once for all who wait for it; a second later it is tried again."""
    denied, failures = error("AccessDeniedException", operation="GetParameter"), []
    router = aws.reader(denied)

    def work():
        with pytest.raises(ClientError) as caught:
            router.converse(messages=MESSAGES)
        failures.append(caught.value)

    in_threads(8, work)
    assert (failures, aws.reads) == ([denied] * 8, 1)
    aws.clock.now += 1
    work()
    assert aws.reads == 2


def test_who_waits_for_the_first_reading_waits_until_the_deadline(aws, reading_hangs):
    router = aws.reader(record(), deadline=0.2)
    with reading_hangs(router.converse), pytest.raises(AllTargetsFailed) as caught:
        router.converse(messages=MESSAGES)
    assert (caught.value.deadline_passed, caught.value.errors, aws.reads) == (True, (), 1)


def test_who_waits_for_a_newer_record_waits_until_the_deadline(aws, reading_hangs):
    """One caller reads the record because its target is gone, and another finds the same."""
    router = aws.reader(record(), deadline=0.2)
    router.converse(messages=MESSAGES)
    aws.faults = {EAST: [GONE["not found"]]}
    with reading_hangs(router.converse), pytest.raises(ClientError) as caught:
        router.converse(messages=MESSAGES)
    assert (caught.value, aws.reads) == (GONE["not found"], 2)


@pytest.mark.parametrize(("deadline", "most"), [(120, 1.0), (5, 0.5)])
def test_a_later_reading_takes_a_moment_at_most(aws, deadline, most):
    """Whoever waits for an answer does not pay for a record that is known already."""
    router = aws.reader(record(), SILENT, deadline=deadline, ttl=0)
    router.converse(messages=MESSAGES)
    aws.made.clear()
    assert router.converse(messages=MESSAGES).text == "Hello"
    assert aws.reads == 2
    assert [seconds <= most / 2 for service, _region, seconds in aws.made if service == "ssm"] == [True]


@pytest.mark.parametrize(
    "fault",
    [error("ThrottlingException"), EndpointConnectionError(endpoint_url="https://ssm"), record() | {"schema": 2}],
    ids=["throttled", "not reached", "schema of the future"],
)
def test_a_later_reading_that_fails_leaves_the_known_record(aws, caplog, fault):
    router = aws.reader(record(), fault, record(name="two"), ttl=60)
    for later in (0, 61, 9, 2):
        aws.clock.now += later
        router.converse(messages=MESSAGES)
    assert (aws.reads, names_called(aws)) == (3, ["one", "one", "one", "two"])
    assert "cannot be read again" in caplog.text


OLD = {
    **GONE,
    "denied": error("AccessDeniedException", 403),
    "guardrail not found": error(
        "ValidationException", 400, "The guardrail identifier or version provided in the request does not exist."
    ),
}


@pytest.mark.parametrize("old", OLD.values(), ids=OLD)
def test_a_replaced_guardrail_is_found_in_the_record(aws, old):
    """The profiles are the same; a policy made for the new guardrail may deny what names the old one."""
    first, second = record([EAST]), record([EAST])
    first["targets"][0]["guardrail"] = {"identifier": "gr1", "version": "1"}
    second["targets"][0]["guardrail"] = {"identifier": "gr1", "version": "2"}
    router, aws.faults = aws.reader(first, second), {EAST: [old, None]}
    assert router.converse(messages=MESSAGES).served_by.guardrail == {"identifier": "gr1", "version": "2"}
    sent = [request["guardrailConfig"]["guardrailVersion"] for _region, _seconds, request in aws.calls]
    assert (sent, aws.reads) == (["1", "2"], 2)


@pytest.mark.parametrize("gone", OLD.values(), ids=OLD)
def test_a_replaced_target_is_found_in_the_record(aws, gone):
    router = aws.reader(record(name="one"), record(name="two"))
    aws.faults = {EAST: [gone, None]}
    result = router.converse(messages=MESSAGES)
    assert result.served_by.arn == arn(EAST, "two")
    assert [attempt.error for attempt in result.attempts] == [gone.response["Error"]["Code"], None]
    assert aws.reads == 2


@pytest.mark.parametrize(
    "second",
    [record(name="one"), record(name="one") | {"max_tokens": 7}, error("AccessDeniedException")],
    ids=["same record", "same ARNs", "SSM refuses"],
)
def test_a_target_that_is_gone_for_good_is_raised(aws, second):
    """And the record is not read again for each call, but after a while."""
    router = aws.reader(record(name="one"), second)
    aws.faults = {EAST: [GONE["not found"]]}
    reads = []
    for later in (0, 1, 8, 2):
        aws.clock.now += later
        with pytest.raises(ClientError) as caught:
            router.converse(messages=MESSAGES)
        assert caught.value is GONE["not found"]
        reads.append(aws.reads)
    assert (reads[:3], reads[3] > 2, aws.called()) == ([2, 2, 2], True, [EAST] * 4)


def test_the_record_is_read_again_only_once_a_call(aws):
    router = aws.reader(record(name="one"), record(name="two"), record(name="three"))
    aws.faults = {EAST: [GONE["not found"]]}
    with pytest.raises(ClientError):
        router.converse(messages=MESSAGES)
    assert (aws.reads, names_called(aws)) == (2, ["one", "two"])


def test_what_another_caller_has_read_is_not_read_again(aws):
    """Both find their target gone, the second one while the first one still waits for its answer."""
    router = aws.reader(record(name="one"), record(name="two"), record(name="three"))
    aws.faults = {EAST: [GONE["not found"], GONE["not found"], None]}
    served = []
    aws.meanwhile = {EAST: lambda: served.append(router.converse(messages=MESSAGES).served_by.arn)}
    served.append(router.converse(messages=MESSAGES).served_by.arn)
    assert (served, aws.reads) == ([arn(EAST, "two")] * 2, 2)


def test_another_validation_error_is_no_reason_to_read_again(aws):
    router = aws.reader(record())
    aws.faults = {EAST: [error("ValidationException", 400, "max_tokens is too large")]}
    with pytest.raises(ClientError):
        router.converse(messages=MESSAGES)
    assert aws.reads == 1


def test_a_given_record_is_never_read(aws):
    aws.faults = {EAST: [GONE["not found"]]}
    with pytest.raises(ClientError):
        aws.router().converse(messages=MESSAGES)
    assert aws.reads == 0


def test_reading_counts_against_the_deadline(aws):
    router = aws.reader(record(), deadline=6)

    def late():
        aws.clock.now += 10

    aws.on_read = late
    with pytest.raises(AllTargetsFailed, match="the deadline passed") as caught:
        router.converse(messages=MESSAGES)
    assert (caught.value.errors, caught.value.attempts) == ((), ())


def test_many_threads_read_once(aws):
    router, aws.on_read = aws.reader(record()), lambda: time.sleep(0.05)
    in_threads(8, lambda: router.converse(messages=MESSAGES))
    assert (aws.reads, len(aws.calls)) == (1, 8)


NO_PARAMETER = {
    "a login page": {},
    "a parameter without value": {"Parameter": {"Name": NAME}},
    "another shape": {"Parameter": "text"},
}


@pytest.mark.parametrize("answer", NO_PARAMETER.values(), ids=NO_PARAMETER)
def test_an_answer_that_is_not_from_ssm_is_requested_again(aws, pauses, answer):
    router = aws.reader(Whole(answer), record())
    assert router.converse(messages=MESSAGES).text == "Hello"
    assert aws.reads == 2
    with pytest.raises(UnexpectedAnswerError, match="GetParameter returned no value; a proxy or login page"):
        aws.reader(Whole(answer)).converse(messages=MESSAGES)


def test_an_answer_that_is_not_from_ssm_leaves_the_known_record(aws, caplog):
    router = aws.reader(record(), Whole({}), ttl=0)
    assert [router.converse(messages=MESSAGES).text for _number in range(2)] == ["Hello"] * 2
    assert "the one known so far is used: the answer is not the service's" in caplog.text


def test_a_first_reading_ends_with_the_deadline(aws):
    """However long a name is looked up, and how many addresses are dead."""
    released = threading.Event()
    router, aws.on_read = aws.reader(record(), deadline=0.2), lambda: released.wait(10)
    began = time.monotonic()
    with pytest.raises(AllTargetsFailed) as caught:
        router.converse(messages=MESSAGES)
    released.set()
    assert (caught.value.deadline_passed, aws.reads, time.monotonic() - began < 5) == (True, 1, True)


def test_while_one_thread_reads_again_the_others_use_the_known_record(aws):
    reading, answered = threading.Event(), threading.Event()
    router = aws.reader(record(name="one"), record(name="two"), ttl=60)
    router.converse(messages=MESSAGES)
    aws.clock.now += 61
    aws.on_read = lambda: (reading.set(), answered.wait(10))
    reader = threading.Thread(target=router.converse, kwargs={"messages": MESSAGES})
    reader.start()
    assert reading.wait(10)
    assert router.converse(messages=MESSAGES).served_by.arn == arn(EAST, "one")
    answered.set()
    reader.join(10)
    assert names_called(aws) == ["one", "one", "two"]
