# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The policy simulator's answers, in both shapes that they have had."""

from __future__ import annotations

import pytest
from ansible_collections.genai.bedrock.plugins.module_utils._aws.simulation import simulate
from ansible_collections.genai.bedrock.plugins.module_utils._core.preflight.permissions import Question, Verdict

CREATE, LIST = "bedrock:CreateInferenceProfile", "bedrock:ListInferenceProfiles"
ON_TWO = Question(
    "us-east-1", frozenset({(CREATE, "arn:a"), (CREATE, "arn:b")}), {"aws:TagKeys": ("a", "b"), "x": ("1",)}
)
ON_NONE = Question("us-east-1", frozenset({(LIST, "*")}), {}, on_resources=False)


class Simulator:
    """A client that answers with rows, one a page, and remembers what it was asked."""

    def __init__(self, *rows):
        self.rows, self.requested = rows, {}

    def get_paginator(self, operation):
        assert operation == "simulate_principal_policy"
        return self

    def paginate(self, **request):
        self.requested = request
        return [{"EvaluationResults": [row]} for row in self.rows]


def row(action=CREATE, decision="allowed", **values):
    return {"EvalActionName": action, "EvalDecision": decision} | values


def specific(arn, decision, **values):
    return {"EvalResourceName": arn, "EvalResourceDecision": decision} | values


@pytest.mark.parametrize(
    ("question", "rows", "verdicts"),
    [
        (
            ON_TWO,
            [
                row(
                    decision="implicitDeny",
                    EvalResourceName="arn:${Partition}:bedrock:${Region}",
                    ResourceSpecificResults=[
                        specific("arn:a", "allowed"),
                        specific("arn:b", "implicitDeny", MissingContextValues=["aws:SourceVpc"]),
                    ],
                )
            ],
            [
                Verdict(CREATE, "arn:a", "allowed"),
                Verdict(CREATE, "arn:b", "implicitDeny", missing_context=("aws:SourceVpc",)),
            ],
        ),
        (
            ON_TWO,
            [row(EvalResourceName="arn:a"), row(EvalResourceName="arn:b", decision="explicitDeny")],
            [Verdict(CREATE, "arn:a", "allowed"), Verdict(CREATE, "arn:b", "explicitDeny")],
        ),
        (
            ON_NONE,
            [row(LIST, "implicitDeny", EvalResourceName="arn:${Partition}:x", MissingContextValues=["aws:SourceIp"])],
            [Verdict(LIST, "*", "implicitDeny", missing_context=("aws:SourceIp",))],
        ),
        (
            ON_NONE,
            [row(LIST, "explicitDeny", OrganizationsDecisionDetail={"AllowedByOrganizations": False})],
            [Verdict(LIST, "*", "explicitDeny", by_organization=True)],
        ),
        (
            ON_NONE,
            [row(LIST, OrganizationsDecisionDetail={"AllowedByOrganizations": True})],
            [Verdict(LIST, "*", "allowed")],
        ),
    ],
    ids=["by resource", "a result for each resource", "about no resource", "the organization denies", "it allows"],
)
def test_answers(question, rows, verdicts):
    assert simulate(Simulator(*rows), "us-east-1", "arn:user", question) == verdicts


def test_what_is_asked():
    client = Simulator()
    simulate(client, "us-east-1", "arn:user", ON_TWO)
    assert client.requested["PolicySourceArn"] == "arn:user"
    assert (client.requested["ActionNames"], client.requested["ResourceArns"]) == ([CREATE], ["arn:a", "arn:b"])
    assert client.requested["ContextEntries"] == [
        {"ContextKeyName": "aws:TagKeys", "ContextKeyValues": ["a", "b"], "ContextKeyType": "stringList"},
        {"ContextKeyName": "x", "ContextKeyValues": ["1"], "ContextKeyType": "string"},
    ]


def test_actions_about_no_resource_name_none():
    client = Simulator()
    simulate(client, "us-east-1", "arn:user", ON_NONE)
    assert "ResourceArns" not in client.requested
