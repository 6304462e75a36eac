# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The guardrails of one account and region, kept as one of moto's own backends, as the profiles are."""

from __future__ import annotations

import secrets
import string
import threading
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from moto.core.base_backend import BackendDict, BaseBackend
from moto.core.resource_tagging import TaggableResourcesMixin, TaggedResource

from .catalogue.regions import partition_of
from .errors import not_found
from .store import checked_tags
from .switches import active
from .tagged import TagChange, Tagged, resources_of

RESOURCE_TYPE = "bedrock:guardrail"
DRAFT = "DRAFT"
_ID_ALPHABET = string.ascii_lowercase + string.digits


@dataclass
class Version:
    """The draft or a numbered version: its settings as they were sent, and how it is."""

    number: str
    settings: dict[str, Any]
    description: str | None
    updated: float
    working: str = ""
    failure: str = ""

    def begin(self, work: str) -> None:
        """CREATING, UPDATING, VERSIONING or DELETING, for as long as the switch says."""
        self.updated, self.working, self.failure = time.time(), work, active().guardrail_failure or ""

    @property
    def status(self) -> str:
        if self.working and time.time() - self.updated < active().guardrail_delay_seconds:
            return self.working
        return "FAILED" if self.failure else "READY"

    @property
    def busy(self) -> bool:
        return self.status not in ("READY", "FAILED")


@dataclass
class Guardrail(Tagged):
    id: str
    arn: str
    created: float
    draft: Version
    tags: dict[str, str]
    versions: dict[str, Version] = field(default_factory=dict)
    numbered: int = 0
    deleted: bool = False
    tag_history: list[TagChange] = field(default_factory=list)

    @property
    def name(self) -> str:
        return str(self.draft.settings["name"])

    @property
    def gone(self) -> bool:
        return self.deleted and not self.draft.busy

    def visible(self) -> bool:
        return not self.gone and time.time() - self.created >= active().visibility_delay_seconds

    def version(self, number: str) -> Version | None:
        return self.draft if number == DRAFT else self.versions.get(number)


class GuardrailBackend(BaseBackend, TaggableResourcesMixin):
    SERVICE_NAMESPACE = "bedrock"

    def __init__(self, region_name: str, account_id: str) -> None:
        super().__init__(region_name, account_id)
        self.lock = threading.RLock()
        self._guardrails: dict[str, Guardrail] = {}
        self._answers: dict[tuple[str, str], Any] = {}

    def answered(self, request: str, token: str) -> Any:
        """What a clientRequestToken was answered with before."""
        return self._answers.get((request, token)) if active().token_replay == "original" else None

    def remember(self, request: str, token: str, answer: Any) -> None:
        if token:
            self._answers[request, token] = answer

    def create(self, settings: Mapping[str, Any], description: str | None, tags: dict[str, str]) -> Guardrail:
        guardrail_id = "".join(secrets.choice(_ID_ALPHABET) for _place in range(12))
        place = f"{partition_of(self.region_name)}:bedrock:{self.region_name}:{self.account_id}"
        draft = Version(DRAFT, dict(settings), description, time.time())
        draft.begin("CREATING")
        arn = f"arn:{place}:guardrail/{guardrail_id}"
        guardrail = Guardrail(guardrail_id, arn, draft.updated, draft, {})
        guardrail.set_tags(dict(tags))
        with self.lock:
            self._guardrails[guardrail_id] = guardrail
        return guardrail

    def guardrails(self) -> list[Guardrail]:
        with self.lock:
            return [guardrail for guardrail in self._guardrails.values() if not guardrail.gone]

    def find(self, identifier: str) -> Guardrail | None:
        """By id or by ARN; an ARN of another region or account is nobody's here."""
        found = self._guardrails.get(identifier.rpartition("/")[2])
        if found is None or found.gone or (identifier.startswith("arn:") and found.arn != identifier):
            return None
        return found

    def delete(self, guardrail: Guardrail) -> None:
        with self.lock:
            guardrail.draft.begin("DELETING")
            guardrail.deleted = True
            guardrail.end_tags()

    # What moto's Resource Groups Tagging API asks its backends.

    def owns_arn(self, arn: str) -> bool:
        return f":{self.region_name}:{self.account_id}:guardrail/" in arn

    def iter_tagged_resources(self) -> Iterator[TaggedResource]:
        with self.lock:
            known = list(self._guardrails.values())
        yield from resources_of(known, RESOURCE_TYPE)

    def tag_resource(self, arn: str, tags: dict[str, str]) -> None:
        guardrail = self.by_arn(arn)
        guardrail.set_tags(checked_tags(tags, arn, current=guardrail.tags))

    def untag_resource(self, arn: str, tag_keys: list[str]) -> None:
        guardrail = self.by_arn(arn)
        guardrail.set_tags({key: value for key, value in guardrail.tags.items() if key not in tag_keys})

    def by_arn(self, arn: str) -> Guardrail:
        guardrail = self.find(arn)
        if guardrail is None:
            raise not_found(f"The specified resource {arn} could not be found.")
        return guardrail


_stores: BackendDict[GuardrailBackend] = BackendDict(GuardrailBackend, "bedrock")


def guardrails_of(account: str, region: str) -> GuardrailBackend:
    store: GuardrailBackend = _stores[account][region]
    return store
