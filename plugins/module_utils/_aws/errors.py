# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""One error for every failed call of AWS: which operation, in which region, with which code."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress

from ansible_collections.genai.bedrock.plugins.module_utils._aws.credential_errors import (
    NESTED,
    credential_message,
    of_credentials,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.failures import NOT_THE_SERVICE, CallError

with suppress(ImportError):  # AnsibleAWSModule reports what is missing
    from botocore.exceptions import BotoCoreError, ClientError
    from botocore.parsers import ResponseParserError

#: IAM's name of a service where it differs from botocore's.
_IAM_PREFIX = {"resourcegroupstaggingapi": "tag"}


@contextmanager
def aws_call(service: str, operation: str, region: str) -> Iterator[None]:
    """Turn the errors of one call, and of reading its answer, into a CallError.

    Nothing else is caught. An answer is read in here, too: what a row of it lacks is a KeyError.
    """
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
            raise CallError(
                operation, region, "MissingCredentials", credential_message(error, {}, None), permission
            ) from error
        raise CallError(operation, region, type(error).__name__, str(error), permission) from error
    except (ResponseParserError, KeyError) as error:
        lack = f"it has no {error}" if isinstance(error, KeyError) else str(error)
        message = (
            f"an answer of {service}, or of what gives credentials, is not in the service's format: {lack}. {CHECK}"
        )
        raise CallError(operation, region, NOT_THE_SERVICE, message, permission) from error


#: What to do about an answer that is not the service's.
CHECK = (
    "Usually a proxy or a login page answers so: check endpoint_url (AWS_ENDPOINT_URL), HTTPS_PROXY, NO_PROXY and "
    "VPC endpoints"
)
