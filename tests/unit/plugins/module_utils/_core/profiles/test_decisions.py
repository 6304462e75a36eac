# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Decisions in words: the reasons that users read, and the edges of the rules."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from ansible_collections.genai.bedrock.plugins.module_utils._core.profiles.inference_profiles import (
    LiveProfile,
    Policy,
    WantedProfile,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.profiles.plan import make_plan
from ansible_collections.genai.bedrock.plugins.module_utils._core.profiles.sources import Source

FM = "arn:aws:bedrock:us-east-1::foundation-model/a.model"
OLD = "arn:aws:bedrock:us-east-1::foundation-model/an.older"
SOURCE = Source(FM, "a.model", (FM,))
OWNERS = {"Environment": "dev", "Workload": "copilot"}
OURS = {"ManagedBy": "genai.bedrock", **OWNERS, "ProfileKey": "chat", "ModelSource": FM}
BY_TAGS, BY_NAME = Policy(ownership=OWNERS), Policy()


def live(number, name="chat-dev", tags=None, **more):
    return LiveProfile(
        f"arn:{number}", str(number), name, "us-east-1", more.pop("models", (FM,)), tags=tags or {}, **more
    )


def plan(profiles, policy=BY_TAGS, **changes):
    entry = WantedProfile(**({"key": "chat", "region": "us-east-1", "name": "chat-dev", "model_source": FM} | changes))
    return make_plan([entry], profiles, {("chat", "us-east-1"): SOURCE}, policy)


@pytest.mark.parametrize(
    ("made", "reasons"),
    [
        (plan([]), ["no profile of ours has this key yet"]),
        (plan([live(1)], Policy(ownership=OWNERS, adopt=True)), ["arn:1 has the wanted name and source"]),
        (plan([live(1, tags=OURS)]), []),
        (
            plan([live(1, tags=OURS | {"A": "1", "C": "3"})], tags={"A": "2", "B": "x"}),
            ["tag A: 1 → 2", "tag B: (none) → x", "tag C removed"],
        ),
        (
            plan([live(1, "former", tags=OURS | {"ModelSource": OLD}, models=(OLD,))]),
            [f"source {OLD} → {FM}", "name former → chat-dev", "arn:1 is superseded"],
        ),
        (
            plan(
                [live(1, tags=OURS, description="a")],
                Policy(ownership=OWNERS, recreate="always", superseded="keep"),
                description="b",
            ),
            ["description 'a' → 'b'"],
        ),
        (plan([live(1, tags=OURS)], absent=True), ["state: absent"]),
        (plan([], absent=True), []),
        (
            make_plan([], [live(1, tags=OURS)], {}, Policy(ownership=OWNERS, purge=True, purge_all=True)),
            ["its entry is no longer in the map"],
        ),
    ],
)
def test_reasons(made, reasons):
    assert made.problems == ()
    assert [reason for step in made.steps for reason in step.reasons] == reasons


