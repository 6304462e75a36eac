# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is tried again, how soon, and when no more; on botocore's own events."""

from __future__ import annotations

import threading
from types import SimpleNamespace

import pytest
from ansible_collections.genai.bedrock.plugins.module_utils._aws import retries as retries_module
from ansible_collections.genai.bedrock.plugins.module_utils._aws.clients import Clients, Connection
from ansible_collections.genai.bedrock.plugins.module_utils._aws.pacing import Pacer
from ansible_collections.genai.bedrock.plugins.module_utils._aws.retries import MOST_ATTEMPTS, PATIENCE, Retries
from ansible_collections.genai.bedrock.plugins.module_utils._core.failures import CallError
from ansible_collections.genai.bedrock.plugins.module_utils._core.sending import only_if
from botocore.config import Config
from botocore.exceptions import ClientError, ConnectTimeoutError, EndpointConnectionError, ParamValidationError

from tests.local_aws.server import LocalAws

DOWN = EndpointConnectionError(endpoint_url="http://127.0.0.1")
SLOW = ConnectTimeoutError(endpoint_url="http://127.0.0.1")


class RecordingPacer(Pacer):
    def __init__(self):
        super().__init__()
        self.reported = []

    def granted(self):
        self.reported.append("granted")

    def refused(self):
        self.reported.append("refused")


def answer(status, code=""):
    return SimpleNamespace(status_code=status), {"Error": {"Code": code}} if code else {}


@pytest.mark.parametrize(
    ("response", "caught", "reported", "again"),
    [
        pytest.param(answer(200), None, ["granted"], False, id="success"),
        pytest.param(answer(429, "ThrottlingException"), None, ["refused"], True, id="bedrock_throttles"),
        pytest.param(answer(400, "ThrottlingException"), None, ["refused"], True, id="ssm_throttles"),
        pytest.param(answer(400, "ThrottledException"), None, ["refused"], True, id="tagging_throttles"),
        pytest.param(answer(429), None, ["refused"], True, id="nameless_429"),
        pytest.param(answer(500, "InternalServerException"), None, [], True, id="internal_error"),
        pytest.param(answer(503, "ServiceUnavailableException"), None, [], True, id="unavailable"),
        pytest.param(answer(502), None, [], True, id="nameless_502"),
        pytest.param(answer(400, "InternalServiceException"), None, [], True, id="internal_error_of_tagging"),
        pytest.param(answer(400, "RequestTimeout"), None, [], True, id="request_timeout"),
        pytest.param(None, DOWN, [], True, id="no_connection"),
        pytest.param(None, SLOW, [], True, id="timeout"),
        pytest.param(None, ParamValidationError(report="wrong"), ["granted"], False, id="error_of_ours"),
        pytest.param(answer(400, "ConflictException"), None, ["granted"], False, id="conflict"),
        pytest.param(answer(403, "AccessDeniedException"), None, ["granted"], False, id="denied"),
        pytest.param(answer(404, "ResourceNotFoundException"), None, ["granted"], False, id="missing"),
        pytest.param(answer(400, "TooManyUpdates"), None, ["granted"], False, id="busy"),
    ],
)
def test_what_is_tried_again(response, caught, reported, again):
    pacer = RecordingPacer()

    def query(attempts):
        context = {"context": {}}
        event = {"response": response, "caught_exception": caught, "request_dict": context}
        return Retries(pacer).needs_retry(attempts=attempts, **event)

    assert (query(1) is not None) == again
    assert pacer.reported == reported
    assert query(MOST_ATTEMPTS) is None


def test_a_fault_is_tried_again_soon_and_then_ever_later():
    requested = {"response": answer(500), "caught_exception": None}
    delays = [
        max(
            Retries(Pacer()).needs_retry(attempts=attempts, request_dict={"context": {}}, **requested)
            for _turn in range(200)
        )
        for attempts in range(1, MOST_ATTEMPTS)
    ]
    assert delays[0] <= 0.1
    assert delays[-1] <= 2
    assert sum(delays) > 8


