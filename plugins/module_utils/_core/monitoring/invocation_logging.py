# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The one configuration of model invocation logging that a region has: what is wanted, and what is done.

It has no tags. Its destinations identify the owner: a configuration that delivers elsewhere is foreign. Options have
the service's own names in snake_case. Limits: API model of PutModelInvocationLoggingConfiguration (botocore 1.44.5).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from ansible_collections.genai.bedrock.plugins.module_utils._core.problems import Problem, ProblemError
from ansible_collections.genai.bedrock.plugins.module_utils._core.steps import Action, Done, Step

FOREIGN = "Foreign"
CLOUDWATCH, S3, LARGE_DATA = "cloudwatch_config", "s3_config", "large_data_delivery_s3_config"
FLAGS = tuple(f"{kind}_data_delivery_enabled" for kind in ("text", "image", "embedding", "video", "audio"))
#: Option → member of the API.
MEMBERS = {
    CLOUDWATCH: "cloudWatchConfig",
    S3: "s3Config",
    LARGE_DATA: "largeDataDeliveryS3Config",
    "log_group_name": "logGroupName",
    "role_arn": "roleArn",
    "bucket_name": "bucketName",
    "key_prefix": "keyPrefix",
    **{flag: re.sub(r"_([a-z])", lambda found: found[1].upper(), flag) for flag in FLAGS},
}
_OPTIONS = {member: option for option, member in MEMBERS.items()}
_ROLE = re.compile(r"arn:aws(-[^:]+)?:iam::([0-9]{12})?:role/.+")
_UNSET = (None, "")
_DESTINATIONS = {CLOUDWATCH: "log_group_name", S3: "bucket_name"}

Config = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class WantedLogging:
    """Options that are set; an empty map takes a destination away."""

    region: str
    config: Config = field(default_factory=dict)
    absent: bool = False
    overwrite: bool = False


@dataclass(frozen=True, slots=True)
class LoggingStep(Step[WantedLogging, Config]):
    """Configurations are by the names of the options; ``after`` is the resulting one."""

    after: Config = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class LoggingDone(Done[LoggingStep]):
    """With the configuration afterwards."""

    config: Config = field(default_factory=dict)


def to_aws(config: Config) -> dict[str, Any]:
    return {
        MEMBERS.get(name, name): to_aws(value) if isinstance(value, Mapping) else value
        for name, value in config.items()
    }


def from_aws(config: Config | None) -> dict[str, Any]:
    """By the names of the options; members that this collection does not know keep theirs."""
    return {
        _OPTIONS.get(name, name): from_aws(value) if isinstance(value, Mapping) else value
        for name, value in (config or {}).items()
    }


def check(wanted: WantedLogging) -> None:
    """Raises with every rule that the options break, whatever the region has."""
    problems = [Problem(text, path, wanted.region) for path, text in _problems(wanted.config)]
    if problems:
        raise ProblemError(problems)


def decide(wanted: WantedLogging, live: Config) -> LoggingStep:
    """The step from what the region has, which is empty where it has none; raises what forbids it."""
    if not live:
        return LoggingStep(wanted, Action.NONE, ("there is none",)) if wanted.absent else _create(wanted)
    if wanted.absent:
        _refuse(wanted, _not_named(wanted, live), "deleted")
        return LoggingStep(wanted, Action.DELETE, ("state is absent",), live)
    after = _merged(wanted.config, live)
    reasons = tuple(_differences(live, after))
    if not reasons:
        return LoggingStep(wanted, Action.NONE, (), live, after=live)
    _refuse(wanted, _in_the_way(wanted, live), "changed")
    _demand_destination(wanted, after)
    return LoggingStep(wanted, Action.UPDATE, reasons, live, after=after)


def _create(wanted: WantedLogging) -> LoggingStep:
    after = _merged(wanted.config, {})
    _demand_destination(wanted, after)
    if CLOUDWATCH in after and "role_arn" not in after[CLOUDWATCH]:
        text = "is required with a log group: the IAM role that Bedrock writes with"
        raise ProblemError([Problem(text, f"{CLOUDWATCH}.role_arn", wanted.region)])
    return LoggingStep(wanted, Action.CREATE, ("there is none",), after=after)


