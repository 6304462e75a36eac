# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The record of the inference router: what it accepts, when it is read, and when it is read again."""

from __future__ import annotations

import threading
import time

import pytest
from ansible_collections.genai.bedrock.plugins.module_utils.inference_router import (
    AllTargetsFailed,
    InferenceRouter,
    RecordError,
)
from botocore.exceptions import ClientError, EndpointConnectionError

from tests.unit.plugins.module_utils.router_fakes import MESSAGES, NAME, REGIONS, FakeAws, arn, error, record

EAST, WEST, EU = REGIONS
GONE = {
    "not found": error("ResourceNotFoundException", 404),
    "invalid identifier": error("ValidationException", 400, "The provided model identifier is invalid."),
}


@pytest.fixture
def aws():
    return FakeAws()


def names_called(aws):
    return [request["modelId"].rpartition("/")[2] for _region, _seconds, request in aws.calls]


BAD = {
    "no object": ([], "is no JSON object"),
    "no schema": ({"targets": []}, "has schema None; this router reads schema 1"),
    "a later schema": (record() | {"schema": 2}, "has schema 2; this router reads schema 1"),
    "no targets": ({"schema": 1}, "needs targets"),
    "empty targets": (record([]), "needs targets"),
    "a target without ARN": ({"schema": 1, "targets": [{"region": EAST}]}, "needs targets"),
    "an empty ARN": ({"schema": 1, "targets": [{"region": EAST, "arn": ""}]}, "needs targets"),
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
    assert router.converse(messages=MESSAGES).text == "Hello"


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


@pytest.mark.parametrize("gone", GONE.values(), ids=GONE)
def test_a_replaced_target_is_found_in_the_record(aws, gone):
    router = aws.reader(record(name="one"), record(name="two"))
    aws.faults = {EAST: [gone, None]}
    result = router.converse(messages=MESSAGES)
    assert result.served_by.arn == arn(EAST, "two")
    assert [attempt.error for attempt in result.attempts] == [gone.response["Error"]["Code"], None]
    assert aws.reads == 2


@pytest.mark.parametrize(
    "second",
    [record(name="one"), record(name="one") | {"max_tokens": 7}, error("ThrottlingException")],
    ids=["same record", "same ARNs", "SSM is down"],
)
def test_a_target_that_is_gone_for_good_is_raised(aws, second):
    router = aws.reader(record(name="one"), second)
    aws.faults = {EAST: [GONE["not found"]]}
    with pytest.raises(ClientError) as caught:
        router.converse(messages=MESSAGES)
    assert caught.value is GONE["not found"]
    assert (aws.reads, aws.called()) == (2, [EAST])


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
    barrier = threading.Barrier(8)

    def work():
        barrier.wait()
        router.converse(messages=MESSAGES)

    threads = [threading.Thread(target=work) for _number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert (aws.reads, len(aws.calls)) == (1, 8)


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
