# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The Lambda function of docs/applications.md, as the page shows it, invoked; tests/examples runs the rest of the page."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys

import pytest
from ansible_collections.genai.bedrock.plugins.module_utils import inference_router

from tests.examples.snippets import of_markdown
from tests.gateway.invoke_kit import EAST, SONNET, WEST, profiles
from tests.gateway.playing import ROOT
from tests.unit.plugins.module_utils.record_samples import record

NAME = "/production/bedrock/inference-profiles/copilot/chat"
#: What AWS Lambda does with a handler, twice in one execution environment.
RUNTIME = "import handler, json; print(json.dumps([handler.handler({'question': 'Hello'}, None) for _ in range(2)]))"


@pytest.fixture
def invoke(aws, tmp_path):
    blocks = [block.text for block in of_markdown((ROOT / "docs/applications.md").read_text())]
    (handler,) = [text for text in blocks if "def handler(event, context)" in text]
    (tmp_path / "handler.py").write_text(handler)
    shutil.copy(inference_router.__file__, tmp_path)
    credentials = {"AWS_ACCESS_KEY_ID": "local", "AWS_SECRET_ACCESS_KEY": "unused-by-the-endpoint"}
    environment = os.environ | credentials | {"AWS_ENDPOINT_URL": aws.url, "RECORD": NAME}

    def twice():
        done = subprocess.run(
            [sys.executable, "-c", RUNTIME],
            cwd=tmp_path,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    return twice


@pytest.fixture
def published(aws):
    targets = profiles(aws, {"chat": (SONNET, [EAST, WEST])})["chat"]
    value = json.dumps(record("copilot", "chat", targets))
    aws.client("ssm", EAST).put_parameter(Name=NAME, Value=value, Type="String")
    aws.clear_calls()


def test_the_function_answers_and_reads_the_record_once(aws, published, invoke):
    answer = {"statusCode": 200, "body": "Claude Sonnet 4.6 answers: Hello", "region": EAST}
    assert invoke() == [answer, answer]
    assert len(aws.calls("GetParameter")) == 1


def test_the_function_fails_over(aws, published, invoke):
    aws.switch(fail=[{"operation": "Converse", "code": "ThrottlingException", "status": 429, "region": EAST}])
    assert [answer["region"] for answer in invoke()] == [WEST, WEST]


def test_the_function_says_that_no_region_answers(aws, published, invoke):
    aws.switch(fail=[{"operation": "Converse", "code": "ThrottlingException", "status": 429}])
    assert [answer["statusCode"] for answer in invoke()] == [503, 503]
