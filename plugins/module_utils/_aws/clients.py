# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""One session a run, one client for each service and region."""

from __future__ import annotations

import contextlib
import os
import threading
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from ansible_collections.genai.bedrock.plugins.module_utils._aws.connections import NO_PROFILE, Connection
from ansible_collections.genai.bedrock.plugins.module_utils._aws.credential_errors import (
    NESTED,
    MfaError,
    code_of,
    credential_message,
)
from ansible_collections.genai.bedrock.plugins.module_utils._aws.pacing import Pacer
from ansible_collections.genai.bedrock.plugins.module_utils._aws.retries import ONE_ATTEMPT, Retries
from ansible_collections.genai.bedrock.plugins.module_utils._aws.sessions import (
    authenticate,
    most_attempts,
    open_session,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.connecting.endpoints import region_problem
from ansible_collections.genai.bedrock.plugins.module_utils._core.connecting.profiles import Profiles
from ansible_collections.genai.bedrock.plugins.module_utils._core.failures import CallError
from ansible_collections.genai.bedrock.plugins.module_utils._core.sending import confirm

with contextlib.suppress(ImportError):  # AnsibleAWSModule reports what is missing
    import botocore.session
    from botocore.config import Config
    from botocore.exceptions import BotoCoreError, ClientError

__all__ = ["Clients", "Connection"]

#: The operation to report for errors before the first call.
_CONNECT = "Connect"
#: Beside its own errors, botocore lets these through while it reads files and runs processes of a profile.
_WRONG_ATTEMPTS = (
    "AWS_MAX_ATTEMPTS in the environment, or max_attempts in the AWS configuration files, must be a whole number from 1"
)
_OF_PYTHON = (ValueError, TypeError, KeyError, AttributeError, OSError, RuntimeError)


class Clients:
    """Makes clients, one after the other, since creating one is not thread-safe, for use in any thread.

    What goes wrong before the first call is a CallError of here: files and profiles of credentials, the role to
    assume, regions, endpoints.
    """

    def __init__(self, connection: Connection, *, workers: int) -> None:
        self._connection = connection
        self._session: Any = None
        self._attempts: int | None = None
        with self._connecting("", connection.region or "no region"):
            self._session = open_session(connection)
            self._attempts = most_attempts(self._session)
        if self._attempts == 0:
            raise CallError(_CONNECT, connection.region or "no region", "InvalidMaxAttempts", _WRONG_ATTEMPTS)
        self._config = _config(connection, workers)
        self._clients: dict[tuple[str, str, str], Any] = {}
        self._creating = threading.RLock()
        self._authenticated = False

    def client(self, service: str, region: str, **settings: Any) -> Any:
        """The client; ``settings`` of botocore's Config are of this one only and win over all others."""
        key = (service, region, repr(sorted(settings.items())))
        with self._creating:
            if key not in self._clients:
                self._clients[key] = self._made(service, region, settings)
            return self._clients[key]

    def later(self, service: str, region: str) -> Callable[[], Any]:
        """A client that is made when it is first needed, in any thread, since most runs never need it."""
        return partial(self.client, service, region)

    def _made(self, service: str, region: str, settings: dict[str, Any]) -> Any:
        if problem := region_problem(region):
            raise CallError(_CONNECT, region, "InvalidRegion", problem)
        with self._connecting(service, region):
            client = self._session.client(
                service,
                region_name=region,
                endpoint_url=self._connection.endpoint(service, region),
                verify=self._connection.verify,
                config=self._config_of(service).merge(Config(**settings)),
            )
            if not self._authenticated and not self._by_token(service):
                authenticate(self._session)
                self._authenticated = True
        # Where the caller or the user says how to try again, botocore does it, and as they say.
        if "retries" not in settings and not _users_retries(self._connection):
            Retries(Pacer(), attempts=self._attempts).listen(client)
        # Registered last, for the wait for the pace may be long.
        service_id = client.meta.service_model.service_id.hyphenize()
        client.meta.events.register(f"before-send.{service_id}", lambda **_event: confirm())
        return client

    def _by_token(self, service: str) -> bool:
        """Whether a bearer token of the shell signs the calls, so that no other credentials are needed."""
        named = self._connection.named
        return not named and service.startswith("bedrock") and bool(os.environ.get("AWS_BEARER_TOKEN_BEDROCK"))

    def _config_of(self, service: str) -> Config:
        # A bearer token in the environment (AWS_BEARER_TOKEN_BEDROCK) would win over whom the connection names.
        if self._connection.named and service.startswith("bedrock"):
            return self._config.merge(Config(signature_version="v4"))
        return self._config

    @contextlib.contextmanager
    def _connecting(self, service: str, region: str) -> Iterator[None]:
        """Only botocore's own code runs in it, so that whatever it raises is about the connection.

        Its errors are no causes of ours: they hold what a process of a profile printed, and Ansible may print them.
        """
        try:
            yield
        except ClientError as error:
            raise self._of_nested_call(error, region) from None
        except (BotoCoreError, MfaError, *_OF_PYTHON) as error:
            if "Invalid endpoint" in str(error):
                raise CallError(_CONNECT, region, "InvalidEndpoint", _wrong_endpoint(service, error)) from None
            message = credential_message(error, self._profiles(), self._connection.profile)
            raise CallError(_CONNECT, region, code_of(error), message) from None

    def _of_nested_call(self, error: ClientError, region: str) -> CallError:
        """A call for the credentials was refused: of the connection's role, or of one that a profile names."""
        operation, detail = error.operation_name, error.response.get("Error", {})
        role, profile = self._connection.assume_role_arn, self._connection.profile
        whose = f"The role {role}" if role else f"The role of the credentials profile '{profile or 'default'}'"
        message = f"{whose} could not be assumed: {detail.get('Message') or error}"
        return CallError(operation, region, detail.get("Code") or "Unknown", message, NESTED.get(operation, ""))

    @staticmethod
    def _profiles() -> Profiles:
        """Those of AWS's files; none where the files are what is wrong."""
        try:
            found: Profiles = botocore.session.Session(session_vars=dict(NO_PROFILE)).full_config["profiles"]
        except BotoCoreError:
            return {}
        return found


def _wrong_endpoint(service: str, error: Exception) -> str:
    return (
        f"{error}, for {service}. It comes from AWS_ENDPOINT_URL_<SERVICE> or AWS_ENDPOINT_URL in the environment, or "
        "from endpoint_url in the AWS configuration files; an endpoint needs a scheme and a host: https://…"
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
