# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Maps of entries and live profiles, drawn from pools so small that they meet: same names, keys, sources and owners."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from ansible_collections.genai.bedrock.plugins.module_utils._core.names import suffixed_name
from ansible_collections.genai.bedrock.plugins.module_utils._core.parameters.ssm_parameters import Details
from ansible_collections.genai.bedrock.plugins.module_utils._core.profiles.inference_profiles import LiveProfile, Policy
from hypothesis import strategies as st

from tests.unit.plugins.module_utils.fakes import ACCOUNT, HAIKU, NOW, SONNET, TITAN, fm, system

EAST, WEST = "us-east-1", "us-west-2"
REGIONS = (EAST, WEST)
KEYS = ("chat", "docs", "code")
NAMES = ("chat-dev", "docs-dev", "other-dev")
OWNERSHIP = {"Environment": "dev", "Workload": "copilot"}
OWNERSHIPS = (
    *(OWNERSHIP, OWNERSHIP, OWNERSHIP, None, None, {"Environment": "dev"}, {}),
    *(OWNERSHIP | {tag: "x"} for tag in ("Team", "ManagedBy", "ProfileKey", "ModelSource", "CreatedBy")),
)
#: Sources as users write them; each region resolves them for itself.
SOURCES = (TITAN, SONNET, HAIKU, f"us.{SONNET}", f"global.{HAIKU}")


@dataclass(frozen=True)
class Request:
    """What a user hands to the bulk module."""

    entries: dict[str, dict[str, Any]]
    regions: list[str]
    tags: dict[str, Any] | None
    policy: Policy


def one_of(*values):
    return st.sampled_from(values)


def subsets(values):
    return st.lists(st.sampled_from(values), unique=True)


def options(**strategies):
    """A map that has some of these options."""
    return st.fixed_dictionaries({}, optional=strategies)


rarely = st.integers(0, 4).map(lambda number: number == 4)

user_tags = options(
    Team=one_of("a", "b", ""),
    Environment=one_of("dev", "prod"),
    ProfileKey=one_of(*KEYS),
    ManagedBy=one_of("genai.bedrock", "terraform"),
    CreatedBy=one_of("ansible", "alice"),
    CreatedDate=one_of("2025-01-01"),
)
few_tags = st.none() | options(Team=one_of("a", "b"), Tier=one_of("x")) | user_tags

common_leaves = options(
    description=one_of("One text", "Another text"),
    tags=few_tags,
    state=one_of("present", "present", "present", "absent"),
    name_generated=st.booleans(),
    moved_from=one_of("former", "former", "former", *KEYS),
)
#: What is often refused, and so must be rare for the rest to be seen.
rare_leaves = options(
    name=one_of(*NAMES),
    geography=one_of("us", "any", {EAST: "us"}),
    regions=st.lists(one_of(*REGIONS), min_size=1, unique=True),
)


@st.composite
def maps(draw):
    count = draw(one_of(0, 1, 1, 2, 2, 3))
    return {
        key: {"name": name, "model_source": draw(one_of(*SOURCES))}
        | draw(common_leaves)
        | (draw(rare_leaves) if draw(rarely) else {})
        for key, name in list(zip(KEYS, NAMES, strict=True))[:count]
    }


@st.composite
def policies(draw, arns=()):
    ownership = draw(one_of(*OWNERSHIPS))
    return Policy(
        ownership=ownership,
        adopt=draw(st.booleans()),
        purge_tags=draw(st.booleans()),
        superseded=draw(one_of("delete", "delete", "keep")),
        recreate=draw(one_of("source", "source", "always", "never")),
        published_arns=frozenset(draw(subsets(arns))) if arns else frozenset(),
        default_geography=draw(one_of(None, "us", "global")),
        allowed_regions=frozenset({EAST, WEST}) if draw(rarely) else frozenset(),
        purge=draw(one_of(False, bool(ownership))),
        purge_limit=draw(st.integers(0, 3)),
        purge_all=draw(st.booleans()),
        today="2026-11-22",
    )


def sources_in(region):
    """What a user may write as a source → its ARN in the region, and the models of a profile that is copied from it."""
    us_sonnet, us_haiku, all_haiku = (
        system(profile_id, region) for profile_id in (f"us.{SONNET}", f"us.{HAIKU}", f"global.{HAIKU}")
    )
    profiles = {SONNET: us_sonnet, HAIKU: us_haiku, f"us.{SONNET}": us_sonnet, f"global.{HAIKU}": all_haiku}
    found = {text: (profile.arn, profile.model_arns) for text, profile in profiles.items()}
    return found | {TITAN: (fm(TITAN, region), (fm(TITAN, region),))}


SOURCES_IN = {region: sources_in(region) for region in REGIONS}
OURS = {"ManagedBy": "genai.bedrock", **OWNERSHIP}
#: Whose a live profile is: half of them ours, the rest as unlike ours as can be, tag by tag.
owners = one_of(OURS, OURS, OURS, {}, {}) | st.fixed_dictionaries(
    {},
    optional={
        "ManagedBy": one_of("genai.bedrock", "terraform", ""),
        "Environment": one_of("dev", "prod"),
        "Workload": one_of("copilot", "cai"),
    },
)
other_tags = one_of({}, {}, {"Team": "a"}, {"Team": "b", "aws:cloudformation:stack-name": "stack"}) | options(
    CreatedBy=one_of("ansible", "terraform"), CreatedDate=one_of("2025-01-01"), Environment=one_of("dev")
)


