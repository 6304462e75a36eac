# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Nothing is untested, undocumented or forgotten in a list."""

from __future__ import annotations

import ast
import importlib
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from ansible_collections.amazon.aws.plugins.module_utils.modules import AnsibleAWSModule, aws_argument_spec
from ansible_collections.genai.bedrock.plugins.doc_fragments.aws import ModuleDocFragment
from ansible_collections.genai.bedrock.plugins.module_utils._core.connecting.options import ALIASES

from tests.examples.snippets import of_markdown
from tests.unit import repo_facts as repo

THINGS = [
    *(("module", name) for name in repo.modules()),
    *((kind, name) for kind in ("filter", "lookup") for name in repo.plugins(kind)),
    *(("role", name) for name in repo.roles()),
    *(("playbook", name) for name in repo.playbooks()),
]
PLUGINS = [(kind, name) for kind, name in THINGS if kind in repo.PLUGIN_KINDS]
ROLES = repo.roles()

HEADER = """\
# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""


@pytest.mark.parametrize(("kind", "name"), THINGS)
def test_nothing_is_untested(kind: str, name: str) -> None:
    fqcn = re.escape(f"{repo.COLLECTION}.{name}")
    ways = rf"{fqcn}(?![\w.])|plugins\.{kind}s?\.{name}\b|plugins\.{kind}s? import (\([^)]*|.*)\b{name}\b|plugins/{kind}s?/test_{name}\b"
    ways += rf'|run_module\(\s*"{name}"' if kind == "module" else ""
    assert re.search(ways, repo.test_text()), f"no test names the {kind} {name}"


@pytest.mark.parametrize("name", ROLES)
def test_each_role_has_a_molecule_scenario(name: str) -> None:
    scenario = repo.ROOT / "extensions/molecule" / name
    assert (scenario / "molecule.yml").is_file()
    assert f"{repo.COLLECTION}.{name}" in (scenario / "converge.yml").read_text()
    assert (scenario / "verify.yml").is_file(), "a role that is not looked at afterwards is not tested"


@pytest.mark.parametrize(("kind", "name"), PLUGINS)
def test_documentation_is_complete(kind: str, name: str) -> None:
    reported = repo.documentation()[kind][name]
    assert reported["doc"]["short_description"]
    assert reported["doc"]["version_added"]
    assert reported["examples"].strip()
    assert reported["return"]
    if kind == "module":
        group = {"action_group"} if name in repo.aws_modules() else set()
        assert {"check_mode", "diff_mode", "idempotent", *group} <= set(reported["doc"]["attributes"])
        assert reported["doc"]["attributes"]["check_mode"]["support"] == "full"
    if name.endswith("_info"):
        assert reported["doc"]["attributes"]["diff_mode"]["support"] == "N/A"


def test_action_group_holds_all_modules() -> None:
    group = repo.read_yaml(repo.ROOT / "meta/runtime.yml")["action_groups"]["aws"]
    metadata = [row["metadata"] for row in group if isinstance(row, dict)]
    assert metadata == [{"extend_group": ["amazon.aws.aws"]}]
    assert sorted(row for row in group if isinstance(row, str)) == repo.aws_modules()


def test_lookups_have_the_connection_options_of_modules() -> None:
    modules, lookups = (
        yaml.safe_load(text)["options"] for text in (ModuleDocFragment.MODULES, ModuleDocFragment.PLUGINS)
    )
    # It is an option of AnsibleAWSModule, which lookups are not.
    del modules["debug_botocore_endpoint_logs"]
    assert {name: _reported(option) for name, option in lookups.items()} == {
        name: _reported(option) for name, option in modules.items()
    }
    assert {name: tuple(option.get("aliases", ())) for name, option in lookups.items()} == ALIASES


class _SpecError(Exception):
    """Ends a module as soon as it has said what it takes."""


def _reported(option: Mapping[str, Any]) -> dict[str, Any]:
    """What documentation and argument spec have in common, with Ansible's defaults filled in."""
    nested = option.get("suboptions") or option.get("options") or {}
    return {
        "type": option.get("type", "str"),
        "elements": option.get("elements"),
        "default": option.get("default"),
        "choices": sorted(option.get("choices") or []),
        "required": bool(option.get("required")),
        "aliases": sorted(option.get("aliases") or []),
        "options": {name: _reported(value) for name, value in nested.items()},
    }