def test_patience_ends_though_attempts_are_left():
    now = [0.0]
    retries = Retries(Pacer(), clock=lambda: now[0])
    requested = {"response": None, "caught_exception": SLOW, "request_dict": {"context": {}}}
    assert retries.needs_retry(attempts=1, **requested) is not None
    now[0] = PATIENCE - 1
    assert retries.needs_retry(attempts=2, **requested) is not None
    now[0] = PATIENCE
    assert retries.needs_retry(attempts=3, **requested) is None


@pytest.fixture(scope="module")
def endpoint():
    with LocalAws() as running:
        yield running


@pytest.fixture
def aws(endpoint, monkeypatch):
    endpoint.reset()
    monkeypatch.setattr(retries_module, "_SOON", 0.001)
    return endpoint


def client(aws, service="bedrock", *, config=None, **settings):
    keys = {"access_key": "local", "secret_key": "local"}
    return Clients(Connection(endpoint_url=aws.url, config=config, **keys), workers=4).client(
        service, "us-east-1", **settings
    )


def create(bedrock):
    source = {"copyFrom": "arn:aws:bedrock:us-east-1::foundation-model/amazon.titan-embed-text-v2:0"}
    return bedrock.create_inference_profile(inferenceProfileName="one", modelSource=source, clientRequestToken="once")[
        "inferenceProfileArn"
    ]


def test_a_creation_whose_answer_was_lost_is_repeated_with_its_token(aws):
    lost = {"operation": "CreateInferenceProfile", "code": "InternalServerException", "when": "after", "times": 1}
    aws.switch(fail=[lost])
    arn = create(client(aws))
    assert [row["inferenceProfileArn"] for row in listed(aws)] == [arn]
    assert len(aws.calls("CreateInferenceProfile")) == 2


def listed(aws):
    return aws.client("bedrock").list_inference_profiles(typeEquals="APPLICATION")["inferenceProfileSummaries"]


@pytest.mark.parametrize("config", [None, Config(retries={"mode": "standard"})], ids=["ours", "the_users"])
def test_a_call_that_is_no_longer_allowed_is_not_sent_again(aws, config):
    lost = {"operation": "CreateInferenceProfile", "code": "InternalServerException", "when": "after", "times": 1}
    aws.switch(fail=[lost])
    bedrock, sent = client(aws, config=config), []

    def once():
        sent.append(1)
        if len(sent) > 1:
            raise CallError("create", "us-east-1", "LockLost", "the lock is lost")

    with pytest.raises(CallError, match="the lock is lost"), only_if(once):
        create(bedrock)
    assert (len(aws.calls("CreateInferenceProfile")), len(sent)) == (1, 2)
    create(bedrock)


def test_whether_it_is_allowed_is_asked_after_the_wait_for_its_turn(aws, monkeypatch):
    order = []
    monkeypatch.setattr(Pacer, "wait", lambda _pacer: order.append("waited"))
    with only_if(lambda: order.append("asked")):
        client(aws).list_inference_profiles()
    assert order == ["waited", "asked"]


def test_it_gives_up_with_the_last_error(aws):
    aws.switch(fail=[{"operation": "ListInferenceProfiles", "code": "InternalServerException"}])
    with pytest.raises(ClientError, match="InternalServerException"):
        client(aws).list_inference_profiles()
    assert len(aws.calls()) == MOST_ATTEMPTS


@pytest.mark.parametrize("code", ["InternalServerException", "ThrottlingException"])
def test_the_shell_limits_the_attempts(aws, monkeypatch, code):
    monkeypatch.setenv("AWS_MAX_ATTEMPTS", "2")
    aws.switch(fail=[{"operation": "ListInferenceProfiles", "code": code}])
    with pytest.raises(ClientError, match=code):
        client(aws).list_inference_profiles()
    assert len(aws.calls()) == 2


