# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Settings of Sphinx for ``tools/site.sh``: guides as they are in the repository, and the generated reference."""

project = "genai.bedrock"
project_copyright = "genai.bedrock contributors"
html_title = "genai.bedrock"
html_theme = "sphinx_rtd_theme"
html_copy_source = False
html_use_index = False
pygments_style = "ansible"
highlight_language = "YAML+Jinja"

extensions = ["myst_parser", "sphinx_antsibull_ext"]
root_doc = "README"
include_patterns = ["*.md", "*.rst", "docs/*.md", "reference/**.rst", "roles/*/README.md", "tests/**/README.md"]
# Headings have the anchors that GitHub gives them.
myst_heading_anchors = 4
myst_enable_extensions = ["html_image"]

nitpicky = True
# References to other collections: their pages would have to be fetched.
nitpick_ignore_regex = [(r"std:ref", r"ansible_collections\.(?!genai\.bedrock\.).*")]