@pytest.mark.parametrize(
    ("made", "message"),
    [
        (
            plan(
                [live(1, tags=OURS | {"ModelSource": OLD}, models=(OLD,))], Policy(ownership=OWNERS, recreate="never")
            ),
            f"source {OLD} → {FM}: only a new profile can mend that, and recreate: never forbids it",
        ),
        (
            plan([live(1, tags={"ManagedBy": "terraform"})]),
            "the name 'chat-dev' is used by a profile managed by 'terraform' (arn:1): choose another name",
        ),
        (
            plan([live(1), live(2)]),
            (
                "the name 'chat-dev' is used by several profiles without an owner (arn:1, arn:2): "
                "choose another name, or delete those you do not need"
            ),
        ),
        (
            plan([live(1), live(2)], Policy(adopt=True), absent=True),
            "the name 'chat-dev' is used by several profiles (arn:1, arn:2): delete them by hand",
        ),
        (
            plan([live(1, tags=OURS), live(2, tags=OURS | {"ProfileKey": "b"})], BY_NAME, absent=True),
            "the name 'chat-dev' is used by several profiles of different owners (arn:1, arn:2)",
        ),
        (
            plan([live(1, tags={"ManagedBy": "x"})], BY_NAME, absent=True),
            "the name 'chat-dev' is used by arn:1, not ours: set adopt: true to delete it anyway",
        ),
        (
            plan(
                [live(1, tags=OURS | {f"k{n}": "" for n in range(45)})],
                tags={"one": "", "more": ""},
                policy=Policy(ownership=OWNERS, purge_tags=False),
            ),
            "52 tags are too many: a resource can have at most 50; remove 2",
        ),
        (
            plan([live(1, tags={f"k{n}": "" for n in range(46)})], Policy(ownership=OWNERS, adopt=True)),
            "51 tags are too many: a resource can have at most 50; remove 1",
        ),
        (
            plan([live(1)], Policy(ownership=OWNERS, adopt=True, allowed_regions=frozenset({"eu-west-1"}))),
            f"{FM} may route to us-east-1, outside the allowed regions: allow them or choose another model_source or geography",
        ),
        (
            plan([live(1, tags=OURS)], Policy(ownership=OWNERS, allowed_regions=frozenset({"eu-west-1"}))),
            f"{FM} may route to us-east-1, outside the allowed regions: allow them or choose another model_source or geography",
        ),
        (
            plan(
                [live(1, tags=OURS, models=(FM, FM.replace("us-east-1", "us-west-2")))],
                Policy(ownership=OWNERS, allowed_regions=frozenset({"us-east-1"})),
            ),
            f"{FM} may route to us-west-2, outside the allowed regions: allow them or choose another model_source or geography",
        ),
        (
            make_plan([], [live(1, tags=OURS)], {}, Policy(ownership=OWNERS, purge=True)),
            "purging with an empty map would delete everything: set purge_all: true if that is intended",
        ),
    ],
)
def test_refusals(made, message):
    assert [problem.message for problem in made.problems] == [message]
    assert {(problem.key, problem.region) for problem in made.problems} <= {("chat", "us-east-1"), (None, None)}


NAMED_BY_ROLE = {tag: value for tag, value in OURS.items() if tag not in ("ManagedBy", "ModelSource")}


def test_by_name_alone_a_successor_belongs_to_the_same_role():
    former = live(1, tags=OURS | {"ModelSource": OLD}, models=(OLD,))
    (replaced, _retired) = plan([former], BY_NAME).steps
    assert replaced.creation.tags.items() >= NAMED_BY_ROLE.items()
    made = live(2, tags=replaced.creation.tags)
    assert [step.action for step in plan([former, made], Policy(superseded="keep")).steps] == ["none"]


@pytest.mark.parametrize(
    ("tags", "reported"),
    [
        ({"Environment": "prod"}, "(Environment: dev → prod)"),
        ({"ProfileKey": "x", "Workload": "copilot"}, "(ProfileKey: chat → x)"),
        ({"Environment": "dev", "Team": "a"}, None),
    ],
)
def test_by_name_alone_no_tag_takes_a_profile_from_its_role(tags, reported):
    made = plan([live(1, tags=OURS)], BY_NAME, tags=tags)
    assert [reported in problem.message for problem in made.problems] == ([True] if reported else [])


def test_without_a_key_an_environment_is_a_tag_like_any_other():
    ours = {"ManagedBy": "genai.bedrock", "ModelSource": FM}
    profiles = [live(1, tags=ours | {"Environment": "dev"}), live(2, tags=ours)]
    assert [step.action for step in plan(profiles, BY_NAME, tags={"Environment": "prod"}).steps] == ["retag", "retire"]


def test_tags_of_aws_do_not_count():
    tags = OURS | {f"k{n}": "" for n in range(45)} | {"aws:cloudformation:stack-name": "s"}
    assert plan([live(1, tags=tags)], Policy(ownership=OWNERS, purge_tags=False), tags={"k0": "x"}).problems == ()