def _merged(wanted: Config, live: Config) -> dict[str, Any]:
    """The settings merged over the live ones. A different destination inherits nothing from the old one."""
    after = dict(live)
    for name, value in wanted.items():
        if not isinstance(value, Mapping):
            after[name] = value
        elif value:
            current = live.get(name) or {}
            same = all(current.get(key) == value[key] for key in ("log_group_name", "bucket_name") if key in value)
            after[name] = _merged(value, current if same else {})
        else:
            after.pop(name, None)
    return after


def _differences(before: Config, after: Config, path: str = "") -> Iterator[str]:
    for name in dict.fromkeys([*before, *after]):
        old, new = before.get(name), after.get(name)
        if isinstance(old, Mapping) and isinstance(new, Mapping):
            yield from _differences(old, new, f"{path}{name}.")
        elif old != new and not (old in _UNSET and new in _UNSET):
            yield f"{path}{name}: {_short(old)} → {_short(new)}"


def _in_the_way(wanted: WantedLogging, live: Config) -> list[str]:
    """Destinations of somebody else: none of them is named, or one of them would be replaced."""
    replaced = [text for name, text in _reported(live) if name in wanted.config and not _named(wanted, live, name)]
    return replaced or (
        [] if any(_named(wanted, live, name) for name in live) else [text for _name, text in _reported(live)]
    )


def _not_named(wanted: WantedLogging, live: Config) -> list[str]:
    return [text for name, text in _reported(live) if not _named(wanted, live, name)]


def _named(wanted: WantedLogging, live: Config, name: str) -> bool:
    key = _DESTINATIONS.get(name, "")
    return bool(key and (wanted.config.get(name) or {}).get(key) == live[name].get(key))


def _reported(live: Config) -> list[tuple[str, str]]:
    kinds = {CLOUDWATCH: "the log group", S3: "the bucket"}
    return [(name, f"{kinds[name]} {live[name].get(key)}") for name, key in _DESTINATIONS.items() if live.get(name)]


def _refuse(wanted: WantedLogging, destinations: list[str], harm: str) -> None:
    if destinations and not wanted.overwrite:
        text = (
            f"the region's one configuration of invocation logging delivers to {' and '.join(destinations)}, which the "
            f"task does not name, so it is not {harm}: name it if that is intended, or set overwrite: true"
        )
        raise ProblemError([Problem(text, None, wanted.region, code=FOREIGN)])


def _demand_destination(wanted: WantedLogging, after: Config) -> None:
    if not any(after.get(name) for name in _DESTINATIONS):
        text = f"invocation logging needs a destination: set {CLOUDWATCH} or {S3}, or state: absent"
        raise ProblemError([Problem(text, None, wanted.region)])


def _problems(config: Config) -> Iterator[tuple[str, str]]:
    logs = config.get(CLOUDWATCH) or {}
    if logs:
        group = logs.get("log_group_name") or ""
        if not 1 <= len(group) <= 512:
            yield f"{CLOUDWATCH}.log_group_name", "is needed: the name of a log group, 1 to 512 characters"
        if "role_arn" in logs and not _ROLE.fullmatch(logs["role_arn"]):
            yield f"{CLOUDWATCH}.role_arn", f"'{logs['role_arn']}' is no ARN of an IAM role"
    buckets = {S3: config.get(S3), f"{CLOUDWATCH}.{LARGE_DATA}": logs.get(LARGE_DATA)}
    for path, bucket in buckets.items():
        if bucket and not 3 <= len(bucket.get("bucket_name") or "") <= 63:
            yield f"{path}.bucket_name", "is needed: the name of a bucket, 3 to 63 characters"
        if bucket and len(bucket.get("key_prefix") or "") > 1024:
            yield f"{path}.key_prefix", f"has {len(bucket['key_prefix'])} characters, and AWS takes 1024"


def _short(value: Any) -> str:
    if isinstance(value, Mapping):
        return ", ".join(f"{name}={_short(item)}" for name, item in value.items())
    return "nothing" if value in _UNSET else str(value).lower() if isinstance(value, bool) else str(value)
