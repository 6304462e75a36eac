# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The lock's parameter over the SSM API, with separate clients so that no other call delays it."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

from ansible_collections.genai.bedrock.plugins.module_utils._aws.clients import Clients
from ansible_collections.genai.bedrock.plugins.module_utils._aws.errors import aws_call
from ansible_collections.genai.bedrock.plugins.module_utils._aws.retries import ONE_ATTEMPT
from ansible_collections.genai.bedrock.plugins.module_utils._aws.ssm_parameters import list_tags
from ansible_collections.genai.bedrock.plugins.module_utils._core.failures import CallError
from ansible_collections.genai.bedrock.plugins.module_utils._core.lease import LiveLock

#: A call that takes longer is of no use for a lease of seconds.
_TIMEOUTS = {"connect_timeout": 5, "read_timeout": 5}
#: The parameter exists already, or others are writing it.
_TAKEN = frozenset({"ParameterAlreadyExists", "TooManyUpdates"})


class LeaseGateway:
    """The lock in one region. Make it on the main thread, since it makes clients.

    Overwrites and deletions are sent once: a retry could hit a lock that belongs to somebody else by then.
    """

    def __init__(self, clients: Clients, region: str) -> None:
        self.region = region
        self._ssm = clients.client("ssm", region, **_TIMEOUTS)
        self._once = clients.client("ssm", region, **_TIMEOUTS, retries=dict(ONE_ATTEMPT))

    def create(self, name: str, value: str, tags: Mapping[str, str]) -> bool:
        """Whether it was created; False if it exists, even if an earlier attempt of this call created it."""
        listed = [{"Key": key, "Value": text} for key, text in tags.items()]
        try:
            with aws_call("ssm", "PutParameter", self.region):
                self._ssm.put_parameter(Name=name, Value=value, Type="String", Overwrite=False, Tags=listed)
        except CallError as error:
            if error.code not in _TAKEN:
                raise
            return False
        return True

    def overwrite(self, name: str, value: str) -> int:
        """The version that it has now."""
        with aws_call("ssm", "PutParameter", self.region):
            answer = self._once.put_parameter(Name=name, Value=value, Type="String", Overwrite=True)
        return int(answer["Version"])

    def read(self, name: str) -> LiveLock | None:
        with aws_call("ssm", "GetParameters", self.region):
            answer = self._ssm.get_parameters(Names=[name])
            server_time = self._server_time(answer)
            for row in answer["Parameters"]:
                return LiveLock(row["Value"], row["Version"], row["LastModifiedDate"], server_time)
        return None

    def tags(self, name: str) -> dict[str, str]:
        return list_tags(self._ssm, self.region, name)

    def delete(self, name: str) -> None:
        try:
            with aws_call("ssm", "DeleteParameter", self.region):
                self._once.delete_parameter(Name=name)
        except CallError as error:
            if not error.missing:
                raise

    def _server_time(self, answer: Mapping[str, Any]) -> datetime:
        date = answer.get("ResponseMetadata", {}).get("HTTPHeaders", {}).get("date", "")
        with suppress(ValueError):
            return parsedate_to_datetime(date).astimezone(UTC)
        text = "the response has no Date header, which gives the age of the lock; a proxy may have removed it"
        raise CallError("GetParameters", self.region, "UnexpectedAnswer", text, "ssm:GetParameters")
