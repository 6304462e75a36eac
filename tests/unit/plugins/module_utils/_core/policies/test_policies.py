# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Statements as IAM writes them, their size, and what becomes of too many."""

from __future__ import annotations

import json

import pytest
from ansible_collections.genai.bedrock.plugins.module_utils._core.policies.policies import (
    MAX_CHARACTERS,
    Statement,
    document,
    documents,
    size,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.problems import ProblemError

from tests.unit.plugins.module_utils import iam_calls as iam

QUEUE = "arn:aws:sqs:us-east-1:123456789012:{}"


def together(names) -> list[Statement]:
    return [Statement("Send", ["sqs:SendMessage"], [QUEUE.format(name) for name in names])]


def test_the_order_of_what_is_given_does_not_show() -> None:
    one = Statement("A", ["sqs:b", "sqs:a"], ["y", "x", "x"], {"StringEquals": {"k": ["2", "1"], "j": ["3"]}})
    other = Statement("A", ["sqs:a", "sqs:b"], ["x", "y"], {"StringEquals": {"j": ["3"], "k": ["1", "2"]}})
    assert json.dumps(one.as_dict()) == json.dumps(other.as_dict())


def test_no_empty_condition_is_written() -> None:
    assert "Condition" not in Statement("A", ["sqs:a"], ["x"], {"StringEquals": {}}).as_dict()


def test_white_space_does_not_count() -> None:
    policy = document(together(["one two"]))
    assert size(policy) == len(json.dumps(policy).replace(" ", ""))


def test_what_fits_is_one_document() -> None:
    (policy,) = documents(["one", "two"], together)
    assert policy == document(together(["one", "two"]))


def test_what_does_not_fit_is_several_documents_that_hold_all_of_it_once() -> None:
    names = [f"queue-{number:03}" for number in range(300)]
    made = documents(names, together)
    assert len(made) > 1
    assert all(size(policy) <= MAX_CHARACTERS for policy in made)
    current = [resource for policy in made for resource in policy["Statement"][0]["Resource"]]
    assert current == [QUEUE.format(name) for name in names]


def test_the_limit_is_the_last_size_that_fits() -> None:
    exact = size(document(together(["one", "two"])))
    assert len(documents(["one", "two"], together, limit=exact)) == 1
    assert len(documents(["one", "two"], together, limit=exact - 1)) == 2


def test_a_statement_that_alone_is_too_large_is_an_error_with_a_way_out() -> None:
    with pytest.raises(
        ProblemError, match=r"Send have \d+ characters.*limit of an IAM policy is 50.*shorten the SSM prefix"
    ):
        documents(["one"], together, limit=50)


def test_nothing_is_no_document() -> None:
    assert documents([], together) == []


@pytest.mark.parametrize(
    ("change", "finding"),
    [
        ({"Action": ["bedrock:InvokeModels"]}, "UNKNOWN_ACTION"),
        ({"Resource": ["bedrock:profile"]}, "INVALID_ARN"),
        ({"Action": ["bedrock:DeleteInferenceProfile"]}, "RESOURCE_MISMATCH"),
        ({"Condition": {"StringSame": {"aws:RequestedRegion": "x"}}}, "UNKNOWN_OPERATOR"),
        ({"Condition": {"StringEquals": {"ssm:Overwrite": "x"}}}, "UNKNOWN_CONDITION_FOR_ACTION"),
    ],
    ids=["action", "arn", "resource_of_another_kind", "operator", "key_of_another_service"],
)
def test_the_linter_of_these_tests_sees(change, finding) -> None:
    policy = document([Statement("A", ["sqs:SendMessage"], [QUEUE.format("x")])])
    assert iam.findings(policy) == []
    policy["Statement"][0] |= change
    assert finding in " ".join(iam.findings(policy))
