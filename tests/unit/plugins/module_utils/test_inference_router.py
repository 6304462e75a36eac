# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Failover of the inference router: which errors, in which order, for how long, and what is told."""

from __future__ import annotations

import threading
import time

import boto3
import botocore.session
import pytest
import urllib3
from ansible_collections.genai.bedrock.plugins.module_utils.inference_router import (
    FAILOVER_CODES,
    STAYING_CODES,
    AllTargetsFailed,
    Attempt,
    InferenceRouter,
    Target,
    UnexpectedAnswerError,
)
from botocore import exceptions as boto
from botocore.config import Config
from botocore.exceptions import ClientError

from tests.unit.plugins.module_utils.router_fakes import (
    MESSAGES,
    REGIONS,
    FakeAws,
    Stream,
    arn,
    error,
    record,
    stream_error,
)

EAST, WEST, EU = REGIONS
URL = "https://bedrock-runtime.us-east-1.amazonaws.com"
THROTTLED = error("ThrottlingException", 429)
FIRST, SECOND = {"messageStart": {"role": "assistant"}}, {"messageStop": {"stopReason": "end_turn"}}

FAILS_OVER = {
    **{code: error(code) for code in sorted(FAILOVER_CODES)},
    "a 503 of a proxy": error("503", 503),
    "a 429 of a proxy": error("429", 429),
    "no connection": boto.EndpointConnectionError(endpoint_url=URL),
    "connect timeout": boto.ConnectTimeoutError(endpoint_url=URL),
    "read timeout": boto.ReadTimeoutError(endpoint_url=URL),
    "closed connection": boto.ConnectionClosedError(endpoint_url=URL),
    "half an answer": boto.IncompleteReadError(actual_bytes=1, expected_bytes=2),
    "a 408 of a proxy": error("RequestTimeout", 408),
    "a 403 without AWS's code": error("403", 403, "<!DOCTYPE html>"),
    "a redirect to a login page": error("302", 302, ""),
    "an answer of somebody else": UnexpectedAnswerError("a login page"),
}
IS_RAISED = {
    **{
        code: error(code, status)
        for code, status in (
            ("AccessDeniedException", 403),
            ("ValidationException", 400),
            ("ResourceNotFoundException", 404),
            ("UnrecognizedClientException", 403),
        )
    },
    "no credentials": boto.NoCredentialsError(),
    "wrong parameters": boto.ParamValidationError(report="unknown parameter"),
    "an error of the program": KeyError("bug"),
}


@pytest.fixture
def aws():
    return FakeAws()


def modelled_errors():
    """Name → shape of what botocore's model names for the calls of the router and for events of their streams."""
    service = botocore.session.get_session().get_service_model("bedrock-runtime")
    found = {}
    for name in ("Converse", "ConverseStream", "InvokeModel", "InvokeModelWithResponseStream"):
        operation = service.operation_model(name)
        events = operation.get_event_stream_output()
        members = events.members.values() if events else ()
        shapes = [*operation.error_shapes, *(shape for shape in members if shape.metadata.get("exception"))]
        found |= {shape.name: shape for shape in shapes}
    return found


def test_each_error_of_the_service_model_is_decided():
    """An error that a newer botocore brings fails here, until somebody decides."""
    assert not FAILOVER_CODES & set(STAYING_CODES)
    assert FAILOVER_CODES | set(STAYING_CODES) == set(modelled_errors())
    assert all(STAYING_CODES.values())


def test_what_the_service_model_calls_passing_fails_over():
    passing = {
        name
        for name, shape in modelled_errors().items()
        if shape.metadata.get("retryable")
        or shape.metadata["error"]["httpStatusCode"] in (408, 424, 429)
        or shape.metadata["error"]["httpStatusCode"] >= 500
    }
    assert passing == FAILOVER_CODES - {"ServiceQuotaExceededException"}


def test_the_primary_answers(aws):
    result = aws.router().converse(messages=MESSAGES)
    assert result.text == "Hello"
    assert result.served_by == Target(EAST, arn(EAST), "chat-us-east-1")
    assert result.attempts == (Attempt(EAST, arn(EAST), None, 0),)
    assert [(region, request["modelId"]) for region, _seconds, request in aws.calls] == [(EAST, arn(EAST))]


