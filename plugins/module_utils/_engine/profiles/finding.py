# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Looking for profiles that were just created, until all are seen or patience ends."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from ansible_collections.genai.bedrock.plugins.module_utils._core.failures import CallError
from ansible_collections.genai.bedrock.plugins.module_utils._core.problems import Problem
from ansible_collections.genai.bedrock.plugins.module_utils._core.profiles.creation import Creation
from ansible_collections.genai.bedrock.plugins.module_utils._core.profiles.inference_profiles import LiveProfile
from ansible_collections.genai.bedrock.plugins.module_utils._core.profiles.steps import ProfileDone, ProfileStep
from ansible_collections.genai.bedrock.plugins.module_utils._core.tags import is_subset
from ansible_collections.genai.bedrock.plugins.module_utils._engine.patience import Sleep
from ansible_collections.genai.bedrock.plugins.module_utils._engine.pool import Answer, Pool
from ansible_collections.genai.bedrock.plugins.module_utils._engine.profiles.gateway import Gateway

#: Seconds between polls for a new profile; eventual consistency has no documented bound.
VISIBLE_AFTER = (0.0, 0.3, 0.7, 1.5, 3.0, 5.0, 5.0)


@dataclass(frozen=True, slots=True)
class Made:
    """A creation that AWS took on: the name that was sent, and the ARN of the answer, '' where it had none."""

    step: ProfileStep
    creation: Creation
    name: str
    arn: str

    def problem(self, text: str, code: str) -> Problem:
        made = f"created {self.arn or self.name}, but {text}"
        return Problem(made, self.step.key, self.step.region, "CreateInferenceProfile", code)


class Search:
    """New profiles found so far: one List call per region and poll for all of them."""

    def __init__(self, gateways: Mapping[str, Gateway], pool: Pool, made: Iterable[Made]) -> None:
        self._gateways, self._pool = gateways, pool
        self.missing = list(made)
        #: What was found, and what could not be looked for.
        self.done: list[ProfileDone] = []

    def poll(self, sleep: Sleep) -> None:
        """List until all are visible or time is up; then get the rest one by one."""
        for pause in VISIBLE_AFTER:
            if not self.missing:
                return
            sleep(pause)
            regions = sorted({one.step.region for one in self.missing})
            self._take(self._listed(regions))
        self._take({one.step.region: self._get for one in self.missing})

    def _listed(self, regions: Sequence[str]) -> dict[str, Callable[[Made], LiveProfile | None]]:
        """For each region how a new profile is found among those that it lists."""
        answers = self._pool.map(lambda region: self._gateways[region].profiles(), regions, place=str)
        return {answer.task: self._among(answer) for answer in answers}

    def _among(self, answer: Answer[str, list[LiveProfile]]) -> Callable[[Made], LiveProfile | None]:
        def found(one: Made) -> LiveProfile | None:
            # The error of a List call applies to every profile that it should have returned.
            rows = answer.result
            return next((row for row in rows if (row.arn == one.arn if one.arn else self._has_name(row, one))), None)

        return found

    def _has_name(self, profile: LiveProfile, one: Made) -> bool:
        """Whether a profile is what a creation made whose answer named no ARN: it has the name and all of the tags."""
        if profile.name != one.name or profile.arn in one.creation.beside:
            return False
        try:
            return is_subset(one.creation.tags, self._gateways[profile.region].tags(profile.arn))
        except CallError as error:
            if error.missing:
                return False
            raise

    def _get(self, one: Made) -> LiveProfile | None:
        return self._gateways[one.step.region].get(one.arn) if one.arn else None

    def _take(self, finders: Mapping[str, Callable[[Made], LiveProfile | None]]) -> None:
        rest = []
        for answer in self._pool.map(
            lambda one: finders[one.step.region](one), self.missing, place=lambda one: one.step.region
        ):
            one = answer.task
            if answer.error:
                text = f"it could not be read back: {answer.error}; the next run finds it by its tags"
                self.done.append(ProfileDone(one.step, error=one.problem(text, answer.error.code)))
            elif answer.result:
                made = replace(answer.result, tags=one.creation.tags)
                self.done.append(ProfileDone(one.step, changed=True, made=made))
            else:
                rest.append(one)
        self.missing = rest
