# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Records as files for clients."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ansible.errors import AnsibleFilterError
from ansible_collections.genai.bedrock.plugins.module_utils._core.records.shapes import TEXTS
from ansible_collections.genai.bedrock.plugins.module_utils._core.shapes import map_of, maybe, require, text
from ansible_collections.genai.bedrock.plugins.plugin_utils.exported_files import client_texts


def client_files(
    records: Mapping[str, Any],
    clients: Sequence[str] | None = None,
    header: str = "",
    beside: Mapping[str, str] | None = None,
    folder: str = "",
) -> dict[str, str]:
    """File name → text, of the clients; with ``beside``, these files and the index of all, too."""
    try:
        require(
            clients=(maybe(TEXTS), clients),
            header=(text, header),
            beside=(maybe(map_of(text)), beside),
            folder=(text, folder),
        )
        return client_texts(records, clients, header, beside, folder)
    except ValueError as error:
        raise AnsibleFilterError(f"client_files: {error}") from error


class FilterModule:
    """The filter client_files."""

    def filters(self) -> dict[str, Any]:
        return {"client_files": client_files}