@pytest.mark.parametrize("fault", FAILS_OVER.values(), ids=FAILS_OVER)
def test_the_next_target_answers(aws, fault):
    aws.faults, aws.takes = {EAST: [fault]}, {EAST: 0.25}
    result = aws.router().converse(messages=MESSAGES)
    code = fault.response["Error"]["Code"] if isinstance(fault, ClientError) else type(fault).__name__
    assert result.served_by.region == WEST
    assert result.attempts == (Attempt(EAST, arn(EAST), code, 250), Attempt(WEST, arn(WEST), None, 0))
    assert [request["modelId"] for _region, _seconds, request in aws.calls] == [arn(EAST), arn(WEST)]


@pytest.mark.parametrize("fault", IS_RAISED.values(), ids=IS_RAISED)
def test_another_error_is_raised_as_it_is(aws, fault):
    aws.faults = {EAST: [THROTTLED], WEST: [fault]}
    with pytest.raises(type(fault)) as caught:
        aws.router(record(REGIONS)).converse(messages=MESSAGES)
    assert caught.value is fault
    assert [attempt.region for attempt in caught.value.attempts] == [EAST, WEST]
    assert aws.called() == [EAST, WEST]


def test_all_targets_failed(aws):
    silent = boto.ReadTimeoutError(endpoint_url=URL)
    aws.faults = {EAST: [THROTTLED], WEST: [silent]}
    with pytest.raises(AllTargetsFailed) as caught:
        aws.router().converse(messages=MESSAGES)
    failed = caught.value
    assert [(target.region, fault) for target, fault in failed.errors] == [(EAST, THROTTLED), (WEST, silent)]
    assert failed.exceptions == (THROTTLED, silent)
    assert [attempt.error for attempt in failed.attempts] == ["ThrottlingException", "ReadTimeoutError"]
    assert not failed.deadline_passed
    assert "us-east-1 (chat-us-east-1): An error occurred (ThrottlingException)" in str(failed)


def test_a_failed_target_rests_and_is_preferred_again(aws):
    router = aws.router(rest=30)
    aws.faults = {EAST: [THROTTLED, None]}
    served = []
    for later in (0, 29, 2, 0):
        aws.clock.now += later
        served.append(router.converse(messages=MESSAGES).served_by.region)
    assert served == [WEST, WEST, EAST, EAST]
    assert aws.called() == [EAST, WEST, WEST, EAST, EAST]


def test_a_resting_target_is_the_last_resort(aws):
    router = aws.router(record(REGIONS))
    aws.faults = {EAST: [THROTTLED, None], WEST: [THROTTLED]}
    assert router.converse(messages=MESSAGES).served_by.region == EU
    aws.faults[EU] = [THROTTLED]
    assert router.converse(messages=MESSAGES).served_by.region == EAST
    assert aws.called() == [EAST, WEST, EU, EU, EAST]


def test_all_rest_and_are_tried_in_order(aws):
    router = aws.router()
    aws.faults = {EAST: [THROTTLED], WEST: [THROTTLED]}
    for _round in range(2):
        with pytest.raises(AllTargetsFailed):
            router.converse(messages=MESSAGES)
    assert aws.called() == [EAST, WEST, EAST, WEST]


def test_a_target_that_refuses_does_not_rest(aws):
    router = aws.router(rest=30)
    aws.faults = {EAST: [THROTTLED, error("ValidationException"), None]}
    router.converse(messages=MESSAGES)
    aws.clock.now += 31
    with pytest.raises(ClientError):
        router.converse(messages=MESSAGES)
    assert router.converse(messages=MESSAGES).served_by.region == EAST


def test_a_call_from_before_the_failure_does_not_undo_it(aws):
    """A long call answers after another one, which began later, has been throttled."""
    router = aws.router(rest=30)
    aws.faults = {EAST: [None, THROTTLED, None]}
    served = []
    aws.meanwhile = {EAST: lambda: served.append(router.converse(messages=MESSAGES).served_by.region)}
    for later in (0, 29, 2):
        served.append(router.converse(messages=MESSAGES).served_by.region)
        aws.clock.now += later
    served.append(router.converse(messages=MESSAGES).served_by.region)
    assert served == [WEST, EAST, WEST, WEST, EAST]


