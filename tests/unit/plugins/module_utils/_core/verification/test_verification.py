# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is called to verify records, how long one waits, and what each failure says."""

from __future__ import annotations

import pytest
from ansible_collections.genai.bedrock.plugins.module_utils._core.failures import CallError
from ansible_collections.genai.bedrock.plugins.module_utils._core.problems import ProblemError
from ansible_collections.genai.bedrock.plugins.module_utils._core.verification.errors import (
    invocation_problem,
    is_unknown,
    pauses,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.verification.verification import (
    Check,
    Verdict,
    checks,
    mismatch,
)

EAST, WEST = "us-east-1", "us-west-2"
INVALID = "The provided model identifier is invalid."


def record(model="anthropic.claude-sonnet-4-6", **fields):
    targets = [{"region": region, "arn": f"arn:{region}", "guardrail": None} for region in (EAST, WEST)]
    return {"schema": 1, "base_model_id": model, "targets": targets} | fields


def failed(code, message="told so", operation="InvokeModel"):
    return CallError(operation, EAST, code, message, "bedrock:InvokeModel")


def test_a_check_for_each_target():
    assert checks({"copilot/chat": record(kind="text")}, None) == [
        Check("copilot/chat", region, f"arn:{region}", "anthropic.claude-sonnet-4-6", "text") for region in (EAST, WEST)
    ]


@pytest.mark.parametrize(("arns", "regions"), [(None, [EAST, WEST]), ([], []), ([f"arn:{WEST}"], [WEST])])
def test_arns_choose(arns, regions):
    assert [check.region for check in checks({"one": record()}, arns)] == regions


@pytest.mark.parametrize(
    ("model", "kind"),
    [
        ("amazon.titan-embed-text-v2:0", "embedding"),
        ("amazon.nova-lite-v1:0", "text"),
        ("amazon.nova-canvas-v1:0", "other"),
    ],
)
def test_a_record_without_kind_goes_by_its_model(model, kind):
    assert {check.kind for check in checks({"one": record(model)}, None)} == {kind}


@pytest.mark.parametrize(
    ("model", "kind"),
    [
        ("amazon.nova-canvas-v1:0", "other"),
        ("cohere.rerank-v3-5:0", "other"),
        ("twelvelabs.marengo-embed-2-7-v1:0", "embedding"),
    ],
)
def test_what_no_text_alone_can_try_is_said_not_to_be_called(model, kind):
    (check, _other) = checks({"one": record(model, kind=kind)}, None, "blocked")
    assert not check.callable
    verdict = Verdict(check, 0)
    row = verdict.row()
    assert (verdict.problem, row["verdict"], row["code"], row["guardrail"]) == (None, "not_called", None, None)
    assert row["message"].startswith(
        "not called: a text alone is no request for this model; call it from an application"
    )


def test_a_record_that_says_text_is_believed():
    (check, _other) = checks({"one": record("amazon.nova-canvas-v1:0", kind="text")}, None)
    assert check.callable


def test_all_bad_records_are_reported_at_once():
    with pytest.raises(ProblemError) as caught:
        checks({"one": {}, "two": record(), "three": record(base_model_id=None), "four": record(targets=[1])}, ["arn"])
    assert [problem.key for problem in caught.value.problems] == ["one", "three", "four"]


@pytest.mark.parametrize(
    ("code", "message", "times", "seconds"),
    [
        ("ResourceNotFoundException", "", 7, 15),
        ("ValidationException", INVALID, 7, 15),
        ("ValidationException", "max_tokens is too large", 0, 0),
        ("ThrottlingException", "", 3, 3.5),
        ("ServiceUnavailableException", "", 3, 3.5),
        ("EndpointConnectionError", "", 3, 3.5),
        ("ReadTimeoutError", "", 1, 1),
        ("AccessDeniedException", "", 0, 0),
        ("ExpiredTokenException", "", 0, 0),
        ("DimensionMismatch", "", 0, 0),
    ],
)
def test_what_is_waited_for(code, message, times, seconds):
    planned = pauses(failed(code, message))
    assert (len(planned), sum(planned)) == (times, seconds)


def test_only_the_identifier_makes_a_target_unknown():
    assert [is_unknown(failed("ValidationException", text)) for text in (INVALID, "no")] == [True, False]


EMBEDDING = Check("embedding/titan", EAST, "arn:t", "amazon.titan-embed-text-v2:0", "embedding", 512)


@pytest.mark.parametrize(
    ("check", "length", "wrong"),
    [
        (EMBEDDING, 512, False),
        (EMBEDDING, 1024, True),
        (EMBEDDING, 0, True),
        (Check("one", EAST, "arn", "amazon.titan-embed-text-v2:0", "embedding"), 1024, False),
        (Check("one", EAST, "arn", "amazon.nova-lite-v1:0", "text", 512), None, False),
    ],
    ids=["equal", "longer", "empty", "nothing recorded", "text"],
)
def test_lengths_of_vectors(check, length, wrong):
    assert (mismatch(check, length) is not None) == wrong


@pytest.mark.parametrize(
    ("error", "text"),
    [
        (failed("AccessDeniedException"), "; allow bedrock:InvokeModel on the profile"),
        (failed("ResourceNotFoundException"), "deploy again"),
        (failed("ThrottlingException"), "raise the model's quota"),
        (failed("InternalServerException"), "; run again later"),
        (mismatch(EMBEDDING, 7), "answered with 7 dimensions, the record says 512; correct dimensions of the entry"),
    ],
)
def test_a_failure_names_the_key_the_action_and_the_way_out(error, text):
    problem = Verdict(EMBEDDING, 12, error=error).problem
    assert (problem.key, problem.region, problem.code) == ("embedding/titan", EAST, error.code)
    assert problem.message.startswith(f"bedrock:InvokeModel of arn:t failed in {EAST}: {error.code}: ")
    assert text in problem.message


def test_a_failed_reading_of_the_record_says_so():
    missing = CallError("GetParameter", EAST, "ParameterNotFound", "", "ssm:GetParameter")
    assert "correct parameter_name or region" in invocation_problem(missing).message
    denied = CallError("GetParameter", EAST, "AccessDeniedException", "", "ssm:GetParameter")
    assert invocation_problem(denied).message.endswith("(the caller needs the IAM action ssm:GetParameter)")
