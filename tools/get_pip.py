# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Stand-in for get-pip.py on machines that reach PyPI alone.

ansible-test makes one virtual environment per sanity test without pip and runs its cached get-pip.py in it.
This script starts the pip that the standard library bundles and lets it install the version asked for.
"""

from __future__ import annotations

import ensurepip
import runpy
import sys
from pathlib import Path

if __name__ == "__main__":
    (wheel,) = (Path(ensurepip.__file__).parent / "_bundled").glob("pip-*.whl")
    sys.path.insert(0, str(wheel))
    wanted = [argument for argument in sys.argv[1:] if argument not in ("--no-setuptools", "--no-wheel")]
    sys.argv = ["pip", "install", "--upgrade", "--force-reinstall", *wanted]
    runpy.run_module("pip", run_name="__main__")
