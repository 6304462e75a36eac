# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""One module in a process of its own: one_module.py ENDPOINT MODULE, its parameters as JSON on stdin, its result on stdout.

The exit status is 2 where the module failed, as a playbook's.
"""

from __future__ import annotations

import json
import sys
from types import SimpleNamespace

from tests.gateway.running import run_module

if __name__ == "__main__":
    endpoint, module = sys.argv[1:]
    result = run_module(module, SimpleNamespace(url=endpoint), **json.load(sys.stdin))
    print(json.dumps(result))
    sys.exit(2 if result.get("failed") else 0)
