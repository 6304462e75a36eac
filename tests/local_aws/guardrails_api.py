# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""CreateGuardrail, GetGuardrail, ListGuardrails, UpdateGuardrail, DeleteGuardrail, CreateGuardrailVersion."""

from __future__ import annotations

import datetime
import json
import re
import time
from typing import Any

from moto.kms.models import kms_backends

from .catalogue.regions import partition_of
from .errors import AwsError, not_found, validation_error
from .guardrail_rules import check_policies
from .guardrail_shapes import answered_policies
from .guardrail_store import DRAFT, Guardrail, GuardrailBackend, Version, guardrails_of
from .messages import Call, Reply
from .pages import page_of
from .store import checked_tags
from .switches import active
from .tags_api import tags_from

# Versions per guardrail and guardrails per account; both assumed, Service Quotas tells those of an account.
_VERSIONS, _GUARDRAILS = 20, 100
_OUTSIDE = ("description", "tags", "clientRequestToken", "guardrailIdentifier")
_KEY_ID = re.compile(r"[a-zA-Z0-9-]{36}")


def create(call: Call) -> Reply:
    params = call.params
    tags = checked_tags(tags_from(params.get("tags", [])), "")
    settings = _settings(call)
    store, token = _store(call), params.get("clientRequestToken", "")
    with store.lock:
        if earlier := store.answered("create", token):
            return _created(earlier)
        _check_name(store, settings["name"])
        if len(store.guardrails()) >= _GUARDRAILS:
            text = f"The number of guardrails in the account exceeds the limit of {_GUARDRAILS}."
            raise AwsError("ServiceQuotaExceededException", text)
        guardrail = store.create(settings, params.get("description"), tags)
        store.remember("create", token, guardrail)
    return _created(guardrail)


def get(call: Call) -> dict[str, Any]:
    guardrail, version = _find(call)
    settings = version.settings
    reported = {
        "name": settings["name"],
        "guardrailId": guardrail.id,
        "guardrailArn": guardrail.arn,
        "version": version.number,
        "status": version.status,
        "createdAt": _timestamp(guardrail.created if version.number == DRAFT else version.updated),
        "updatedAt": _timestamp(version.updated),
        "blockedInputMessaging": settings["blockedInputMessaging"],
        "blockedOutputsMessaging": settings["blockedOutputsMessaging"],
        **answered_policies(settings, active().guardrail_defaults),
        **_cross_region(settings, call),
    }
    if version.description is not None:
        reported["description"] = version.description
    if key := settings.get("kmsKeyId"):
        reported["kmsKeyArn"] = key
    if version.status == "FAILED":
        reported |= {
            "statusReasons": [version.failure],
            "failureRecommendations": ["Change what is named and try again."],
        }
    return reported


def list_(call: Call) -> dict[str, Any]:
    if call.params.get("guardrailIdentifier"):
        guardrail, draft = _find(call)
        listed = [(guardrail, version) for version in (draft, *guardrail.versions.values())]
    else:
        listed = [(guardrail, guardrail.draft) for guardrail in _store(call).guardrails() if guardrail.visible()]
    rows = [_summary(guardrail, version, call) for guardrail, version in listed]
    if active().list_order == "reversed":
        rows.reverse()
    kind = f"guardrails {call.params.get('guardrailIdentifier', '')}"
    return page_of("guardrails", rows, call.params, kind, active().default_page_size)


def update(call: Call) -> Reply:
    settings = _settings(call)
    guardrail, draft = _find(call)
    store = _store(call)
    with store.lock:
        _check_idle(guardrail)
        if settings["name"] != guardrail.name:
            _check_name(store, settings["name"])
        draft.settings, draft.description = settings, call.params.get("description")
        draft.begin("UPDATING")
    body = {
        "guardrailId": guardrail.id,
        "guardrailArn": guardrail.arn,
        "version": DRAFT,
        "updatedAt": _timestamp(draft.updated),
    }
    return _accepted(body)


def delete(call: Call) -> Reply:
    guardrail, version = _find(call)
    with _store(call).lock:
        _check_idle(guardrail)
        if version.number == DRAFT:
            _store(call).delete(guardrail)
        else:
            del guardrail.versions[version.number]
    return _accepted({})


