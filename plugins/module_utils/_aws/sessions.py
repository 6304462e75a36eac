# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""botocore sessions for a connection: their credentials, and the endpoints of botocore's own calls for them."""

from __future__ import annotations

import contextlib
from typing import Any

from ansible_collections.genai.bedrock.plugins.module_utils._aws.connections import NO_PROFILE, Connection
from ansible_collections.genai.bedrock.plugins.module_utils._aws.credential_errors import refuse_mfa
from ansible_collections.genai.bedrock.plugins.module_utils._aws.responses import listen

with contextlib.suppress(ImportError):  # AnsibleAWSModule reports what is missing
    import boto3
    import botocore.session
    from botocore.config import Config
    from botocore.credentials import (
        AssumeRoleCredentialFetcher,
        CredentialProvider,
        CredentialResolver,
        Credentials,
        DeferredRefreshableCredentials,
        create_credential_resolver,
    )
    from botocore.exceptions import NoCredentialsError

    class Session(botocore.session.Session):
        """botocore's session, whose calls for credentials (of STS, SSO) know endpoints and certificates of the options.

        They go to an endpoint of ``endpoint_urls`` only: ``endpoint_url`` may be that of another service alone.
        """

        def __init__(self, connection: Connection) -> None:
            super().__init__(session_vars=dict(NO_PROFILE), profile=connection.profile)
            self.connection = connection
            #: Where credentials are requested: the region of the connection, otherwise that of the first client.
            self.home = connection.region
            if connection.config:
                self.set_default_client_config(connection.config)
            if connection.access_key and not connection.assume_role_arn:
                self.set_credentials(connection.access_key, connection.secret_key, connection.session_token)
            self.lazy_register_component("credential_provider", self._resolver)

        def create_client(self, service_name: str, region_name: str | None = None, **settings: Any) -> Any:
            self.home = self.home or region_name
            region = region_name or getattr(settings.get("config"), "region_name", None)
            if settings.get("endpoint_url") is None and region:
                settings["endpoint_url"] = self.connection.endpoint_urls.url(service_name, region)
            if settings.get("verify") is None:
                settings["verify"] = self.connection.verify
            client = super().create_client(service_name, region_name, **settings)
            listen(client)
            return client

        def _resolver(self) -> CredentialResolver:
            resolver = create_credential_resolver(self, region_name=self.home)
            resolver.get_provider("assume-role")._prompter = refuse_mfa
            return CredentialResolver([_Role(self, resolver)]) if self.connection.assume_role_arn else resolver

    class _Role(CredentialProvider):
        """The role of the connection, assumed when credentials are first needed, and again before they expire."""

        METHOD = "assume-role"

        def __init__(self, session: Session, resolver: CredentialResolver) -> None:
            super().__init__(session)
            self._connection, self._resolver = session.connection, resolver

        def load(self) -> DeferredRefreshableCredentials:
            connection = self._connection
            extra = {"RoleSessionName": connection.assume_role_session_name}
            if connection.assume_role_external_id:
                extra["ExternalId"] = connection.assume_role_external_id
            fetcher = AssumeRoleCredentialFetcher(
                client_creator=self._sts,
                source_credentials=self._source(),
                role_arn=connection.assume_role_arn,
                extra_args=extra,
            )
            return DeferredRefreshableCredentials(fetcher.fetch_credentials, self.METHOD)

        def _source(self) -> Any:
            connection = self._connection
            if connection.access_key:
                return Credentials(connection.access_key, connection.secret_key, connection.session_token)
            credentials = self._resolver.load_credentials()
            if credentials is None:
                raise NoCredentialsError
            return credentials

        def _sts(self, service: str, **keys: Any) -> Any:
            region = self.session.home
            return self.session.create_client(
                service,
                region_name=region,
                endpoint_url=self._connection.endpoint(service, region or ""),
                config=Config(user_agent_extra=self._connection.user_agent, connect_timeout=10, read_timeout=60),
                **keys,
            )


def open_session(connection: Connection) -> boto3.session.Session:
    """A session that has made no call yet; botocore's errors are those of its configuration files."""
    return boto3.session.Session(botocore_session=Session(connection))


def most_attempts(session: boto3.session.Session) -> int | None:
    """AWS_MAX_ATTEMPTS of the shell, else max_attempts of the profile; 0 where it is no such number.

    botocore itself reads neither for a client whose Config has retries, as those of this collection do.
    """
    try:
        found: int | None = session._session.get_config_variable("max_attempts")
    except ValueError:
        return 0
    return found if found is None else max(0, found)


def authenticate(session: boto3.session.Session) -> None:
    """Fetch the credentials now, on the main thread; if there are none, the first call that needs them reports it."""
    credentials = session.get_credentials()
    if credentials is not None:
        credentials.get_frozen_credentials()
