# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""AWS configuration files, credential processes and answers of AWS for tests of connections; nothing leaves the process."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from botocore.awsrequest import AWSPreparedRequest, AWSResponse
from botocore.httpsession import URLLib3Session

ROLE = "arn:aws:iam::111111111111:role/deployer"
ASSUMED = f"""<AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult>
<AssumedRoleUser><Arn>{ROLE}</Arn><AssumedRoleId>A:b</AssumedRoleId></AssumedRoleUser><Credentials>
<AccessKeyId>ASIAROLE</AccessKeyId><SecretAccessKey>role-secret</SecretAccessKey>
<SessionToken>role-token</SessionToken><Expiration>2099-01-01T00:00:00Z</Expiration>
</Credentials></AssumeRoleResult></AssumeRoleResponse>"""
#: What any of the calls of these tests must be told, and no more.
ANSWER = {
    "inferenceProfileSummaries": [],
    "Parameters": [],
    "InvalidParameters": [],
    "output": {"message": {"role": "assistant", "content": []}},
    "stopReason": "end_turn",
    "usage": {"inputTokens": 1, "outputTokens": 1, "totalTokens": 2},
    "metrics": {"latencyMs": 1},
}
DENIED = """<ErrorResponse><Error><Type>Sender</Type><Code>AccessDenied</Code><Message>told so</Message></Error>
</ErrorResponse>"""


class Body(io.BytesIO):
    """What botocore reads of urllib3's answer."""

    def stream(self, *_arguments: Any, **_options: Any) -> Any:
        yield self.read()


class Wire:
    """Takes what botocore would send, and answers in place of AWS."""

    def __init__(self) -> None:
        self.requests: list[AWSPreparedRequest] = []
        self.refused = False

    def send(self, request: AWSPreparedRequest) -> AWSResponse:
        self.requests.append(request)
        body = request.body.decode() if isinstance(request.body, bytes) else str(request.body or "")
        if "Action=AssumeRole" not in body:
            return AWSResponse(
                request.url, 200, {"content-type": "application/json"}, Body(json.dumps(ANSWER).encode())
            )
        text, status = (DENIED, 403) if self.refused else (ASSUMED, 200)
        return AWSResponse(request.url, status, {"content-type": "text/xml"}, Body(text.encode()))

    def sent(self) -> list[tuple[str, str]]:
        """(scheme and host, who signed) of each request: the access key's id, or the kind of token."""
        return [(_host(request), _signer(request)) for request in self.requests]


def _host(request: AWSPreparedRequest) -> str:
    return "/".join(request.url.split("/")[:3])


def _signer(request: AWSPreparedRequest) -> str:
    reported = request.headers.get("Authorization", b"")
    text = reported.decode() if isinstance(reported, bytes) else str(reported)
    return text.partition("Credential=")[2].partition("/")[0] or text


@pytest.fixture
def wire(monkeypatch: pytest.MonkeyPatch) -> Wire:
    found = Wire()
    monkeypatch.setattr(URLLib3Session, "send", lambda _session, request: found.send(request))
    return found


@pytest.fixture
def aws_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Writes AWS's configuration file; ``~`` is empty beside it."""

    def write(text: str) -> None:
        (tmp_path / "config").write_text(text)
        monkeypatch.setenv("AWS_CONFIG_FILE", str(tmp_path / "config"))
        monkeypatch.setenv("HOME", str(tmp_path))

    return write


@pytest.fixture
def process(tmp_path: Path) -> Callable[..., str]:
    """The path of a program that prints a text and ends with a status."""

    def make(printed: Any, *, status: int = 0, complaint: str = "") -> str:
        text = printed if isinstance(printed, str) else json.dumps(printed)
        (tmp_path / "out").write_text(text)
        (tmp_path / "err").write_text(complaint)
        program = tmp_path / "process"
        program.write_text(f"#!/bin/sh\ncat {tmp_path / 'out'}\ncat {tmp_path / 'err'} >&2\nexit {status}\n")
        program.chmod(0o700)
        return str(program)

    return make
