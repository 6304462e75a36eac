#!/usr/bin/env bash
# Builds the documentation site in docs/site: first the guides, then the reference of plugins and roles. A broken link or image
# fails it. Links to other sites are not followed, since there may be no network.
set -euo pipefail
cd "$(dirname "$0")/.."
source=$PWD/.ansible/site
site=$PWD/docs/site
rm -rf "$source" "$site"
umask 022 # antsibull-docs refuses a folder that others may write to
mkdir -p "$source/reference"

# The guides keep their paths, so that their links lead to the same files as in the repository.
git ls-files -co --exclude-standard -z |
  while IFS= read -r -d '' file; do if [ -e "$file" ]; then printf '%s\0' "$file"; fi; done |
  tar --null -T - -cf - | tar -xf - -C "$source"
cp tools/site/elsewhere.rst "$source"
cat tools/site/contents.md >>"$source/README.md"

antsibull-docs --config-file tools/site/antsibull-docs.cfg collection \
  --use-current --squash-hierarchy --fail-on-error --dest-dir "$source/reference" genai.bedrock
sphinx-build -q -n -W --keep-going -j auto -c tools/site -d "$source/doctrees" "$source" "$site"
cp "$site/README.html" "$site/index.html"
echo "The site is in docs/site: open docs/site/index.html"
