# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Options of a router."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypedDict

#: ``factory(service, region, seconds)`` → a boto3 client whose calls are sent once and wait that long for an answer,
#: and as long, but at most 1.5 seconds, for the connection before it. An empty region means the session's own.
ClientFactory = Callable[[str, str, float], Any]


class Settings(TypedDict, total=False):
    """Options of both constructors; times are seconds.

    deadline: for one call of the router, the record and all targets included, of a stream up to its first event (120).
    read_timeout: how long one target may be silent, within its share of the deadline (60). rest: how long a failed
    target comes after all others (30). ttl: when the record is read again (300). session: boto3 session (a new one).
    endpoint_url: another endpoint, for SSM and Bedrock alike (botocore's own: AWS_ENDPOINT_URL_BEDROCK_RUNTIME,
    AWS_ENDPOINT_URL_SSM, AWS_ENDPOINT_URL, the profile's). client_config: botocore Config; retries and timeouts in it
    are the router's own. client_factory: makes the clients instead of these three.
    """

    deadline: float
    read_timeout: float
    rest: float
    ttl: float
    session: Any
    endpoint_url: str | None
    client_config: Any
    client_factory: ClientFactory
    clock: Callable[[], float]
