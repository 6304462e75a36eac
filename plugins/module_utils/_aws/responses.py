# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The one place where answers are checked: on botocore's events, for every call of a client.

A foreign response becomes a separate error, which is retried like a lost connection.
"""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from contextlib import suppress
from typing import Any
from urllib.parse import urlsplit

from ansible_collections.genai.bedrock.plugins.module_utils._aws.answers import (
    ForeignAnswerError,
    check_error,
    content_type,
    read_success,
)
from ansible_collections.genai.bedrock.plugins.module_utils._aws.errors import CHECK
from ansible_collections.genai.bedrock.plugins.module_utils._core.failures import NOT_THE_SERVICE

with suppress(ImportError):  # AnsibleAWSModule reports what is missing
    from botocore.exceptions import HTTPClientError
    from botocore.response import StreamingBody

#: What botocore's parser makes nothing of, by protocol; an XML answer, which is small here, is parsed twice.
_NOTHING = {"json": b"", "rest-json": b"", "smithy-rpc-v2-cbor": b"\xa0"}
_FOREIGN = "genai_bedrock_foreign"
_BAD_GATEWAY = 502
_SCANNED, _SHOWN = 4096, 100
_PAGE = re.compile(rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html)\b", re.IGNORECASE | re.DOTALL)
_INVISIBLE = re.compile(
    r"<(script|style)\b.*?(?:</\1\s*>|\Z)|<!--.*?(?:-->|\Z)|<[^>]*(?:>|\Z)", re.IGNORECASE | re.DOTALL
)
_DOWN = "The service, or a proxy on the way to it, is down or overloaded"


def listen(client: Any) -> None:
    """Check every answer that this client gets."""
    service = client.meta.service_model.service_id.hyphenize()
    client.meta.events.register(f"before-parse.{service}", _before_parse)
    # Before whatever decides on another attempt.
    client.meta.events.register_first(f"needs-retry.{service}", _needs_retry)


def _before_parse(
    *,
    operation_model: Any,
    response_dict: dict[str, Any],
    customized_response_dict: dict[str, Any],
    **_event: Any,
) -> None:
    status = response_dict["status_code"]
    # botocore names a fault without a body by its status.
    if status >= 500 and not response_dict["body"].strip():
        return
    try:
        if status >= 300:
            check_error(operation_model, response_dict)
            return
        parsed = read_success(operation_model, response_dict)
    except ForeignAnswerError as error:
        reported = {
            "Code": str(status) if status >= 500 else NOT_THE_SERVICE,
            "Message": _seen(response_dict, str(error)),
        }
        customized_response_dict.update({"Error": reported, _FOREIGN: True})
        response_dict.update(status_code=_BAD_GATEWAY, body=b"")
        return
    protocol = operation_model.service_model.resolved_protocol
    if parsed is not None and protocol in _NOTHING:
        # Reading a long list takes a tenth of a second: botocore need not do it again.
        customized_response_dict.update(parsed)
        response_dict["body"] = _NOTHING[protocol]


def _needs_retry(*, response: Any, operation: Any, **_event: Any) -> None:
    """Say who answered, and let a page with a status of success be a fault."""
    if response is None or not response[1].pop(_FOREIGN, False):
        return
    answer, parsed = response
    service, status = operation.service_model, answer.status_code
    named = service.metadata.get("serviceFullName", service.service_name)
    advice = _DOWN if status >= 500 else CHECK
    seen = parsed["Error"]["Message"]
    parsed["Error"]["Message"] = (
        f"the answer from {_origin(answer.url)} is not that of {named}: status {status} {seen}. {advice}"
    )
    if status < 300:
        answer.status_code = _BAD_GATEWAY


def _seen(response: Mapping[str, Any], lack: str) -> str:
    """What was received instead; only the visible text of a page, since JSON and XML may contain secrets."""
    if location := response["headers"].get("location"):
        return f"and a redirection to {_origin(location)}"
    body, kind = _beginning(response["body"]), content_type(response["headers"])
    is_page = "html" in kind or _PAGE.match(body)
    text = " ".join(html.unescape(_INVISIBLE.sub(" ", body.decode(errors="replace"))).split())
    if is_page and text and not text.startswith(("{", "[")):
        return f'with a web page, "{text[:_SHOWN]}{"..." if len(text) > _SHOWN else ""}"'
    if is_page and body.strip():
        return "with a web page"
    return lack


def _beginning(body: Any) -> bytes:
    if isinstance(body, bytes):
        return body[:_SCANNED]
    try:
        return bytes(StreamingBody(body, None).read(_SCANNED))
    except (HTTPClientError, OSError):
        return b""


def _origin(url: str) -> str:
    """Scheme, host and port: a path or a query may contain names, or a token of the login page."""
    parts = urlsplit(url)
    place = parts.netloc.rpartition("@")[2]
    return f"{parts.scheme}://{place}" if place else "an error page"
