# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Trusted access programs, and projects as far as they decide about them (service model, botocore 1.44.8).

The programs are those of the switch trusted_access. There are no named projects: each but the default is unknown.
"""

from __future__ import annotations

from typing import Any

from .catalogue.model import Model
from .errors import validation_error
from .messages import Call
from .switches import active

_URL = "https://aws.amazon.com/bedrock/"


def list_programs(call: Call) -> dict[str, Any]:
    check_project(call, default_allowed=False)
    return {"programSummaries": [_summary(name, call) for name in sorted(active().trusted_access)]}


def is_hidden(model: Model) -> bool:
    """Whether a model is missing from the lists of an account that does not take part in its program."""
    programs = active().trusted_access.values()
    return any(model.id in program.get("models", ()) and _status(program) != "enabled" for program in programs)


def check_project(call: Call, *, application: bool = False, default_allowed: bool = True) -> None:
    """API reference: an application profile has no named project, and one that does not exist is an error."""
    project = call.params.get("projectIdentifier")
    if project is None or (default_allowed and project == "default"):
        return
    if application:
        # Code by the service model; text assumed.
        raise validation_error("Application inference profiles do not support projects other than default.")
    raise validation_error(f"The project {project} does not exist.")


def _summary(name: str, call: Call) -> dict[str, Any]:
    program = active().trusted_access[name]
    reported = {
        "programId": name,
        "name": name.replace("-", " ").title(),
        "description": "Access to models ahead of others.",
        "providerName": program.get("provider", "Anthropic"),
        "detailsUrl": _URL,
        "status": _status(program),
        "source": "program_default",
        "resolvedFor": {"accountId": call.account},
        "optIn": "inherit",
    }
    return reported | {member: program[member] for member in ("statusReason", "enrollmentUrl") if member in program}


def _status(program: Any) -> str:
    return str(program.get("status", "requestable"))
