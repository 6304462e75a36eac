# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Parameters of Parameter Store: what is wanted, what is there, what is decided, as data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from ansible_collections.genai.bedrock.plugins.module_utils._core.ignored_tags import NOTHING_IGNORED, IgnoredTags
from ansible_collections.genai.bedrock.plugins.module_utils._core.parameters.data_types import TEXT
from ansible_collections.genai.bedrock.plugins.module_utils._core.parameters.policies import Policies
from ansible_collections.genai.bedrock.plugins.module_utils._core.steps import Action, Done, Step
from ansible_collections.genai.bedrock.plugins.module_utils._core.tags import MANAGED_BY, OWNER

STRING = "String"
STRING_LIST = "StringList"
SECURE_STRING = "SecureString"
TYPES = (STRING, STRING_LIST, SECURE_STRING)

AUTO = "auto"
TIERS = (AUTO, "standard", "advanced")

#: A parameter's place: the region and the name.
Place = tuple[str, str]


@dataclass(frozen=True, slots=True)
class WantedParameter:
    """One parameter in one region. None means unchanged; ``tags`` has the owner's tag even if the user set none."""

    name: str
    region: str
    value: str | None = field(default=None, repr=False)
    type: str | None = None
    description: str | None = None
    tier: str = AUTO
    key_id: str | None = None
    data_type: str | None = None
    allowed_pattern: str | None = None
    policies: Policies | None = None
    tags: Mapping[str, str] = field(default_factory=lambda: {MANAGED_BY: OWNER})
    exact_tags: bool = False
    ignore_tags: IgnoredTags = NOTHING_IGNORED
    adopt: bool = False
    absent: bool = False

    @property
    def place(self) -> Place:
        return (self.region, self.name)


@dataclass(frozen=True, slots=True)
class Details:
    """What only DescribeParameters returns; ``labels`` are those of one version, from its history."""

    description: str = ""
    tier: str | None = None
    key_id: str | None = None
    allowed_pattern: str | None = None
    policies: Policies = ()
    last_modified_user: str | None = None
    labels: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class LiveParameter:
    """One parameter as AWS has it. ``value`` of a SecureString is the plain one only where ``decrypted``."""

    name: str
    region: str
    type: str
    value: str = field(repr=False)
    version: int
    arn: str
    data_type: str = TEXT
    last_modified_date: str | None = None
    decrypted: bool = False
    tags: Mapping[str, str] | None = None
    details: Details | None = None
    #: The requested version or label, as ``:3``; empty for the newest.
    selector: str = ""

    @property
    def place(self) -> Place:
        return (self.region, self.name)

    @property
    def asked_place(self) -> Place:
        """The place under the name by which it was read."""
        return (self.region, f"{self.name}{self.selector}")

    @property
    def secure(self) -> bool:
        return self.type == SECURE_STRING

    @property
    def is_ours(self) -> bool:
        return (self.tags or {}).get(MANAGED_BY) == OWNER


#: What happens to one parameter in one region.
ACTIONS = (Action.CREATE, Action.UPDATE, Action.RETAG, Action.ADOPT, Action.DELETE, Action.NONE)


@dataclass(frozen=True, slots=True)
class Put:
    """One write. ``tags`` go with a creation alone, since AWS takes them with no overwrite."""

    name: str
    value: str = field(repr=False)
    type: str
    overwrite: bool
    tier: str | None = None
    description: str | None = None
    key_id: str | None = None
    allowed_pattern: str | None = None
    data_type: str | None = None
    policies: str | None = None
    tags: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Written:
    """What a write came to."""

    version: int | None
    tier: str | None


@dataclass(frozen=True, slots=True)
class ParameterStep(Step[WantedParameter, LiveParameter]):
    """``put`` is written first, then ``tags``. A creation brings its own."""

    put: Put | None = None

    @property
    def tags_after(self) -> dict[str, str]:
        if self.live is None:
            return dict(sorted(self.put.tags.items())) if self.put else {}
        return dict(sorted(self.tags.applied_to(self.live.tags).items()))

    @property
    def secret(self) -> bool:
        """Whether the value must not be seen: it is, was or becomes a SecureString."""
        return self.wanted.type == SECURE_STRING or (self.live is not None and self.live.secure)


@dataclass(frozen=True, slots=True)
class ParameterDone(Done[ParameterStep]):
    """``written``: what came of ``put``."""

    written: Written | None = None