@pytest.mark.parametrize("fault", [boto.ParamValidationError(report="unknown parameter"), KeyError("bug")])
def test_a_call_that_finds_out_nothing_leaves_it_to_the_next_one(aws, fault):
    router = aws.router(rest=30)
    aws.faults = {EAST: [THROTTLED, fault, None]}
    router.converse(messages=MESSAGES)
    aws.clock.now += 31
    with pytest.raises(type(fault)):
        router.converse(messages=MESSAGES)
    assert router.converse(messages=MESSAGES).served_by.region == EAST


def test_one_caller_finds_out_and_the_others_go_elsewhere(aws):
    """While the first call after the rest hangs, others do not queue up behind it."""
    router = aws.router(rest=30)
    aws.faults = {EAST: [THROTTLED, None]}
    router.converse(messages=MESSAGES)
    aws.clock.now += 31
    others = []
    aws.meanwhile = {EAST: lambda: others.append(router.converse(messages=MESSAGES).served_by.region)}
    assert router.converse(messages=MESSAGES).served_by.region == EAST
    assert others == [WEST]


@pytest.mark.parametrize(
    ("deadline", "read_timeout", "takes", "limits"),
    [
        pytest.param(1000, 60, 0, [60], id="a call may take the read timeout"),
        pytest.param(120, 60, 0, [58.5], id="but with its connection no more than its share"),
        pytest.param(2, 60, 0, [0.5], id="a short time is shared between both"),
        pytest.param(29, 60, 14.5, [13, 13], id="a silent target leaves as much to the next one"),
        pytest.param(10, 6, 4, [3.5, 4.5], id="the second call gets what is left"),
        pytest.param(10, 6, 6, [3.5, 1.833], id="rounded down, so that clients are used again"),
    ],
)
def test_time_limits_of_calls(aws, deadline, read_timeout, takes, limits):
    aws.takes, aws.faults = {EAST: takes}, {EAST: [THROTTLED] if takes else [None]}
    aws.router(deadline=deadline, read_timeout=read_timeout).converse(messages=MESSAGES)
    assert [seconds for _region, seconds, _request in aws.calls] == limits


def test_no_target_begins_after_the_deadline(aws):
    aws.takes, aws.faults = {EAST: 6, WEST: 4}, {EAST: [THROTTLED], WEST: [THROTTLED]}
    with pytest.raises(AllTargetsFailed, match="the deadline passed") as caught:
        aws.router(record(REGIONS), deadline=10).converse(messages=MESSAGES)
    assert caught.value.deadline_passed
    assert aws.called() == [EAST, WEST]


def test_few_clients_for_many_time_limits(aws):
    router = aws.router(deadline=10, rest=0)
    aws.faults = {EAST: [THROTTLED]}
    for number in range(90):
        aws.takes = {EAST: number / 10}
        router.converse(messages=MESSAGES)
    assert len(aws.made) < 14


@pytest.mark.parametrize("left", [120, 30, 5, 2, 0.5])
def test_connection_and_answer_together_fit_into_what_is_left(left):
    router = InferenceRouter.from_record(record(), endpoint_url="http://127.0.0.1:9", deadline=left)
    config = router._clients.get("bedrock-runtime", EAST, left).meta.config
    assert config.connect_timeout + config.read_timeout <= left * 1.01