@st.composite
def live_profiles(draw, entries):
    """A profile that has much in common with one of the entries, or little."""
    region = draw(one_of(EAST, EAST, WEST))
    key, entry = draw(st.sampled_from([*entries.items(), ("stranger", {})]))
    text = draw(one_of(*SOURCES)) if draw(rarely) else entry.get("model_source", TITAN)
    source, models = SOURCES_IN[region][text]
    name = draw(one_of(*NAMES, "chat-dev-cafe")) if draw(rarely) else entry.get("name", key)
    keys = draw(one_of(None, entry.get("moved_from"), *KEYS)) if draw(rarely) else key
    tags = {
        "ProfileKey": keys,
        "ModelSource": draw(one_of(None, "garbage", fm(TITAN, region))) if draw(rarely) else source,
    }
    return LiveProfile(
        arn="",
        profile_id="",
        name=suffixed_name(name, source) if draw(rarely) else name,
        region=region,
        model_arns=draw(one_of(models[:1], (*models, fm(TITAN, region)))) if draw(rarely) else models,
        description=draw(one_of(None, "Another text")) if draw(rarely) else entry.get("description"),
        created_at=NOW - timedelta(days=draw(st.integers(0, 2))),
        tags={tag: value for tag, value in tags.items() if value} | draw(owners) | draw(other_tags),
    )


def numbered(number, profile):
    profile_id = f"seed{number:08d}"
    arn = f"arn:aws:bedrock:{profile.region}:{ACCOUNT}:application-inference-profile/{profile_id}"
    return replace(profile, arn=arn, profile_id=profile_id)


@st.composite
def worlds(draw, most=5):
    """A live state and a wish that concerns it."""
    entries = draw(maps())
    live = [
        numbered(number, profile)
        for number, profile in enumerate(draw(st.lists(live_profiles(entries), max_size=most)))
    ]
    policy = draw(policies(tuple(profile.arn for profile in live)))
    return live, Request(entries, [EAST, *draw(one_of((), (), (WEST,)))], draw(few_tags), policy)


def with_unique_names(live):
    """The profiles whose names no earlier one in their region has."""
    first = {(profile.region, profile.name): profile for profile in reversed(live)}
    return [profile for profile in live if first[profile.region, profile.name] is profile]


#: A text that no output may hold where the parameter is a SecureString.
CANARY = "CANARY-s3cret"
PARAMETERS = ("/dev/a", "/dev/b", "plain")
TEXTS = ("v", "x,y", "w" * 5000, CANARY, '{"a":1,"b":[2]}', '{"b": [2], "a": 1}', '{"a":1.0,"b":[2]}')
KINDS = ("String", "StringList", "SecureString")

RECORD_TAGS = {**OWNERSHIP, "ProfileKey": "chat"}

parameter_entries = st.fixed_dictionaries(
    {"value": one_of(*TEXTS, *TEXTS, {"b": [2], "a": 1}, 5, True, None)},
    optional={
        "type": one_of(*KINDS, "SecureString"),
        "description": one_of("", "One text"),
        "tier": one_of("auto", "auto", "standard", "advanced"),
        "tags": one_of({}, {"Team": "a"}, {"Team": "b", "ManagedBy": "terraform"}, RECORD_TAGS, RECORD_TAGS),
        "purge_tags": st.booleans(),
        "adopt": st.booleans(),
        "state": one_of("present", "present", "absent"),
    },
)
#: A key goes with a SecureString alone: elsewhere it is refused.
key_options = one_of({}, {}, {"key_id": "alias/k"}, {"key_id": "arn:aws:kms:us-east-1:123456789012:key/0a-1b"})
parameter_tags = one_of({"ManagedBy": "genai.bedrock"}, {"ManagedBy": "genai.bedrock"}, {}, {"ManagedBy": "terraform"})


@dataclass(frozen=True)
class StoredParameter:
    """A parameter that is there, and what the tagging API says of it: its tags, nothing, or what they were once."""

    region: str
    name: str
    value: str
    kind: str
    tags: dict[str, str]
    version: int
    details: Details
    reported: dict[str, str] | None


@st.composite
def stored_parameters(draw):
    kind = draw(one_of(*KINDS))
    tags = draw(parameter_tags) | draw(one_of({}, {"Team": "a"}, {"Team": "b", "aws:x": "y"}))
    tags |= draw(one_of({}, {}, RECORD_TAGS, {**RECORD_TAGS, "ProfileKey": "docs"}, {"Environment": "prod"}))
    ours = tags.get("ManagedBy") == "genai.bedrock"
    value = draw(one_of(*TEXTS))
    tier = "Advanced" if len(value) > 4096 else draw(one_of("Standard", "Standard", "Advanced"))
    key = draw(one_of("alias/aws/ssm", "alias/k", "0a-1b")) if kind == "SecureString" else None
    pattern = draw(one_of(None, ".*"))
    return StoredParameter(
        *(draw(one_of(EAST, EAST, WEST)), draw(one_of(*PARAMETERS)), value, kind, tags, draw(st.integers(1, 3))),
        details=Details(draw(one_of("", "One text")), tier, key, pattern),
        reported=draw(one_of(tags, tags, None, tags | {"Team": "old"})) if ours else draw(one_of(None, None, OURS)),
    )


def _with_key(draw, entry):
    return entry | draw(key_options) if "SecureString" in (entry.get("type"), draw(one_of(None, *KINDS))) else entry


@st.composite
def parameter_worlds(draw):
    """Parameters that are there, and the map, regions, tags and adopt of a user."""
    current = draw(st.lists(stored_parameters(), max_size=4, unique_by=lambda one: (one.region, one.name)))
    names = draw(st.lists(one_of(*PARAMETERS), min_size=1, max_size=2, unique=True))
    query = {
        "entries": {name: _with_key(draw, draw(parameter_entries)) for name in names},
        "regions": draw(one_of([EAST], [EAST, WEST])),
        "tags": draw(one_of(None, {"Team": "a"})),
        "adopt": draw(st.booleans()),
    }
    return current, query
