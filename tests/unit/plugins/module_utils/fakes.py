# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A region in memory: what the engine needs of AWS, with the open questions as switches."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from ansible_collections.genai.bedrock.plugins.module_utils._core.failures import CallError
from ansible_collections.genai.bedrock.plugins.module_utils._core.models.offered import FoundationModel, SystemProfile
from ansible_collections.genai.bedrock.plugins.module_utils._core.profiles.inference_profiles import LiveProfile

ACCOUNT = "123456789012"
NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
SONNET = "anthropic.claude-sonnet-4-6"
HAIKU = "anthropic.claude-haiku-4-5-20251001-v1:0"
TITAN = "amazon.titan-embed-text-v2:0"
_numbers = itertools.count(1)


def fm(model_id, region="us-east-1"):
    return f"arn:aws:bedrock:{region}::foundation-model/{model_id}"


def system_arn(profile_id, region="us-east-1"):
    return f"arn:aws:bedrock:{region}:{ACCOUNT}:inference-profile/{profile_id}"


def system(profile_id, region="us-east-1", destinations=("us-west-2", "us-east-1")):
    model_id = profile_id.split(".", 1)[1]
    places = ("", region) if profile_id.startswith("global.") else destinations
    return SystemProfile(profile_id, system_arn(profile_id, region), tuple(fm(model_id, place) for place in places))


def model(model_id, region="us-east-1", on_demand=True):
    return FoundationModel(
        model_id, fm(model_id, region), inference_types=frozenset({"ON_DEMAND" if on_demand else "INFERENCE_PROFILE"})
    )


def denied(operation, region="us-east-1"):
    return CallError(operation, region, "AccessDeniedException", "no policy allows it", f"bedrock:{operation}")


def down(operation, region="us-east-1"):
    return CallError(operation, region, "EndpointConnectionError", "could not connect", f"bedrock:{operation}")


def retagged(current, delta):
    """Change the tags of a resource call by call, as AWS takes them, and as nobody may ever see them without an owner."""

    def put(tags):
        current.update(tags)
        if len([key for key in current if not key.startswith("aws:")]) > 50:
            raise CallError("TagResource", "us-east-1", "TooManyTagsException", "50 are allowed", "")

    def remove(keys):
        for key in keys:
            current.pop(key)

    delta.carry_out(put, remove)


@dataclass
class FakeRegion:
    """Implements the engine's Gateway; ``calls`` counts, ``fail`` maps a method to the error it raises."""

    region: str = "us-east-1"
    trusted_programs: list = field(default_factory=list)
    live: dict = field(default_factory=dict)
    tagged: dict = field(default_factory=dict)
    unique_names: bool = False
    replays: bool = False
    unseen_for: int = 0
    bulk_tags_lag: bool = False
    #: What the tagging API still tells of some profiles.
    stale: dict = field(default_factory=dict)
    fail: dict = field(default_factory=dict)
    calls: list = field(default_factory=list)
    tokens: dict = field(default_factory=dict)
    looks: dict = field(default_factory=dict)
    used: dict = field(default_factory=dict)
    #: Profile id → day of the last invocation.
    last_used: dict = field(default_factory=dict)

    def _call(self, name):
        self.calls.append(name)
        if name in self.fail:
            raise self.fail[name]

    def put(self, name, source, tags=None, *, description=None, age=timedelta(days=1)):
        number = next(_numbers)
        arn = f"arn:aws:bedrock:{self.region}:{ACCOUNT}:application-inference-profile/{number:012d}"
        if isinstance(source, SystemProfile):
            models = source.model_arns
        else:
            listed = {p.arn: p.model_arns for p in self.systems()}
            models = listed.get(source, (source,))
        self.live[arn] = LiveProfile(
            arn, f"{number:012d}", name, self.region, models, description, created_at=NOW - age
        )
        self.tagged[arn] = dict(tags or {})
        return arn

    def systems(self):
        return [
            system(f"us.{SONNET}", self.region),
            system(f"us.{HAIKU}", self.region),
            system(f"global.{HAIKU}", self.region),
        ]

    def profiles(self):
        self._call("profiles")
        for arn in list(self.looks):
            self.looks[arn] -= 1
        return [replace(p, tags=None) for arn, p in self.live.items() if self.looks.get(arn, -1) < 0]

    def get(self, arn):
        self._call("get")
        return self.live.get(arn) if self.looks.get(arn, -1) < 0 else None

    def system_profiles(self):
        self._call("system_profiles")
        return self.systems()

    def foundation_models(self):
        self._call("foundation_models")
        return [
            model(SONNET, self.region, on_demand=False),
            model(HAIKU, self.region, on_demand=False),
            model(TITAN, self.region),
        ]

    knows_programs = True

    def programs(self):
        self._call("programs")
        return self.trusted_programs

    def availability(self, model_id):
        self._call("availability")
        return {"regionAvailability": "AVAILABLE"}

    def invocations(self, profile_ids, hours, now):
        self._call("invocations")
        return {profile_id: self.used.get(profile_id, 0) for profile_id in profile_ids}

    def last_invocations(self, profile_ids, days, now):
        self._call("last_invocations")
        return {profile_id: self.last_used.get(profile_id) for profile_id in profile_ids}

    def our_tags(self):
        self._call("our_tags")
        if self.bulk_tags_lag:
            return {}
        reported = {arn: dict(tags) for arn, tags in self.tagged.items() if tags.get("ManagedBy") == "genai.bedrock"}
        return reported | self.stale

    def tags(self, arn):
        self._call("tags")
        if arn not in self.live:
            raise CallError("ListTagsForResource", self.region, "ResourceNotFoundException", "gone", "")
        return dict(self.tagged[arn])

    def create(self, creation, *, name, token):
        self._call("create")
        if self.replays and token in self.tokens:
            return self.tokens[token]
        if self.unique_names and any(p.name == name for p in self.live.values()):
            raise CallError("CreateInferenceProfile", self.region, "ConflictException", "the name is taken", "")
        arn = self.put(name, creation.source.arn, creation.tags, description=creation.description, age=timedelta(0))
        self.tokens[token] = arn
        if self.unseen_for:
            self.looks[arn] = self.unseen_for
        return arn

    def retag(self, arn, delta):
        self._call("retag")
        retagged(self.tagged[arn], delta)

    def delete(self, arn):
        self._call("delete")
        self.live.pop(arn, None)
        self.tagged.pop(arn, None)

    @property
    def writes(self):
        return [call for call in self.calls if call in ("create", "retag", "delete")]

    @property
    def state(self):
        return sorted(
            (p.name, tuple(sorted(p.model_arns)), tuple(sorted(self.tagged[a].items()))) for a, p in self.live.items()
        )
