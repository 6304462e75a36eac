# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""From a module to the action plugin that shows its progress: a pipe that neither blocks the module nor fails it."""

from __future__ import annotations

import os
import stat

from ansible_collections.genai.bedrock.plugins.module_utils._core.deployment.progress import PIPE_VARIABLE, encoded
from ansible_collections.genai.bedrock.plugins.module_utils._engine.deployment.events import Event, Listener, Note


def pipe_listener() -> Listener | None:
    """Writes to the pipe named by the environment. None if there is none, it has no reader, or it is not a pipe."""
    # Taken out of the environment, so that no process that this one starts has it.
    path = os.environ.pop(PIPE_VARIABLE, "")
    if not path:
        return None
    try:
        pipe = os.open(path, os.O_WRONLY | os.O_NONBLOCK | os.O_NOCTTY)
    except OSError:
        return None
    if not stat.S_ISFIFO(os.fstat(pipe).st_mode):
        os.close(pipe)
        return None

    def listener(event: Event | Note) -> None:
        line = encoded(event.as_dict())
        if line:
            try:
                os.write(pipe, line)
            except OSError:
                # A full pipe, or a missing reader: everything is in the result anyway.
                return

    return listener
