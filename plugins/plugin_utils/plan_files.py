# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Files of a plan on the controller: plan.md and plan.json are written, an approved plan.json is read."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from ansible_collections.genai.bedrock.plugins.module_utils._core.deployment.approval import VARIABLE, plan_fault
from ansible_collections.genai.bedrock.plugins.module_utils._core.deployment.plan_page import plan_page

OPTION, PATH_OPTION = "approved_plan", "plan_path"
JSON, PAGE = "plan.json", "plan.md"


def kept_plan(result: Mapping[str, Any], path: str, host: str, hosts: Sequence[str]) -> dict[str, Any]:
    """What the result of a task gains: the paths of the files, or the problem that there are none."""
    try:
        if not result.get("plan"):
            # An earlier plan is not to be taken for that of a run that had none.
            remove_plan(path, host, hosts)
            return {}
        return {"plan_files": write_plan(result["plan"], path, host, hosts)}
    except OSError as error:
        problem = f"bedrock_plan_path: {error.filename or path} cannot be written: {error.strerror}"
        problems = [*(result.get("problems") or []), problem]
        return {"failed": True, "msg": "\n".join(problems), "problems": problems}


def write_plan(plan: Mapping[str, Any], path: str, host: str, hosts: Sequence[str]) -> list[str]:
    """Write both files into a folder, of several hosts into one for each below it; returns their paths."""
    several, folder = len(hosts) > 1, _folder(path, host, hosts)
    folder.mkdir(parents=True, exist_ok=True)
    kept = dict(plan) | {"metadata": {"created_at": datetime.now(UTC).isoformat(timespec="seconds")}}
    texts = {
        PAGE: plan_page(plan, host if several else ""),
        JSON: json.dumps(kept, indent=1, sort_keys=True, ensure_ascii=False) + "\n",
    }
    for name, text in texts.items():
        _write(folder / name, text)
    return [str(folder / name) for name in texts]


def remove_plan(path: str, host: str, hosts: Sequence[str]) -> None:
    for name in (JSON, PAGE):
        (_folder(path, host, hosts) / name).unlink(missing_ok=True)


def _folder(path: str, host: str, hosts: Sequence[str]) -> Path:
    return _absolute(path) / host if len(hosts) > 1 else _absolute(path)


def read_approved(given: Any, host: str) -> tuple[dict[str, Any] | None, str]:
    """The approved plan, and what is wrong with it. A folder has ``plan.json``, or one in a subfolder of each host."""
    if isinstance(given, Mapping):
        found: Any = dict(given)
        name = VARIABLE
    else:
        path = _path_of(_absolute(str(given)), host)
        name = f"{VARIABLE}: {path}"
        try:
            found = json.loads(path.read_text(encoding="utf-8"))
        except OSError as error:
            return None, f"{name} cannot be read: {error.strerror}"
        except ValueError as error:
            return None, f"{name} is no JSON: {error}"
    if fault := plan_fault(found):
        return None, f"{name} {fault}"
    return found, ""


def _path_of(path: Path, host: str) -> Path:
    if not path.is_dir():
        return path
    own = path / host / JSON
    return own if own.exists() else path / JSON


def _absolute(path: str) -> Path:
    return Path(path).expanduser().resolve()


def _write(path: Path, text: str) -> None:
    """Whole or not at all: whoever approves a plan must not get half of it."""
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    beside.write_text(text, encoding="utf-8")
    beside.replace(path)