@pytest.mark.parametrize("name", repo.aws_modules())
def test_argument_spec_is_what_is_documented(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def capture(**settings: Any) -> None:
        raise _SpecError(settings["argument_spec"])

    monkeypatch.setitem(AnsibleAWSModule.default_settings, "module_class", capture)
    module = importlib.import_module(f"ansible_collections.{repo.COLLECTION}.plugins.modules.{name}")
    with pytest.raises(_SpecError) as caught:
        module.main()
    spec = {option: _reported(value) for option, value in caught.value.args[0].items()}
    documented = {
        option: _reported(value) for option, value in repo.documentation()["module"][name]["doc"]["options"].items()
    }
    assert spec.keys() == documented.keys()
    # The aliases of amazon.aws's own options change with its releases.
    for option in spec.keys() - aws_argument_spec().keys():
        assert spec[option] == documented[option], option


@pytest.mark.parametrize("name", sorted({*repo.modules()} - {*repo.aws_modules()}))
def test_arguments_of_an_action_are_what_is_documented(name: str) -> None:
    action = importlib.import_module(f"ansible_collections.{repo.COLLECTION}.plugins.action.{name}")
    documented = repo.documentation()["module"][name]["doc"]["options"]
    assert {option: _reported(value) for option, value in action.ARGUMENTS.items()} == {
        option: _reported(value) for option, value in documented.items()
    }


@pytest.mark.parametrize("name", ROLES)
def test_role_is_documented(name: str) -> None:
    role = repo.ROOT / "roles" / name
    readme = (role / "README.md").read_text()
    specs = repo.read_yaml(role / "meta/argument_specs.yml")["argument_specs"]
    options = {option: value for entry in specs.values() for option, value in entry.get("options", {}).items()}
    defaults = repo.read_yaml(role / "defaults/main.yml") or {} if (role / "defaults/main.yml").exists() else {}
    public = {variable for variable in defaults if not variable.startswith("__")}
    assert public <= set(options), "defaults that the argument spec does not know"
    assert [option for option in options if f"`{option}`" not in readme] == [], "options that the README does not tell"
    assert all(option.startswith((f"{name}_", "bedrock_")) for option in options)
    assert all(value.get("type") and value.get("description") for value in options.values())
    assert repo.read_yaml(role / "meta/main.yml")["galaxy_info"]["description"]


def test_readme_and_changelog_name_everything() -> None:
    readme = (repo.ROOT / "README.md").read_text()
    changelog = (repo.ROOT / "CHANGELOG.md").read_text().replace("\\", "")
    # What is not released yet.
    changelog += "".join(path.read_text() for path in (repo.ROOT / "changelogs/fragments").glob("*.yml"))
    version = repo.read_yaml(repo.ROOT / "galaxy.yml")["version"]
    assert f"v{version}" in changelog
    assert [name for kind, name in THINGS if f"`{name}`" not in readme] == []
    # What is younger than the last release gets its line with the next one.
    released = [name for kind, name in PLUGINS if repo.documentation()[kind][name]["doc"]["version_added"] <= version]
    assert [name for name in released if f"{repo.COLLECTION}.{name}" not in changelog] == []


@pytest.mark.parametrize("path", repo.tracked(".md"), ids=lambda path: str(path.relative_to(repo.ROOT)))
def test_blocks_of_pages_are_of_a_kind_that_runs(path: Path) -> None:
    """tests/examples runs them, or reads why not; what it could not even read is found here, at once."""
    of_markdown(path.read_text())


def test_boto_floor_is_the_same_everywhere() -> None:
    floors = set((repo.ROOT / "meta/ee-requirements.txt").read_text().split())
    for name in repo.aws_modules():
        wanted = set(repo.documentation()["module"][name]["doc"]["requirements"])
        assert {floor.replace(">=", " >= ") for floor in floors} <= wanted, name


@pytest.mark.parametrize("path", repo.tracked(".py"), ids=lambda path: str(path.relative_to(repo.ROOT)))
def test_python_house_rules(path: Path) -> None:
    text = path.read_text()
    place = path.relative_to(repo.ROOT).parts
    if not text:
        assert path.name == "__init__.py"
        return
    assert text.removeprefix("#!/usr/bin/python\n").startswith(HEADER)
    limit = 400 if place[:2] == ("plugins", "modules") else 250 if place[0] == "plugins" else 500
    # `make router` writes the one file that applications copy, `make models` the table with some lines for each model.
    longer = {"inference_router.py": 1200, "_core/models/table.py": 1500}
    limit = next((lines for name, lines in longer.items() if "/".join(place).endswith(f"/{name}")), limit)
    assert len(text.splitlines()) <= limit
    # Put together here so that this file does not find itself.
    assert not re.search("# no" + "qa|# type: " + "ignore|pytest.mark.sk" + "ip", text)
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            assert (node.end_lineno or 0) - node.lineno < 40, f"{node.name} is longer than 40 lines"


@pytest.mark.parametrize("path", repo.tracked(".yml", ".yaml"), ids=lambda path: str(path.relative_to(repo.ROOT)))
def test_yaml_begins_with_a_document(path: Path) -> None:
    lines = [line for line in path.read_text().splitlines() if not line.startswith("#")]
    assert lines[0] == "---"


def test_no_task_hides_why_a_module_of_ours_failed() -> None:
    """Ansible forgets the traceback of a failure that ``failed_when: false`` takes back: say by what a failure is told."""

    def tasks(value: Any) -> Iterator[dict[str, Any]]:
        if isinstance(value, dict):
            yield value
        for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
            yield from tasks(inner)

    files = [path for folder in ("roles", "playbooks") for path in (repo.ROOT / folder).rglob("*.yml")]
    found = [task for path in files for task in tasks(repo.read_yaml(path)) if "failed_when" in task]
    ours = [task for task in found if any(name.startswith("genai.bedrock.") for name in task)]
    assert ours
    assert [task["name"] for task in ours if task["failed_when"] is False] == []
