# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a shell exports so that clients call the endpoint and nothing else."""

from __future__ import annotations

import shlex

from . import HOST

# AWS's own names, for SDKs and tools of AWS; then LiteLLM's, and that of Anthropic's SDK and of Claude Code.
_URLS = (
    "AWS_ENDPOINT_URL",
    "AWS_ENDPOINT_URL_BEDROCK_RUNTIME",
    "AWS_BEDROCK_RUNTIME_ENDPOINT",
    "ANTHROPIC_BEDROCK_BASE_URL",
)
# SDKs differ in which of the two they read.
_REGIONS = ("AWS_REGION", "AWS_DEFAULT_REGION")
# Whatever else would decide who calls, or where.
_UNSET = (
    "AWS_PROFILE",
    "AWS_DEFAULT_PROFILE",
    "AWS_SESSION_TOKEN",
    "AWS_BEARER_TOKEN_BEDROCK",
    "AWS_ENDPOINT_URL_BEDROCK",
    "AWS_ENDPOINT_URL_SSM",
    "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS",
)


def exports(port: int, region: str, key: str) -> str:
    """Commands of a POSIX shell, one a line."""
    variables = {
        **dict.fromkeys(_URLS, f"http://{HOST}:{port}"),
        **dict.fromkeys(_REGIONS, region),
        "AWS_ACCESS_KEY_ID": key,
        "AWS_SECRET_ACCESS_KEY": "local",
        # No client may wait for the metadata of an instance that is none.
        "AWS_EC2_METADATA_DISABLED": "true",
    }
    lines = [f"export {name}={shlex.quote(value)}" for name, value in variables.items()]
    return "\n".join([f"unset {' '.join(_UNSET)}", *lines])
