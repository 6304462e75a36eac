# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Switches: what AWS leaves open (fact sheet 11), and faults that tests ask for."""

from __future__ import annotations

import datetime
import json
from collections.abc import Callable, Mapping
from contextvars import ContextVar
from dataclasses import asdict, dataclass, field, fields, replace
from typing import Any

from .catalogue.lookup import find_model
from .services import service_model


class SwitchError(ValueError):
    """A switch that does not exist or a value that it does not take."""


@dataclass(frozen=True)
class Failure:
    """An error that an operation is to answer with; `when` after: the operation has taken effect by then."""

    operation: str
    code: str
    region: str = ""
    status: int | None = None
    times: int | None = None
    message: str = ""
    when: str = "before"
    match: str = ""


@dataclass(frozen=True)
class Switches:
    """Every switch with its value at the start."""

    duplicate_names: str = "accept"
    token_replay: str = "original"
    profile_only_source: str = "accept"
    other_region_source: str = "accept"
    destinations: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    copied_destinations: str = "keep"
    account_in_source: str = "any"
    visibility_delay_seconds: float = 0
    tagging_delay_seconds: float = 0
    tagging_after_delete: str = "hide"
    default_page_size: int = 100
    list_order: str = "created"
    delete_conflict: str = "off"
    delete_system_defined: str = "validation"
    get_other_region: str = "not_found"
    too_many_tags: str = "too_many_tags"
    aws_tag_keys: str = "reject"
    profile_quota: int | None = None
    availability: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    guardrail_delay_seconds: float = 0
    guardrail_defaults: str = "tier"
    guardrail_failure: str | None = None
    enforced_guardrail: str = ""
    trusted_access: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    catalogue_date: str | None = None
    latency_ms: float = 0
    throttle: Mapping[str, float] = field(default_factory=dict)
    deny: tuple[str, ...] = ()
    fail: tuple[Failure, ...] = ()

    @property
    def today(self) -> datetime.date:
        """The day whose catalogue is offered."""
        return (
            datetime.date.fromisoformat(self.catalogue_date)
            if self.catalogue_date
            else datetime.datetime.now(datetime.UTC).date()
        )

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


_CHOICES = {
    "duplicate_names": ("accept", "conflict"),
    "token_replay": ("original", "fresh", "empty", "mismatch", "mismatch_validation"),
    "profile_only_source": ("accept", "reject"),
    "other_region_source": ("accept", "reject"),
    "copied_destinations": ("keep", "follow"),
    "account_in_source": ("any",),
    "tagging_after_delete": ("hide", "empty"),
    "list_order": ("created", "reversed"),
    "delete_conflict": ("off", "on"),
    "delete_system_defined": ("validation", "access_denied", "not_found"),
    "get_other_region": ("not_found", "validation"),
    "too_many_tags": ("too_many_tags", "validation"),
    "aws_tag_keys": ("reject", "accept"),
    "guardrail_defaults": ("tier", "all", "none"),
}
_NUMBERS = ("visibility_delay_seconds", "tagging_delay_seconds", "guardrail_delay_seconds", "latency_ms")
#: What GetFoundationModelAvailability tells; agreement and its error message are the members of agreementAvailability.
AVAILABILITY_MEMBERS = frozenset(
    {"agreement", "errorMessage", "authorizationStatus", "entitlementAvailability", "regionAvailability"}
)
#: Of a trusted access program: its provider, the models that it hides, and how the account takes part.
PROGRAM_MEMBERS = frozenset({"provider", "models", "status", "statusReason", "enrollmentUrl"})
_DEFAULTS = Switches()
_NAMES = tuple(field.name for field in fields(Switches))

# The switches of the request at hand: moto calls the profiles' backend without any context of ours.
current: ContextVar[Switches] = ContextVar("current")


def active() -> Switches:
    """The switches of the request that is being answered."""
    return current.get(_DEFAULTS)


def merged(switches: Switches, changes: Mapping[str, Any]) -> Switches:
    """The switches with some of them set anew."""
    checked = {name: _checked(name, value) for name, value in changes.items()}
    return replace(switches, **checked)


def from_pairs(pairs: list[str]) -> Switches:
    """Switches from command-line words `name=value`, the value as JSON or plain text."""
    changes: dict[str, Any] = {}
    for pair in pairs:
        name, _equals, text = pair.partition("=")
        try:
            changes[name] = json.loads(text)
        except ValueError:
            changes[name] = text
    return merged(Switches(), changes)


