# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""All that the engine knows of Parameter Store: one region's operations as a protocol."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

from ansible_collections.genai.bedrock.plugins.module_utils._core.parameters.ssm_parameters import (
    Details,
    LiveParameter,
    Put,
    Written,
)

#: Names a call (API reference of GetParameters and of DescribeParameters' filters).
GET_NAMES = 10
DESCRIBE_NAMES = 50


class ParameterGateway(Protocol):
    """Parameter Store in one region. Every method may raise CallError; deleting what is missing is done already."""

    region: str

    def parameters(self, names: Sequence[str], *, decrypt: bool) -> list[LiveParameter]: ...

    def details(self, names: Sequence[str]) -> dict[str, Details]: ...

    def details_below(self, path: str) -> dict[str, Details]: ...

    def our_tags(self) -> dict[str, dict[str, str]]: ...

    def tags(self, name: str) -> dict[str, str]: ...

    def put(self, put: Put) -> Written: ...

    def add_tags(self, name: str, tags: Mapping[str, str]) -> None: ...

    def remove_tags(self, name: str, keys: Iterable[str]) -> None: ...

    def delete(self, name: str) -> None: ...
