# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Checks the variables of the play, runs the module of the same name, and shows its progress."""

from __future__ import annotations

import contextlib
import functools
import gc
import os
import select
import shutil
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from ansible import constants
from ansible.plugins.action.normal import ActionModule as NormalAction
from ansible.utils.display import Display
from ansible_collections.genai.bedrock.plugins.module_utils._core.deployment.progress import (
    PIPE_VARIABLE,
    SWITCH,
    Progress,
    decoded,
    shown_by,
)
from ansible_collections.genai.bedrock.plugins.plugin_utils.declared import with_declared
from ansible_collections.genai.bedrock.plugins.plugin_utils.inputs import with_input
from ansible_collections.genai.bedrock.plugins.plugin_utils.plan_files import (
    OPTION,
    PATH_OPTION,
    kept_plan,
    read_approved,
)

#: Seconds between display updates, and how long a hanging display may delay a finished task.
TICK = 0.2
PATIENCE = 5.0


class ActionModule(NormalAction):
    """Adds nothing to the result but problems and paths.

    Where lines cannot be shown, or do not belong, the module runs alone.
    """

    def run(self, tmp: Any = None, task_vars: Any = None) -> Any:
        # Packing the module parses two hundred files. To look for garbage among their nodes would take a quarter of
        # that time, and the worker ends with its task.
        gc.disable()
        variables = task_vars or {}
        render = self._templar.template
        declared = with_declared(self._task.args, variables, render, lambda role: self._selects(role, variables))
        arguments = with_input(declared, variables, render)
        path = arguments.pop(PATH_OPTION, None)
        self._task.args = _with_approved(arguments, variables)
        result = self._run_module(tmp, task_vars)
        if path and self._task.check_mode:
            hosts = variables.get("ansible_play_hosts_all") or ()
            result |= kept_plan(result, str(path), str(variables.get("inventory_hostname", "")), hosts)
        return result

    def _selects(self, role: str, variables: Mapping[str, Any]) -> bool:
        """Whether the tags of the run include a task in this place that has the role as its tag."""
        self._tagged.tags = [role]
        tags = (variables.get(name, ()) for name in ("ansible_run_tags", "ansible_skip_tags"))
        return bool(self._tagged.evaluate_tags(*tags, variables))

    @functools.cached_property
    def _tagged(self) -> Any:
        """A copy of the task, which copies all that it is part of: only where roles are named, and once."""
        return self._task.copy()

    def _run_module(self, tmp: Any, task_vars: Any) -> Any:
        variables = task_vars or {}
        with contextlib.ExitStack() as stack:
            if self._watched():
                # Whatever is wrong with a pipe is no reason not to deploy.
                with contextlib.suppress(OSError):
                    stack.enter_context(self._relay(_host(variables)))
            return super().run(tmp, task_vars)

    def _watched(self) -> bool:
        task, connection = self._task, self._connection
        here = getattr(connection, "transport", "") == "local"
        human = shown_by(str(constants.DEFAULT_STDOUT_CALLBACK or ""), os.environ.get(SWITCH))
        return here and human and not task.async_val and not task.no_log

    @contextlib.contextmanager
    def _relay(self, host: str) -> Iterator[None]:
        """Give the module the path of a pipe in its environment, and show what comes.

        Not as an option: results and the argument spec would have it. And not in the task's temporary directory, which
        pipelining has none of. Only -vvv shows it, in the command line of the module.
        """
        folder = tempfile.mkdtemp(dir=constants.DEFAULT_LOCAL_TMP, prefix="progress-")
        environment = self._task.environment
        try:
            path = str(Path(folder, "pipe"))
            os.mkfifo(path, 0o600)
            with _Relay(path, Progress(time.monotonic(), host)):
                self._task.environment = [*_listed(environment), {PIPE_VARIABLE: path}]
                yield
        finally:
            self._task.environment = environment
            shutil.rmtree(folder, ignore_errors=True)


def _with_approved(arguments: dict[str, Any], variables: Mapping[str, Any]) -> dict[str, Any]:
    """The approved plan in place of its path; without a sound one, a problem that forbids the run."""
    given = arguments.pop(OPTION, None)
    if given in (None, ""):
        return arguments
    approved, problem = read_approved(given, str(variables.get("inventory_hostname", "")))
    if approved is not None:
        return arguments | {OPTION: approved}
    return arguments | {"further_problems": {**(arguments.get("further_problems") or {}), OPTION: [problem]}}


class _Relay:
    """Reads a pipe in a thread, and shows its rows until the end of the block."""

    def __init__(self, path: str, progress: Progress) -> None:
        self._progress, self._display = progress, Display()
        self._reader = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
        # An end of our own: without a writer, a pipe is always at its end.
        self._writer = os.open(path, os.O_WRONLY | os.O_NONBLOCK)
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._follow, name="progress", daemon=True)

    def __enter__(self) -> None:
        self._thread.start()

    def __exit__(self, *_error: object) -> None:
        self._ended.set()
        # Wakes the reader; a full pipe has woken it already.
        with contextlib.suppress(OSError):
            os.write(self._writer, b"\n")
        # The lines of a task come before its result.
        self._thread.join(PATIENCE)
        if not self._thread.is_alive():
            os.close(self._writer)
            os.close(self._reader)

    def _follow(self) -> None:
        rest = b""
        while not self._ended.is_set():
            select.select([self._reader], [], [], TICK)
            rest = self._take(rest)
            self._show(last=False)
        self._take(rest)
        self._show(last=True)

    def _take(self, rest: bytes) -> bytes:
        """Read all there is; what follows the last whole line waits for its end."""
        with contextlib.suppress(BlockingIOError):
            while piece := os.read(self._reader, 65536):
                *lines, rest = (rest + piece).split(b"\n")
                for line in lines:
                    self._progress.add(decoded(line))
        return rest

    def _show(self, *, last: bool) -> None:
        for line in self._progress.lines(time.monotonic(), last=last):
            self._display.display(f"  {line}")


def _host(variables: Mapping[str, Any]) -> str:
    """The name of the host, padded to the longest; empty if the play has one host."""
    hosts = [str(name) for name in variables.get("ansible_play_hosts_all") or ()]
    return f"{variables.get('inventory_hostname', ''):{max(map(len, hosts))}}" if len(hosts) > 1 else ""


def _listed(environment: Any) -> list[Any]:
    return list(environment) if isinstance(environment, list) else [environment] if environment else []
