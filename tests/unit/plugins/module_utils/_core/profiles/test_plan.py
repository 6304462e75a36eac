# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The plan: each row of the matching table, replacing, adopting, purging."""

from __future__ import annotations

import pytest
from ansible_collections.genai.bedrock.plugins.module_utils._core.names import suffixed_name
from ansible_collections.genai.bedrock.plugins.module_utils._core.profiles.inference_profiles import (
    LiveProfile,
    Policy,
    WantedProfile,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.profiles.plan import make_plan
from ansible_collections.genai.bedrock.plugins.module_utils._core.profiles.sources import Source

OLD, NEW = (
    "arn:aws:bedrock:us-east-1::foundation-model/old.model",
    "arn:aws:bedrock:us-east-1::foundation-model/new.model",
)
SOURCE = Source(NEW, "new.model", (NEW,))
OWNERS = {"Environment": "dev", "Workload": "copilot"}
OURS = {"ManagedBy": "genai.bedrock", **OWNERS, "ProfileKey": "chat", "ModelSource": NEW}
CREATED = {"CreatedBy": "ansible", "CreatedDate": "2026-11-22"}
BY_TAGS = Policy(ownership=OWNERS, today="2026-11-22")
BY_NAME = Policy()


def live(number, name="chat-dev", models=(NEW,), tags=None, description=None, region="us-east-1"):
    return LiveProfile(f"arn:{number}", str(number), name, region, models, description, tags=tags or {})


def want(**changes):
    return WantedProfile(**({"key": "chat", "region": "us-east-1", "name": "chat-dev", "model_source": NEW} | changes))


def planned(profiles, policy=BY_TAGS, wanted=None, source=SOURCE):
    wanted = [want()] if wanted is None else wanted
    return make_plan(wanted, profiles, {(entry.key, entry.region): source for entry in wanted}, policy)


def reported(plan):
    return [
        (str(step.action), step.live.arn if step.live else None, tuple(p.arn for p in step.superseded))
        for step in plan.steps
    ]


@pytest.mark.parametrize(
    ("profiles", "steps"),
    [
        pytest.param([], [("create", None, ())], id="nothing"),
        pytest.param([live(1, tags=OURS)], [("none", "arn:1", ())], id="ours and equal"),
        pytest.param([live(1, tags=OURS | {"Extra": "x"})], [("none", "arn:1", ())], id="unset tags are untouched"),
        pytest.param(
            [live(1, suffixed_name("chat-dev", NEW), tags=OURS)], [("none", "arn:1", ())], id="our suffix is the name"
        ),
        pytest.param(
            [live(1, "chat-dev-0a1b", tags=OURS | CREATED)], [("none", "arn:1", ())], id="a suffix of release 1.0.0"
        ),
        pytest.param(
            [live(1, "chat-dev-0a1b", tags=OURS)],
            [("replace", "arn:1", ("arn:1",)), ("retire", None, ("arn:1",))],
            id="a suffix of somebody else's",
        ),
        pytest.param(
            [live(1, "chat-dev-1024", tags=OURS | CREATED)],
            [("replace", "arn:1", ("arn:1",)), ("retire", None, ("arn:1",))],
            id="four digits that belong to the name",
        ),
        pytest.param(
            [live(1, tags={k: v for k, v in OURS.items() if k != "ModelSource"})],
            [("retag", "arn:1", ())],
            id="tag of the source lost, models equal",
        ),
        pytest.param(
            [live(1, models=(OLD,), tags=OURS | {"ModelSource": OLD})],
            [("replace", "arn:1", ("arn:1",)), ("retire", None, ("arn:1",))],
            id="source changed",
        ),
        pytest.param(
            [live(1, models=(OLD,), tags=OURS)],
            [("replace", "arn:1", ("arn:1",)), ("retire", None, ("arn:1",))],
            id="the tag lies, models tell",
        ),
        pytest.param(
            [live(1, "old-name", tags=OURS)],
            [("replace", "arn:1", ("arn:1",)), ("retire", None, ("arn:1",))],
            id="name changed",
        ),
        pytest.param(
            [live(1, tags=OURS), live(2, tags=OURS)],
            [("none", "arn:1", ("arn:2",)), ("retire", None, ("arn:2",))],
            id="a duplicate of ours",
        ),
        pytest.param(
            [live(1, models=(OLD,), tags=OURS | {"ModelSource": OLD}), live(2, tags=OURS)],
            [("none", "arn:2", ("arn:1",)), ("retire", None, ("arn:1",))],
            id="an unfinished replacement is finished",
        ),
        pytest.param(
            [live(1, tags=OURS | {"Environment": "prod"})],
            [("create", None, ())],
            id="the name is another environment's",
        ),
        pytest.param(
            [live(1, tags=OURS | {"Workload": "cai"})], [("create", None, ())], id="the name is another workload's"
        ),
        pytest.param(
            [live(1, tags=OURS | {"ProfileKey": "other"})], [("create", None, ())], id="the name is another key's"
        ),
        pytest.param(
            [live(1, region="us-west-2", tags=OURS)], [("create", None, ())], id="another region is another place"
        ),
        pytest.param(
            [live(1, tags={"Team": "x"}), live(2, "n", tags=OURS | {"ModelSource": OLD}, models=(OLD,))],
            [("replace", "arn:2", ("arn:2",)), ("retire", None, ("arn:2",))],
            id="foreign names do not hinder ours",
        ),
    ],
)
def test_matching_by_tags(profiles, steps):
    plan = planned(profiles)
    assert plan.problems == ()
    assert reported(plan) == steps


@pytest.mark.parametrize(
    ("profiles", "policy", "said"),
    [
        ([live(1)], BY_TAGS, ["used by arn:1, which is not ours", "adopt: true"]),
        ([live(1, models=(OLD,))], Policy(ownership=OWNERS, adopt=True), ["not ours and has another source", OLD]),
        (
            [live(1), live(2)],
            Policy(ownership=OWNERS, adopt=True),
            ["several profiles without an owner (arn:1, arn:2)"],
        ),
        (
            [live(1, tags={"ManagedBy": "terraform"})],
            Policy(ownership=OWNERS, adopt=True),
            ["managed by 'terraform' (arn:1)"],
        ),
        (
            [live(1, tags=OURS | {"ModelSource": OLD}, models=(OLD,))],
            Policy(ownership=OWNERS, recreate="never"),
            ["recreate: never forbids"],
        ),
        (
            [],
            Policy(ownership=OWNERS, allowed_regions=frozenset({"eu-west-1"})),
            ["may route to us-east-1, outside the allowed regions"],
        ),
        (
            [live(1, tags=OURS), live(2, tags=OURS | {"ProfileKey": "b"})],
            BY_NAME,
            ["several profiles of different owners (arn:1, arn:2)"],
        ),
        ([live(1)], BY_NAME, ["not ours", "adopt: true"]),
        (
            [live(1, description="a")],
            Policy(ownership=OWNERS, adopt=True, recreate="always"),
            ["once adopted it would be replaced (description 'a' → 'b')", "leave recreate: always out"],
        ),
    ],
)
def test_refused(profiles, policy, said):
    plan = planned(profiles, policy, [want(description="b")])
    assert len(plan.problems) == 1
    assert all(part in plan.problems[0].message for part in said), plan.problems[0]
    assert (plan.problems[0].key, plan.problems[0].region) == ("chat", "us-east-1")


@pytest.mark.parametrize(
    ("profiles", "steps"),
    [
        ([], [("create", None, ())]),
        ([live(1, tags={"ManagedBy": "genai.bedrock", "ModelSource": NEW})], [("none", "arn:1", ())]),
        ([live(1, tags=OURS)], [("none", "arn:1", ())]),
        (
            [live(1, suffixed_name("chat-dev", NEW), tags={"ManagedBy": "genai.bedrock", "ModelSource": NEW})],
            [("none", "arn:1", ())],
        ),
        ([live(1, "chat-dev-beef", tags={"ManagedBy": "genai.bedrock", "ModelSource": NEW})], [("create", None, ())]),
        (
            [live(1, models=(OLD,), tags={"ManagedBy": "genai.bedrock", "ModelSource": OLD})],
            [("replace", "arn:1", ("arn:1",)), ("retire", None, ("arn:1",))],
        ),
    ],
)
def test_matching_by_name(profiles, steps):
    plan = planned(profiles, BY_NAME)
    assert (plan.problems, reported(plan)) == ((), steps)


def test_a_published_profile_is_kept_among_equals():
    plan = planned(
        [live(1, tags=OURS), live(2, tags=OURS)], Policy(ownership=OWNERS, published_arns=frozenset({"arn:2"}))
    )
    assert reported(plan)[0] == ("none", "arn:2", ("arn:1",))


def test_superseded_profiles_can_be_kept():
    plan = planned(
        [live(1, models=(OLD,), tags=OURS | {"ModelSource": OLD})], Policy(ownership=OWNERS, superseded="keep")
    )
    assert reported(plan) == [("replace", "arn:1", ("arn:1",))]


def test_adopting_keeps_their_tags_and_adds_ours():
    theirs = live(1, tags={"Team": "x", "CreatedBy": "terraform"})
    plan = planned([theirs], Policy(ownership=OWNERS, adopt=True), [want(tags={"Tier": "a"})])
    (step,) = plan.steps
    assert step.action == "adopt"
    assert step.tags.remove == ()
    assert step.tags.put == OURS | {"Tier": "a"}


@pytest.mark.parametrize(
    ("tags", "owners", "requested", "removed"),
    [
        pytest.param({}, OWNERS, {}, (), id="adopted"),
        pytest.param({"CreatedBy": "ansible"}, OWNERS, {}, (), id="adopted from another playbook"),
        pytest.param(CREATED, OWNERS, {}, ("Team",), id="born here"),
        pytest.param(CREATED, OWNERS, CREATED, (), id="the user sets what would tell"),
        pytest.param({}, None, {}, (), id="adopted by name"),
    ],
)
def test_adopted_tags_stay_while_adopt_is_set(tags, owners, requested, removed):
    theirs = live(1, tags=OURS | {"Team": "x"} | tags)
    entry = want(tags=requested)
    (step,) = planned([theirs], Policy(ownership=owners, adopt=True), [entry]).steps
    assert step.tags.remove == removed
    (step,) = planned([theirs], Policy(ownership=owners), [entry]).steps
    assert step.tags.remove == ("Team",)


def test_one_of_ours_that_lost_its_owner_is_adopted_with_the_tags_that_the_next_run_wants():
    lost = live(1, tags={"Team": "x"} | CREATED)
    (step,) = planned([lost], Policy(ownership=OWNERS, adopt=True), [want(tags={})]).steps
    assert (step.action, step.tags.remove) == ("adopt", ("Team",))


@pytest.mark.parametrize(
    ("tags", "purge", "put", "remove"),
    [
        (None, True, {}, ()),
        ({}, True, {}, ("Extra",)),
        ({}, False, {}, ()),
        ({"Extra": "x"}, True, {}, ()),
        ({"Extra": "y", "More": "z"}, True, {"Extra": "y", "More": "z"}, ()),
        ({"Environment": "stolen", "Extra": "x"}, True, {}, ()),
    ],
)
def test_tags_of_ours(tags, purge, put, remove):
    profile = live(1, tags=OURS | {"Extra": "x", "CreatedDate": "2020-01-01", "CreatedBy": "ansible"})
    (step,) = planned([profile], Policy(ownership=OWNERS, purge_tags=purge), [want(tags=tags)]).steps
    assert (step.tags.put, step.tags.remove) == (put, remove)


def test_by_name_alone_a_role_keeps_its_identity():
    (step,) = planned([live(1, tags=OURS | {"Extra": "x"})], BY_NAME, [want(tags={})]).steps
    assert step.tags.remove == ("Extra",)


@pytest.mark.parametrize(
    ("recreate", "actions"), [("source", ["none"]), ("always", ["replace", "retire"]), ("never", ["none"])]
)
def test_descriptions_warn_or_replace(recreate, actions):
    plan = planned(
        [live(1, tags=OURS, description="old")], Policy(ownership=OWNERS, recreate=recreate), [want(description="new")]
    )
    assert [str(step.action) for step in plan.steps] == actions
    assert bool(plan.warnings) is (actions == ["none"])


def test_changed_destinations_only_warn():
    moved = Source(
        "arn:aws:bedrock:us-east-1:123456789012:inference-profile/us.new.model",
        "new.model",
        (NEW, NEW.replace("us-east-1", "us-east-2")),
    )
    plan = planned([live(1, tags=OURS | {"ModelSource": moved.arn})], source=moved)
    assert reported(plan) == [("none", "arn:1", ())]
    assert "destinations" in plan.warnings[0]


def test_a_moved_key_keeps_its_profile():
    plan = planned([live(1, tags=OURS | {"ProfileKey": "talk"})], wanted=[want(moved_from="talk")])
    assert reported(plan) == [("retag", "arn:1", ())]
    assert plan.steps[0].tags.put == {"ProfileKey": "chat"}


@pytest.mark.parametrize("moved_from", ["talk", None], ids=["moved now", "moved before"])
@pytest.mark.parametrize(
    ("generated", "recreate", "actions"),
    [
        (True, "source", ["keep"]),
        (True, "never", ["keep"]),
        (True, "always", ["replace", "retire"]),
        (False, "source", ["replace", "retire"]),
    ],
)
def test_a_name_that_nobody_chose_replaces_nothing(generated, recreate, actions, moved_from):
    """A generated name holds the key or the use case: a profile whose key was moved keeps its name for good."""
    profile = live(1, "talk-dev", tags=OURS | {"ProfileKey": moved_from or "chat"})
    entry = want(moved_from=moved_from, name_generated=generated)
    plan = planned([profile], Policy(ownership=OWNERS, recreate=recreate), [entry])
    kept = "retag" if moved_from else "none"
    assert [str(step.action) for step in plan.steps] == [kept if action == "keep" else action for action in actions]
    said = "name talk-dev → chat-dev: kept, since it follows from a rule: set name to replace it"
    assert [said in warning for warning in plan.warnings] == ([True] if actions == ["keep"] else [])


@pytest.mark.parametrize(
    ("entries", "steps"),
    [
        pytest.param(
            [want(moved_from="talk"), want(key="talk", absent=True)],
            [("chat", "retag", "arn:1"), ("talk", "none", None)],
            id="the former key is switched off",
        ),
        pytest.param(
            [want(key="talk"), want(moved_from="talk", absent=True)],
            [("chat", "none", None), ("talk", "none", "arn:1")],
            id="the new key is switched off again",
        ),
        pytest.param(
            [want(moved_from="talk", absent=True), want(key="talk", absent=True)],
            [("chat", "delete", "arn:1"), ("talk", "none", None)],
            id="both are switched off",
        ),
    ],
)
def test_an_absent_entry_deletes_no_profile_of_another(entries, steps):
    plan = planned([live(1, tags=OURS | {"ProfileKey": "talk"})], wanted=entries)
    assert [(step.key, step.action, step.live and step.live.arn) for step in plan.steps] == steps


def test_one_profile_is_adopted_once():
    entries = [want(), want(key="talk")]
    plan = planned([live(1)], Policy(ownership=OWNERS, adopt=True), entries)
    (problem,) = plan.problems
    assert (problem.key, problem.region) == ("talk", "us-east-1")
    assert problem.message == "arn:1 has the name that chat wants too: give one of the two another name"


@pytest.mark.parametrize(
    ("profiles", "policy", "steps"),
    [
        ([], BY_TAGS, [("none", None, ())]),
        (
            [live(1, tags=OURS), live(2, "other", tags=OURS)],
            BY_TAGS,
            [("delete", "arn:1", ()), ("delete", "arn:2", ())],
        ),
        ([live(1)], BY_TAGS, [("none", None, ())]),
        ([live(1, tags=OURS | {"Workload": "cai"})], BY_TAGS, [("none", None, ())]),
        ([live(1)], Policy(adopt=True), [("delete", "arn:1", ())]),
        ([live(1, tags={"ManagedBy": "genai.bedrock"})], BY_NAME, [("delete", "arn:1", ())]),
    ],
)
def test_absent(profiles, policy, steps):
    plan = planned(profiles, policy, [want(absent=True)])
    assert (plan.problems, reported(plan)) == ((), steps)


def test_deleting_what_is_not_ours_needs_a_word():
    assert "not ours: set adopt: true" in planned([live(1)], BY_NAME, [want(absent=True)]).problems[0].message


GONE = live(7, "gone", tags=OURS | {"ProfileKey": "gone"})


@pytest.mark.parametrize(
    ("wanted", "extra", "deleted", "said"),
    [
        ([want()], {}, [], None),
        ([want()], {"purge": True}, ["arn:7"], None),
        ([want()], {"purge": True, "purge_limit": 0}, [], "more than purge_limit (0)"),
        ([want()], {"purge": True, "purge_limit": 0, "purge_all": True}, ["arn:7"], None),
        ([], {"purge": True}, [], "purge_all: true"),
        ([], {"purge": True, "purge_all": True}, ["arn:1", "arn:7"], None),
        ([want()], {"purge": True, "retire_arns": frozenset()}, [], None),
        ([], {"purge": True, "purge_all": True, "retire_arns": frozenset(["arn:7"])}, ["arn:7"], None),
    ],
)
def test_purging(wanted, extra, deleted, said):
    foreign = [
        live(8),
        live(9, tags=OURS | {"Environment": "prod", "ProfileKey": "gone"}),
        live(10, tags={"ManagedBy": "genai.bedrock"}),
    ]
    plan = planned([live(1, tags=OURS), GONE, *foreign], Policy(ownership=OWNERS, **extra), wanted)
    assert [step.live.arn for step in plan.steps if step.action == "delete"] == deleted
    assert [said in problem.message for problem in plan.problems] == ([True] if said else [])
    assert (GONE in plan.orphans) is (not extra or extra.get("retire_arns") == frozenset())


def test_what_may_not_go_yet_does_not_count_for_the_limit():
    other = live(6, "other", tags=OURS | {"ProfileKey": "other"})
    policy = Policy(ownership=OWNERS, purge=True, purge_limit=1, retire_arns=frozenset(["arn:7"]))
    plan = planned([live(1, tags=OURS), GONE, other], policy)
    assert ([step.live.arn for step in plan.steps if step.action == "delete"], plan.problems) == (["arn:7"], ())
    assert plan.orphans == (other,)


@pytest.mark.parametrize(("arns", "action"), [(["arn:1"], "delete"), (["arn:2"], "none")])
def test_what_is_absent_goes_if_it_may(arns, action):
    policy = Policy(ownership=OWNERS, retire_arns=frozenset(arns))
    assert [str(step.action) for step in planned([live(1, tags=OURS)], policy, [want(absent=True)]).steps] == [action]


def test_a_region_taken_out_of_an_entry_is_reported():
    plan = planned([live(1, tags=OURS), live(2, tags=OURS, region="us-west-2")])
    assert [profile.arn for profile in plan.orphans] == ["arn:2"]
    assert "is orphaned" in plan.warnings[0]


def test_new_profiles_bear_all_tags():
    (step,) = planned([], wanted=[want(tags={"UseCase": "copilot"})]).steps
    assert step.creation.tags == OURS | {"UseCase": "copilot", "CreatedBy": "ansible", "CreatedDate": "2026-11-22"}
    (step,) = planned([], BY_NAME).steps
    assert step.creation.tags == {"ManagedBy": "genai.bedrock", "ModelSource": NEW}


@pytest.mark.parametrize("requested", [{"CreatedBy": "alice"}, {"CreatedDate": "2025-01-01"}])
def test_a_birth_tag_that_the_user_sets_holds_from_the_start(requested):
    (step,) = planned([], wanted=[want(tags=requested)]).steps
    assert requested.items() <= step.creation.tags.items()
    assert reported(planned([live(1, tags=step.creation.tags)], wanted=[want(tags=requested)])) == [
        ("none", "arn:1", ())
    ]


def test_tokens_are_equal_for_equal_creations_only():
    def token(profiles=(), policy=BY_TAGS, **changes):
        return planned(list(profiles), policy, [want(**changes)]).steps[0].creation.token

    assert token() == token()
    others = [
        # The tag CreatedDate is part of the request, and a token must never come with another one.
        token(policy=Policy(ownership=OWNERS, today="2026-11-23")),
        token(name="other"),
        token(description="d"),
        token(tags={"a": "1"}),
        token(key="other"),
        token([live(1, models=(OLD,), tags=OURS | {"ModelSource": OLD})]),
    ]
    assert len({token(), *others}) == 7
    assert len(token()) == 64


@pytest.mark.parametrize("tags", [{"a,b": "x"}, {f"k{n}": "" for n in range(50)}])
def test_tags_are_checked_in_the_plan_too(tags):
    assert planned([], wanted=[want(tags=tags)]).problems
