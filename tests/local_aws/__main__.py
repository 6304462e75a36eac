# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Entry point, by module (`python -m tests.local_aws`) or by path (`python tests/local_aws`)."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path


def _main() -> int:
    # Run by path, Python puts this folder first, where the package's own modules would pass for top-level ones.
    if not __package__:
        sys.path[0] = str(Path(__file__).resolve().parents[2])
    cli = importlib.import_module("tests.local_aws.cli")
    return int(cli.main(sys.argv[1:]))


if __name__ == "__main__":
    sys.exit(_main())
