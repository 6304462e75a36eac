# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""An account in memory, as a deployment sees it: profiles, parameters, guardrails and models, region by region."""

from __future__ import annotations

import itertools
import json
import threading
from collections import Counter
from dataclasses import dataclass, field

from ansible_collections.genai.bedrock.plugins.module_utils._core.deployment.workloads import absent, read_workloads
from ansible_collections.genai.bedrock.plugins.module_utils._core.failures import CallError
from ansible_collections.genai.bedrock.plugins.module_utils._core.preflight.permissions import Verdict
from ansible_collections.genai.bedrock.plugins.module_utils._engine.deployment.course import Run
from ansible_collections.genai.bedrock.plugins.module_utils._engine.deployment.deployment import deploy
from ansible_collections.genai.bedrock.plugins.module_utils._engine.deployment.events import Events
from ansible_collections.genai.bedrock.plugins.module_utils._engine.deployment.locking import no_lock
from ansible_collections.genai.bedrock.plugins.module_utils._engine.deployment.planning import approval
from ansible_collections.genai.bedrock.plugins.module_utils._engine.deployment.reporting import (
    errors,
    failures,
    result_of,
)
from ansible_collections.genai.bedrock.plugins.module_utils._engine.deployment.session import Session
from ansible_collections.genai.bedrock.plugins.module_utils._engine.pool import Pool

from tests.unit.plugins.module_utils.fakes import NOW, FakeRegion
from tests.unit.plugins.module_utils.ssm_fakes import FakeStore

EAST, WEST, CENTRAL = "us-east-1", "us-west-2", "us-east-2"
PREFIX = "/dev/bedrock/inference-profiles"
_numbers = itertools.count(1)


@dataclass
class Profiles(FakeRegion):
    """A region with a quota; ``down`` fails every call, ``unavailable`` are models without an agreement, and
    ``pending`` those whose agreement AWS still processes.
    """

    down: CallError | None = None
    before: object = None
    quota: int = 1000
    unavailable: tuple = ()
    pending: tuple = ()

    def _call(self, name):
        if self.before:
            self.before(self.region, "profiles", name)
        self.calls.append(name)
        if self.down:
            raise self.down
        if name in self.fail:
            raise self.fail[name]

    def profile_quota(self):
        self._call("profile_quota")
        return self.quota

    def availability(self, model_id):
        status = "NOT_AVAILABLE" if model_id in self.unavailable else "AVAILABLE"
        status = "PENDING" if model_id in self.pending else status
        return super().availability(model_id) | {"agreementAvailability": {"status": status}}


@dataclass
class Store(FakeStore):
    down: CallError | None = None
    before: object = None

    def _call(self, kind, *about):
        if self.before:
            self.before(self.region, "parameters", kind)
        if self.down:
            with self.lock:
                self.calls.append((kind, *about))
            raise self.down
        super()._call(kind, *about)


