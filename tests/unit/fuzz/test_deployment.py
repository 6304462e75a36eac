# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""For any wishes, one after the other, and whatever call dies: no reader is sent to what is gone, and one more run ends it."""

from __future__ import annotations

from dataclasses import dataclass

from ansible_collections.genai.bedrock.plugins.module_utils._core.failures import CallError
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.fuzz.budget import examples
from tests.unit.plugins.module_utils.environment_fakes import EAST, WEST, FakeAws, run
from tests.unit.plugins.module_utils.fakes import HAIKU, SONNET

REGIONS = ([EAST], [WEST], [EAST, WEST], [WEST, EAST])


class Killed(BaseException):
    """The process is gone: nothing of it runs any more."""


@dataclass
class Watch:
    """Looks at every call: whether all that readers are sent to lives. ``deadly`` is the number of the call that dies."""

    aws: FakeAws
    deadly: int = 0
    error: str | None = None
    calls: int = 0
    dead: bool = False

    def __call__(self, region, service, call):
        gone = self.aws.named_arns - self.aws.live_arns
        assert not gone, f"before {service} {call} in {region} readers are sent to {gone}"
        self.calls += 1
        if self.dead or self.calls == self.deadly:
            if self.error:
                raise CallError(call, region, self.error, "told by a test", f"{service}:{call}")
            self.dead = True
            raise Killed


entries = st.dictionaries(
    st.sampled_from(("chat", "review", "search")),
    st.fixed_dictionaries(
        {"model": st.sampled_from((SONNET, HAIKU))},
        optional={"regions": st.sampled_from(REGIONS), "enabled": st.booleans()},
    ),
    max_size=3,
)
requests = st.fixed_dictionaries(
    {
        "workloads": st.fixed_dictionaries({"shop": entries}, optional={"desk": entries}),
        "regions": st.sampled_from(REGIONS),
        "purge": st.booleans(),
        "ssm_regions": st.sampled_from(([], [EAST], [WEST], [EAST, WEST])),
    }
)


def converge(aws, query, **options):
    # Two workloads must not want one name.
    workloads = {
        workload: {"entries": {key: {"name": f"{workload}-{key}", **entry} for key, entry in listed.items()}}
        for workload, listed in query["workloads"].items()
    }
    settings = {name: query[name] for name in ("regions", "purge", "ssm_regions")}
    return run(aws, workloads, geography="us", purge_all=True, former_regions=[EAST, WEST], **settings, **options)


def wanted_places(query):
    """(workload, key, region) of every profile that shall exist."""
    return {
        (workload, key, region)
        for workload, listed in query["workloads"].items()
        for key, entry in listed.items()
        if entry.get("enabled", True)
        for region in entry.get("regions", query["regions"])
    }


def live_places(aws, query):
    tags = [(region, tags) for name, region in aws.regions.items() for tags in [region.tagged]]
    return [
        (tag["Workload"], tag["ProfileKey"], region.region)
        for region, tagged in tags
        for arn, tag in tagged.items()
        if arn in region.live and tag["Workload"] in query["workloads"]
    ]


def settle(aws, query):
    """One more run ends with exactly what is wanted, and the one after it has nothing to do."""
    aws.before = None
    last = converge(aws, query)
    assert (last.forbidden, last.failures) == ([], [])
    again = converge(aws, query)
    assert not again.result["changed"], again.actions("shop")
    places = live_places(aws, query)
    assert wanted_places(query) <= set(places)
    if query["purge"]:
        assert sorted(places) == sorted(wanted_places(query)), "nothing of ours is left, and nothing is there twice"
    assert aws.named_arns <= aws.live_arns


@examples(25)
@given(st.lists(requests, min_size=1, max_size=3))
def test_any_requests_one_after_the_other(listed):
    aws = FakeAws()
    for query in listed:
        aws.before = Watch(aws)
        ran = converge(aws, query)
        assert (ran.forbidden, ran.failures) == ([], [])
        settle(aws, query)


@examples(60)
@given(requests, requests, st.integers(1, 120))
def test_a_run_that_is_killed_at_any_call(first, second, deadly):
    aws = FakeAws()
    converge(aws, first)
    aws.before = Watch(aws, deadly)
    try:
        converge(aws, second)
    except Killed:
        assert aws.named_arns <= aws.live_arns
    settle(aws, second)


@examples(60)
@given(requests, requests, st.integers(1, 120), st.sampled_from(("InternalServerException", "AccessDeniedException")))
def test_a_call_that_fails_at_any_time(first, second, deadly, code):
    aws = FakeAws()
    converge(aws, first)
    aws.before = Watch(aws, deadly, code)
    converge(aws, second)
    assert aws.named_arns <= aws.live_arns
    settle(aws, second)


@examples(25)
@given(requests, requests)
def test_check_mode_writes_nothing_and_shows_what_a_run_then_does(first, second):
    aws = FakeAws()
    converge(aws, first)
    aws.forget_calls()
    planned = converge(aws, second, check=True)
    assert aws.writes == []
    done = converge(aws, second)
    assert planned.result["changed"] == done.result["changed"]
    for workload in second["workloads"]:
        assert sorted(planned.actions(workload)) == sorted(done.actions(workload))


@examples(25)
@given(requests)
def test_teardown_leaves_nothing_of_ours(query):
    aws = FakeAws()
    converge(aws, query)
    aws.before = Watch(aws)
    ran = converge(aws, query, teardown=True)
    assert (ran.failures, live_places(aws, query)) == ([], [])
    assert not any(store.live for store in aws.stores.values())
