# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Records as SSM parameters: names, values and tags for the module that writes a map of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from ansible_collections.genai.bedrock.plugins.module_utils._core.parameters.paths import normal_path, path_below
from ansible_collections.genai.bedrock.plugins.module_utils._core.parameters.ssm_parameters import (
    STRING,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.records.documents import compact
from ansible_collections.genai.bedrock.plugins.module_utils._core.records.records import Record
from ansible_collections.genai.bedrock.plugins.module_utils._core.tags import (
    ENVIRONMENT,
    MANAGED_BY,
    OWNER,
    PROFILE_KEY,
    WORKLOAD,
)


def record_parameters(
    records: Mapping[str, Record],
    prefix: str,
    environment: str,
    removed: Iterable[str] = (),
    document: Mapping[str, Any] | None = None,
) -> dict[str, dict[str, Any]]:
    """Parameter name → options: records by ``<workload>/<key>``, the ``removed`` ones absent, the document.

    An empty document is absent. Deletions name their owner too, so that nothing foreign is deleted.
    """
    parameters = {
        path_below(prefix, path): _present(record, environment, f"Inference profiles of {path} in {environment}", path)
        for path, record in records.items()
    }
    parameters |= {path_below(prefix, path): _absent(environment, path) for path in removed if path not in records}
    if document is not None:
        text = f"Inference profiles of all workloads in {environment}"
        there = _present(document, environment, text) if document else _absent(environment)
        parameters[normal_path(prefix)] = there
    return parameters


def owner_tags(environment: str, path: str = "") -> dict[str, str]:
    """The tags that say whose a parameter is: all four on a record, two on the document."""
    workload, _slash, key = path.partition("/")
    tags = {MANAGED_BY: OWNER, ENVIRONMENT: environment}
    return tags | ({WORKLOAD: workload, PROFILE_KEY: key} if path else {})


def _present(value: Mapping[str, Any], environment: str, description: str, path: str = "") -> dict[str, Any]:
    return {
        "value": compact(value),
        # Somebody may have made it a SecureString, which no reader of records decrypts.
        "type": STRING,
        "description": description,
        "tags": owner_tags(environment, path),
        "state": "present",
    }


def _absent(environment: str, path: str = "") -> dict[str, Any]:
    return {"tags": owner_tags(environment, path), "state": "absent"}
