# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The real LiteLLM against the endpoint, and a proof that it asked nobody else."""

from __future__ import annotations

import contextlib
import importlib
import socket
from collections.abc import Iterator
from typing import Any

import pytest

CREDENTIALS = {"AWS_ACCESS_KEY_ID": "local", "AWS_SECRET_ACCESS_KEY": "unused-by-the-endpoint"}
#: What steers its calls to Bedrock, and keeps it from fetching its price list.
SETTINGS = {"LITELLM_LOCAL_MODEL_COST_MAP": "True", "LITELLM_LOG": "CRITICAL"}


@contextlib.contextmanager
def litellm_at(aws) -> Iterator[Any]:
    """The package, whose calls to Bedrock go to the endpoint; fails where any other host was looked up."""
    requested = []
    look_up = socket.getaddrinfo

    def local_only(host: Any, *arguments: Any, **options: Any) -> Any:
        name = host.decode() if isinstance(host, bytes) else host
        if name not in ("127.0.0.1", "localhost"):
            requested.append(name)
            raise socket.gaierror(f"{name} is not looked up in tests")
        return look_up(host, *arguments, **options)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket, "getaddrinfo", local_only)
        for name, value in {**CREDENTIALS, **SETTINGS, "AWS_BEDROCK_RUNTIME_ENDPOINT": aws.url}.items():
            patch.setenv(name, value)
        try:
            yield importlib.import_module("litellm")
        finally:
            assert requested == []


def router_of(litellm, config):
    """As the proxy makes its own from the same file."""
    return litellm.Router(model_list=config["model_list"], **config["router_settings"])
