# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Trusted access programs: why a model may be missing from the lists although AWS has it.

The lists of models and of system-defined profiles depend on the account's participation (API reference of
ListFoundationModels and ListTrustedAccessPrograms, botocore 1.44.8). A program names its provider, and no models.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from ansible_collections.genai.bedrock.plugins.module_utils._core.findings import WARNING, Finding
from ansible_collections.genai.bedrock.plugins.module_utils._core.lifecycle.absence import UNLISTED
from ansible_collections.genai.bedrock.plugins.module_utils._core.models.ids import provider

TRUSTED_ACCESS = "trusted_access"
_ENABLED = "enabled"
_OPT_IN = "let the account opt in (PutTrustedAccessProgramAccountEnrollment)"


def program_findings(programs: Iterable[Mapping[str, Any]], source: str) -> Iterator[Finding]:
    """The programs of the provider of a model that is not listed, in which the account does not take part."""
    wanted = provider(source)
    for program in programs:
        if wanted and program["status"] != _ENABLED and _word(program["providerName"]).startswith(wanted):
            reason = f" ({program['statusReason']})" if program.get("statusReason") else ""
            message = (
                f"{source} may be hidden from the account: its participation in {program['name']} "
                f"({program['programId']}), a trusted access program of {program['providerName']}, is "
                f"{program['status']}{reason}"
            )
            yield Finding(WARNING, TRUSTED_ACCESS, message, _way_out(program))


def explained(errors: Iterable[Mapping[str, Any]], findings: Iterable[Finding]) -> list[dict[str, Any]]:
    """Errors of a plan, where each one of a model that is not listed ends with what programs may hide it."""
    hidden: dict[tuple[Any, Any], list[str]] = {}
    for one in findings:
        if one.code == TRUSTED_ACCESS:
            hidden.setdefault((one.key, one.region), []).append(one.sentence)
    return [_with_reasons(error, hidden.get((error.get("key"), error.get("region")), [])) for error in errors]


def _with_reasons(error: Mapping[str, Any], reasons: Iterable[str]) -> dict[str, Any]:
    more = "".join(f"; or {reason}" for reason in reasons) if error.get("code") in UNLISTED else ""
    known = {"way_out": f"{error['way_out']}{more}"} if more and error.get("way_out") else {}
    return {**error, "message": f"{error['message']}{more}", **known}


def _way_out(program: Mapping[str, Any]) -> str:
    if program["status"] in ("eligible", "disabled"):
        return f"if the model is part of it, {_OPT_IN}; {program['detailsUrl']}"
    return f"if the model is part of it, apply for access: {program.get('enrollmentUrl') or program['detailsUrl']}"


def _word(name: str) -> str:
    """``Mistral AI`` as ids write it."""
    return re.sub(r"[^a-z0-9]", "", name.lower())
