# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""One session a run, one client for each service and region."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass, field
from typing import Any

from ansible_collections.genai.bedrock.plugins.module_utils._aws.errors import aws_call
from ansible_collections.genai.bedrock.plugins.module_utils._aws.pacing import Pacer
from ansible_collections.genai.bedrock.plugins.module_utils._aws.retries import ONE_ATTEMPT, Retries

with contextlib.suppress(ImportError):  # AnsibleAWSModule tells the user what is missing
    import boto3
    import botocore.session
    from botocore.config import Config


@dataclass(frozen=True)
class Connection:
    """How to reach AWS: amazon.aws's connection options, already read."""

    region: str | None = None
    profile: str | None = None
    access_key: str | None = None
    secret_key: str | None = field(default=None, repr=False)
    session_token: str | None = field(default=None, repr=False)
    endpoint_url: str | None = None
    verify: bool | str | None = None
    config: Config | None = None
    user_agent: str = "genai.bedrock"


class Clients:
    """Makes clients; call ``client`` on the main thread, since creating one is not thread-safe, then use it in any."""

    def __init__(self, connection: Connection, *, workers: int) -> None:
        self._connection = connection
        with aws_call("sts", "open a session", connection.region or "no region"):
            self._session = _session(connection)
        self._config = _config(connection, workers)
        self._clients: dict[tuple[str, str, str], Any] = {}

    def client(self, service: str, region: str, **settings: Any) -> Any:
        """The client; ``settings`` of botocore's Config are of this one only and win over all others."""
        key = (service, region, repr(sorted(settings.items())))
        if key not in self._clients:
            client = self._session.client(
                service,
                region_name=region,
                endpoint_url=self._connection.endpoint_url,
                verify=self._connection.verify,
                config=self._config_of(service).merge(Config(**settings)),
            )
            # Where the caller or the user says how to try again, botocore does it, and as they say.
            if "retries" not in settings and not _users_retries(self._connection):
                Retries(Pacer()).listen(client)
            self._clients[key] = client
        return self._clients[key]

    def _config_of(self, service: str) -> Config:
        # A bearer token in the environment (AWS_BEARER_TOKEN_BEDROCK) would win over keys given explicitly.
        if self._connection.access_key and service.startswith("bedrock"):
            return self._config.merge(Config(signature_version="v4"))
        return self._config


def _session(connection: Connection) -> boto3.session.Session:
    if not connection.access_key:
        return boto3.session.Session(profile_name=connection.profile or None)
    # Explicit keys: AWS_PROFILE of the shell must neither be read nor fail the run.
    core = botocore.session.Session(session_vars={"profile": (None, None, None, None)})
    return boto3.session.Session(
        aws_access_key_id=connection.access_key,
        aws_secret_access_key=connection.secret_key,
        aws_session_token=connection.session_token or None,
        botocore_session=core,
    )


def _users_retries(connection: Connection) -> bool:
    return connection.config is not None and connection.config.retries is not None


def _config(connection: Connection, workers: int) -> Config:
    """Our defaults under the user's aws_config, which wins."""
    ours = Config(
        user_agent_extra=connection.user_agent,
        max_pool_connections=max(10, workers),
        retries=dict(ONE_ATTEMPT),
        connect_timeout=10,
        read_timeout=60,
    )
    return ours.merge(connection.config) if connection.config else ours
