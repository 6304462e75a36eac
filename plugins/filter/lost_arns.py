# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What readers of somebody else's document would lose."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from ansible.errors import AnsibleFilterError
from ansible_collections.genai.bedrock.plugins.module_utils._core.records import takeover
from ansible_collections.genai.bedrock.plugins.module_utils._core.shapes import (
    anything,
    fields,
    list_of,
    map_of,
    maybe,
    require,
    text,
)

_PARAMETERS = list_of(
    fields(
        {"name": text},
        {"region": maybe(text), "type": maybe(text), "value": maybe(text), "tags": maybe(map_of(anything))},
    )
)


def lost_arns(parameters: Iterable[Mapping[str, Any]], document: Mapping[str, Any]) -> list[dict[str, Any]]:
    """An error for each parameter that is not ours and tells an ARN that the document does not."""
    try:
        require(parameters=(_PARAMETERS, parameters), document=(map_of(anything), document))
    except ValueError as error:
        raise AnsibleFilterError(f"lost_arns: {error}") from error
    return takeover.lost_arns(parameters, document)


class FilterModule:
    """The filter lost_arns."""

    def filters(self) -> dict[str, Any]:
        return {"lost_arns": lost_arns}
