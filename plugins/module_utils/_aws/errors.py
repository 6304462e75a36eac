# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""One error for every failed call of AWS: which operation, in which region, with which code."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress

from ansible_collections.genai.bedrock.plugins.module_utils._aws.credential_errors import (
    NESTED,
    of_credentials,
    told_of,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.failures import CallError

with suppress(ImportError):  # AnsibleAWSModule tells the user what is missing
    from botocore.exceptions import BotoCoreError, ClientError

#: IAM's name of a service where it differs from botocore's.
_IAM_PREFIX = {"resourcegroupstaggingapi": "tag"}


@contextmanager
def aws_call(service: str, operation: str, region: str) -> Iterator[None]:
    """Turn botocore's errors of one call into a CallError; nothing else is caught."""
    permission = f"{_IAM_PREFIX.get(service, service)}:{operation}"
    try:
        yield
    except ClientError as error:
        detail = error.response.get("Error", {})
        message = detail.get("Message") or str(error)
        if error.operation_name in NESTED:  # credentials that had to be fetched again for this call
            operation, permission = error.operation_name, NESTED[error.operation_name]
        raise CallError(operation, region, detail.get("Code") or "Unknown", message, permission) from error
    except BotoCoreError as error:
        if isinstance(error, of_credentials()):
            raise CallError(operation, region, "MissingCredentials", told_of(error, {}, None), permission) from error
        raise CallError(operation, region, type(error).__name__, str(error), permission) from error
