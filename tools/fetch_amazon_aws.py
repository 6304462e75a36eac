# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Put the amazon.aws collection into this interpreter's site-packages, cut out of PyPI's wheel of `ansible`.

Galaxy has it too, but a machine that reaches PyPI alone shall do. Ansible finds collections in site-packages by itself.
"""

from __future__ import annotations

import compileall
import subprocess
import sys
import sysconfig
import tempfile
import zipfile
from pathlib import Path

WHEEL = "ansible==14.5.0"  # carries amazon.aws 11.4.0
FOLDER = "ansible_collections/amazon/aws/"


def main() -> None:
    site = Path(sysconfig.get_paths()["purelib"])
    if (site / FOLDER / "MANIFEST.json").exists():
        return
    with tempfile.TemporaryDirectory() as folder:
        # The wheel asks for a newer Python than the collection does, hence --python-version.
        choice = ["--no-deps", "--only-binary=:all:", "--python-version", "3.12", "-d", folder]
        subprocess.run([sys.executable, "-m", "pip", "download", "-q", *choice, WHEEL], check=True)
        (wheel,) = Path(folder).glob("ansible-*.whl")
        with zipfile.ZipFile(wheel) as archive:
            archive.extractall(site, [name for name in archive.namelist() if name.startswith(FOLDER)])
    compileall.compile_dir(site / FOLDER / "plugins", quiet=2)


if __name__ == "__main__":
    main()
