# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""CreateInferenceProfile, GetInferenceProfile, ListInferenceProfiles, DeleteInferenceProfile."""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Mapping
from typing import Any

from .catalogue.model import SystemProfile
from .errors import AwsError, not_found, validation_error
from .messages import Call, Reply
from .offered import find_system_profile, system_profiles
from .pages import page_of
from .sources import models_of, resolve_source
from .store import InferenceProfileBackend, Profile, checked_tags, store_of
from .switches import Switches, active
from .trusted_access import check_project, is_hidden

_ARN = re.compile(r"arn:[a-z-]+:bedrock:([a-z0-9-]+):(\d{12}):(application-inference-profile|inference-profile)/(.+)")


def create(call: Call) -> Reply:
    params, switches = call.params, active()
    store = store_of(call.account, call.region)
    tags = checked_tags(tags_from(params.get("tags", [])), "")
    token = params.get("clientRequestToken", "")
    content = {name: value for name, value in params.items() if name != "clientRequestToken"}
    # One at a time, so that two equal requests cannot both pass the checks.
    with store.lock:
        if switches.token_replay != "fresh" and (known := store.of_token(token)):
            return _replayed(*known, content, switches)
        source = params["modelSource"]["copyFrom"]
        models = resolve_source(source, call.region, switches)
        _check_room(store, params["inferenceProfileName"], switches)
        profile = store.create(params["inferenceProfileName"], params.get("description"), models, tags, source)
        if token:
            store.remember_token(token, content, profile.arn)
    return _created({"inferenceProfileArn": profile.arn, "status": "ACTIVE"})


def get(call: Call) -> dict[str, Any]:
    found = _find(call)
    check_project(call, application=not isinstance(found, SystemProfile))
    if isinstance(found, SystemProfile):
        return _system_summary(found, call.account)
    return _summary(found)


def list_(call: Call) -> dict[str, Any]:
    # Fact sheet 1.7: without a type only the system-defined ones are listed.
    kind = call.params.get("typeEquals", "SYSTEM_DEFINED")
    check_project(call, application=kind == "APPLICATION")
    switches = active()
    store = store_of(call.account, call.region)
    if kind == "APPLICATION":
        summaries = [_summary(profile) for profile in store.profiles() if profile.visible()]
    else:
        summaries = [
            _system_summary(profile, call.account)
            for profile in system_profiles(call.region)
            if not is_hidden(profile.model)
        ]
    if switches.list_order == "reversed":
        summaries.reverse()
    return page_of("inferenceProfileSummaries", summaries, call.params, kind, switches.default_page_size)


def delete(call: Call) -> dict[str, Any]:
    found = _find(call)
    switches = active()
    if isinstance(found, SystemProfile):
        raise {
            "validation": validation_error("System-defined inference profiles cannot be deleted."),
            "access_denied": AwsError("AccessDeniedException", "System-defined inference profiles cannot be deleted."),
            "not_found": not_found(_MISSING),
        }[switches.delete_system_defined]
    if switches.delete_conflict == "on":
        raise AwsError("ConflictException", "The inference profile is in use and cannot be deleted.")
    store_of(call.account, call.region).delete(found)
    return {}


def tags_from(listed: list[dict[str, str]]) -> dict[str, str]:
    tags = {tag["key"]: tag["value"] for tag in listed}
    if len(tags) != len(listed):
        raise validation_error("Duplicate tag keys found. Please note that Tag keys are case sensitive.")
    return tags


# The live text is unknown (fact sheet 11, 7).
_MISSING = "The specified inference profile could not be found."


def _find(call: Call) -> Profile | SystemProfile:
    identifier = call.params["inferenceProfileIdentifier"]
    match = _ARN.fullmatch(identifier)
    if identifier.startswith("arn:") and match is None:
        raise validation_error("The provided inference profile identifier is invalid.")
    kind, name = "", identifier
    if match:
        region, account, kind, name = match.groups()
        if region != call.region and active().get_other_region == "validation":
            raise validation_error("The provided inference profile identifier is invalid.")
        if (region, account) != (call.region, call.account):
            raise not_found(_MISSING)
    own = store_of(call.account, call.region).find(name)
    if own and own.visible() and kind != "inference-profile":
        return own
    system = find_system_profile(name, call.region)
    if system is None or kind == "application-inference-profile":
        raise not_found(_MISSING)
    return system


def _check_room(store: InferenceProfileBackend, name: str, switches: Switches) -> None:
    existing = store.profiles()
    if switches.duplicate_names == "conflict" and any(profile.name == name for profile in existing):
        raise AwsError("ConflictException", f"An inference profile named {name} already exists.")
    # Fact sheet 6: 1,000 per region unless raised; only application profiles count.
    quota = 1000 if switches.profile_quota is None else switches.profile_quota
    if len(existing) >= quota:
        text = f"The number of inference profiles in the account exceeds the limit of {quota}."
        raise AwsError("ServiceQuotaExceededException", text)


#: Errors for a token that comes again with another content, by the value of the switch; neither text is known.
_MISMATCHES = {"mismatch": "ConflictException", "mismatch_validation": "ValidationException"}


def _replayed(first: Mapping[str, Any], arn: str, content: Mapping[str, Any], switches: Switches) -> Reply:
    if first != content and (code := _MISMATCHES.get(switches.token_replay)):
        raise AwsError(code, "The clientRequestToken was used with different parameters before.")
    return _created({} if switches.token_replay == "empty" else {"inferenceProfileArn": arn, "status": "ACTIVE"})


def _created(answer: Mapping[str, str]) -> Reply:
    return Reply(201, json.dumps(answer).encode(), {"Content-Type": "application/json"})


def _summary(profile: Profile) -> dict[str, Any]:
    moment = datetime.datetime.fromtimestamp(profile.created, datetime.UTC)
    summary = {
        "inferenceProfileName": profile.name,
        "createdAt": _timestamp(moment),
        # Fact sheet 1.5: equal to createdAt, also after tagging.
        "updatedAt": _timestamp(moment),
        "inferenceProfileArn": profile.arn,
        "models": [{"modelArn": arn} for arn in models_of(profile, active())],
        "inferenceProfileId": profile.id,
        "status": "ACTIVE",
        "type": "APPLICATION",
    }
    # The key is absent when a description was never set (1.5).
    return summary if profile.description is None else {**summary, "description": profile.description}


def _system_summary(profile: SystemProfile, account: str) -> dict[str, Any]:
    moment = datetime.datetime.fromisoformat(profile.model.start).replace(tzinfo=datetime.UTC)
    return {
        "inferenceProfileName": profile.name,
        "description": profile.description,
        "createdAt": _timestamp(moment),
        "updatedAt": _timestamp(moment),
        "inferenceProfileArn": profile.arn(account),
        "models": [{"modelArn": arn} for arn in profile.model_arns],
        "inferenceProfileId": profile.id,
        "status": "ACTIVE",
        "type": "SYSTEM_DEFINED",
    }


def _timestamp(moment: datetime.datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%S.%fZ")
