# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The router in a module: what is told of its errors, and that no prompt is among it."""

from __future__ import annotations

import boto3
import pytest
from ansible_collections.genai.bedrock.plugins.module_utils._aws.routing import Route, RoutingError, routed
from ansible_collections.genai.bedrock.plugins.module_utils._core.problems import ProblemError
from ansible_collections.genai.bedrock.plugins.module_utils._router.errors import (
    NoVectorsError,
    TargetTimeoutError,
    UnexpectedAnswerError,
)

from tests.unit.plugins.module_utils.router_fakes import REGIONS, arn, record

EAST = REGIONS[0]
SECRET = "the merger is on Tuesday"
SESSION = boto3.session.Session(aws_access_key_id="a", aws_secret_access_key="b")


class Clients:
    """botocore's own, at an endpoint that nobody listens on."""

    def client(self, service, region, **_settings):
        return SESSION.client(service, region, endpoint_url="http://127.0.0.1:9")


ROUTE = Route(EAST, 5, 5, record([EAST]))
TEXTS = {
    "quotes": f"\"{SECRET}\", '{SECRET}'",
    "a comma and a type": f"x, type: <class 'str'>, valid types: {SECRET}",
    "lines": f"x\nInvalid type for parameter {SECRET}, value: {SECRET}\n{SECRET}",
    "the words of a report": f"value: y, type: z, valid {SECRET}",
}
MALFORMED = {
    "content": lambda text: {"role": "user", "content": text},
    "a text": lambda text: {"role": "user", "content": [{"text": [text]}]},
    "a member": lambda text: {"role": "user", "content": [{"text": "x"}], "extra": text},
    "a name": lambda text: {"role": "user", "content": [{"text": "x"}], text: 1},
    "an image": lambda text: {"role": "user", "content": [{"image": text}]},
    "within an image": lambda text: {"role": "user", "content": [{"image": {"format": [text], "source": text}}]},
    "a tool": lambda text: {"role": "user", "content": [{"toolResult": {"toolUseId": 1, "content": text}}]},
    "two in one": lambda text: {"role": "user", "content": [{"text": text, "image": {text: text}}]},
    "a role": lambda text: {"role": [text], "content": [{"text": "x"}]},
}


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
@pytest.mark.parametrize("message", MALFORMED.values(), ids=MALFORMED)
def test_nothing_of_a_malformed_prompt_is_shown(message, text):
    with pytest.raises(RoutingError) as caught:
        routed(Clients(), ROUTE, lambda router: router.converse(messages=[message(text)]))
    (problem,) = caught.value.problems
    assert (problem.code, problem.region) == ("ParamValidationError", EAST)
    assert problem.message.startswith("the request was not sent: messages must be maps with role (user or assistant)")
    assert "merger" not in str(problem.as_dict()) + str(caught.value)


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (UnexpectedAnswerError("Converse returned no message"), "NotTheService"),
        (NoVectorsError("it answered with other than 1 vectors"), "UnknownEmbedding"),
        (TargetTimeoutError("no answer within 5 seconds"), "TargetTimeoutError"),
    ],
    ids=lambda value: value if isinstance(value, str) else type(value).__name__,
)
def test_errors_of_the_router_itself(monkeypatch, error, code):
    def fail(*_arguments, **_request):
        raise error

    client = SESSION.client("bedrock-runtime", EAST)
    monkeypatch.setattr(client, "converse", fail, raising=False)
    clients = Clients()
    clients.client = lambda *_names, **_settings: client
    with pytest.raises(RoutingError) as caught:
        routed(clients, ROUTE, lambda router: router.converse(messages=[]))
    (problem,) = caught.value.problems
    assert (problem.code, problem.region, str(error) in problem.message) == (code, EAST, True)
    assert arn(EAST) in problem.message


def test_an_answer_of_somebody_else_in_place_of_the_record():
    class Foreign:
        def get_parameter(self, **_request):
            return {}

    clients = Clients()
    clients.client = lambda *_names, **_settings: Foreign()
    with pytest.raises(RoutingError, match="GetParameter") as caught:
        routed(clients, Route(EAST, 1, 1, parameter="/a"), lambda router: router.converse(messages=[]))
    assert [problem.code for problem in caught.value.problems] == ["NotTheService"]


def test_a_text_that_no_model_takes_is_an_input_error():
    with pytest.raises(ProblemError, match=r"texts\[1\] is empty"):
        routed(Clients(), ROUTE, lambda router: router.embed(["a", ""]))