def _checked(name: str, value: Any) -> Any:
    if name not in _NAMES:
        raise SwitchError(f"There is no switch {name!r}. The switches are: {', '.join(_NAMES)}.")
    # YAML and Ansible read the words on and off as booleans.
    if isinstance(value, bool):
        value = "on" if value else "off"
    if name in _CHOICES and value not in _CHOICES[name]:
        raise SwitchError(f"Switch {name} takes one of {', '.join(_CHOICES[name])}, not {value!r}.")
    if name in _NUMBERS and (not isinstance(value, (int, float)) or value < 0):
        raise SwitchError(f"Switch {name} takes a number of at least 0, not {value!r}.")
    if name == "default_page_size" and not (isinstance(value, int) and 1 <= value <= 1000):
        raise SwitchError(f"Switch {name} takes a whole number from 1 to 1000, not {value!r}.")
    if name == "profile_quota" and not (value is None or isinstance(value, int)):
        raise SwitchError(f"Switch {name} takes a whole number or null, not {value!r}.")
    return _READERS[name](value) if name in _READERS else value


def _date(value: Any) -> str | None:
    if not value:
        return None
    try:
        return datetime.date.fromisoformat(str(value)).isoformat()
    except ValueError as error:
        raise SwitchError(f"Switch catalogue_date takes a date YYYY-MM-DD, not {value!r}.") from error


def _deny(value: Any) -> tuple[str, ...]:
    words = tuple(value or ()) if isinstance(value, (list, tuple)) or not value else (value,)
    for word in words:
        if not isinstance(word, str) or ":" not in word:
            raise SwitchError(f"Switch deny takes a list of service:Operation, not {word!r}.")
    return words


def _throttle(value: Any) -> dict[str, float]:
    rates = dict(value or {}) if isinstance(value, Mapping) or not value else {"": value}
    for service, rate in rates.items():
        if service_model(service) is None or not isinstance(rate, (int, float)) or rate <= 0:
            raise SwitchError(f"Switch throttle takes a map of service to calls a second, not {value!r}.")
    return rates


def _destinations(value: Any) -> dict[str, tuple[str, ...]]:
    routes = dict(value or {}) if isinstance(value, Mapping) or not value else {"": value}
    for profile_id, regions in routes.items():
        # A global profile has no list of destinations, and a single destination would be no cross-region profile.
        known = find_model(profile_id.partition(".")[2]) and not profile_id.startswith("global.")
        if not known or not isinstance(regions, (list, tuple)) or len(regions) < 2:
            raise SwitchError(
                f"Switch destinations takes a map of system profile to two regions or more, not {value!r}."
            )
    return {profile_id: tuple(regions) for profile_id, regions in routes.items()}


def _availability(value: Any) -> dict[str, dict[str, str]]:
    reported = dict(value or {}) if isinstance(value, Mapping) or not value else {"": value}
    for place, members in reported.items():
        known = find_model(place.partition("@")[0]) and isinstance(members, Mapping)
        if not known or not set(members) <= AVAILABILITY_MEMBERS:
            wanted = ", ".join(sorted(AVAILABILITY_MEMBERS))
            raise SwitchError(f"Switch availability takes a map of model, or model@region, to {wanted}, not {value!r}.")
    return {place: dict(members) for place, members in reported.items()}


def _programs(value: Any) -> dict[str, dict[str, Any]]:
    programs = dict(value or {}) if isinstance(value, Mapping) or not value else {"": value}
    for name, members in programs.items():
        if not name or not isinstance(members, Mapping) or not set(members) <= PROGRAM_MEMBERS:
            wanted = ", ".join(sorted(PROGRAM_MEMBERS))
            raise SwitchError(f"Switch trusted_access takes a map of program to {wanted}, not {value!r}.")
    return {name: dict(members) for name, members in programs.items()}


def _failure(entry: Any) -> Failure:
    if not isinstance(entry, Mapping) or not {"operation", "code"} <= set(entry):
        raise SwitchError(f"An entry of switch fail needs operation and code, not {entry!r}.")
    unknown = set(entry) - {field.name for field in fields(Failure)}
    if unknown or entry.get("when", "before") not in ("before", "after"):
        raise SwitchError(f"Switch fail does not understand {entry!r}.")
    return Failure(**entry)


_READERS: dict[str, Callable[[Any], Any]] = {
    "catalogue_date": _date,
    "destinations": _destinations,
    "availability": _availability,
    "trusted_access": _programs,
    "throttle": _throttle,
    "deny": _deny,
    "fail": lambda value: tuple(_failure(entry) for entry in value or ()),
}
