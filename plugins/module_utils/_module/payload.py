# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The payload of a module, as ansible-core sends it: a zip file with the sources of all that the module imports."""

from __future__ import annotations

import gc
import sys
from zipimport import zipimporter


class _Importer(zipimporter):
    """Finds the name of a file without its code.

    The base compiles a file to find its name, discards the code, and compiles it again to run it: a third of the time
    that the imports took.
    """

    def get_filename(self, fullname: str) -> str:
        ending = "/__init__.py" if self.is_package(fullname) else ".py"
        return f"{self.archive}/{self.prefix}{fullname.rpartition('.')[2]}{ending}"


def begin_imports() -> None:
    """Make imports from the payload compile each file once, and leave no garbage to look for until ``end_imports``.

    Without a payload, nothing changes.
    """
    found = [path for path, finder in sys.path_importer_cache.items() if isinstance(finder, zipimporter)]
    if found:
        sys.path_hooks.insert(0, _Importer)
        sys.path_importer_cache.update({path: _Importer(path) for path in found})
        gc.disable()


def end_imports() -> None:
    """Collect garbage again, but not among what was imported: it stays."""
    if not gc.isenabled():
        gc.freeze()
        gc.enable()
