# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""`python -m tests.clients [client ...]`: prints what works, and fails if something that worked does not.

Where there is no Node.js, clients in JavaScript are not run, which fails with REQUIRE_NODE in the environment.
`--write` writes the table of docs/clients.md anew from expected.yml and runs nothing. `--install` only installs them, which
mostly waits for the network: the next run finds them.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import time
from collections.abc import Mapping, Sequence

from . import PAGE
from .expected import CELLS, WORKS, Client, clients, page
from .installing import install
from .running import deployed, run


def main() -> int:
    known = clients()
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("clients", nargs="*", help=f"all, or some of {', '.join(known)}")
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--install", action="store_true")
    options = parser.parse_args()
    if unknown := sorted(set(options.clients) - set(known)):
        parser.error(f"There is no client {', '.join(unknown)}. Clients: {', '.join(known)}.")
    if options.write:
        PAGE.write_text(page())
        return 0
    chosen, without = runnable(options.clients or list(known), known)
    if options.install:
        for name in chosen:
            install(known[name])
        return 0
    for name in without:
        print(
            f"{known[name].title:24} NOT RUN, there is no npm here (Debian: apt-get install nodejs npm)",
            file=sys.stderr,
        )
    problems: list[str] = []
    with deployed() as shell:
        for name in chosen:
            started = time.monotonic()
            found = run(known[name], shell)
            print(line(known[name], found), f"{time.monotonic() - started:5.1f} s", flush=True)
            problems += differences(known[name], found)
    print("\n".join(problems))
    return 1 if problems or (without and os.environ.get("REQUIRE_NODE")) else 0


def runnable(chosen: Sequence[str], known: Mapping[str, Client]) -> tuple[list[str], list[str]]:
    """The clients that can be installed here, and those that need Node.js where there is none."""
    without = [name for name in chosen if known[name].language == "javascript" and not shutil.which("npm")]
    return [name for name in chosen if name not in without], without


def line(client: Client, found: Mapping[str, str]) -> str:
    cells = [f"{name.replace('_', ' ')} {'yes' if found.get(name) == WORKS else 'no '}" for name in CELLS]
    return f"{client.title:24} {'  '.join(cells)}"


def differences(client: Client, found: Mapping[str, str]) -> list[str]:
    """Cells that are not as expected, in either direction: the page would be wrong."""
    return [
        f"{client.title}: {name}: expected {client.cells[name]!r}, found {found.get(name, 'no such cell')!r}"
        for name in CELLS
        if (client.cells[name] == WORKS) != (found.get(name) == WORKS)
    ]


if __name__ == "__main__":
    sys.exit(main())
