# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes plugins/module_utils/inference_router.py, which applications copy, from the modules of _router.

The file has their imports, sorted, and then what follows the imports of each. The modules keep the rules that make this
enough, and tests/unit/test_router_tool.py checks them: they import each other by ``from ..._router.x import name``,
all imports come first, those of boto in one block of ``contextlib.suppress(ImportError)``, and a name has one meaning.
"""

from __future__ import annotations

import ast
import itertools
import textwrap
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "plugins/module_utils/_router"
BUILT = ROOT / "plugins/module_utils/inference_router.py"
#: What the names of modules of the package begin with in imports.
PREFIX = "ansible_collections.genai.bedrock.plugins.module_utils._router."

#: In the order of the file: each needs only those before it. The docstring of the last one is that of the file.
MODULES = (
    "errors",
    "json_values",
    "records",
    "results",
    "error_codes",
    "answers",
    "requests",
    "embeddings",
    "texts",
    "settings",
    "clients",
    "timing",
    "circuit",
    "source",
    "run",
    "router",
)
HEAD = '''\
# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Written by `make router` of genai.bedrock from plugins/module_utils/_router: change it there.
"""{docstring}"""

from __future__ import annotations

{imports}

with contextlib.suppress(ImportError):  # the file can be imported, though not used, without boto3
{boto}
'''
_GUARD = "contextlib.suppress(ImportError)"
_WIDTH = 120

Import = ast.Import | ast.ImportFrom


@dataclass(frozen=True, slots=True)
class Module:
    """A module of the package: ``ours`` are its imports from the package, ``body`` is what follows all imports."""

    docstring: str
    ours: tuple[Import, ...]
    standard: tuple[Import, ...]
    boto: tuple[Import, ...]
    body: str


def text() -> str:
    """The text of the file."""
    modules = [module_of((PACKAGE / f"{name}.py").read_text()) for name in MODULES]
    head = HEAD.format(
        docstring=modules[-1].docstring,
        imports=_sorted(node for module in modules for node in module.standard),
        boto=_sorted((node for module in modules for node in module.boto), "    "),
    )
    titles = [*(module.docstring.removesuffix(".") for module in modules[:-1]), "The router"]
    return head + "".join(map(_section, titles, (module.body for module in modules)))


def module_of(source: str) -> Module:
    tree = ast.parse(source)
    found = list(itertools.takewhile(_is_import, tree.body[1:]))
    plain = [node for node in found if isinstance(node, Import) and not _is_from(node, "__future__")]
    guarded = [node for block in found if isinstance(block, ast.With) for node in block.body]
    return Module(
        docstring=ast.get_docstring(tree, clean=False) or "",
        ours=tuple(node for node in plain if _is_from(node, PREFIX)),
        standard=tuple(node for node in plain if not _is_from(node, PREFIX)),
        boto=tuple(node for node in guarded if isinstance(node, Import)),
        body="\n".join(source.splitlines()[found[-1].end_lineno :]).strip(),
    )


def _is_import(node: ast.stmt) -> bool:
    return isinstance(node, Import) or (isinstance(node, ast.With) and ast.unparse(node.items[0]) == _GUARD)


def _is_from(node: Import, module: str) -> bool:
    return isinstance(node, ast.ImportFrom) and (node.module or "").startswith(module)


def _section(title: str, body: str) -> str:
    # As formatters do: two blank lines around functions and classes, one around anything else.
    gap = "\n\n\n" if body.startswith(("class ", "def ", "@")) else "\n\n"
    return f"\n\n{f'# ---- {title} '.ljust(_WIDTH, '-')}{gap}{body}\n"


def _sorted(nodes: Iterable[Import], indent: str = "") -> str:
    """The imports as one block, as ruff sorts and formats them."""
    plain: set[str] = set()
    froms: dict[tuple[str, str], set[str]] = {}
    for node in nodes:
        for alias in node.names:
            if isinstance(node, ast.Import):
                plain.add(ast.unparse(alias))
            else:  # each name with another name of its own has a line of its own
                froms.setdefault((node.module or "", alias.name if alias.asname else ""), set()).add(ast.unparse(alias))
    lines = [f"import {name}" for name in sorted(plain)]
    lines += [_from(module, sorted(names, key=_rank), indent) for (module, _renamed), names in sorted(froms.items())]
    return textwrap.indent("\n".join(lines), indent)


def _from(module: str, names: Sequence[str], indent: str) -> str:
    line = f"from {module} import {', '.join(names)}"
    if len(indent + line) <= _WIDTH:
        return line
    return "\n".join([f"from {module} import (", *(f"    {name}," for name in names), ")"])


def _rank(name: str) -> tuple[bool, bool, str]:
    """Constants, classes, others."""
    return (not name.isupper(), not name[0].isupper(), name.lower())


if __name__ == "__main__":
    BUILT.write_text(text())
