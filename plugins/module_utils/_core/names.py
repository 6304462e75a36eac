# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Names and descriptions: the service's patterns, what is wrong with a text, and a suggestion that passes.

Patterns of the Bedrock API (botocore 1.44.5): a name is ``([0-9a-zA-Z][ _-]?)+`` of 1 to 64 characters, a description
``([0-9a-zA-Z:.][ _-]?)+`` of 1 to 200. They are written here without nesting, so that no text makes them slow.
"""

from __future__ import annotations

import hashlib
import re

NAME_LENGTH = 64
DESCRIPTION_LENGTH = 200
_NAME = re.compile(r"[0-9a-zA-Z]+(?:[ _-][0-9a-zA-Z]+)*[ _-]?")
_DESCRIPTION = re.compile(r"[0-9a-zA-Z:.]+(?:[ _-][0-9a-zA-Z:.]+)*[ _-]?")
_ROLE_NAME = re.compile(r"[a-z0-9-]+")
_SUFFIX = re.compile(r"(?P<base>.+)-[0-9a-f]{4}")


def name_problem(name: str) -> str | None:
    """What is wrong with a profile's name, with one that would do; None where it passes."""
    if len(name) <= NAME_LENGTH and _NAME.fullmatch(name):
        return None
    rule = f"1 to {NAME_LENGTH} letters and digits with single spaces, hyphens or underscores between them"
    return f"name '{name}' is not allowed: {rule}; '{_suggest(name, 'a-zA-Z0-9', NAME_LENGTH)}' would do"


def role_name_problem(name: str) -> str | None:
    """What is wrong with a name that roles give: the service's rule and lower case besides."""
    if len(name) <= NAME_LENGTH and _ROLE_NAME.fullmatch(name) and _NAME.fullmatch(name):
        return None
    rule = f"1 to {NAME_LENGTH} lower-case letters and digits with single hyphens between them"
    suggestion = _suggest(re.sub(r"[ _]", "-", name.lower()), "a-z0-9", NAME_LENGTH)
    return f"name '{name}' is not allowed: {rule}; '{suggestion}' would do"


def description_problem(text: str) -> str | None:
    """What is wrong with a description, with one that would do; None where it passes."""
    if len(text) <= DESCRIPTION_LENGTH and _DESCRIPTION.fullmatch(text):
        return None
    rule = (
        f"1 to {DESCRIPTION_LENGTH} letters, digits, colons and dots with single spaces, hyphens or underscores between"
    )
    suggestion = _suggest(text, "a-zA-Z0-9:.", DESCRIPTION_LENGTH, " ")
    return f"description '{text}' is not allowed: {rule}; '{suggestion}' would do"


def suffixed_name(wanted: str, seed: str) -> str:
    """The name of a profile that replaces one which still has the wanted name; equal for an equal seed."""
    return f"{suffixed_base(wanted)}-{hashlib.sha256(seed.encode()).hexdigest()[:4]}"


def unsuffixed_name(name: str) -> str:
    """A name without what may be the suffix of a replacement."""
    match = _SUFFIX.fullmatch(name)
    return match["base"] if match else name


def suffixed_base(wanted: str) -> str:
    """What a suffix is put behind: the wanted name, shortened where the two would be too long."""
    return wanted[: NAME_LENGTH - 5].rstrip(" _-")


def is_named_like(name: str, wanted: str) -> bool:
    """Whether a live name is the wanted one, exactly or with a possible suffix of a replacement."""
    return name == wanted or unsuffixed_name(name) == suffixed_base(wanted)


def inference_profile_name(family: str, use_case: str, environment: str, region_short: str | None = None) -> str:
    """``{model-family}-{use-case}-{environment}[-{region-short}]``."""
    parts = [family, use_case, environment, region_short or ""]
    return "-".join(part.replace("_", "-").lower() for part in parts if part)


def _suggest(text: str, allowed: str, length: int, separator: str = "-") -> str:
    words = re.sub(rf"[^{allowed} _-]+", separator, text)
    single = re.sub(r"([ _-])[ _-]+", r"\1", words).strip(" _-")
    return single[:length].strip(" _-") or "my-name"
