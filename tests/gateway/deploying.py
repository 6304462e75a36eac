# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Deploy an inventory without a playbook: the roles' declarations, rendered by Ansible, given to the module in this process.

What only a playbook can show (tags, facts, hosts side by side, what is printed where) is for ``playing.py``.
"""

from __future__ import annotations

import functools
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ansible._internal._datatag._tags import TrustedAsTemplate
from ansible.inventory.manager import InventoryManager
from ansible.parsing.dataloader import DataLoader
from ansible.template import Templar
from ansible.vars.manager import VariableManager

from tests.gateway.running import run_module

ROOT = Path(__file__).resolve().parents[2]
#: Stands for Ansible's own.
OMIT = "omitted by the task"
ROLES = ("inference_profiles", "copilot", "cai", "embedding", "cross_region")


@dataclass(frozen=True)
class Deployed:
    """The module's result, and the same as the text that a playbook prints of it."""

    result: dict[str, Any]

    @property
    def status(self) -> int:
        return 2 if self.result.get("problems", [self.result.get("msg")]) else 0

    @property
    def changed(self) -> bool:
        return bool(self.result.get("changed"))

    @property
    def output(self) -> str:
        reported = [*self.result.get("lines", []), *self.result.get("problems", [self.result.get("msg", "")])]
        diff = json.dumps(self.result.get("diff", []), indent=1, ensure_ascii=False)
        return "\n".join([*map(str, reported), *self.result.get("warnings", []), diff])

    def actions(self, workload: str) -> list[tuple[str, str, str]]:
        """(key, region, action) of all that is not as it was."""
        rows = self.result["workloads"][workload]["actions"]
        return [(row["key"], row["region"], row["action"]) for row in rows if row["action"] != "none"]

    def ok(self) -> Deployed:
        assert self.status == 0, self.output[-6000:]
        return self


def deploy(
    aws: Any,
    inventory: str = "inventories/local",
    *,
    check: bool = False,
    diff: bool = False,
    **settings: Any,
) -> Deployed:
    """What the playbook deploy does for one host of an inventory; ``settings`` are those of ``parameters``."""
    return Deployed(run_module("workloads", aws, check=check, diff=diff, **parameters(aws, inventory, **settings)))


def parameters(
    aws: Any,
    inventory: str,
    *,
    roles: tuple[str, ...] = ROLES,
    state: str = "present",
    host: str | None = None,
    options: dict[str, Any] | None = None,
    **variables: Any,
) -> dict[str, Any]:
    """The parameters that the playbook gives the module; ``variables`` are those of the command line."""
    render = _renderer(aws, inventory, host, variables)
    selected = render("{{ bedrock_roles | default(none) }}") or roles
    selected = selected.split(",") if isinstance(selected, str) else selected
    declared, connections = {}, {}
    for role in (role for role in roles if role in selected):
        name = render("{{ inference_profiles_workload }}") if role == "inference_profiles" else role
        declared[name] = render(f"{{{{ __{role}_workload }}}}")
        connections[name] = render(f"{{{{ __{role}_connection }}}}") | {"endpoint_url": aws.url}
    lock = {name: variables[f"bedrock_{name}"] for name in ("lock", "lock_timeout") if f"bedrock_{name}" in variables}
    return {"workloads": declared, "connections": connections, "state": state, **lock, **(options or {})}


def teardown(aws: Any, inventory: str = "inventories/local", **settings: Any) -> Deployed:
    """What the playbook teardown does for the roles; with all of them, for what nobody declares, too."""
    everything = settings.get("roles", ROLES) == ROLES
    return deploy(aws, inventory, state="absent", options={"everything": everything}, **settings)


def watch(
    aws: Any,
    deployed: Deployed | None = None,
    state: str = "present",
    inventory: str = "inventories/local",
    **settings: Any,
) -> Deployed:
    """What role observability does about alarms and dashboard, by itself or as the playbooks call it after deploying.

    ``gone``: the workloads that a teardown was limited to; ``expected``: whether there are to be alarms.
    """
    about = {"state": state, "gone": settings.pop("gone", []), "expected": settings.pop("expected", True)}
    check = settings.pop("check", False)
    if deployed:
        about |= {"published": deployed.result["records"], "former": deployed.result["former_records"]}
    variables = settings | {f"__observability_{name}": value for name, value in about.items()}
    render = _renderer(aws, inventory, None, variables)
    return Deployed(_run_task(aws, "observability", "watch.yml", "observability", render, check=check))


def grant(
    aws: Any, state: str = "present", *, check: bool = False, inventory: str = "inventories/local", **settings: Any
) -> Deployed:
    """What role access does about policies without a file of them, which are the result's documents."""
    records = {}
    if state == "present":
        render = _renderer(aws, inventory, None, settings)
        records = _run_task(aws, "access", "main.yml", "records_info", render)["records"]
    variables = settings | {"__access_state": state, "__access_records": records}
    render = _renderer(aws, inventory, None, variables)
    return Deployed(_run_task(aws, "access", "policies.yml", "access_policies", render, check=check))


def _run_task(aws: Any, role: str, file: str, module: str, render: Any, *, check: bool = False) -> dict[str, Any]:
    """The one task of a role's file that runs a module, as the role would run it."""
    (task,) = (task for task in _tasks(role, file) if f"genai.bedrock.{module}" in task)
    params = {name: render(value) for name, value in task[f"genai.bedrock.{module}"].items()}
    connection = render(f"{{{{ __{role}_connection }}}}") | {"endpoint_url": aws.url}
    given = {name: value for name, value in params.items() if value != OMIT}
    return run_module(module, aws, check=check, **connection | given)


@functools.cache
def _tasks(role: str, file: str) -> list[dict[str, Any]]:
    path = str(ROOT / "roles" / role / "tasks" / file)
    tasks: list[dict[str, Any]] = DataLoader().load_from_file(path, trusted_as_template=True)
    return tasks


def _renderer(aws: Any, inventory: str, host: str | None, variables: dict[str, Any]) -> Any:
    found = _inventory_variables(inventory, host)
    known = {**_role_files("defaults"), **found, **_role_files("vars"), **variables}
    known |= {"bedrock_endpoint_url": aws.url, "omit": OMIT}
    templar = Templar(loader=DataLoader(), variables=known)

    def render(template: str) -> Any:
        return templar.template(TrustedAsTemplate().tag(template))

    return render


@functools.cache
def _inventory_variables(inventory: str, host: str | None) -> dict[str, Any]:
    loader = DataLoader()
    loader.set_basedir(str(ROOT))
    hosts = InventoryManager(loader=loader, sources=[str(ROOT / inventory)])
    chosen = hosts.get_host(host) if host else hosts.get_hosts("bedrock")[0]
    found: dict[str, Any] = VariableManager(loader=loader, inventory=hosts).get_vars(host=chosen)
    return found


@functools.cache
def _role_files(folder: str) -> dict[str, Any]:
    loader = DataLoader()
    found: dict[str, Any] = {}
    for role in (*ROLES, "observability", "access"):
        found |= loader.load_from_file(str(ROOT / "roles" / role / folder / "main.yml"), trusted_as_template=True) or {}
    return found
