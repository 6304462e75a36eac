#!/usr/bin/env bash
# Changes _core line by line and looks whether the unit tests notice: tools/mutation.sh ['<folder of _core>/<module>' ...]
# mutmut knows a function by its path, so it works in a copy that lies at ansible_collections/genai/bedrock.
set -euo pipefail
cd "$(dirname "$0")/.."
if [ ! -x .venv/bin/mutmut ]; then
  .venv/bin/python -m pip install -q --disable-pip-version-check -r requirements-mutation.txt
fi
modules=("$@")
[ "$#" -gt 0 ] || modules=("*")

tree=$PWD/.ansible/mutation
home=ansible_collections/genai/bedrock
core=$home/plugins/module_utils/_core
rm -rf "$tree"
mkdir -p "$tree/$home/tests/unit"
cp -r plugins "$tree/$home/"
cp tests/__init__.py "$tree/$home/tests/"
cp -r tests/unit/__init__.py tests/unit/plugins "$tree/$home/tests/unit/"
cd "$tree"
{
  printf '[tool.pytest.ini_options]\npythonpath = [".", "%s"]\n' "$home"
  printf 'addopts = ["--import-mode=importlib", "-p", "no:cacheprovider"]\n'
  printf '[tool.mutmut]\nsource_paths = ["%s"]\n' "$core"
  printf 'only_mutate = ['
  for module in "${modules[@]}"; do printf '"%s/%s.py", ' "$core" "$module"; done
  printf ']\nalso_copy = ["%s"]\n' "$home"
  tests=$home/tests/unit/plugins/module_utils
  printf 'pytest_add_cli_args_test_selection = ["%s/_core", "%s/_engine/profiles/test_inference_profiles.py"]\n' "$tests" "$tests"
} >pyproject.toml
mutmut run --max-children 2 >run.log 2>&1 || {
  tail -c 4000 run.log >&2
  exit 1
}
mutmut results
mutmut export-cicd-stats >/dev/null
python - <<'P'
import json
from pathlib import Path

told = json.loads(Path("mutants/mutmut-cicd-stats.json").read_text())
noticed = told["killed"] + told["timeout"]
left = told["survived"] + told["no_tests"] + told["suspicious"]
print(f"{left} of {left + noticed} changes survive ({100 * left / max(left + noticed, 1):.1f} %)")
P
