# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Whether another run has written between the reading of this one and its lock, which was free by then.

Every run that makes, replaces or deletes a profile writes its records and the document, and each write is a new
version of the parameter. So the versions that the plan rests on are compared, where records are read from: ten names a
call, side by side, and only by a run that is about to write.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ansible_collections.genai.bedrock.plugins.module_utils._engine.deployment.course import Run
from ansible_collections.genai.bedrock.plugins.module_utils._engine.deployment.documents import Document
from ansible_collections.genai.bedrock.plugins.module_utils._engine.deployment.gateways import ParameterGateway
from ansible_collections.genai.bedrock.plugins.module_utils._engine.parameters.gateway import GET_NAMES

_Look = tuple[ParameterGateway, "dict[str, int | None]"]


def overtaken(documents: Sequence[Document], run: Run) -> bool:
    """Whether a record or document has changed since it was read, or can no longer be read."""
    looks = [look for document in documents for look in _looks(document)]
    return any(answer.error or answer.result for answer in run.pool.map(_differs, looks))


def _looks(document: Document) -> Iterator[_Look]:
    region = document.regions[0]
    read = document.session.parameters([region])[region].versions(document.prefix)
    live = document.session.live_parameters([region])[region]
    names = sorted(read)
    for start in range(0, len(names), GET_NAMES):
        yield live, {name: read[name] for name in names[start : start + GET_NAMES]}


def _differs(look: _Look) -> bool:
    gateway, read = look
    there = {live.name: live.version for live in gateway.parameters(list(read), decrypt=False)}
    return any(there.get(name) != version for name, version in read.items())
