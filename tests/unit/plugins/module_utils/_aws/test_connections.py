# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Connections out of options and environment, for modules, lookups and the engine alike."""

from __future__ import annotations

import dataclasses
import re

import pytest
from ansible_collections.genai.bedrock.plugins.module_utils._aws.connections import Connection, read_connection
from ansible_collections.genai.bedrock.plugins.module_utils._core.problems import ProblemError

from tests.unit.plugins.module_utils.aws_files import ROLE, aws_files

__all__ = ["aws_files"]

EAST = {"region": "us-east-1"}
KEYS = {"access_key": "AKIAMINE", "secret_key": "my-secret"}
URL = "https://vpce-1.example.com"


def read(options, **environ) -> Connection:
    return read_connection(options, environ=environ)


@pytest.mark.parametrize(
    ("options", "environ", "members"),
    [
        (EAST, {}, {"region": "us-east-1", "verify": None, "endpoint_url": None, "assume_role_arn": None}),
        ({"aws_region": "eu-west-1"}, {"AWS_REGION": "us-east-1"}, {"region": "eu-west-1"}),
        ({"region": ""}, {"AWS_REGION": "us-east-1", "AWS_DEFAULT_REGION": "us-west-2"}, {"region": "us-east-1"}),
        ({}, {"AWS_DEFAULT_REGION": "us-west-2"}, {"region": "us-west-2"}),
        (EAST | {"endpoint_url": URL}, {"AWS_URL": "http://other"}, {"endpoint_url": URL}),
        (EAST | {"aws_endpoint_url": URL}, {}, {"endpoint_url": URL}),
        (EAST, {"AWS_URL": URL}, {"endpoint_url": URL, "left_to_shell": frozenset()}),
        (EAST, {"AWS_URL": URL, "AWS_ENDPOINT_URL_SSM": "http://x"}, {"left_to_shell": frozenset({"ssm"})}),
        (EAST | {"endpoint_url": URL}, {"AWS_ENDPOINT_URL": "unused"}, {"endpoint_url": URL}),
        (EAST, {"AWS_ENDPOINT_URL": "x", "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS": "true"}, {"endpoint_url": None}),
        (EAST | {"validate_certs": False}, {}, {"verify": False}),
        (EAST | {"validate_certs": "no", "aws_ca_bundle": "/nowhere"}, {}, {"verify": False}),
        (EAST | {"aws_ca_bundle": __file__}, {}, {"verify": __file__}),
        (EAST | {"validate_certs": True}, {"AWS_CA_BUNDLE": __file__}, {"verify": __file__}),
        (EAST | {"assume_role_arn": ROLE}, {}, {"assume_role_arn": ROLE, "assume_role_session_name": "genai.bedrock"}),
        (EAST | {"assume_role_arn": ""}, {}, {"assume_role_arn": None}),
        (
            EAST | {"assume_role_arn": ROLE, "assume_role_external_id": "id-1", "assume_role_session_name": "ci"},
            {},
            {"assume_role_external_id": "id-1", "assume_role_session_name": "ci"},
        ),
        (EAST | {"unknown": 1, "state": "present"}, {}, {"region": "us-east-1"}),
    ],
)
def test_what_is_read(options, environ, members):
    reported = {field.name: getattr(read(options, **environ), field.name) for field in dataclasses.fields(Connection)}
    assert {name: reported[name] for name in members} == members