def create_version(call: Call) -> Reply:
    guardrail, draft = _find(call)
    store, token = _store(call), call.params.get("clientRequestToken", "")
    with store.lock:
        number = store.answered(guardrail.id, token)
        if not number:
            _check_idle(guardrail)
            if draft.status == "FAILED":
                raise validation_error("A version can only be created of a guardrail that is READY.")
            if len(guardrail.versions) >= _VERSIONS:
                text = f"The number of versions of the guardrail exceeds the limit of {_VERSIONS}."
                raise AwsError("ServiceQuotaExceededException", text)
            guardrail.numbered += 1
            number = str(guardrail.numbered)
            version = Version(number, dict(draft.settings), call.params.get("description"), time.time())
            version.begin("VERSIONING")
            guardrail.versions[number] = version
            store.remember(guardrail.id, token, number)
    return _accepted({"guardrailId": guardrail.id, "version": number})


def _store(call: Call) -> GuardrailBackend:
    return guardrails_of(call.account, call.region)


def _find(call: Call) -> tuple[Guardrail, Version]:
    identifier, number = call.params["guardrailIdentifier"], call.params.get("guardrailVersion", DRAFT)
    guardrail = _store(call).find(identifier)
    version = guardrail.version(number) if guardrail and guardrail.visible() else None
    if guardrail is None or version is None:
        # Text assumed.
        raise not_found(f"The guardrail {identifier} or its version {number} could not be found.")
    return guardrail, version


def _settings(call: Call) -> dict[str, Any]:
    """What is kept of a request, after all that AWS refuses in it."""
    settings = {name: value for name, value in call.params.items() if name not in _OUTSIDE}
    check_policies(settings)
    if key := settings.get("kmsKeyId"):
        settings["kmsKeyId"] = _key_arn(key, call)
    return settings


def _key_arn(key: str, call: Call) -> str:
    keys = kms_backends[call.account][call.region]
    if _KEY_ID.fullmatch(key):
        return f"arn:{partition_of(call.region)}:kms:{call.region}:{call.account}:key/{key}"
    if ":key/" in key:
        return key
    found = keys.get_key_id_from_alias(key[key.index("alias/") :])
    if found is None:
        # Text assumed.
        raise validation_error(f"The KMS key {key} could not be found.")
    return str(keys.describe_key(found).arn)


def _check_name(store: GuardrailBackend, name: str) -> None:
    if any(guardrail.name == name for guardrail in store.guardrails()):
        # Seen live, with status 400 (CloudFormation and Terraform reports).
        raise AwsError("ConflictException", "Another guardrail in your account already has this name.")


def _check_idle(guardrail: Guardrail) -> None:
    if any(version.busy for version in (guardrail.draft, *guardrail.versions.values())):
        # Code as modelled, text assumed.
        raise AwsError("ConflictException", f"The guardrail {guardrail.id} is {guardrail.draft.status}. Try again.")


def _cross_region(settings: dict[str, Any], call: Call) -> dict[str, Any]:
    if not (config := settings.get("crossRegionConfig")):
        return {}
    profile = config["guardrailProfileIdentifier"].rpartition("/")[2]
    arn = f"arn:{partition_of(call.region)}:bedrock:{call.region}:{call.account}:guardrail-profile/{profile}"
    return {"crossRegionDetails": {"guardrailProfileId": profile, "guardrailProfileArn": arn}}


def _summary(guardrail: Guardrail, version: Version, call: Call) -> dict[str, Any]:
    row = {
        "id": guardrail.id,
        "arn": guardrail.arn,
        "status": version.status,
        "name": version.settings["name"],
        "version": version.number,
        "createdAt": _timestamp(guardrail.created),
        "updatedAt": _timestamp(version.updated),
        **_cross_region(version.settings, call),
    }
    return row if version.description is None else {**row, "description": version.description}


def _created(guardrail: Guardrail) -> Reply:
    body = {"guardrailId": guardrail.id, "guardrailArn": guardrail.arn, "version": DRAFT}
    return _accepted({**body, "createdAt": _timestamp(guardrail.created)})


def _accepted(body: dict[str, Any]) -> Reply:
    return Reply(202, json.dumps(body).encode(), {"Content-Type": "application/json"})


def _timestamp(moment: float) -> str:
    return datetime.datetime.fromtimestamp(moment, datetime.UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
