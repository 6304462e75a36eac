# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What Parameter Store accepts, checked before any call; each broken rule is one sentence with the way out.

Rules: PutParameter and Tag in the API reference of AWS Systems Manager.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping

from ansible_collections.genai.bedrock.plugins.module_utils._core.arns import partition_of
from ansible_collections.genai.bedrock.plugins.module_utils._core.parameters.data_types import ADVANCED_TYPES
from ansible_collections.genai.bedrock.plugins.module_utils._core.parameters.ssm_parameters import (
    SECURE_STRING,
    STRING_LIST,
    WantedParameter,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.parameters.values import (
    ADVANCED_BYTES,
    STANDARD_BYTES,
    byte_size,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.suggestions import would_do
from ansible_collections.genai.bedrock.plugins.module_utils._core.tags import MAX_TAGS

MAX_LEVELS = 15
#: Of the whole ARN, which contains the name.
MAX_ARN = 1011
MAX_DESCRIPTION = 1024
MAX_PATTERN = 1024
_LABEL = re.compile(r"(?!(?:aws|ssm))[a-zA-Z_.-][a-zA-Z0-9_.-]{0,99}", re.IGNORECASE)
_NAME = re.compile(r"[a-zA-Z0-9_./-]+")
_RESERVED = ("aws", "ssm")
_TAG_SIGNS = "_.:/=+-@"


def parameter_problems(wanted: WantedParameter) -> list[str]:
    """Every rule that one parameter breaks."""
    problems = name_problems(wanted.name, wanted.region)
    if wanted.absent:
        return problems
    if wanted.value is not None:
        problems += value_problems(wanted.value, tier=wanted.tier)
    if wanted.description is not None and len(wanted.description) > MAX_DESCRIPTION:
        length = len(wanted.description)
        problems.append(f"description has {length} characters: at most {MAX_DESCRIPTION} are allowed; shorten it")
    if wanted.description is not None and not _is_text(wanted.description):
        problems.append(
            "description is not valid Unicode text: it holds half of a surrogate pair; write the whole character"
        )
    if wanted.key_id is not None and wanted.type not in (None, SECURE_STRING):
        problems.append(f"key_id is for type {SECURE_STRING} only: leave it out, or set type: {SECURE_STRING}")
    return problems + _advanced_problems(wanted) + _pattern_problems(wanted) + ssm_tag_problems(wanted.tags)


def _advanced_problems(wanted: WantedParameter) -> list[str]:
    """What the tier Standard does not support."""
    if wanted.tier != "standard":
        return []
    way_out = "and tier is standard: set tier: auto or advanced"
    problems = [f"policies need the tier Advanced, {way_out}"] if wanted.policies else []
    if wanted.data_type in ADVANCED_TYPES:
        problems.append(f"data_type {wanted.data_type} needs the tier Advanced, {way_out}")
    return problems


def _pattern_problems(wanted: WantedParameter) -> list[str]:
    pattern = wanted.allowed_pattern
    if pattern is None:
        return []
    if len(pattern) > MAX_PATTERN:
        return [f"allowed_pattern has {len(pattern)} characters: at most {MAX_PATTERN} are allowed; shorten it"]
    return pattern_problems(pattern, wanted.value)


def pattern_problems(pattern: str | None, value: str | None) -> list[str]:
    """Why a value is not allowed. AWS's patterns are Java's; one that Python does not know is left to AWS."""
    if not pattern or value is None:
        return []
    try:
        found = re.search(pattern, value)
    except (re.error, OverflowError, RecursionError):
        return []
    return [] if found else [f"value does not match allowed_pattern '{pattern}': change one of the two"]


def name_problems(name: str, region: str, *, reserved: bool = False) -> list[str]:
    """Every rule that a name breaks; ``reserved`` admits AWS's own names, which anybody may read."""

    def fits(other: str) -> list[str]:
        return name_problems(other, region, reserved=reserved)

    if name.startswith("arn:"):
        return [f"name '{name}' is an ARN: give the parameter's name, which is what follows ':parameter'"]
    if not _NAME.fullmatch(name):
        suggestion = re.sub(r"[^a-zA-Z0-9_./-]+", "-", name).strip("-") or "my-parameter"
        advice = would_do(name, suggestion, fits)
        return [f"name '{name}' is not allowed: letters, digits and . - _ / only{advice}"]
    problems = _path_problems(name, fits)
    if not reserved and name.lower().lstrip("/").startswith(_RESERVED):
        problems.append(
            f"name '{name}' begins with 'aws' or 'ssm', which AWS keeps for itself: choose another beginning"
        )
    longest = MAX_ARN - len(parameter_arn(name, region, "0" * 12)) + len(name)
    if len(name) > longest:
        problems.append(f"name '{name[:40]}...' has {len(name)} characters: at most {longest} are allowed in {region}")
    return problems


def split_selector(name: str) -> tuple[str, str | None]:
    """A name and the version or label that follows it after a colon."""
    if name.startswith("arn:"):
        return name, None
    plain, colon, selector = name.partition(":")
    return plain, selector if colon else None


def selector_problems(selector: str | None) -> list[str]:
    """What is neither a version nor a label (API reference of LabelParameterVersion)."""
    if selector is None or (selector.isascii() and selector.isdigit() and int(selector)) or _LABEL.fullmatch(selector):
        return []
    rule = "a version is a number from 1; a label has letters, digits and . - _, and begins with no digit, aws or ssm"
    return [f"'{selector}' after the name is neither a version nor a label: {rule}"]


def _path_problems(name: str, problems_of: Callable[[str], list[str]]) -> list[str]:
    if "/" not in name:
        return []
    if not name.startswith("/"):
        advice = would_do(name, f"/{name}", problems_of, ":")
        return [f"name '{name}' is a path that does not begin with '/'{advice}"]
    levels = name[1:].split("/")
    problems = []
    if "" in levels:
        suggestion = "/" + "/".join(level for level in levels if level)
        advice = would_do(name, suggestion, problems_of)
        problems.append(f"name '{name}' has an empty level: no '//' and no '/' at the end{advice}")
    if len(levels) > MAX_LEVELS:
        problems.append(f"name '{name}' has {len(levels)} levels: at most {MAX_LEVELS} are allowed; join some with '-'")
    return problems


def value_problems(value: str, *, tier: str) -> list[str]:
    if not value:
        return ["value is empty, which Parameter Store does not hold: set a value, or state: absent"]
    problems = []
    if not _is_text(value):
        problems.append("value is not valid Unicode text: it holds half of a surrogate pair; write the whole character")
    if "{{" in value:
        problems.append("value contains '{{', which Parameter Store keeps for references: write it apart, as '{ {'")
    size, limit = byte_size(value), STANDARD_BYTES if tier == "standard" else ADVANCED_BYTES
    if size > limit and tier == "standard" and size <= ADVANCED_BYTES:
        problems.append(
            f"value has {size} bytes, and tier standard holds {limit}: shorten it, or set tier: auto or advanced"
        )
    elif size > limit:
        problems.append(
            f"value has {size} bytes, and a parameter holds at most {ADVANCED_BYTES}: split it over parameters"
        )
    return problems


def shape_problems(value: object, type_name: str | None) -> list[str]:
    """What cannot be written as the type: data that is no list as StringList, an item with a comma."""
    if type_name != STRING_LIST or value is None or isinstance(value, str):
        return []
    if not isinstance(value, list):
        return [f"value of type {STRING_LIST} is a list, or text with commas; for other data set type: String"]
    bad = [item for item in value if not isinstance(item, (str, int, float)) or "," in str(item) or item == ""]
    return (
        [f"value of type {STRING_LIST} has an item that is empty, is no text or holds a comma: set type: String"]
        if bad
        else []
    )


def ssm_tag_problems(tags: Mapping[str, str]) -> list[str]:
    """Every rule of Parameter Store that tags break; its characters are wider than Bedrock's: letters of any script."""
    problems = [text for key, value in tags.items() for text in _one_tag(key, value)]
    if len(tags) > MAX_TAGS:
        many = f"{len(tags)} tags are too many: a parameter holds {MAX_TAGS}, ManagedBy among them"
        problems.append(f"{many}; remove {len(tags) - MAX_TAGS}")
    return problems


def parameter_arn(name: str, region: str, account: str) -> str:
    return f"arn:{partition_of(region)}:ssm:{region}:{account}:parameter/{name.removeprefix('/')}"


def name_of(arn: str) -> str:
    """The name in an ARN. Names without a path have a ``/`` there, too, and are returned with it."""
    return "/" + arn.partition(":parameter/")[2]


def account_of(arn: str) -> str:
    return arn.split(":")[4]


def _one_tag(key: str, value: str) -> list[str]:
    problems = []
    if not 1 <= len(key) <= 128:
        problems.append(f"tag key '{key}' has {len(key)} characters: 1 to 128 are allowed")
    if key.lower().startswith("aws:"):
        problems.append(f"tag key '{key}' begins with 'aws:', which AWS keeps for itself: choose another key")
    if not _tag_text(key):
        problems.append(f"tag key '{key}' {_TAG_RULE}")
    if len(value) > 256:
        problems.append(f"the value of tag '{key}' has {len(value)} characters: at most 256 are allowed")
    if not _tag_text(value):
        problems.append(f"the value '{value}' of tag '{key}' {_TAG_RULE}")
    return problems


_TAG_RULE = "has characters other than letters, digits, spaces and _ . : / = + - @: take them out"


def _tag_text(text: str) -> bool:
    """The service's pattern ``[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*``, whose classes ``re`` does not know."""
    return all(sign in _TAG_SIGNS or unicodedata.category(sign)[0] in "LZN" for sign in text)


def _is_text(text: str) -> bool:
    return not any("\ud800" <= sign <= "\udfff" for sign in text)
