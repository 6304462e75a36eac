# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What went wrong before the first call, with profile and way out, which botocore's own words do not name."""

from __future__ import annotations

import json
import re
from contextlib import suppress

from ansible_collections.genai.bedrock.plugins.module_utils._core.connecting.profiles import (
    DEFAULT,
    Profiles,
    first_with,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.suggestions import did_you_mean

with suppress(ImportError):  # AnsibleAWSModule reports what is missing
    from botocore import exceptions as boto

CREDENTIALS_HINT = ". Set the profile option, the access_key and secret_key options, or AWS_PROFILE in the environment"
#: Nested calls for other identities: operation → the IAM action that it needs.
NESTED = {
    "AssumeRole": "sts:AssumeRole",
    "AssumeRoleWithWebIdentity": "sts:AssumeRoleWithWebIdentity",
    "GetRoleCredentials": "sso:GetRoleCredentials",
}
_FEW = 10
#: The output of a process may be credentials; lines that look like them are not shown.
_SECRET = re.compile(r"secret|token|\bA(?:KIA|SIA)[A-Z0-9]{12,}|[A-Za-z0-9/+=]{40,}", re.IGNORECASE)


class MfaError(Exception):
    """A profile requires an MFA code, which cannot be entered here."""


def refuse_mfa(prompt: str) -> str:
    """In the place of botocore's prompt, for which a run has no terminal: it would wait for ever, or end of file."""
    raise MfaError(prompt)


def code_of(error: BaseException) -> str:
    """``MissingCredentials`` if there is no identity; otherwise botocore's name of the invalid setting."""
    settings = isinstance(error, boto.BotoCoreError) and not isinstance(error, of_credentials())
    return type(error).__name__ if settings else "MissingCredentials"


def of_credentials() -> tuple[type[Exception], ...]:
    """botocore's errors about who calls."""
    return (
        boto.NoCredentialsError,
        boto.PartialCredentialsError,
        boto.ProfileNotFound,
        boto.ConfigParseError,
        boto.CredentialRetrievalError,
        boto.InvalidConfigError,
        boto.RefreshWithMFAUnsupportedError,
        boto.SSOError,
        boto.TokenRetrievalError,
        *([boto.LoginError] if hasattr(boto, "LoginError") else []),
    )


def credential_message(error: BaseException, profiles: Profiles, name: str | None) -> str:
    """One sentence about an error, with its solution. ``name``: the requested profile, if any."""
    requested = name or DEFAULT
    if (text := _of_a_session(error, profiles, requested)) or (text := _of_a_profile(error, profiles, requested)):
        return text
    if isinstance(error, boto.ProfileNotFound):
        return f"{error}{CREDENTIALS_HINT}{_nearest(requested, profiles)}"
    if isinstance(error, (boto.NoCredentialsError, boto.PartialCredentialsError)):
        return f"{error}{CREDENTIALS_HINT}"
    if isinstance(error, boto.ConfigParseError):
        return f"{error}: correct its syntax; it is the file of AWS_CONFIG_FILE or AWS_SHARED_CREDENTIALS_FILE"
    if isinstance(error, boto.BotoCoreError):
        return str(error)
    return _of_a_file(error, profiles, requested)


def _of_a_session(error: BaseException, profiles: Profiles, requested: str) -> str | None:
    """Sessions that a person opens: what to type, for the profile of the chain that has the session."""
    if isinstance(error, (boto.SSOError, boto.TokenRetrievalError)):
        profile = first_with(profiles, requested, ("sso_session", "sso_start_url")) or requested
        return (
            f"the SSO session of the credentials profile '{profile}' has expired, or was never opened: run "
            f"`aws sso login --profile {profile}`, then start again"
        )
    # Newer botocore only.
    if isinstance(error, getattr(boto, "LoginError", ())):
        profile = first_with(profiles, requested, ("login_session",)) or requested
        return f"{str(error).strip()} For the credentials profile '{profile}': run `aws login --profile {profile}`"
    if isinstance(error, (MfaError, boto.RefreshWithMFAUnsupportedError)):
        profile = first_with(profiles, requested, ("mfa_serial",)) or requested
        return (
            f"the credentials profile '{profile}' requires an MFA code, which a run cannot enter: get temporary keys "
            "first (`aws sts assume-role` or `get-session-token` with --serial-number and --token-code) and set "
            "AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and AWS_SESSION_TOKEN in place of the profile"
        )
    return None


def _of_a_profile(error: BaseException, profiles: Profiles, requested: str) -> str | None:
    """Profiles that cannot give what they promise."""
    if isinstance(error, boto.CredentialRetrievalError):
        message = _first_line(error.kwargs.get("error_msg", ""))
        if error.kwargs.get("provider") != "custom-process":
            provider = error.kwargs.get("provider")
            return f"the credentials profile '{requested}' gives no credentials ({provider}): {message}"
        return f"{_process(profiles, requested)} failed: {message}{_BY_HAND}"
    if isinstance(error, boto.InvalidConfigError):
        return f"{str(error).rstrip('.')}. Correct the credentials profile '{requested}' in the AWS configuration files"
    if isinstance(error, boto.PartialCredentialsError) and requested in profiles:
        return f"{error}. Complete the credentials profile '{requested}' in the AWS configuration files"
    return None


def _of_a_file(error: BaseException, profiles: Profiles, requested: str) -> str:
    """Errors of Python that botocore lets through: a process that breaks its contract, files that are missing."""
    if isinstance(error, OSError) and error.filename:
        token_file = first_with(profiles, requested, ("web_identity_token_file",))
        if token_file and str(error.filename) == profiles[token_file]["web_identity_token_file"]:
            text = f"web_identity_token_file of the credentials profile '{token_file}' cannot be read"
            return f"{text}: {error.strerror}: {error.filename}"
    if first_with(profiles, requested, ("credential_process",)):
        process = _process(profiles, requested)
        if isinstance(error, OSError):
            return f"{process} cannot be started: {error.strerror}: {error.filename}{_BY_HAND}"
        if isinstance(error, json.JSONDecodeError):
            return f"{process} printed no JSON{_BY_HAND}"
        return f"{process} printed no credentials as botocore wants them, or expired ones{_BY_HAND}"
    if isinstance(error, OSError):
        return f"{error.strerror or error}: {error.filename or 'a file of the credentials'}"
    where = "of the environment or of the AWS configuration files"
    return f"botocore cannot read a setting {where}: {_first_line(str(error))} ({type(error).__name__})"


_BY_HAND = (
    ". Run its command by hand: it must exit with 0 and print one JSON object with Version 1, AccessKeyId and "
    "SecretAccessKey"
)


def _nearest(requested: str, profiles: Profiles) -> str:
    """The profile that was probably meant; a short list of them where none is near."""
    message = did_you_mean(requested, sorted(profiles)) if profiles else ""
    return f"; {message}" if message and (len(profiles) <= _FEW or message.startswith("did")) else ""


def _process(profiles: Profiles, requested: str) -> str:
    profile = first_with(profiles, requested, ("credential_process",)) or requested
    return f"credential_process of the credentials profile '{profile}'"


def _first_line(text: str) -> str:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if not lines:
        return "it printed no reason"
    return "(not shown, it may contain credentials)" if _SECRET.search(lines[0]) else lines[0][:200]
