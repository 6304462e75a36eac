#!/usr/bin/env bash
# Removes what make made. The virtual environment is the last to go: stopping the endpoint needs it.
set -euo pipefail
cd "$(dirname "$0")/.."
if [ -x .venv/bin/python ]; then .venv/bin/python -m tests.local_aws stop || true; fi
find . -name __pycache__ -type d -not -path './.venv/*' -not -path './.ansible/*' -prune -exec rm -rf {} +
rm -rf .cache .hypothesis .pytest_cache .mypy_cache .ruff_cache mutants tests/output docs/site .ansible .venv
