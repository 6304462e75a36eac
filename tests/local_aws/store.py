# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The application inference profiles of one account and region, kept as one of moto's own backends.

As such they are forgotten by moto's reset, and moto's Resource Groups Tagging API finds and tags them.
"""

from __future__ import annotations

import secrets
import string
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from moto.core.base_backend import BackendDict, BaseBackend
from moto.core.resource_tagging import TaggableResourcesMixin, TaggedResource

from .catalogue.regions import partition_of
from .errors import AwsError, not_found
from .switches import active
from .tagged import TagChange, Tagged, resources_of

RESOURCE_TYPE = "bedrock:application-inference-profile"
MAX_TAGS = 50
_ID_ALPHABET = string.ascii_lowercase + string.digits


@dataclass
class Profile(Tagged):
    """One application inference profile."""

    id: str
    arn: str
    name: str
    description: str | None
    model_arns: tuple[str, ...]
    created: float
    tags: dict[str, str]
    #: Its copyFrom, which no answer tells.
    source: str = ""
    tag_history: list[TagChange] = field(default_factory=list)

    def visible(self) -> bool:
        return time.time() - self.created >= active().visibility_delay_seconds


class InferenceProfileBackend(BaseBackend, TaggableResourcesMixin):
    SERVICE_NAMESPACE = "bedrock"

    def __init__(self, region_name: str, account_id: str) -> None:
        super().__init__(region_name, account_id)
        self.lock = threading.RLock()
        self._profiles: dict[str, Profile] = {}
        self._deleted: list[Profile] = []
        #: Token → the request's content and the ARN of what it made.
        self._tokens: dict[str, tuple[Mapping[str, Any], str]] = {}

    def create(
        self,
        name: str,
        description: str | None,
        model_arns: Sequence[str],
        tags: Mapping[str, str],
        source: str = "",
    ) -> Profile:
        profile_id = "".join(secrets.choice(_ID_ALPHABET) for _place in range(12))
        place = f"{partition_of(self.region_name)}:bedrock:{self.region_name}:{self.account_id}"
        arn = f"arn:{place}:application-inference-profile/{profile_id}"
        now = time.time()
        profile = Profile(profile_id, arn, name, description, tuple(model_arns), now, dict(tags), source)
        profile.tag_history.append((now, dict(tags)))
        with self.lock:
            self._profiles[profile_id] = profile
        return profile

    def of_token(self, token: str) -> tuple[Mapping[str, Any], str] | None:
        return self._tokens.get(token)

    def remember_token(self, token: str, content: Mapping[str, Any], arn: str) -> None:
        self._tokens[token] = (content, arn)

    def profiles(self) -> list[Profile]:
        with self.lock:
            return list(self._profiles.values())

    def find(self, profile_id: str) -> Profile | None:
        return self._profiles.get(profile_id)

    def delete(self, profile: Profile) -> None:
        with self.lock:
            del self._profiles[profile.id]
            profile.end_tags()
            self._deleted.append(profile)

    def set_tags(self, profile: Profile, tags: dict[str, str]) -> None:
        """Replace all tags; times stay as they are (fact sheet 1.5)."""
        with self.lock:
            profile.set_tags(tags)

    # What moto's Resource Groups Tagging API asks its backends.

    def owns_arn(self, arn: str) -> bool:
        return f":{self.region_name}:{self.account_id}:application-inference-profile/" in arn

    def iter_tagged_resources(self) -> Iterator[TaggedResource]:
        with self.lock:
            known = [*self._profiles.values(), *self._deleted]
        yield from resources_of(known, RESOURCE_TYPE)

    def tag_resource(self, arn: str, tags: dict[str, str]) -> None:
        profile = self.by_arn(arn)
        self.set_tags(profile, checked_tags(tags, profile.arn, current=profile.tags))

    def untag_resource(self, arn: str, tag_keys: list[str]) -> None:
        profile = self.by_arn(arn)
        self.set_tags(profile, {key: value for key, value in profile.tags.items() if key not in tag_keys})

    def by_arn(self, arn: str) -> Profile:
        profile = self.find(arn.rpartition("/")[2])
        if profile is None or profile.arn != arn:
            raise not_found(f"The specified resource {arn} could not be found.")
        return profile


def checked_tags(tags: dict[str, str], arn: str, current: Mapping[str, str] | None = None) -> dict[str, str]:
    """The tags that a resource would have with those of the request, or AWS's refusal.

    AWS's own tags, which it puts on a resource itself, neither count (user guide "Tagging AWS resources") nor forbid
    anything: only the request may not name any.
    """
    after = {**(current or {}), **tags}
    if sum(not _is_of_aws(key) for key in after) > MAX_TAGS:
        text = f"The number of tags exceeds the limit of {MAX_TAGS} per resource."
        if active().too_many_tags == "validation":
            raise AwsError("ValidationException", text)
        raise AwsError("TooManyTagsException", text, resourceName=arn)
    if active().aws_tag_keys == "reject" and any(map(_is_of_aws, tags)):
        raise AwsError("ValidationException", "aws: prefixed tag key names are not allowed for external use.")
    return after


def _is_of_aws(key: str) -> bool:
    return key.lower().startswith("aws:")


stores: BackendDict[InferenceProfileBackend] = BackendDict(InferenceProfileBackend, "bedrock")


def store_of(account: str, region: str) -> InferenceProfileBackend:
    store: InferenceProfileBackend = stores[account][region]
    return store
