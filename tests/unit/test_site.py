# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The documentation site shows what links and images lead to, and fails for those that lead nowhere."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.unit import repo_facts as repo

GOOD = """# Start

[A page](docs/guide.md), [a heading](docs/guide.md#a-heading), [a file](settings.yml), ![a picture](docs/one.png)

<img src="docs/two.png" alt="another">

```{toctree}
:hidden:

docs/guide
```
"""
BROKEN = {
    "[page](docs/none.md)": "docs/none.md",
    "[heading](docs/guide.md#none)": "local id not found",
    "[file](none.yml)": "none.yml",
    "![picture](docs/none.png)": "image file not readable",
}


def build(folder: Path, text: str) -> subprocess.CompletedProcess[str]:
    """As tools/site.sh does it."""
    source = folder / "source"
    (source / "docs").mkdir(parents=True)
    (source / "README.md").write_text(text)
    (source / "docs/guide.md").write_text("# Guide\n\n## A heading\n\nText.\n")
    (source / "settings.yml").write_text("a: 1\n")
    for picture in ("one", "two"):
        (source / f"docs/{picture}.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    (options,) = (line for line in (repo.ROOT / "tools/site.sh").read_text().splitlines() if "sphinx-build" in line)
    flags = [word for word in options.split() if word in {"-q", "-n", "-W", "--keep-going"}]
    command = [sys.executable, "-m", "sphinx", *flags, "-c", str(repo.ROOT / "tools/site"), str(source)]
    return subprocess.run([*command, str(folder / "site")], capture_output=True, text=True, check=False)


def test_links_and_images_work(tmp_path: Path) -> None:
    done = build(tmp_path, GOOD)
    assert (done.returncode, done.stderr) == (0, "")
    page = (tmp_path / "site/README.html").read_text()
    assert 'href="docs/guide.html#a-heading"' in page
    assert page.count('src="_images/') == len(list((tmp_path / "site/_images").iterdir())) == 2


def test_broken_ones_fail(tmp_path: Path) -> None:
    done = build(tmp_path, GOOD + "\n\n".join(BROKEN))
    assert done.returncode != 0
    assert [text for text in BROKEN.values() if text not in done.stderr] == []
