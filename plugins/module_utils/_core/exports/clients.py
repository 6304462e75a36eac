# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Records as files for clients that have a configuration of their own, and an index of where each file belongs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from ansible_collections.genai.bedrock.plugins.module_utils._core.exports.aider import aider_files
from ansible_collections.genai.bedrock.plugins.module_utils._core.exports.client_file import ClientFile
from ansible_collections.genai.bedrock.plugins.module_utils._core.exports.continue_dev import continue_files
from ansible_collections.genai.bedrock.plugins.module_utils._core.exports.librechat import librechat_files
from ansible_collections.genai.bedrock.plugins.module_utils._core.exports.opencode import opencode_files
from ansible_collections.genai.bedrock.plugins.module_utils._core.exports.records import exported_records
from ansible_collections.genai.bedrock.plugins.module_utils._core.problems import Problem, ProblemError
from ansible_collections.genai.bedrock.plugins.module_utils._core.records.records import Record
from ansible_collections.genai.bedrock.plugins.module_utils._core.suggestions import did_you_mean

CLIENTS = {
    "opencode": opencode_files,
    "continue": continue_files,
    "aider": aider_files,
    "librechat": librechat_files,
}
INDEX = "README.md"
#: The other files of an export: for whom, and where they belong.
OTHERS = {
    "claude-code.settings.json": ("Claude Code", "~/.claude/settings.json, or managed-settings.json for all users"),
    "claude-code.env": ("Claude Code", "source it in a shell; the settings above are better"),
    "litellm.yaml": ("LiteLLM", "litellm --config litellm.yaml, or model_list and router_settings of its Router"),
    ".env": ("programs", "source it in a shell, or load it as a dotenv file"),
    "record.schema.json": ("programs", "validate records with it"),
}


def client_files(records: Mapping[str, Record], clients: Sequence[str] | None = None) -> list[ClientFile]:
    """The files of these clients, by default of all; none for a client that can call no record."""
    names = list(CLIENTS) if clients is None else clients
    unknown = [name for name in names if name not in CLIENTS]
    if unknown:
        raise ProblemError(
            [Problem(f"there is no '{name}': {did_you_mean(str(name), CLIENTS)}", "clients") for name in unknown]
        )
    known = exported_records(records)
    return [file for name in names for file in CLIENTS[name](known)]


def index(files: Iterable[ClientFile], beside: Iterable[str], records: Iterable[str], header: str = "") -> str:
    """A page in Markdown: which file is for whom, where it belongs, and which records it lacks, with the reason."""
    listed, others = list(files), set(beside)
    rows = [(name, *OTHERS[name]) for name in OTHERS if name in others]
    rows += [(file.name, file.client, file.place) for file in listed]
    lines = ["# Files for clients", ""] + ([header, ""] if header else [])
    lines += [f"They are made of these records: {', '.join(records)}.", ""]
    lines += ["| file | client | where it belongs |", "| --- | --- | --- |"]
    lines += [f"| `{name}` | {client} | {place} |" for name, client, place in rows]
    for client, left_out in {file.client: file.left_out for file in listed if file.left_out}.items():
        lines += ["", f"The files for {client} lack", ""]
        lines += [f"- {path}: {why}" for path, why in sorted(left_out.items())]
    return "\n".join(lines) + "\n"
