# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A failed call as the upper layers see it: what the gateway raises and what the engine decides on.

What AWS says in its text alone, without a code, is read here and nowhere above.
"""

from __future__ import annotations

import re

from ansible_collections.genai.bedrock.plugins.module_utils._core.problems import Problem

#: Codes of "you may not", over Bedrock, SSM and the tagging API.
_DENIED = frozenset({"AccessDeniedException", "AccessDenied", "UnauthorizedOperation", "AuthorizationError"})
#: Codes for a caller unknown to AWS; all regions would respond the same.
_NOBODY = frozenset(
    {
        "MissingCredentials",
        "UnrecognizedClientException",
        "InvalidClientTokenId",
        "ExpiredTokenException",
        "ExpiredToken",
    }
)
#: Our code for a response that did not come from the service, such as a proxy's login page.
NOT_THE_SERVICE = "NotTheService"
_MISSING = frozenset({"ResourceNotFoundException", "ParameterNotFound", "InvalidResourceId"})
#: Codes of a change that is in the way of another, of Bedrock and of Parameter Store; botocore does not retry them.
_CONFLICTS = frozenset({"ConflictException", "TooManyUpdates"})
#: AWS's own word for the action that is missing. It need not be the call's: creating with tags needs tagging, too.
_MISSING_ACTION = re.compile(r"not authorized to perform: ([a-z0-9-]+:[A-Za-z0-9]+)")


def is_denied(code: str) -> bool:
    """Whether a code says that the caller may not."""
    return code in _DENIED


class CallError(Exception):
    """One call of AWS failed: operation, region, code, AWS's own message and the IAM action that it needs."""

    def __init__(self, operation: str, region: str, code: str, message: str, permission: str = "") -> None:
        self.operation, self.region, self.code, self.message, self.permission = (
            operation,
            region,
            code,
            message,
            permission,
        )
        super().__init__(f"{operation} failed in {region}: {code}: {message}")

    @property
    def denied(self) -> bool:
        return is_denied(self.code)

    @property
    def unauthenticated(self) -> bool:
        return self.code in _NOBODY

    @property
    def missing(self) -> bool:
        return self.code in _MISSING

    @property
    def conflict(self) -> bool:
        """Whether another change is in the way, which may be over soon."""
        return self.code in _CONFLICTS

    @property
    def invalid_model(self) -> bool:
        """Whether bedrock-runtime does not know the model or profile, for which ValidationException has no own code."""
        return self.code == "ValidationException" and "model identifier is invalid" in self.message

    @property
    def unusable_role(self) -> bool:
        """Whether Bedrock may not write invocation logs with the role: also its answer for one that is too new."""
        return "Failed to validate permissions" in self.message

    @property
    def denied_by_organization(self) -> bool:
        return self.denied and "service control policy" in self.message

    @property
    def missing_action(self) -> str:
        """The IAM action that the caller needs: the one that AWS names, which need not be the call's own."""
        named = _MISSING_ACTION.search(self.message)
        return named[1] if named else self.permission

    @property
    def foreign(self) -> bool:
        """Whether the response did not come from the service."""
        return self.code == NOT_THE_SERVICE

    @property
    def stops_everything(self) -> bool:
        """Whether no key can be decided, as against a region that is down, which fails its own keys only."""
        return self.denied or self.unauthenticated or self.foreign

    def problem(self, key: str | None = None) -> Problem:
        text = f"{self.operation} failed in {self.region}: {self.code}: {self.message}"
        if self.denied and self.missing_action:
            text += f" (the caller needs the IAM action {self.missing_action})"
        return Problem(text, key, self.region, self.operation, self.code)
