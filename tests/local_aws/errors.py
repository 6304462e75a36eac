# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""AWS errors and the form in which each wire protocol carries them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from xml.sax.saxutils import escape

from .messages import Reply
from .services import error_status, protocol_of


class AwsError(Exception):
    """An error that AWS would answer with: code, message and further members of its body."""

    def __init__(self, code: str, message: str, status: int | None = None, **members: str) -> None:
        super().__init__(f"{code}: {message}")
        self.code = code
        self.message = message
        self.status = status
        self.members: Mapping[str, str] = members


def validation_error(message: str) -> AwsError:
    return AwsError("ValidationException", message)


def not_found(message: str) -> AwsError:
    return AwsError("ResourceNotFoundException", message)


def render(error: AwsError, service: str) -> Reply:
    """Answer with an error as this service does."""
    protocol = protocol_of(service)
    status = error.status or error_status(service, error.code)
    if protocol in ("query", "ec2", "rest-xml"):
        return _xml(error, status)
    body: dict[str, str] = {"message": error.message, **error.members}
    headers = {"Content-Type": "application/json"}
    if protocol == "rest-json":
        # Fact sheet 1.2: the code travels in this header, with the coral name space behind it.
        headers["x-amzn-errortype"] = f"{error.code}:http://internal.amazon.com/coral/com.amazon.bedrock/"
    else:
        headers["Content-Type"] = "application/x-amz-json-1.1"
        body = {"__type": error.code, **body}
    return Reply(status, json.dumps(body).encode(), headers)


def _xml(error: AwsError, status: int) -> Reply:
    body = (
        "<ErrorResponse><Error><Type>Sender</Type>"
        f"<Code>{escape(error.code)}</Code><Message>{escape(error.message)}</Message>"
        "</Error><RequestId>local</RequestId></ErrorResponse>"
    )
    return Reply(status, body.encode(), {"Content-Type": "text/xml"})
