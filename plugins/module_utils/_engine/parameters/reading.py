# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The live parameters with wanted names in every region, read in few calls."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from ansible_collections.genai.bedrock.plugins.module_utils._core.failures import CallError
from ansible_collections.genai.bedrock.plugins.module_utils._core.parameters.plan import (
    NOT_LISTED,
    lacks_key,
    needs_decryption,
    needs_details,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.parameters.ssm_parameters import (
    SECURE_STRING,
    LiveParameter,
    Place,
    WantedParameter,
)
from ansible_collections.genai.bedrock.plugins.module_utils._engine.parameters.gateway import (
    DESCRIBE_NAMES,
    GET_NAMES,
    ParameterGateway,
)
from ansible_collections.genai.bedrock.plugins.module_utils._engine.patience import Sleep
from ansible_collections.genai.bedrock.plugins.module_utils._engine.pool import Pool

#: Seconds between polls for parameters that DescribeParameters does not list yet.
LISTED_AFTER = (1.0, 2.0, 4.0)


@dataclass(frozen=True, slots=True)
class _Batch:
    """One call: a question about some names of a region."""

    question: str
    region: str
    names: tuple[str, ...] = ()


class ParameterSnapshot:
    """The live parameters by place, and the places that could not be read."""

    def __init__(
        self, gateways: Mapping[str, ParameterGateway], pool: Pool, sleep: Sleep, *, remembering: bool = False
    ) -> None:
        self.live: dict[Place, LiveParameter] = {}
        self.failures: dict[Place, CallError] = {}
        self._gateways, self._pool, self._sleep = gateways, pool, sleep
        self._remembering = remembering
        self._unconfirmed: set[Place] = set()

    def read(self, wanted: Sequence[WantedParameter]) -> None:
        """Values with tags in bulk side by side; then, of what exists, only what has to be known more closely."""
        secret = [entry.place for entry in wanted if entry.type == SECURE_STRING and not entry.absent]
        plain = [entry.place for entry in wanted if entry.place not in set(secret)]
        batches = [*_batches("plain", plain, GET_NAMES), *_batches("decrypted", secret, GET_NAMES)]
        # For a single parameter in a region, read its tags directly: one call instead of pages of others.
        alone = set() if self._remembering else _alone(wanted)
        bulk = [_Batch("tags", region) for region in self._gateways if region not in alone]
        tagged = self._query([*batches, *bulk])
        self._again([entry for entry in wanted if self._known(entry, needs_decryption)])
        self._take_tags(tagged)
        places = dict.fromkeys(entry.place for entry in wanted)
        self.confirm([place for place in places if place in self.live and self.live[place].tags is None])
        self._describe([entry for entry in wanted if self._known(entry, needs_details)])

    def unconfirmed(self, places: Iterable[Place]) -> list[Place]:
        """Those whose tags come only from the tagging API."""
        return [place for place in places if place in self._unconfirmed]

    def confirm(self, places: Iterable[Place]) -> None:
        """Read tags on the parameters themselves; parameters deleted in the meantime are dropped."""
        for answer in self._pool.map(
            lambda place: self._gateways[place[0]].tags(place[1]), places, place=lambda place: place[0]
        ):
            self._unconfirmed.discard(answer.task)
            if answer.error is None:
                self.live[answer.task] = replace(self.live[answer.task], tags=answer.result)
            elif answer.error.missing:
                del self.live[answer.task]
            else:
                self.failures[answer.task] = answer.error

    def _known(self, entry: WantedParameter, need: Callable[[WantedParameter, LiveParameter], bool]) -> bool:
        found = self.live.get(entry.place)
        return found is not None and entry.place not in self.failures and need(entry, found)

    def _again(self, wanted: Sequence[WantedParameter]) -> None:
        """Unexpected SecureStrings: the value is ciphertext, so they are read again."""
        self._query(list(_batches("decrypted", [entry.place for entry in wanted], GET_NAMES)))

    def _describe(self, wanted: Sequence[WantedParameter]) -> None:
        """Details, and again of what is not listed yet: a parameter that is new is read before it is described."""
        for pause in (0.0, *LISTED_AFTER):
            missing = [entry.place for entry in wanted if self._known(entry, _is_unlisted)]
            if not missing:
                return
            if pause:
                self._sleep(pause)
            self._query(list(_batches("details", missing, DESCRIBE_NAMES)))
        for entry in wanted:
            if self._known(entry, lacks_key):
                self.failures[entry.place] = _unlisted(entry.region)

    def _take_tags(self, tagged: Mapping[str, Mapping[str, dict[str, str]]]) -> None:
        # If the tagging API is denied or down, or does not list a parameter, tags are read per parameter.
        for place, found in self.live.items():
            tags = tagged.get(place[0], {}).get(found.arn)
            if tags is not None:
                self.live[place] = replace(found, tags=tags)
                self._unconfirmed.add(place)

    def _query(self, batches: Sequence[_Batch]) -> dict[str, Mapping[str, dict[str, str]]]:
        """Put every question at once and keep the answers; the tags of the tagging API are returned by region."""
        tagged = {}
        for answer in self._pool.map(self._answer, batches, place=lambda batch: batch.region):
            batch = answer.task
            if answer.error is None and batch.question == "tags":
                tagged[batch.region] = answer.result.tags
            elif answer.error is None:
                self.live |= {found.place: found for found in answer.result.live}
            else:
                self.failures |= {(batch.region, name): answer.error for name in batch.names}
        return tagged

    def _answer(self, batch: _Batch) -> _Reply:
        gateway = self._gateways[batch.region]
        if batch.question == "tags":
            return _Reply(tags=gateway.our_tags())
        if batch.question == "details":
            details = gateway.details(batch.names)
            places = [(batch.region, name) for name in batch.names]
            return _Reply([replace(self.live[place], details=details.get(place[1])) for place in places])
        return _Reply(gateway.parameters(batch.names, decrypt=batch.question == "decrypted"))


def _is_unlisted(_wanted: WantedParameter, live: LiveParameter) -> bool:
    return live.details is None


def _unlisted(region: str) -> CallError:
    text = "the parameter is not listed yet, so that its key is not known and a write might change it: run again soon"
    return CallError("DescribeParameters", region, NOT_LISTED, text)


@dataclass(frozen=True, slots=True)
class _Reply:
    live: Sequence[LiveParameter] = ()
    tags: Mapping[str, dict[str, str]] = field(default_factory=dict)


def _batches(question: str, places: Iterable[Place], size: int) -> Iterator[_Batch]:
    by_region: dict[str, list[str]] = {}
    for region, name in places:
        by_region.setdefault(region, []).append(name)
    for region, names in by_region.items():
        for start in range(0, len(names), size):
            yield _Batch(question, region, tuple(names[start : start + size]))


def _alone(wanted: Iterable[WantedParameter]) -> set[str]:
    counted: dict[str, int] = {}
    for entry in wanted:
        counted[entry.region] = counted.get(entry.region, 0) + 1
    return {region for region, count in counted.items() if count == 1}