def test_the_profile_limits_the_attempts_where_the_shell_does_not(aws, monkeypatch, tmp_path):
    (tmp_path / "config").write_text("[default]\nmax_attempts = 1\n", encoding="utf-8")
    monkeypatch.setenv("AWS_CONFIG_FILE", str(tmp_path / "config"))
    aws.switch(fail=[{"operation": "ListInferenceProfiles", "code": "InternalServerException"}])
    with pytest.raises(ClientError, match="InternalServerException"):
        client(aws).list_inference_profiles()
    assert len(aws.calls()) == 1


def test_aws_config_wins_over_the_shell(aws, monkeypatch):
    monkeypatch.setenv("AWS_MAX_ATTEMPTS", "1")
    aws.switch(fail=[{"operation": "ListInferenceProfiles", "code": "InternalServerException"}])
    with pytest.raises(ClientError, match="InternalServerException"):
        client(aws, config=Config(retries={"mode": "standard", "total_max_attempts": 2})).list_inference_profiles()
    assert len(aws.calls()) == 2


@pytest.mark.parametrize("given", ["many", "0", "-1"])
def test_what_is_no_number_of_attempts(aws, monkeypatch, given):
    monkeypatch.setenv("AWS_MAX_ATTEMPTS", given)
    with pytest.raises(CallError, match=r"AWS_MAX_ATTEMPTS in the environment, or max_attempts .* a whole number"):
        client(aws)


NAMES = {
    "list_inference_profiles": "ListInferenceProfiles",
    "get_parameters": "GetParameters",
    "get_resources": "GetResources",
}


@pytest.mark.parametrize(
    ("service", "operation", "requested"),
    [
        ("bedrock", "list_inference_profiles", {}),
        ("ssm", "get_parameters", {"Names": ["/a"]}),
        ("resourcegroupstaggingapi", "get_resources", {}),
    ],
)
def test_each_services_own_refusal_slows_down_and_succeeds(aws, service, operation, requested):
    aws.switch(throttle={service: 20})
    # All at once, also where each thread waits for its turn on the processor.
    everybody = threading.Barrier(30, timeout=60)
    for nth in range(1, 31):
        aws.at(NAMES[operation], lambda _call: everybody.wait(), nth=nth)
    query = getattr(client(aws, service), operation)
    threads = [threading.Thread(target=query, kwargs=requested) for _turn in range(30)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    codes = [call["code"] for call in aws.calls()]
    assert codes.count("") == 30
    assert 0 < len(codes) - codes.count("") <= 40


@pytest.mark.parametrize(
    ("config", "settings", "attempts"),
    [
        pytest.param(Config(retries={"total_max_attempts": 1}), {}, 1, id="the_users_word"),
        pytest.param(Config(retries={"mode": "standard", "total_max_attempts": 2}), {}, 2, id="the_users_mode"),
        pytest.param(None, {"retries": {"total_max_attempts": 1}}, 1, id="the_callers_word"),
        pytest.param(Config(connect_timeout=5), {}, MOST_ATTEMPTS, id="other_settings_only"),
    ],
)
def test_who_says_how_often(aws, config, settings, attempts):
    aws.switch(fail=[{"operation": "ListInferenceProfiles", "code": "InternalServerException"}])
    with pytest.raises(ClientError):
        client(aws, config=config, **settings).list_inference_profiles()
    assert len(aws.calls()) == attempts


def test_the_users_own_attempts_meet_the_first_refusal(aws):
    aws.switch(throttle={"bedrock": 1})
    own = client(aws, config=Config(retries={"total_max_attempts": 1}))
    own.list_inference_profiles()
    with pytest.raises(ClientError, match="Too many requests"):
        own.list_inference_profiles()
    assert [call["code"] for call in aws.calls()] == ["", "ThrottlingException"]