@dataclass
class Guardrails:
    """Guardrails of a region that hold what they are sent, READY at once."""

    region: str
    live: dict = field(default_factory=dict)
    current_tags: dict = field(default_factory=dict)
    current_versions: dict = field(default_factory=dict)
    calls: list = field(default_factory=list)
    fail: dict = field(default_factory=dict)
    down: CallError | None = None
    before: object = None

    def _call(self, name):
        if self.before:
            self.before(self.region, "guardrails", name)
        self.calls.append(name)
        if self.down:
            raise self.down
        if name in self.fail:
            raise self.fail[name]

    def summaries(self):
        self._call("summaries")
        return [{"id": i, "arn": a["guardrailArn"], "name": a["name"], "status": "READY"} for i, a in self.live.items()]

    def versions(self, identifier):
        self._call("versions")
        return sorted(self.current_versions.get(identifier, {}), key=int)

    def get(self, identifier, version=None):
        self._call("get")
        if version and version != "DRAFT":
            return self.current_versions.get(identifier, {}).get(version)
        return self.live.get(identifier.rpartition("/")[2])

    def tags(self, arn):
        self._call("tags")
        return dict(self.current_tags[arn])

    def create(self, request, tags):
        self._call("create")
        identifier = f"g{next(_numbers):05d}"
        arn = f"arn:aws:bedrock:{self.region}:123456789012:guardrail/{identifier}"
        self.live[identifier] = self._reported(identifier, arn, request)
        self.current_tags[arn] = dict(tags)
        return identifier

    def update(self, identifier, request):
        self._call("update")
        self.live[identifier] = self._reported(identifier, self.live[identifier]["guardrailArn"], request)

    def _reported(self, identifier, arn, request):
        reported = {key.removesuffix("Config"): value for key, value in request.items()}
        for policy, (sent, answered) in _POLICIES.items():
            if policy in reported:
                reported[policy] = {
                    answered: reported[policy][sent],
                    **{k: v for k, v in reported[policy].items() if k != sent},
                }
        return {"guardrailId": identifier, "guardrailArn": arn, "version": "DRAFT", "status": "READY", **reported}

    def publish(self, identifier, description):
        self._call("publish")
        number = str(len(self.current_versions.get(identifier, {})) + 1)
        reported = {**self.live[identifier], "version": number}
        self.current_versions.setdefault(identifier, {})[number] = reported
        return number

    def delete(self, identifier):
        self._call("delete")
        self.live.pop(identifier, None)

    def retag(self, arn, delta):
        self._call("retag")
        tags = {key: value for key, value in self.current_tags[arn].items() if key not in delta.remove}
        self.current_tags[arn] = tags | delta.put

    def key_arn(self, key):
        return key


_POLICIES = {
    "topicPolicy": ("topicsConfig", "topics"),
    "contentPolicy": ("filtersConfig", "filters"),
    "wordPolicy": ("wordsConfig", "words"),
    "contextualGroundingPolicy": ("filtersConfig", "filters"),
}


class Runtime:
    def __init__(self, aws, region):
        self.aws, self.region = aws, region

    def answer(self, check):
        self.aws.called.append(check.arn)
        if check.key in self.aws.silent:
            raise CallError("InvokeModel", self.region, "ValidationException", "the model does not answer")
        return check.dimensions

    def intervenes(self, check):
        return True


