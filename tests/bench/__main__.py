# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""`make bench`: whole processes in pairs, one after the other, against the local endpoint with 80 ms added to each call."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from tests.bench import environments, modules
from tests.bench.measuring import PORT, ROOT, Bench


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(Path(folder))
        _endpoint("start")
        try:
            limits = [*environments.limits(bench), *modules.limits(bench)]
        finally:
            _endpoint("stop")
    for limit in limits:
        print(limit)
    return 0 if all(limit.holds for limit in limits) else 1


def _endpoint(action: str) -> None:
    subprocess.run([sys.executable, "-m", "tests.local_aws", action, "--port", str(PORT)], cwd=ROOT, check=True)


if __name__ == "__main__":
    sys.exit(main())
