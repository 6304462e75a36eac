# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A foundation model: what it is, where it is offered, and from when to when."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from .regions import partition_of


@dataclass(frozen=True)
class Model:
    """One foundation model. Dates are ISO strings; `on_demand` are the regions that invoke it by its bare id."""

    id: str
    name: str
    provider: str
    start: str
    legacy: str = ""
    extended_access: str = ""
    end: str = ""
    on_demand: frozenset[str] = frozenset()
    inputs: tuple[str, ...] = ("TEXT",)
    outputs: tuple[str, ...] = ("TEXT",)
    streaming: bool = True
    provisioned: bool = False
    max_output: int = 4096
    dimensions: tuple[int, ...] = ()
    default_dimension: int = 0

    @property
    def is_embedding(self) -> bool:
        return "EMBEDDING" in self.outputs

    def offered_on(self, day: datetime.date) -> bool:
        return self.start <= day.isoformat() and not self.ended_on(day)

    def ended_on(self, day: datetime.date) -> bool:
        return bool(self.end) and day.isoformat() >= self.end

    def legacy_on(self, day: datetime.date) -> bool:
        return bool(self.legacy) and day.isoformat() >= self.legacy

    def arn(self, region: str) -> str:
        return f"arn:{partition_of(region)}:bedrock:{region}::foundation-model/{self.id}"


@dataclass(frozen=True)
class SystemProfile:
    """A system-defined profile as one source region sees it; `destinations` empty means global."""

    geography: str
    model: Model
    source: str
    destinations: tuple[str, ...]

    @property
    def id(self) -> str:
        return f"{self.geography}.{self.model.id}"

    @property
    def name(self) -> str:
        title = "Global" if self.geography == "global" else self.geography.upper()
        return f"{title} {self.model.provider} {self.model.name}"

    @property
    def description(self) -> str:
        if self.geography == "global":
            return f"Routes requests to {self.model.name} globally across all supported AWS Regions."
        regions = self.destinations
        return f"Routes requests to {self.model.name} in {', '.join(regions[:-1])} and {regions[-1]}."

    def arn(self, account: str) -> str:
        return f"arn:{partition_of(self.source)}:bedrock:{self.source}:{account}:inference-profile/{self.id}"

    @property
    def model_arns(self) -> tuple[str, ...]:
        if self.geography == "global":
            # Fact sheet 1.6, recorded: the region-less ARN first, then the source region's.
            anywhere = f"arn:{partition_of(self.source)}:bedrock:::foundation-model/{self.model.id}"
            return (anywhere, self.model.arn(self.source))
        return tuple(self.model.arn(region) for region in self.destinations)
