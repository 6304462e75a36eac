# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Whether an answer is the service's."""

from __future__ import annotations

import contextlib
import itertools
from collections.abc import Iterator, Mapping
from typing import Any

from ansible_collections.genai.bedrock.plugins.module_utils._router.errors import UnexpectedAnswerError
from ansible_collections.genai.bedrock.plugins.module_utils._router.json_values import _json_object, _within

with contextlib.suppress(ImportError):  # the file can be imported, though not used, without boto3
    from botocore.exceptions import BotoCoreError, ClientError, IncompleteReadError

#: Where botocore raises any of Python's errors over an answer that has not the form it expects.
_READING = frozenset({"botocore.parsers", "botocore.eventstream", "botocore.endpoint"})


def _judged(error: Exception) -> Exception:
    """UnexpectedAnswerError for what botocore could not read; any other error as it is."""
    trace = error.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    where = trace.tb_frame.f_globals.get("__name__") if trace else None
    if where not in _READING or isinstance(error, (BotoCoreError, ClientError)):
        return error
    unexpected = UnexpectedAnswerError("botocore cannot read it")
    unexpected.__cause__ = error
    return unexpected


def _value_of(response: Mapping[str, Any]) -> str:
    """Of GetParameter."""
    value = _within(response, "Parameter", "Value")
    if not isinstance(value, str):
        raise UnexpectedAnswerError("GetParameter returned no value")
    return value


def _conversed(response: dict[str, Any]) -> dict[str, Any]:
    """Of Converse."""
    if not isinstance(_within(response, "output", "message", "content"), list) or not response.get("stopReason"):
        raise UnexpectedAnswerError("Converse returned no message and stopReason")
    return response


def _opened(response: Mapping[str, Any]) -> tuple[Any, Iterator[Any]]:
    """The stream of ConverseStream and its events, the first of which has come."""
    stream = response["stream"]
    events = iter(stream)
    try:
        first = next(events, None)
        if first is None:
            raise IncompleteReadError(actual_bytes=0, expected_bytes=1)
    except Exception:
        stream.close()
        raise
    return stream, itertools.chain([first], events)


def _check_content(content: bytes, kind: str, accept: str) -> None:
    """Of InvokeModel: a JSON object, unless something else was requested."""
    if "json" not in accept and "*/*" not in accept:
        if not content or "html" in kind:
            raise UnexpectedAnswerError(f"InvokeModel returned {kind if content else 'an empty body'}")
    elif not _json_object(content):
        raise UnexpectedAnswerError("InvokeModel returned no JSON object")