@pytest.mark.parametrize(
    ("options", "environ", "reported"),
    [
        ({"region": "us-east-1 "}, {}, "region 'us-east-1 ' begins or ends with a blank: write us-east-1"),
        ({}, {"AWS_REGION": "us_east_1"}, "write us-east-1"),
        (EAST | {"endpoint_url": "localhost:4599"}, {}, "endpoint_url 'localhost:4599' has no scheme"),
        (EAST, {"AWS_URL": "localhost:4599"}, "AWS_URL in the environment 'localhost:4599' has no scheme"),
        (EAST, {"AWS_ENDPOINT_URL": "localhost:4599"}, "AWS_ENDPOINT_URL in the environment 'localhost:4599' has no"),
        (EAST, {"AWS_ENDPOINT_URL_KMS": "localhost"}, "AWS_ENDPOINT_URL_KMS in the environment 'localhost' has no"),
        (EAST | {"endpoint_urls": {"ssn": URL}}, {}, "did you mean 'ssm'?"),
        (EAST | {"aws_ca_bundle": "/nowhere"}, {}, "aws_ca_bundle '/nowhere' cannot be read"),
        (EAST, {"AWS_CA_BUNDLE": "/nowhere"}, "AWS_CA_BUNDLE in the environment '/nowhere' cannot be read"),
        (EAST | {"validate_certs": "perhaps"}, {}, "validate_certs must be true or false"),
        (EAST | {"aws_config": {"retriez": 1}}, {}, "aws_config: botocore.config.Config refuses it"),
        (EAST | {"aws_config": {"retries": {"max_attempts": -1}}}, {}, "aws_config: botocore.config.Config refuses it"),
        (EAST | {"aws_config": {"read_timeout": "long"}}, {}, "aws_config: read_timeout must be a number"),
        (EAST | {"aws_config": ["a"]}, {}, "aws_config must be a map"),
        (EAST | {"profile": "a", **KEYS}, {}, "two identities"),
        (EAST | {"assume_role_arn": "deployer"}, {}, "assume_role_arn 'deployer' is no role: write arn:aws:iam::"),
        (EAST | {"assume_role_external_id": "id-1"}, {}, "set without assume_role_arn"),
        (EAST | {"assume_role_arn": ROLE, "assume_role_session_name": "a b"}, {}, "assume_role_session_name does not"),
    ],
)
def test_what_cannot_be_a_connection(options, environ, reported):
    with pytest.raises(ProblemError) as caught:
        read(options, **environ)
    assert len(caught.value.problems) == 1
    assert reported in str(caught.value)


def test_all_problems_at_once():
    with pytest.raises(ProblemError) as caught:
        read({"region": "us ", "endpoint_url": "x", "aws_config": {"a": 1}, "endpoint_urls": {"y": "z"}})
    assert len(caught.value.problems) == 5


@pytest.mark.parametrize(
    ("options", "environ", "region"),
    [
        ({"profile": "one"}, {}, "eu-west-1"),
        ({}, {"AWS_PROFILE": "one"}, "eu-west-1"),
        ({}, {}, "eu-north-1"),
        (KEYS, {"AWS_PROFILE": "one"}, "eu-west-1"),
        (KEYS, {"AWS_PROFILE": "gone"}, None),
    ],
)
def test_the_region_of_a_profile(aws_files, options, environ, region):
    aws_files("[default]\nregion = eu-north-1\n[profile one]\nregion = eu-west-1\n")
    assert read(options, **environ).region == region


@pytest.mark.parametrize(
    ("text", "options", "reported"),
    [("", {"profile": "gone"}, "(gone) could not be found"), ("no section", {}, "correct its syntax")],
)
def test_files_that_cannot_name_a_region(aws_files, text, options, reported):
    aws_files(text)
    with pytest.raises(ProblemError, match=re.escape(reported)):
        read(options)


def test_no_secret_is_printed():
    options = EAST | KEYS | {"session_token": "my-token", "assume_role_arn": ROLE, "assume_role_external_id": "my-id"}
    reported = repr(read(options | {"aws_config": {"proxies": {"https": "http://user:my-password@proxy"}}}))
    assert "my-" not in reported
    assert "AKIAMINE" not in reported
    assert ROLE in reported


def test_equal_options_are_one_connection():
    options = EAST | KEYS | {"endpoint_urls": {"ssm": {"us-east-1": URL}}}
    assert len({read(options), read(dict(options)), read(EAST | KEYS)}) == 2
