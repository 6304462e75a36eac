# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Everything below a prefix in several regions, in calls that run side by side: what planning needs, read once.

GetParametersByPath gives ten parameters a page and one page after the other. Names that are known go ten a call, all at
once, beside one listing, which finds the rest fifty a page. AWS calls the listing best effort (API reference of
DescribeParameters), so that it is not the only source of names.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol

from ansible_collections.genai.bedrock.plugins.module_utils._core.failures import CallError
from ansible_collections.genai.bedrock.plugins.module_utils._core.parameters.paths import is_below
from ansible_collections.genai.bedrock.plugins.module_utils._core.parameters.rules import name_of
from ansible_collections.genai.bedrock.plugins.module_utils._core.parameters.ssm_parameters import (
    Details,
    LiveParameter,
)
from ansible_collections.genai.bedrock.plugins.module_utils._engine.parameters.gateway import GET_NAMES
from ansible_collections.genai.bedrock.plugins.module_utils._engine.pool import Pool


class PrefixGateway(Protocol):
    """What reading a prefix takes of Parameter Store in one region."""

    def parameters(self, names: Sequence[str], *, decrypt: bool) -> list[LiveParameter]: ...

    def details_below(self, path: str) -> dict[str, Details]: ...

    def our_tags(self) -> dict[str, dict[str, str]]: ...


@dataclass(frozen=True, slots=True)
class RegionParameters:
    """The parameters of one region below a prefix, and other requested names, by name.

    ``details`` of a parameter are None if the listing does not include it yet. ``tags`` come from the tagging API,
    which may lag behind, and are None if it has none: read them per parameter. SecureStrings are not decrypted.
    """

    region: str
    live: Mapping[str, LiveParameter]
    #: The error of the tagging API, if it failed.
    unreported: CallError | None = None


Mentioned = Callable[[Mapping[str, LiveParameter]], Iterable[str]]
Read = dict[str, "RegionParameters | CallError"]


def no_more(_live: Mapping[str, LiveParameter]) -> Iterable[str]:
    return ()


def read_prefix(
    gateways: Mapping[str, PrefixGateway],
    prefix: str,
    names: Iterable[str],
    pool: Pool,
    *,
    mentioned: Mentioned = no_more,
) -> Read:
    """Region → its parameters below ``prefix`` and those in ``names`` (at any path), or its error.

    ``names`` are those that the caller knows: the more, the less is read one after the other. ``mentioned`` gives
    further ones from what was read of them, as the document does.
    """
    known = list(dict.fromkeys(names))
    regions = {region: _Region(region, prefix, set(known)) for region in gateways}
    # Listings first: their pages come one after the other.
    calls = [_Call(question, region) for question in (_LISTING, _TAGS) for region in gateways]
    _read(gateways, regions, pool, [*calls, *_batches(dict.fromkeys(gateways, known))])
    _read(
        gateways,
        regions,
        pool,
        list(_batches({region: one.unread_names(mentioned) for region, one in regions.items()})),
    )
    return {region: one.error or one.found() for region, one in regions.items()}


_LISTING, _TAGS, _VALUES = "listing", "tags", "values"


@dataclass(frozen=True, slots=True)
class _Call:
    question: str
    region: str
    names: tuple[str, ...] = ()


@dataclass(slots=True)
class _Region:
    """What has been read from one region so far."""

    region: str
    prefix: str
    requested: set[str]
    live: dict[str, LiveParameter] = field(default_factory=dict)
    details: Mapping[str, Details] = field(default_factory=dict)
    tags: Mapping[str, dict[str, str]] = field(default_factory=dict)
    error: CallError | None = None
    unreported: CallError | None = None

    def take(self, question: str, found: _Answer) -> None:
        if question == _LISTING:
            self.details = found.details
        elif question == _TAGS:
            self.tags = found.tags
        else:
            self.live |= {found.name: found for found in found.live}

    def fail(self, question: str, error: CallError) -> None:
        if question == _TAGS:
            self.unreported = error
        elif self.error is None or error.stops_everything:
            self.error = error

    def unread_names(self, mentioned: Mentioned) -> list[str]:
        """Known names below the prefix that were not read yet; empty for a region that has failed."""
        if self.error is not None:
            return []
        found = [*self.details, *(name_of(arn) for arn in self.tags), *mentioned(self.live)]
        names = [name for name in dict.fromkeys(found) if name not in self.requested and is_below(name, self.prefix)]
        self.requested.update(names)
        return names

    def found(self) -> RegionParameters:
        live = {
            name: replace(found, details=self.details.get(name), tags=self.tags.get(found.arn))
            for name, found in sorted(self.live.items())
        }
        return RegionParameters(self.region, live, self.unreported)


@dataclass(frozen=True, slots=True)
class _Answer:
    live: Sequence[LiveParameter] = ()
    details: Mapping[str, Details] = field(default_factory=dict)
    tags: Mapping[str, dict[str, str]] = field(default_factory=dict)


def _read(
    gateways: Mapping[str, PrefixGateway], regions: Mapping[str, _Region], pool: Pool, calls: Sequence[_Call]
) -> None:
    def answer(call: _Call) -> _Answer:
        # Fail immediately in a failed region, so that nothing waits for it.
        if error := regions[call.region].error:
            raise error
        try:
            return requested(call)
        except CallError as error:
            regions[call.region].fail(call.question, error)
            raise

    def requested(call: _Call) -> _Answer:
        gateway = gateways[call.region]
        if call.question == _LISTING:
            return _Answer(details=gateway.details_below(regions[call.region].prefix))
        if call.question == _TAGS:
            return _Answer(tags=gateway.our_tags())
        return _Answer(live=gateway.parameters(call.names, decrypt=False))

    for found in pool.map(answer, calls, place=lambda call: call.region):
        if found.error is None:
            regions[found.task.region].take(found.task.question, found.result)


def _batches(names: Mapping[str, Sequence[str]]) -> Iterator[_Call]:
    for region, all_names in names.items():
        for start in range(0, len(all_names), GET_NAMES):
            yield _Call(_VALUES, region, tuple(all_names[start : start + GET_NAMES]))
