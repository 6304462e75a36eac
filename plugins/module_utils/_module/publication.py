# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Records between Ansible and the engine: what a task wants published in, one outcome out."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from typing import Any, NoReturn

from ansible_collections.genai.bedrock.plugins.module_utils._aws.connection import AwsConnection
from ansible_collections.genai.bedrock.plugins.module_utils._core.connecting.options import ALIASES
from ansible_collections.genai.bedrock.plugins.module_utils._core.deployment.publication import (
    Publication,
    read_publication,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.deployment.publication_report import (
    publication_lines,
)
from ansible_collections.genai.bedrock.plugins.module_utils._engine.deployment.changes import diffs
from ansible_collections.genai.bedrock.plugins.module_utils._engine.deployment.course import Run
from ansible_collections.genai.bedrock.plugins.module_utils._engine.deployment.deployment import Deployment
from ansible_collections.genai.bedrock.plugins.module_utils._engine.deployment.events import Events
from ansible_collections.genai.bedrock.plugins.module_utils._engine.deployment.publication import publish
from ansible_collections.genai.bedrock.plugins.module_utils._engine.deployment.reporting import (
    errors,
    failures,
    refusal_of,
)
from ansible_collections.genai.bedrock.plugins.module_utils._engine.deployment.session import Session
from ansible_collections.genai.bedrock.plugins.module_utils._engine.pool import Pool
from ansible_collections.genai.bedrock.plugins.module_utils._module.aws_module import (
    Module,
    clients_of,
    fail_with_lines,
)
from ansible_collections.genai.bedrock.plugins.module_utils._module.locks import locking_of
from ansible_collections.genai.bedrock.plugins.module_utils._module.progress import pipe_listener


def run(module: Module) -> NoReturn:
    """Publish; one exit_json, or one fail_json with what failed and what succeeded."""
    params = module.params
    request, wrong = read_publication(params)
    if wrong:
        fail_with_lines(module, wrong, changed=False)
    workers = params["workers"]
    options = {name: params[name] for name in ALIASES if params.get(name) is not None}
    clients = clients_of(module, workers=workers, options={"region": request.regions[0], **options})
    events = Events(pipe_listener())
    with Pool(workers) as pool:
        how = Run(pool, datetime.now(UTC), time.sleep, check=module.check_mode)
        done = publish(
            request, Session(AwsConnection(clients), events), how, locking_of(module, "publish records", events)
        )
    _finish(module, request, done, events)


def _finish(module: Module, request: Publication, done: Deployment, events: Events) -> NoReturn:
    if done.forbidden:
        refused = refusal_of(done)
        fail_with_lines(module, done.forbidden, changed=False, errors=refused["errors"])
    reported = _reported(module, request, done, events)
    if problems := failures(done):
        fail_with_lines(module, problems, errors=errors(done), **reported)
    module.exit_json(problems=[], **reported)


def _reported(module: Module, request: Publication, done: Deployment, events: Events) -> dict[str, Any]:
    actions = [row for course in done.courses for row in course.record_actions]
    actions += [row for document in done.documents for row in document.actions]
    reported = {
        "changed": done.changed,
        "actions": actions,
        "records": dict(request.records),
        "removed": list(request.removed),
        "document": {"name": request.prefix, "regions": list(request.regions)} if request.document else None,
        "lines": publication_lines(actions, request.environment, request.prefix, planned=module.check_mode),
        "timeline": [event.as_dict() for event in events.timeline],
    }
    return reported | ({"diff": diffs(done)} if module._diff else {})
