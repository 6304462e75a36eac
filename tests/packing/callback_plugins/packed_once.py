# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Lets this run find what earlier ones have packed, at the place where Ansible keeps packed modules during a run; and compiles them."""

from __future__ import annotations

import base64
import io
import os
import zipfile
from dataclasses import replace
from importlib.util import MAGIC_NUMBER, source_hash
from marshal import dumps
from pathlib import Path
from typing import Any

from ansible import constants
from ansible._internal import _locking
from ansible.executor.module_common import _CachedModule
from ansible.plugins.callback import CallbackBase

DOCUMENTATION = r"""
name: packed_once
type: aggregate
short_description: Keep packed modules between runs
description:
  - Keeps them in the folder named by E(PACKED_MODULES).
"""

#: Of a file whose source is never looked at (PEP 552).
UNCHECKED = (1).to_bytes(4, "little")


class CallbackModule(CallbackBase):
    CALLBACK_VERSION = 2.0
    CALLBACK_TYPE = "aggregate"
    CALLBACK_NAME = "packed_once"
    CALLBACK_NEEDS_ENABLED = True

    def __init__(self) -> None:
        super().__init__()
        self._folder = Path(os.environ["PACKED_MODULES"])
        # At the end of the run the link goes, not the folder.
        Path(constants.DEFAULT_LOCAL_TMP, "ansiballz_cache").symlink_to(self._folder)

    def v2_playbook_on_stats(self, _stats: Any) -> None:
        for lock in self._folder.glob("*.lock"):
            packed = lock.with_suffix("")
            compiled = lock.with_suffix(".compiled")
            # Ansible's own lock: runs side by side must not pack, or compile, the same module.
            with _locking.named_mutex(str(lock)):
                if packed.exists() and not compiled.exists():
                    compile_packed(str(packed))
                    compiled.touch()


def compile_packed(path: str) -> None:
    """Python would compile all sources of a module each time it runs, since it keeps nothing for those in an archive."""
    module = _CachedModule.load(path)
    archive = io.BytesIO(base64.b64decode(module.zip_data))
    with zipfile.ZipFile(archive, "a", zipfile.ZIP_DEFLATED) as packed:
        for name in packed.namelist():
            source = packed.read(name)
            code = compile(source, name, "exec", dont_inherit=True)
            packed.writestr(f"{name}c", MAGIC_NUMBER + UNCHECKED + source_hash(source) + dumps(code))
    replace(module, zip_data=base64.b64encode(archive.getvalue())).dump(path)
