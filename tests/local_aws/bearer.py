# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""API keys of Amazon Bedrock (`Authorization: Bearer ...`, AWS_BEARER_TOKEN_BEDROCK): whose they are, and for which region.

Every key is good here, as every access key is. A long-term key names its account, a short-term key is a presigned URL and
names an access key and a region. AWS reads the region from the host's name, which says nothing on 127.0.0.1.
"""

from __future__ import annotations

import base64
import binascii
import re
from urllib.parse import unquote

_BEARER = re.compile(r"Bearer\s+(\S+)", re.IGNORECASE)
_LONG, _SHORT = "ABSK", "bedrock-api-key-"
_ACCOUNT = re.compile(r"-at-(\d{12}):")
_CREDENTIAL = re.compile(r"X-Amz-Credential=([^/&]+)/\d{8}/([^/&]+)/bedrock/")
_REGION_IN_ARN = re.compile(r"/arn:[a-z-]+:bedrock:([a-z0-9-]+):")
_REGION_IN_HOST = re.compile(r"bedrock(?:-runtime)?(?:-fips)?\.([a-z0-9-]+)\.")
_DEFAULT_REGION = "us-east-1"
_ANYBODY = "local"


def bearer_token(authorization: str) -> str:
    """The key in the header; empty where there is none."""
    found = _BEARER.fullmatch(authorization.strip())
    return found.group(1) if found else ""


def owner_and_region(token: str, path: str, host: str) -> tuple[str, str]:
    """The access key or account behind an API key, and the region of a request with it.

    The region is that of the ARN in the path, else that of the host's name, of the key, or us-east-1.
    """
    owner, region = _ANYBODY, ""
    if token.startswith(_LONG) and (found := _ACCOUNT.search(_decoded(token[len(_LONG) :]))):
        owner = found.group(1)
    if token.startswith(_SHORT) and (found := _CREDENTIAL.search(unquote(_decoded(token[len(_SHORT) :])))):
        owner, region = found.group(1), found.group(2)
    named = _REGION_IN_ARN.search(unquote(path)) or _REGION_IN_HOST.match(host)
    return owner, named.group(1) if named else region or _DEFAULT_REGION


def _decoded(text: str) -> str:
    try:
        return base64.b64decode(text + "=" * (-len(text) % 4)).decode("utf-8", "replace")
    except binascii.Error:
        return ""
