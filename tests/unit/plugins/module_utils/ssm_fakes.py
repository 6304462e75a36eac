# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A region's Parameter Store in memory, which counts what it is asked and fails on demand."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from threading import Lock

from ansible_collections.genai.bedrock.plugins.module_utils._core.failures import CallError
from ansible_collections.genai.bedrock.plugins.module_utils._core.parameters.policies import as_policies
from ansible_collections.genai.bedrock.plugins.module_utils._core.parameters.ssm_parameters import (
    Details,
    LiveParameter,
    Written,
)

OURS = {"ManagedBy": "genai.bedrock"}


@dataclass
class Fault:
    """Errors that a call answers with: for calls about ``name`` (else all), ``times`` times (else for good)."""

    code: str
    name: str | None = None
    times: int | None = None
    after: bool = False
    message: str = "told by AWS"


@dataclass
class FakeStore:
    region: str = "us-east-1"
    live: dict[str, LiveParameter] = field(default_factory=dict)
    known_details: dict[str, Details] = field(default_factory=dict)
    bulk: dict[str, dict[str, str]] = field(default_factory=dict)
    faults: dict[str, Fault] = field(default_factory=dict)
    calls: list[tuple] = field(default_factory=list)
    lock: Lock = field(default_factory=Lock)

    def arn(self, name):
        return f"arn:aws:ssm:{self.region}:123456789012:parameter/{name.removeprefix('/')}"

    def seed(self, name, value="v", tags=None, kind="String", version=1, details=None, tagging_knows=True):
        tags = dict(OURS if tags is None else tags)
        self.live[name] = LiveParameter(name, self.region, kind, value, version, self.arn(name), tags=tags)
        self.known_details[name] = details or Details(tier="Standard")
        if tagging_knows and tags.get("ManagedBy") == "genai.bedrock":
            self.bulk[self.arn(name)] = dict(tags)
        return self

    def writes(self):
        return [call for call in self.calls if call[0] in ("put", "add_tags", "remove_tags", "delete")]

    def counted(self):
        kinds = [call[0] for call in self.calls]
        return {kind: kinds.count(kind) for kind in kinds}

    def _call(self, kind, *about):
        with self.lock:
            self.calls.append((kind, *about))
            self._fail(kind, about, after=False)

    def _fail(self, kind, about, *, after):
        fault = self.faults.get(kind)
        if fault is None or fault.after is not after or fault.times == 0:
            return
        if (
            fault.name is None
            or fault.name in about
            or any(fault.name in part for part in about if isinstance(part, tuple))
        ):
            if fault.times:
                fault.times -= 1
            raise CallError(kind, self.region, fault.code, fault.message, f"ssm:{kind}")

    def parameters(self, names, *, decrypt):
        self._call("decrypted" if decrypt else "parameters", tuple(names))
        requested = [(name, *name.partition(":")) for name in names]
        found = [
            self.live[name if name in self.live else plain]
            if not selector
            else replace(self.live[plain], selector=f":{selector}")
            for name, plain, _colon, selector in requested
            if plain in self.live
        ]
        return [self._seen(parameter, decrypt) for parameter in found]

    def history(self, name):
        self._call("history", name)
        return {self.live[name].version: replace(self.known_details[name], labels=("stable",))}

    def _seen(self, parameter, decrypt):
        known = replace(parameter, tags=None, details=None)
        if not parameter.secure:
            return known
        return replace(known, decrypted=True) if decrypt else replace(known, value="ciphertext")

    def under_path(self, path, *, recursive, decrypt):
        self._call("under_path", path)
        return [self._seen(known, decrypt) for name, known in self.live.items() if name.startswith(f"{path}/")]

    def details(self, names):
        self._call("details", tuple(names))
        return {name: self.known_details[name] for name in names if name in self.known_details}

    def details_below(self, path):
        self._call("details_below", path)
        return {name: known for name, known in self.known_details.items() if name.startswith(f"{path}/")}

    def our_tags(self):
        self._call("our_tags")
        return dict(self.bulk)

    def tags(self, name):
        self._call("tags", name)
        if name not in self.live:
            raise CallError("tags", self.region, "InvalidResourceId", "no such parameter")
        return dict(self.live[name].tags)

    def put(self, put):
        self._call("put", put.name)
        if not put.overwrite and put.name in self.live:
            raise CallError("put", self.region, "ParameterAlreadyExists", "it exists")
        version = self.live[put.name].version + 1 if put.name in self.live else 1
        tags = self.live[put.name].tags if put.overwrite else put.tags
        before = self.known_details.get(put.name) if put.overwrite else None
        details = Details(
            description=put.description or "",
            tier=put.tier or (before.tier if before else "Standard"),
            key_id=(put.key_id or "alias/aws/ssm") if put.type == "SecureString" else None,
            allowed_pattern=put.allowed_pattern or None,
            policies=as_policies(put.policies) if put.policies else before.policies if before else (),
        )
        data_type = put.data_type or (self.live[put.name].data_type if put.overwrite else "text")
        self.seed(put.name, put.value, tags, put.type, version, details)
        self.live[put.name] = replace(self.live[put.name], data_type=data_type)
        self._fail("put", (put.name,), after=True)
        return Written(version, details.tier)

    def add_tags(self, name, tags):
        self._call("add_tags", name)
        self._retag(name, self.live[name].tags | tags)

    def remove_tags(self, name, keys):
        self._call("remove_tags", name)
        self._retag(name, {key: value for key, value in self.live[name].tags.items() if key not in set(keys)})

    def _retag(self, name, tags):
        if len(tags) > 50:
            raise CallError("AddTagsToResource", self.region, "TooManyTagsError", "50 are allowed")
        self.live[name] = replace(self.live[name], tags=tags)
        self.bulk[self.arn(name)] = tags

    def delete(self, name):
        self._call("delete", name)
        self.live.pop(name, None)
        self.bulk.pop(self.arn(name), None)
