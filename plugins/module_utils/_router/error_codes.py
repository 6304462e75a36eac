# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What an error means."""

from __future__ import annotations

import contextlib

from ansible_collections.genai.bedrock.plugins.module_utils._router.errors import (
    TargetTimeoutError,
    UnexpectedAnswerError,
)

with contextlib.suppress(ImportError):  # the file can be imported, though not used, without boto3
    from botocore.exceptions import ClientError, HTTPClientError, IncompleteReadError
    from botocore.exceptions import ConnectionError as BotoConnectionError

#: Where one region says this, another may answer. With STAYING_CODES these are all errors that botocore's model of
#: bedrock-runtime names for the calls of this router and for events of their streams.
FAILOVER_CODES = frozenset(
    {
        "InternalServerException",
        "ModelErrorException",  # the model failed there, not the request
        "ModelNotReadyException",
        "ModelStreamErrorException",  # "Retry your request"
        "ModelTimeoutException",
        "ServiceQuotaExceededException",  # quotas are counted for each region
        "ServiceUnavailableException",
        "ThrottlingException",
    }
)
#: What is raised at once → why.
STAYING_CODES = {
    "AccessDeniedException": "a policy lacks something, and another region would hide it",
    "ResourceNotFoundException": "the profile was deleted, or its model is no longer offered: the record is read again",
    "ValidationException": "the request is at fault, and would be elsewhere",
}


def error_code(error: Exception) -> str:
    """AWS's code of an error, the class of any other. Errors in streams have theirs in lower camel case."""
    code = str(error.response.get("Error", {}).get("Code") or "Unknown") if isinstance(error, ClientError) else ""
    return code[:1].upper() + code[1:] or type(error).__name__


def fails_over(error: Exception) -> bool:
    """Whether another target may answer where this error came."""
    if isinstance(error, ClientError):
        code, status = error_code(error), int(error.response.get("ResponseMetadata", {}).get("HTTPStatusCode") or 0)
        # AWS names its errors; if botocore found no name, the code is the status of a foreign response.
        return code in FAILOVER_CODES or code.isdigit() or status in (408, 429) or status >= 500
    if isinstance(
        error, (UnexpectedAnswerError, TargetTimeoutError, HTTPClientError, BotoConnectionError, IncompleteReadError)
    ):
        return True
    # botocore lets urllib3's own errors through while an event stream is read.
    return type(error).__module__.partition(".")[0] == "urllib3"


def record_may_be_old(error: ClientError) -> bool:
    """Whether a profile or guardrail that was replaced since the record was read explains the refusal.

    AWS calls the ARN of a deleted profile an invalid identifier, too; a policy made for the record of now denies what
    an earlier one named.
    """
    code, message = error_code(error), str(error.response.get("Error", {}).get("Message", ""))
    named = "model identifier is invalid" in message or "guardrail identifier" in message
    return code in ("ResourceNotFoundException", "AccessDeniedException") or (code == "ValidationException" and named)
