#!/usr/bin/env bash
# Resolves requirements-*.in to one file for all supported versions of Python.
set -euo pipefail
cd "$(dirname "$0")/.."
export UV_PYTHON_DOWNLOADS=never UV_SYSTEM_CERTS=1 UV_CUSTOM_COMPILE_COMMAND="make lock"
uv=$(command -v uv || echo .ansible/tool/bin/uv)
for name in dev mutation; do
  "$uv" pip compile -q --upgrade --universal --python-version 3.11 --annotation-style line --no-header \
    --no-emit-index-url --no-emit-find-links "requirements-$name.in" -o "requirements-$name.txt"
done
