# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Regions in memory that fail at given calls, and runs of the engine on them, one call after the other."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from ansible_collections.genai.bedrock.plugins.module_utils._core.failures import CallError
from ansible_collections.genai.bedrock.plugins.module_utils._core.names import unsuffixed_name
from ansible_collections.genai.bedrock.plugins.module_utils._core.parameters.requests import wanted_parameters
from ansible_collections.genai.bedrock.plugins.module_utils._core.problems import ProblemError
from ansible_collections.genai.bedrock.plugins.module_utils._core.profiles.requests import (
    policy_problems,
    wanted_profiles,
)
from ansible_collections.genai.bedrock.plugins.module_utils._engine.parameters.ssm_parameters import (
    converge as converge_parameters,
)
from ansible_collections.genai.bedrock.plugins.module_utils._engine.profiles.inference_profiles import converge
from hypothesis import assume, reject
from hypothesis import strategies as st

from tests.unit.fuzz.strategies import REGIONS, one_of
from tests.unit.plugins.module_utils.fakes import NOW, FakeRegion
from tests.unit.plugins.module_utils.ssm_fakes import FakeStore

CODES = (
    "ThrottlingException",
    "InternalServerException",
    "AccessDeniedException",
    "EndpointConnectionError",
    "ConflictException",
    "TooManyUpdates",
)


@dataclass(frozen=True)
class Fault:
    """A call that fails: before it did its work, or after it, so that only the answer is lost."""

    code: str
    after: bool


CALLS = ("profiles", "get", "system_profiles", "our_tags", "tags")
WRITES = ("create", "retag", "delete")
STORE_WRITES = ("put", "add_tags", "remove_tags", "delete")


#: A call, and its which-th → what is wrong with it.
def faults_of(*calls):
    numbered = st.tuples(one_of(*calls), st.integers(1, 3))
    return st.dictionaries(numbered, st.builds(Fault, one_of(*CODES), st.booleans()), max_size=3)


faults = faults_of(*CALLS, *WRITES, *WRITES)
store_faults = faults_of("parameters", "decrypted", "details", "our_tags", "tags", *STORE_WRITES, *STORE_WRITES)


@dataclass
class FuzzRegion(FakeRegion):
    """``history`` tells of every deletion what went and what was there besides.

    ``replays`` empty: the answer to a known token names no ARN.
    """

    faults: dict = field(default_factory=dict)
    history: list = field(default_factory=list)
    sent: dict = field(default_factory=dict)

    def _call(self, name):
        self.calls.append(name)
        self._fail(after=False)

    def _fail(self, *, after):
        call = self.calls[-1], self.calls.count(self.calls[-1])
        fault = self.faults.get(call)
        if fault and (fault.after and call[0] in WRITES) is after:
            raise CallError(call[0], self.region, fault.code, "injected", "bedrock:Something")

    def create(self, creation, *, name, token):
        request = name, creation.source.arn, creation.description, dict(creation.tags)
        assert self.sent.setdefault(token, request) == request, "one token for two requests"
        known = token in self.tokens
        arn = super().create(creation, name=name, token=token)
        self._fail(after=True)
        return "" if known and self.replays == "empty" else arn

    def retag(self, arn, delta):
        super().retag(arn, delta)
        self._fail(after=True)

    def delete(self, arn):
        there = {known: (self.live[known].name, self.tagged[known]) for known in self.live}
        super().delete(arn)
        if arn in there:
            self.history.append((there.pop(arn), list(there.values())))
        self._fail(after=True)


@dataclass
class FuzzStore(FakeStore):
    """Fails by number of call, as FuzzRegion does."""

    def _fail(self, kind, about, *, after):
        call = kind, [made[0] for made in self.calls].count(kind)
        fault = self.faults.get(call)
        if fault and (fault.after and kind == "put") is after:
            # AWS repeats the value in some of its refusals.
            reported = self.live[about[0]].value if kind == "put" and about[0] in self.live else "injected"
            raise CallError(kind, self.region, fault.code, f"Value '{reported}' failed", f"ssm:{kind}")


def stores_with(current, faults=None):
    """The stores that hold these parameters; each call makes new ones."""
    stores = {region: FuzzStore(region, faults=dict(faults or {})) for region in REGIONS}
    for one in current:
        store = stores[one.region]
        store.seed(one.name, one.value, one.tags, one.kind, one.version, one.details, tagging_knows=False)
        if one.reported is not None:
            store.bulk[store.arn(one.name)] = dict(one.reported)
    return list(stores.values())


def put_parameters(stores, wanted, *, check=False):
    """The outcome, or the error that forbade it."""
    gateways = {store.region: store for store in stores}
    try:
        return converge_parameters(wanted, gateways, check=check, workers=1, sleep=lambda _seconds: None)
    except ProblemError as error:
        return error


def held_by(stores):
    """All that is there, by content: a repeated write is another version."""
    return {
        (store.region, name): (found.value, found.type, dict(found.tags), store.known_details[name])
        for store in stores
        for name, found in store.live.items()
    }


def regions_with(live, **switches):
    """The regions that hold these profiles; each call makes new ones."""
    regions = [FuzzRegion(region, **switches) for region in REGIONS]
    for region in regions:
        current = [profile for profile in live if profile.region == region.region]
        region.live = {profile.arn: replace(profile, tags=None) for profile in current}
        region.tagged = {profile.arn: dict(profile.tags) for profile in current}
    return regions


def wanted_of(query):
    """What the module makes of the wish; what it refuses is no example."""
    assume(not policy_problems(query.policy))
    by_name = query.policy.ownership is None
    try:
        return wanted_profiles(query.entries, regions=query.regions, tags=query.tags, by_name=by_name)
    except ProblemError:
        reject()


def wanted_parameters_of(query):
    try:
        return wanted_parameters(**query)
    except ProblemError:
        reject()


def run(regions, wanted, policy, *, check=False):
    """The outcome, or the error that forbade it. One worker, so that the same call is always the same number."""
    gateways = {region.region: region for region in regions}
    try:
        return converge(wanted, gateways, policy, check=check, workers=1, sleep=lambda _seconds: None, now=NOW)
    except ProblemError as error:
        return error


def writes(regions):
    return [call for region in regions for call in region.writes]


def state(regions):
    """All that is there, by content: replacements may bear a suffix, and ids differ from run to run."""
    return sorted(
        (region.region, unsuffixed_name(name), models, tags)
        for region in regions
        for name, models, tags in region.state
    )
