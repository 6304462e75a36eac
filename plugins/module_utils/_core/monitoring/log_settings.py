# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Where invocations are logged, as a user says it for all regions: each one's configuration, and the IAM role.

What the role needs: Bedrock User Guide, Monitor model invocation.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ansible_collections.genai.bedrock.plugins.module_utils._core.casting import as_bool, as_int, as_text, as_texts
from ansible_collections.genai.bedrock.plugins.module_utils._core.leaves import Leaf, read_leaves
from ansible_collections.genai.bedrock.plugins.module_utils._core.monitoring.invocation_logging import (
    CLOUDWATCH,
    LARGE_DATA,
    S3,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.suggestions import did_you_mean

DATA = ("text", "image", "embedding", "video", "audio")
POLICY_NAME = "write-invocations"
_STREAM = "aws/bedrock/modelinvocations"


@dataclass(frozen=True, slots=True)
class LogSettings:
    """Settings without their prefix ``log_``; days for ``retention``. {region} in a bucket becomes its region."""

    group: str = ""
    retention: int = 30
    role_arn: str = ""
    role_boundary_arn: str = ""
    bucket: str = ""
    prefix: str = ""
    large_data_bucket: str = ""
    large_data_prefix: str = ""
    data: tuple[str, ...] = DATA
    overwrite: bool = False

    @property
    def own_role(self) -> bool:
        """Whether a role of ours is to be kept."""
        return bool(self.group) and not self.role_arn


def _kinds(found: Sequence[str]) -> list[str]:
    return [f"'{kind}' is unknown; {did_you_mean(kind, DATA)}" for kind in found if kind not in DATA]


_TEXT = Leaf(as_text)
LEAVES = {
    **dict.fromkeys(("group", "role_arn", "role_boundary_arn", "bucket", "prefix"), _TEXT),
    **dict.fromkeys(("large_data_bucket", "large_data_prefix"), _TEXT),
    "retention": Leaf(as_int),
    "data": Leaf(as_texts, _kinds),
    "overwrite": Leaf(as_bool),
}


def read_log_settings(given: Mapping[str, Any], start: str = "logging.") -> tuple[LogSettings, list[str]]:
    """The settings, and what is wrong with them; ``start`` is what their names begin with in messages."""
    found, wrong = read_leaves(given, LEAVES, lambda name: f"{start}{name}")
    problems = [*map(str, wrong)]
    settings = LogSettings(**{**found, "data": tuple(found.get("data", DATA))})
    if not settings.group and not settings.bucket:
        problems.append(f"{start}group: set it, or {start}bucket: invocations are logged to one of them, or to both")
    return settings, problems


def configuration(settings: LogSettings, role_arn: str, region: str) -> dict[str, Any]:
    """The region's configuration, by the options of model_invocation_logging."""
    config: dict[str, Any] = {f"{kind}_data_delivery_enabled": kind in settings.data for kind in DATA}
    if settings.group:
        config[CLOUDWATCH] = {"log_group_name": settings.group, "role_arn": role_arn}
        if settings.large_data_bucket:
            config[CLOUDWATCH][LARGE_DATA] = _bucket(settings.large_data_bucket, settings.large_data_prefix, region)
    if settings.bucket:
        config[S3] = _bucket(settings.bucket, settings.prefix, region)
    return config


def role_name(environment: str) -> str:
    return f"{environment}-bedrock-invocation-logging"


def trust(partition: str, account: str, regions: Sequence[str]) -> dict[str, Any]:
    """Bedrock may assume the role, for the account's own invocations in these regions."""
    sources = [f"arn:{partition}:bedrock:{region}:{account}:*" for region in regions]
    condition = {"StringEquals": {"aws:SourceAccount": account}, "ArnLike": {"aws:SourceArn": sources}}
    return _document(
        {
            "Effect": "Allow",
            "Principal": {"Service": "bedrock.amazonaws.com"},
            "Action": "sts:AssumeRole",
            "Condition": condition,
        }
    )


def permissions(partition: str, account: str, regions: Sequence[str], group: str) -> dict[str, Any]:
    """It may write to one stream of the log group."""
    streams = [f"arn:{partition}:logs:{region}:{account}:log-group:{group}:log-stream:{_STREAM}" for region in regions]
    return _document({"Effect": "Allow", "Action": ["logs:CreateLogStream", "logs:PutLogEvents"], "Resource": streams})


def _document(statement: Mapping[str, Any]) -> dict[str, Any]:
    return {"Version": "2012-10-17", "Statement": [dict(statement)]}


def _bucket(name: str, prefix: str, region: str) -> dict[str, str]:
    return {"bucket_name": name.replace("{region}", region), "key_prefix": prefix}
