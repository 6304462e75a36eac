# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Records as files for clients."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ansible.errors import AnsibleFilterError
from ansible.plugins.filter.core import to_nice_json, to_nice_yaml
from ansible_collections.genai.bedrock.plugins.module_utils._core.exports import clients as export_clients
from ansible_collections.genai.bedrock.plugins.module_utils._core.exports.client_file import ClientFile
from ansible_collections.genai.bedrock.plugins.module_utils._core.records.shapes import TEXTS
from ansible_collections.genai.bedrock.plugins.module_utils._core.shapes import map_of, maybe, require, text


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
        files = export_clients.client_files(records, clients)
    except ValueError as error:
        raise AnsibleFilterError(f"client_files: {error}") from error
    texts = {file.name: _text(file, header) for file in files}
    if beside is not None:
        index = export_clients.index(files, beside, sorted(records), header)
        texts = {**beside, **texts, export_clients.INDEX: index}
    return {f"{folder}/{name}" if folder else name: content for name, content in texts.items()}


def _text(file: ClientFile, header: str) -> str:
    if file.name.endswith(".json"):
        return str(to_nice_json(file.content, sort_keys=False)) + "\n"
    comment = f"# {header}\n" if header else ""
    return comment + str(to_nice_yaml(file.content, indent=2, sort_keys=False, width=1000))


class FilterModule:
    """The filter client_files."""

    def filters(self) -> dict[str, Any]:
        return {"client_files": client_files}