@dataclass
class FakeAws:
    """An account; implements the connection of a deployment. ``silent``: keys whose profiles cannot be called.

    Its gateways may only be made on the main thread, as boto3's clients.
    """

    regions: dict = field(default_factory=dict)
    stores: dict = field(default_factory=dict)
    walls: dict = field(default_factory=dict)
    called: list = field(default_factory=list)
    silent: set = field(default_factory=set)
    denied_actions: tuple = ()
    simulated: list = field(default_factory=list)
    #: How often it was asked whose account it is.
    callers: int = 0
    #: What asking IAM comes to.
    iam_error: CallError | None = None
    before: object = None
    #: Seconds that runs have waited so far, one number a wait.
    slept: list = field(default_factory=list)

    def profiles(self, region):
        _on_the_main_thread()
        return self.regions.setdefault(region, Profiles(region, before=self._before))

    def parameters(self, region):
        _on_the_main_thread()
        return self.stores.setdefault(region, Store(region, before=self._before))

    def guardrails(self, region):
        _on_the_main_thread()
        return self.walls.setdefault(region, Guardrails(region, before=self._before))

    def _before(self, region, service, call):
        if self.before:
            self.before(region, service, call)

    def runtime(self, region):
        _on_the_main_thread()
        return Runtime(self, region)

    def account(self, region):
        _on_the_main_thread()
        return self

    def caller(self):
        self.callers += 1
        return "123456789012", "arn:aws:iam::123456789012:user/deployer"

    def principal(self, caller):
        return caller

    def simulate(self, principal, question):
        self.simulated.append(question)
        if self.iam_error:
            raise self.iam_error
        return [
            Verdict(action, resource, "implicitDeny" if action in self.denied_actions else "allowed")
            for action, resource in question.needs
        ]

    # What tests ask.

    @property
    def live_arns(self):
        return {arn for region in self.regions.values() for arn in region.live}

    def parameter(self, name, region=EAST):
        found = self.stores[region].live.get(name) if region in self.stores else None
        return None if found is None else json.loads(found.value)

    def record(self, path, region=EAST):
        return self.parameter(f"{PREFIX}/{path}", region)

    def document(self, region=EAST):
        return self.parameter(PREFIX, region)

    @property
    def named_arns(self):
        """Every ARN that a reader of any record or document is sent to."""
        found = set()
        for store in self.stores.values():
            for parameter in store.live.values():
                try:
                    value = json.loads(parameter.value)
                except ValueError:
                    continue  # a damaged record sends nobody anywhere
                reported = [t["arn"] for t in value["targets"]] if "targets" in value else list(_arns(value))
                found |= set(reported)
        return found

    @property
    def writes(self):
        names = [call for region in self.regions.values() for call in region.writes]
        names += [call[0] for store in self.stores.values() for call in store.writes()]
        return names + [
            call
            for wall in self.walls.values()
            for call in wall.calls
            if call not in ("summaries", "versions", "get", "tags")
        ]

    @property
    def calls(self):
        counted = Counter(call for region in self.regions.values() for call in region.calls)
        counted.update(call[0] for store in self.stores.values() for call in store.calls)
        counted.update(f"guardrail_{call}" for wall in self.walls.values() for call in wall.calls)
        return counted

    def forget_calls(self):
        self.simulated.clear()
        for part in [*self.regions.values(), *self.stores.values(), *self.walls.values()]:
            part.calls.clear()


def _on_the_main_thread():
    assert threading.current_thread() is threading.main_thread(), "clients are made on the main thread"


def _arns(value):
    if isinstance(value, dict):
        for inner in value.values():
            yield from _arns(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _arns(inner)
    elif isinstance(value, str) and value.startswith("arn:"):
        yield value


DEFAULTS = {"environment": "dev", "regions": [EAST, WEST]}


def declared(workloads, **defaults):
    read, wrong = read_workloads(workloads, {**DEFAULTS, **defaults})
    assert not wrong, wrong
    return read


@dataclass
class Ran:
    """A run: its deployment, its result as the module tells it, how long it waited, and what a watcher heard."""

    deployment: object
    result: dict
    slept: list
    emitted: list

    @property
    def forbidden(self):
        return list(self.deployment.forbidden)

    @property
    def failures(self):
        return failures(self.deployment)

    @property
    def errors(self):
        return errors(self.deployment)

    def actions(self, workload="copilot"):
        rows = self.result["workloads"][workload]["actions"]
        return [(row["key"], row["region"], row["action"]) for row in rows if row["action"] != "none"]


def run(
    aws,
    workloads,
    *,
    check=False,
    teardown=False,
    lock=None,
    everything=False,
    elsewhere=None,
    approved=None,
    pool=None,
    **defaults,
):
    """One deployment of workloads over an account in memory; ``elsewhere`` are the accounts of some workloads."""
    read = declared(workloads, **defaults)
    read = [absent(workload) for workload in read] if teardown else read
    emitted, waited = [], len(aws.slept)
    events = Events(emitted.append)
    session = Session(aws, events)
    others = {name: Session(account, events) for name, account in (elsewhere or {}).items()}
    with pool or Pool(8) as workers:
        how = Run(workers, NOW, aws.slept.append, events.wait_for_readers, check=check, everything=everything)
        deployment = deploy(
            read, lambda workload: others.get(workload.name, session), how, lock or no_lock, approval(approved)
        )
    return Ran(deployment, result_of(deployment, events, check=check), aws.slept[waited:], emitted)
