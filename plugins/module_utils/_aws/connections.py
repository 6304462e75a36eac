# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""How to reach AWS: connection options and environment, read in one way for modules, lookups and the engine."""

from __future__ import annotations

import contextlib
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ansible_collections.genai.bedrock.plugins.module_utils._aws.credential_errors import code_of, credential_message
from ansible_collections.genai.bedrock.plugins.module_utils._core.casting import CastError, as_bool, as_map
from ansible_collections.genai.bedrock.plugins.module_utils._core.connecting.endpoints import (
    SERVICES,
    EndpointUrls,
    endpoint_problem,
    read_endpoint_urls,
    region_problem,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.connecting.identity import Identity, identity_of
from ansible_collections.genai.bedrock.plugins.module_utils._core.connecting.options import option, text
from ansible_collections.genai.bedrock.plugins.module_utils._core.problems import Problem, ProblemError

with contextlib.suppress(ImportError):  # AnsibleAWSModule reports what is missing
    import botocore.session
    from botocore.config import Config
    from botocore.exceptions import BotoCoreError

SESSION_NAME = "genai.bedrock"
#: For botocore's session: nothing of the shell's AWS_PROFILE, which has been read by then.
NO_PROFILE = {"profile": (None, None, None, None)}
_ROLE = re.compile(r"arn:aws[a-z-]*:iam::[0-9]{12}:role/\S+")
#: STS's own patterns (botocore's model of AssumeRole).
_STS_TEXTS = {
    "assume_role_external_id": re.compile(r"[\w+=,.@:/-]{2,1224}", re.ASCII),
    "assume_role_session_name": re.compile(r"[\w+=,.@-]{2,64}", re.ASCII),
}
_NUMBERS = ("connect_timeout", "read_timeout", "max_pool_connections")


@dataclass(frozen=True)
class Connection:
    """How to reach AWS: connection options, already read. No secret shows where it is printed.

    ``endpoint_urls`` win over ``endpoint_url``; where neither names one, botocore reads AWS_ENDPOINT_URL_<SERVICE>,
    AWS_ENDPOINT_URL and the profile. ``left_to_shell``: services for which the shell's own variable wins over
    ``endpoint_url``. ``assume_role_arn``: the role that all calls are made as, assumed by whom profile or keys name.
    """

    region: str | None = None
    profile: str | None = None
    access_key: str | None = field(default=None, repr=False)
    secret_key: str | None = field(default=None, repr=False)
    session_token: str | None = field(default=None, repr=False)
    endpoint_url: str | None = None
    verify: bool | str | None = None
    config: Config | None = field(default=None, repr=False)
    user_agent: str = "genai.bedrock"
    endpoint_urls: EndpointUrls = field(default_factory=EndpointUrls)
    left_to_shell: frozenset[str] = frozenset()
    assume_role_arn: str | None = None
    assume_role_external_id: str | None = field(default=None, repr=False)
    assume_role_session_name: str = SESSION_NAME

    @property
    def named(self) -> bool:
        """Whether an identity is configured; a bearer token in the shell is ignored then."""
        return bool(self.profile or self.access_key or self.assume_role_arn)

    def endpoint(self, service: str, region: str) -> str | None:
        """The URL to call, or None where botocore finds it."""
        general = None if service in self.left_to_shell else self.endpoint_url
        return self.endpoint_urls.url(service, region) or general


def read_connection(
    options: Mapping[str, Any], *, user_agent: str = "genai.bedrock", environ: Mapping[str, str] | None = None
) -> Connection:
    """The connection of a module's params, of a lookup's options, or of any map with the same names or aliases.

    Other members of the map are ignored. Raises ProblemError with all problems. No call is made, no
    credential is fetched.
    """
    environ = os.environ if environ is None else environ
    problems: list[Problem] = []
    identity = Identity()
    try:
        identity = identity_of(options, environ)
    except ProblemError as error:
        problems += error.problems
    endpoint_url, left_to_shell = _general_endpoint(options, environ, problems)
    endpoint_urls, wrong = read_endpoint_urls(option(options, "endpoint_urls"))
    problems += [Problem(problem) for problem in wrong]
    connection = Connection(
        region=_region(options, environ, identity, problems),
        profile=identity.profile,
        access_key=identity.access_key,
        secret_key=identity.secret_key,
        session_token=identity.session_token,
        endpoint_url=endpoint_url,
        verify=_verify(options, environ, problems),
        config=_config(option(options, "aws_config"), problems),
        user_agent=user_agent,
        endpoint_urls=endpoint_urls,
        left_to_shell=left_to_shell,
        **_role(options, problems),
    )
    if problems:
        raise ProblemError(problems)
    return connection


def _general_endpoint(
    options: Mapping[str, Any], environ: Mapping[str, str], problems: list[Problem]
) -> tuple[str | None, frozenset[str]]:
    """The option, or AWS_URL, which amazon.aws reads; that yields to the variable that botocore has for a service."""
    name, url, left = "endpoint_url", option(options, "endpoint_url"), frozenset[str]()
    if url is None and (url := environ.get("AWS_URL")):
        name = "AWS_URL in the environment"
        left = frozenset(service for service, end in SERVICES.items() if environ.get(f"AWS_ENDPOINT_URL_{end}"))
    if not url:
        _check_shells_endpoints(environ, problems)
        return None, left
    if problem := endpoint_problem(name, url):
        problems.append(Problem(problem))
    return str(url).strip(), left


def _check_shells_endpoints(environ: Mapping[str, str], problems: list[Problem]) -> None:
    """botocore would refuse one of them when the first client of its service is made, maybe in the middle of a run."""
    if environ.get("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", "").lower() == "true":
        return
    names = ("AWS_ENDPOINT_URL", *(f"AWS_ENDPOINT_URL_{end}" for end in SERVICES.values()))
    reported = (endpoint_problem(f"{name} in the environment", environ[name]) for name in names if environ.get(name))
    problems += [Problem(problem) for problem in reported if problem]


def _region(
    options: Mapping[str, Any], environ: Mapping[str, str], identity: Identity, problems: list[Problem]
) -> str | None:
    region = option(options, "region") or environ.get("AWS_REGION") or environ.get("AWS_DEFAULT_REGION")
    try:
        region = region or _configured_region(environ, identity)
    except BotoCoreError as error:
        problems.append(Problem(credential_message(error, {}, identity.profile), code=code_of(error)))
    if region and (problem := region_problem(region)):
        problems.append(Problem(problem))
    return region or None


def _configured_region(environ: Mapping[str, str], identity: Identity) -> str | None:
    """That of the profile in AWS's files. Who has keys needs no profile: one of the shell's may be missing then."""
    if not identity.access_key:
        return _region_of(identity.profile)
    with contextlib.suppress(BotoCoreError):
        return _region_of(environ.get("AWS_PROFILE") or environ.get("AWS_DEFAULT_PROFILE"))
    return None


def _region_of(profile: str | None) -> str | None:
    session = botocore.session.Session(session_vars=dict(NO_PROFILE), profile=profile or None)
    found: str | None = session.get_config_variable("region")
    return found


def _verify(options: Mapping[str, Any], environ: Mapping[str, str], problems: list[Problem]) -> bool | str | None:
    """False, a file of certificates, or None for botocore's own."""
    wanted = option(options, "validate_certs")
    try:
        if wanted is not None and not as_bool(wanted):
            return False
    except CastError as error:
        problems.append(Problem(f"validate_certs {error}"))
    given = text(options, "aws_ca_bundle")
    bundle = given or environ.get("AWS_CA_BUNDLE")
    if not bundle:
        return None
    path = os.path.expandvars(Path(bundle).expanduser())
    if not os.access(path, os.R_OK):
        name = "aws_ca_bundle" if given else "AWS_CA_BUNDLE in the environment"
        problems.append(Problem(f"{name} '{bundle}' cannot be read: name a file of certificates in PEM form"))
    return path


def _config(value: object, problems: list[Problem]) -> Config | None:
    if value is None:
        return None
    try:
        settings = as_map(value)
        problems += [
            Problem(f"aws_config: {name} must be a number, not '{settings[name]}'")
            for name in _NUMBERS
            if not _is_number(settings.get(name))
        ]
        return Config(**settings)
    except CastError as error:
        problems.append(Problem(f"aws_config {error}"))
    except (BotoCoreError, TypeError, ValueError, AttributeError) as error:
        problems.append(Problem(f"aws_config: botocore.config.Config refuses it: {error}"))
    return None


def _is_number(value: object) -> bool:
    return value is None or (isinstance(value, (int, float)) and not isinstance(value, bool))


def _role(options: Mapping[str, Any], problems: list[Problem]) -> dict[str, Any]:
    arn = text(options, "assume_role_arn")
    reported = {name: text(options, name) for name in _STS_TEXTS}
    if arn and not _ROLE.fullmatch(arn):
        problems.append(
            Problem(f"assume_role_arn '{arn}' is no role: write arn:aws:iam::<account>:role/<name>, path included")
        )
    if reported["assume_role_external_id"] and not arn:
        problems.append(Problem("assume_role_external_id is set without assume_role_arn: name the role, too"))
    for name, value in reported.items():
        if value and not _STS_TEXTS[name].fullmatch(value):
            problems.append(Problem(f"{name} does not match {_STS_TEXTS[name].pattern}, which STS demands"))
    return {
        "assume_role_arn": arn,
        "assume_role_external_id": reported["assume_role_external_id"],
        "assume_role_session_name": reported["assume_role_session_name"] or SESSION_NAME,
    }