@pytest.mark.parametrize(("limit", "refused"), [(1, True), (2, False), (3, False)])
def test_the_limit_is_how_many_may_go(limit, refused):
    gone = [live(number, tags=OURS | {"ProfileKey": f"gone{number}"}) for number in (1, 2)]
    made = plan([live(9, tags=OURS), *gone], Policy(ownership=OWNERS, purge=True, purge_limit=limit))
    assert bool(made.problems) is refused
    assert [step.key for step in made.steps if step.action == "delete"] == ([] if refused else ["gone1", "gone2"])


OLDER = {"created_at": datetime(2026, 1, 1, tzinfo=UTC)}
NEWER = {"created_at": datetime(2026, 2, 1, tzinfo=UTC)}


@pytest.mark.parametrize(
    ("first", "second", "published", "kept"),
    [
        (live(1, tags=OURS, **NEWER), live(2, tags=OURS, **OLDER), "", "arn:2"),
        (live(1, tags=OURS, **OLDER), live(2, tags=OURS, **NEWER), "", "arn:1"),
        (live(1, tags=OURS, **OLDER), live(2, tags=OURS, **NEWER), "arn:2", "arn:2"),
        (live(1, "chat-dev-0a1b", tags=OURS, **OLDER), live(2, tags=OURS, **NEWER), "", "arn:2"),
        (live(1, tags=OURS | {"ProfileKey": "talk"}, **OLDER), live(2, tags=OURS, **NEWER), "", "arn:2"),
        (live(2, tags=OURS), live(1, tags=OURS), "", "arn:1"),
    ],
)
def test_which_of_two_equals_is_kept(first, second, published, kept):
    policy = Policy(ownership=OWNERS, published_arns=frozenset({published}))
    for profiles in ([first, second], [second, first]):
        assert plan(profiles, policy, moved_from="talk").steps[0].live.arn == kept


def test_every_entry_is_reported():
    entries = [WantedProfile(key, "us-east-1", "chat-dev", FM, description="b") for key in ("one", "two")]
    profiles = [live(n, tags=OURS | {"ProfileKey": key}, description="a") for n, key in enumerate(("one", "two"))]
    sources = {(entry.key, entry.region): SOURCE for entry in entries}
    assert len(make_plan(entries, profiles, sources, BY_TAGS).warnings) == 2
    refused = make_plan(entries, [live(1)], sources, BY_TAGS)
    assert [problem.key for problem in refused.problems] == ["one", "two"]


@pytest.mark.parametrize(
    ("others", "names"),
    [
        ([], None),
        ([2], "chat in us-east-1 (arn:2)"),
        ([2, 3, 4], "chat in us-east-1 (arn:2), chat in us-east-1 (arn:3), chat in us-east-1 (arn:4)"),
        (
            range(100, 200),
            "chat in us-east-1 (arn:100), chat in us-east-1 (arn:101), chat in us-east-1 (arn:102) and 97 more",
        ),
    ],
)
def test_profiles_of_others_with_the_same_name_are_one_warning(others, names):
    decided = plan([live(1, tags=OURS), *(live(number) for number in others)])
    assert decided.warnings == (
        () if names is None else (f"{names}: has the same name but is not ours: left unchanged",)
    )


def test_steps_carry_what_they_are_about():
    (step,) = plan([live(1, tags=OURS)]).steps
    assert (step.wanted.key, step.source, step.live.arn) == ("chat", SOURCE, "arn:1")


ORPHAN = "gone in us-east-1 (arn:2): is orphaned: no entry needs it, and purging deletes it"


@pytest.mark.parametrize(("requested", "warned"), [({}, (ORPHAN,)), ({"warn_orphans": False}, ())])
def test_orphans_are_named(requested, warned):
    gone = live(2, tags=OURS | {"ProfileKey": "gone"})
    decided = plan([live(1, tags=OURS), gone], replace(BY_TAGS, **requested))
    assert (decided.warnings, decided.orphans) == (warned, (gone,))
