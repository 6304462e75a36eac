# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Connection options: amazon.aws's names, their aliases, and the texts in them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

#: Option → its other names, as amazon.aws has them.
ALIASES: dict[str, tuple[str, ...]] = {
    "region": ("aws_region",),
    "profile": ("aws_profile",),
    "access_key": ("aws_access_key_id", "aws_access_key"),
    "secret_key": ("aws_secret_access_key", "aws_secret_key"),
    "session_token": ("aws_session_token",),
    "endpoint_url": ("aws_endpoint_url",),
    "endpoint_urls": (),
    "validate_certs": (),
    "aws_ca_bundle": (),
    "aws_config": (),
    "assume_role_arn": (),
    "assume_role_external_id": (),
    "assume_role_session_name": (),
}


def option(options: Mapping[str, Any], name: str) -> Any:
    """The value under the option's name or one of its aliases; None where it is not set or empty."""
    values = (options.get(key) for key in (name, *ALIASES[name]))
    return next((value for value in values if value not in (None, "")), None)


def fingerprint(options: Mapping[str, Any]) -> str:
    """The same text for options that use the same account in the same way; the region does not matter."""
    found = {name: option(options, name) for name in ALIASES if name != "region"}
    return json.dumps({name: value for name, value in found.items() if value is not None}, sort_keys=True, default=repr)


def text(options: Mapping[str, Any], name: str) -> str | None:
    """The option as a text without blanks around it, which no key, ARN or profile has; None where nothing is left."""
    value = option(options, name)
    return None if value is None else str(value).strip() or None
