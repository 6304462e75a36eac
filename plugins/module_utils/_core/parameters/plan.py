# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The plan for parameters: what to read, what differs, and what to do, decided once from desired and live state."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ansible_collections.genai.bedrock.plugins.module_utils._core.ownership import (
    is_foreign,
    owner_expected,
    owner_found,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.parameters.comparing import (
    compares_details,
    data_type_differs,
    described_differences,
    is_overwritten_unread,
    kind_differs,
    type_differs,
    value_differs,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.parameters.data_types import TEXT
from ansible_collections.genai.bedrock.plugins.module_utils._core.parameters.policies import sent
from ansible_collections.genai.bedrock.plugins.module_utils._core.parameters.rules import pattern_problems
from ansible_collections.genai.bedrock.plugins.module_utils._core.parameters.ssm_parameters import (
    SECURE_STRING,
    STRING,
    Details,
    LiveParameter,
    ParameterStep,
    Place,
    Put,
    WantedParameter,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.parameters.values import (
    ADVANCED,
    needed_tier,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.problems import Problem
from ansible_collections.genai.bedrock.plugins.module_utils._core.steps import Action, Plan
from ansible_collections.genai.bedrock.plugins.module_utils._core.tags import MANAGED_BY, OWNER, diff_tags, too_many

NOT_OURS = "NotManaged"
NOT_THERE = "DoesNotExist"
TIER_KEPT = "TierNotLowered"
NOT_LISTED = "NotListedYet"


def needs_decryption(wanted: WantedParameter, live: LiveParameter) -> bool:
    """Whether the plain value of a SecureString has to be known: to compare it, or to write it again."""
    if wanted.absent or not live.secure or live.decrypted or is_overwritten_unread(wanted, live):
        return False
    return wanted.value is not None or compares_details(wanted) or kind_differs(wanted, live)


def needs_details(wanted: WantedParameter, live: LiveParameter) -> bool:
    """Whether DescribeParameters is needed: to compare, or to keep what a write would lose."""
    return not wanted.absent and (compares_details(wanted) or kind_differs(wanted, live) or value_differs(wanted, live))


def lacks_key(wanted: WantedParameter, live: LiveParameter) -> bool:
    """Whether a write would take a SecureString from its key, because DescribeParameters does not list it yet."""
    secure = (wanted.type or live.type) == SECURE_STRING and live.secure
    writes = kind_differs(wanted, live) or value_differs(wanted, live)
    return not wanted.absent and live.details is None and wanted.key_id is None and secure and writes


def make_plan(wanted: Sequence[WantedParameter], live: Mapping[Place, LiveParameter]) -> Plan[ParameterStep]:
    """Decide every step, in the order of the input."""
    decided = [_decide(entry, live.get(entry.place)) for entry in wanted]
    steps = tuple(one for one in decided if isinstance(one, ParameterStep))
    return Plan(steps, tuple(problem for one in decided if not isinstance(one, ParameterStep) for problem in one))


@dataclass(frozen=True, slots=True)
class _Difference:
    reasons: tuple[str, ...]
    tier: str | None


def _decide(wanted: WantedParameter, live: LiveParameter | None) -> ParameterStep | list[Problem]:
    if live is None:
        return ParameterStep(wanted, Action.NONE, ("it does not exist",)) if wanted.absent else _create(wanted)
    if _is_refused(wanted, live):
        return [_not_ours(wanted, live)]
    if wanted.absent:
        return ParameterStep(wanted, Action.DELETE, ("state is absent",), live)
    return _converge(wanted, live)


def _create(wanted: WantedParameter) -> ParameterStep | list[Problem]:
    problems = []
    if wanted.value is None:
        text = "it does not exist, and there is no value to create it with: set value, or state: absent"
        problems.append(_problem(wanted, text, NOT_THERE))
    if wanted.key_id is not None and wanted.type != SECURE_STRING:
        text = f"key_id is for type {SECURE_STRING} only, and a new parameter is a {STRING}: set type: {SECURE_STRING}"
        problems.append(_problem(wanted, text))
    if problems or wanted.value is None:
        return problems
    put = Put(
        name=wanted.name,
        value=wanted.value,
        type=wanted.type or STRING,
        overwrite=False,
        tier=ADVANCED if wanted.tier == "advanced" else _needed(wanted, wanted.value),
        description=wanted.description or None,
        key_id=wanted.key_id,
        allowed_pattern=wanted.allowed_pattern or None,
        data_type=None if wanted.data_type == TEXT else wanted.data_type,
        policies=sent(wanted.policies) if wanted.policies else None,
        tags=wanted.tags,
    )
    return ParameterStep(wanted, Action.CREATE, ("it does not exist",), put=put)


def _converge(wanted: WantedParameter, live: LiveParameter) -> ParameterStep | list[Problem]:
    if lacks_key(wanted, live):
        text = "it is not listed yet, so that the key it is encrypted with is not known: run again in a minute"
        return [_problem(wanted, f"{text}, or set key_id", NOT_LISTED)]
    details = live.details or Details()
    if details.tier == ADVANCED and wanted.tier == "standard":
        way_out = "delete it (state: absent) and create it again, or set tier: auto"
        return [_problem(wanted, f"it is in tier Advanced, which AWS never lowers: {way_out}", TIER_KEPT)]
    # A parameter that was adopted keeps its former owner's tags for as long as the user says adopt.
    purges = wanted.exact_tags and not wanted.adopt
    delta = diff_tags(live.tags or {}, wanted.tags, purge=purges, keep=(MANAGED_BY,), ignore=wanted.ignore_tags)
    if problem := too_many(delta, "a parameter"):
        return [_problem(wanted, problem)]
    if wanted.key_id is not None and (wanted.type or live.type) != SECURE_STRING:
        return [_problem(wanted, f"key_id is for type {SECURE_STRING} only, and it is a {live.type}: leave key_id out")]
    found = _differences(wanted, live)
    put = _overwrite(wanted, live, details, found.tier) if found.reasons else None
    if put and (texts := pattern_problems(put.allowed_pattern, put.value)):
        return [_problem(wanted, text) for text in texts]
    action = Action.ADOPT if not live.is_ours else Action.UPDATE if put else Action.RETAG if delta else Action.NONE
    adoption = (f"it exists without the tag {MANAGED_BY}={OWNER}",) if action is Action.ADOPT else ()
    return ParameterStep(wanted, action, adoption + found.reasons + delta.reasons, live, delta, put)


def _differences(wanted: WantedParameter, live: LiveParameter) -> _Difference:
    value = live.value if wanted.value is None else wanted.value
    tier = _tier(wanted, value, live.details or Details())
    reasons = []
    if value_differs(wanted, live) and not is_overwritten_unread(wanted, live):
        reasons.append("value differs")
    if type_differs(wanted, live):
        reasons.append(f"type is {live.type}, wanted {wanted.type}")
    if data_type_differs(wanted, live):
        reasons.append(f"data_type is {live.data_type}, wanted {wanted.data_type}")
    return _Difference((*reasons, *described_differences(wanted, live.details)), tier)


def _overwrite(wanted: WantedParameter, live: LiveParameter, details: Details, tier: str | None) -> Put:
    """A whole new version: what the user left unset is sent as it is, so that nothing rests on what AWS keeps."""
    kind = wanted.type or live.type
    return Put(
        name=wanted.name,
        value=live.value if wanted.value is None else wanted.value,
        type=kind,
        overwrite=True,
        tier=tier,
        description=_description(wanted, live),
        key_id=(wanted.key_id or details.key_id) if kind == SECURE_STRING else None,
        allowed_pattern=details.allowed_pattern if wanted.allowed_pattern is None else wanted.allowed_pattern,
        data_type=_sent_data_type(wanted, live),
        # AWS keeps policies that are not sent; one whose time has come could not be sent again.
        policies=None if wanted.policies is None else sent(wanted.policies),
    )


def _description(wanted: WantedParameter, live: LiveParameter) -> str | None:
    """The description after a write; None, which is not sent, if unknown."""
    if wanted.description is not None:
        return wanted.description
    return None if live.details is None else live.details.description


def _tier(wanted: WantedParameter, value: str, details: Details) -> str | None:
    """The tier after a write: never lower than it is. Unknown and not needed is None, which AWS decides."""
    if details.tier == ADVANCED or wanted.tier == "advanced":
        return ADVANCED
    needed = _needed(wanted, value)
    return needed if needed == ADVANCED or details.tier else None


def _needed(wanted: WantedParameter, value: str) -> str:
    return needed_tier(value, wanted.data_type, policies=bool(wanted.policies))


def _sent_data_type(wanted: WantedParameter, live: LiveParameter) -> str | None:
    """None, which is not sent, where it is plain text and stays so."""
    after = wanted.data_type or live.data_type
    return None if after == live.data_type == TEXT else after


def _is_refused(wanted: WantedParameter, live: LiveParameter) -> bool:
    return not wanted.adopt and is_foreign(live.tags or {}, wanted.tags, absent=wanted.absent)


def _not_ours(wanted: WantedParameter, live: LiveParameter) -> Problem:
    actual = live.tags or {}
    harm = "deleted" if wanted.absent else "changed"
    text = (
        f"it exists with {owner_found(actual, wanted.tags)}, so it is not {harm}: set adopt: true to take it over, or "
        f"choose another name or prefix ({owner_expected(wanted.tags, actual)})"
    )
    return _problem(wanted, text, NOT_OURS)


def _problem(wanted: WantedParameter, text: str, code: str | None = None) -> Problem:
    return Problem(text, wanted.name, wanted.region, code=code) if code else Problem(text, wanted.name, wanted.region)
