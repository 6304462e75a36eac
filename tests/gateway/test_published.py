# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The look at what a test has published, which conftest.py takes after each: it sees records, and can fail."""

from __future__ import annotations

import json

import pytest

from tests.gateway.published import every_parameter
from tests.gateway.running import run_module
from tests.unit.plugins.module_utils.checked_records import check_what_is_published
from tests.unit.plugins.module_utils.record_samples import record

NAME = "/dev/bedrock/inference-profiles/copilot/chat"
TAGS = {"Environment": "dev"}


def write(aws, name, value, *, tags=None, region="us-west-2"):
    run_module("ssm_parameter", aws, name=name, value=value, tags=TAGS if tags is None else tags, region=region)


def test_records_of_ours_are_found_wherever_they_are(aws):
    for number, region in enumerate(("us-east-1", "eu-west-1")):
        write(aws, f"{NAME}{number}", json.dumps(record("copilot", "chat")), region=region)
    write(aws, "/dev/bedrock/inference-profiles", {"schema": 1, "index": True, "records": {}})
    write(aws, f"{NAME}/theirs", {"schema": 1}, tags={})
    write(aws, f"{NAME}/text", "schema 1")
    assert sorted(check_what_is_published(every_parameter())) == [f"{NAME}0", f"{NAME}1"]


def test_one_that_breaks_its_schema_is_noticed(aws):
    write(aws, NAME, record("copilot", "chat", targets=[{"region": "us-east-1"}]))
    with pytest.raises(AssertionError, match=r"targets\[0\]: 'arn' is a required property"):
        check_what_is_published(every_parameter())
    aws.reset()