def test_routers_that_share_a_session_make_one_client_at_a_time():
    making, together = threading.Lock(), []

    class Session(boto3.session.Session):
        def client(self, *names, **options):
            together.append(not making.acquire(blocking=False))
            time.sleep(0.02)  # as long as the other threads need to come here, too
            making.release()
            return FakeAws().factory("bedrock-runtime", EAST, 1)

    session, barrier = Session(region_name=EAST), threading.Barrier(4)
    routers = [InferenceRouter.from_record(record(), session=session) for _number in range(4)]

    def work(router):
        barrier.wait()
        router.converse(messages=MESSAGES)

    threads = [threading.Thread(target=work, args=[router]) for router in routers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert together == [False] * 4


def test_many_threads_share_a_router(aws):
    router = aws.router(record(REGIONS))
    aws.faults = {EAST: [None, THROTTLED] * 200}
    served, barrier = [], threading.Barrier(8)

    def work():
        barrier.wait()
        served.extend(router.converse(messages=MESSAGES).served_by.region for _number in range(50))

    threads = [threading.Thread(target=work) for _number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert len(served) == 400
    assert set(served) <= {EAST, WEST}
    assert len(aws.made) == len(set(aws.made))


@pytest.mark.parametrize(
    "fault",
    [
        pytest.param(stream_error("throttlingException"), id="throttled in the stream"),
        pytest.param(stream_error("internalServerException"), id="server error in the stream"),
        pytest.param(stream_error("modelStreamErrorException"), id="model error in the stream"),
        pytest.param(urllib3.exceptions.ProtocolError("broken"), id="broken connection"),
        pytest.param(urllib3.exceptions.ReadTimeoutError(None, URL, "silent"), id="silent connection"),
    ],
)
def test_a_stream_fails_over_before_its_first_event(aws, fault):
    aws.streams = {EAST: Stream(fault), WEST: Stream(FIRST, SECOND)}
    with aws.router().converse_stream(messages=MESSAGES) as stream:
        assert list(stream) == [FIRST, SECOND]
    assert (stream.served_by.region, len(stream.attempts)) == (WEST, 2)
    assert (aws.streams[EAST].closed, aws.streams[WEST].closed) == (True, True)


def test_a_stream_that_cannot_be_opened_fails_over(aws):
    aws.faults, aws.streams = {EAST: [THROTTLED]}, {WEST: Stream(FIRST)}
    assert list(aws.router().converse_stream(messages=MESSAGES)) == [FIRST]


def test_a_stream_without_events_fails_over(aws):
    aws.streams = {EAST: Stream(), WEST: Stream(FIRST)}
    stream = aws.router().converse_stream(messages=MESSAGES)
    assert [attempt.error for attempt in stream.attempts] == ["IncompleteReadError", None]


def test_after_the_first_event_errors_are_the_callers(aws):
    fault = stream_error("throttlingException")
    aws.streams = {EAST: Stream(FIRST, fault), WEST: Stream(FIRST)}
    stream = aws.router().converse_stream(messages=MESSAGES)
    events = iter(stream)
    assert next(events) == FIRST
    with pytest.raises(ClientError) as caught:
        next(events)
    assert caught.value is fault
    assert aws.called() == [EAST]


def test_a_refusal_in_the_stream_is_raised(aws):
    aws.streams = {EAST: Stream(stream_error("validationException"))}
    with pytest.raises(ClientError):
        aws.router().converse_stream(messages=MESSAGES)
    assert aws.called() == [EAST]


def test_the_router_makes_clients_that_try_once():
    router = InferenceRouter.from_record(record(), endpoint_url="http://127.0.0.1:9", read_timeout=7)
    config = router._clients.get("bedrock-runtime", EAST, 100).meta.config
    assert (config.read_timeout, config.connect_timeout) == (7, 1.5)
    assert config.retries == {"mode": "standard", "total_max_attempts": 1}


def test_endpoints_are_those_of_botocore(monkeypatch):
    monkeypatch.setenv("AWS_ENDPOINT_URL", "https://all.example")
    monkeypatch.setenv("AWS_ENDPOINT_URL_BEDROCK_RUNTIME", "https://runtime.example")
    clients = InferenceRouter.from_record(record())._clients
    found = [clients.get(service, EAST, 9).meta.endpoint_url for service in ("bedrock-runtime", "ssm")]
    assert found == ["https://runtime.example", "https://all.example"]


def test_a_config_of_ones_own_is_kept_but_for_retries_and_timeouts():
    given = Config(
        user_agent_extra="mine/1",
        max_pool_connections=3,
        proxies={"http": "http://127.0.0.1:9"},
        retries={"mode": "adaptive", "total_max_attempts": 9},
        connect_timeout=99,
        read_timeout=99,
    )
    router = InferenceRouter.from_record(record(), client_config=given, read_timeout=7)
    config = router._clients.get("bedrock-runtime", EAST, 100).meta.config
    assert (config.user_agent_extra, config.max_pool_connections) == ("mine/1", 3)
    assert config.proxies == {"http": "http://127.0.0.1:9"}
    assert (config.retries, config.read_timeout, config.connect_timeout) == (
        {"mode": "standard", "total_max_attempts": 1},
        7,
        1.5,
    )
