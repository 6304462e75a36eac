# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Written by `make models` (tools/models.py) from LiteLLM's published table; never by hand. Read it with facts.py.

What a row lacks LiteLLM does not say. `but`: what is different in the profiles of these geographies. Prices are US
dollars per million tokens on demand. One text of JSON, since a module compiles its files on each run, and so many
literals would cost more than all the rest.
"""

from __future__ import annotations

SOURCE = "LiteLLM 1.110.2"
#: The day on which that version was published.
PUBLISHED = "2026-11-20"
ROWS = r"""
{
"ai21.j2-mid-v1": {
 "context_window": 8191, "max_output_tokens": 8191, "price": {"input": 12.5, "output": 12.5}},
"ai21.j2-ultra-v1": {
 "context_window": 8191, "max_output_tokens": 8191, "price": {"input": 18.8, "output": 18.8}},
"ai21.jamba-1-5-large-v1:0": {
 "context_window": 256000, "max_output_tokens": 4096, "end": "2026-11-26", "price": {"input": 2, "output": 8}},
"ai21.jamba-1-5-mini-v1:0": {
 "context_window": 256000, "max_output_tokens": 4096, "end": "2026-11-26", "price": {"input": 0.2, "output": 0.4}},
"ai21.jamba-instruct-v1:0": {
 "context_window": 70000, "max_output_tokens": 4096, "price": {"input": 0.5, "output": 0.7}},
"amazon.nova-2-lite-v1:0": {
 "context_window": 1000000, "max_output_tokens": 64000, "tools": true, "images": true, "documents": true,
 "prompt_caching": true, "reasoning": true, "price": {"input": 0.3, "output": 2.5, "cache_read": 0.075},
 "geographies": "apac eu global jp us",
 "but": {
  "apac jp": {
    "price": {"input": 0.396, "output": 3.311, "cache_read": 0.099}},
  "eu": {
    "price": {"input": 0.429, "output": 3.597, "cache_read": 0.10725}},
  "us": {
    "price": {"input": 0.33, "output": 2.75, "cache_read": 0.0825}}}},
"amazon.nova-2-multimodal-embeddings-v1:0": {
 "context_window": 8172, "vector_length": 3072, "price": {"input": 0.135}},
"amazon.nova-2-pro-preview-20251202-v1:0": {
 "context_window": 1000000, "max_output_tokens": 64000, "tools": true, "images": true, "documents": true,
 "prompt_caching": true, "reasoning": true, "price": {"input": 1.25, "output": 10, "cache_read": 0.3125},
 "geographies": "apac eu us",
 "but": {
  "apac eu us": {
    "price": {"input": 1.375, "output": 11, "cache_read": 0.34375}}}},
"amazon.nova-lite-v1:0": {
 "context_window": 300000, "max_output_tokens": 10000, "tools": true, "images": true, "documents": true,
 "prompt_caching": true, "price": {"input": 0.06, "output": 0.24, "cache_read": 0.015}, "geographies": "apac eu us",
 "but": {
  "apac": {
    "price": {"input": 0.063, "output": 0.252, "cache_read": 0.01575}},
  "eu": {
    "price": {"input": 0.078, "output": 0.312, "cache_read": 0.0195}}}},
"amazon.nova-micro-v1:0": {
 "context_window": 128000, "max_output_tokens": 10000, "tools": true, "prompt_caching": true,
 "price": {"input": 0.035, "output": 0.14, "cache_read": 0.00875}, "geographies": "apac eu us",
 "but": {
  "apac": {
    "price": {"input": 0.037, "output": 0.148, "cache_read": 0.00925}},
  "eu": {
    "price": {"input": 0.046, "output": 0.184, "cache_read": 0.0115}}}},
"amazon.nova-premier-v1:0": {
 "context_window": 1000000, "max_output_tokens": 10000, "tools": true, "images": true, "documents": true,
 "prompt_caching": true, "price": {"input": 2.5, "output": 12.5, "cache_read": 0.625}},
"amazon.nova-pro-v1:0": {
 "context_window": 300000, "max_output_tokens": 10000, "tools": true, "images": true, "documents": true,
 "prompt_caching": true, "price": {"input": 0.8, "output": 3.2, "cache_read": 0.2}, "geographies": "apac eu us",
 "but": {
  "apac": {
    "price": {"input": 0.84, "output": 3.36, "cache_read": 0.21}},
  "eu": {
    "price": {"input": 1.05, "output": 4.2, "cache_read": 0.2625}}}},
"amazon.titan-embed-g1-text-02": {
 "context_window": 8192, "vector_length": 1536, "price": {"input": 0.1}},
"amazon.titan-embed-image-v1": {
 "context_window": 128, "vector_length": 1024, "price": {"input": 0.8}},
"amazon.titan-embed-text-v1": {
 "context_window": 8192, "vector_length": 1536, "price": {"input": 0.1}},
"amazon.titan-embed-text-v2:0": {
 "context_window": 8192, "vector_length": 1024, "price": {"input": 0.02}},
"amazon.titan-text-express-v1": {
 "context_window": 42000, "max_output_tokens": 8000, "price": {"input": 0.2, "output": 0.6}},
"amazon.titan-text-lite-v1": {
 "context_window": 42000, "max_output_tokens": 4000, "price": {"input": 0.15, "output": 0.2}},
"amazon.titan-text-premier-v1:0": {
 "context_window": 42000, "max_output_tokens": 32000, "price": {"input": 0.5, "output": 1.5}},
"anthropic.claude-3-5-haiku-20241022-v1:0": {
 "context_window": 200000, "max_output_tokens": 8192, "tools": true, "documents": true, "prompt_caching": true,
 "price": {"input": 0.8, "output": 4, "cache_read": 0.08, "cache_write": 1}, "geographies": "eu us"},
"anthropic.claude-3-5-sonnet-20240620-v1:0": {
 "context_window": 200000, "max_output_tokens": 4096, "tools": true, "images": true, "documents": true,
 "price": {"input": 3, "output": 15, "cache_read": 0.3, "cache_write": 3.75}, "geographies": "eu us"},
"anthropic.claude-3-5-sonnet-20241022-v2:0": {
 "context_window": 200000, "max_output_tokens": 8192, "tools": true, "images": true, "documents": true,
 "prompt_caching": true, "price": {"input": 3, "output": 15, "cache_read": 0.3, "cache_write": 3.75},
 "geographies": "eu us"},
"anthropic.claude-3-7-sonnet-20240620-v1:0": {
 "context_window": 200000, "max_output_tokens": 8192, "tools": true, "images": true, "documents": true,
 "prompt_caching": true, "reasoning": true,
 "price": {"input": 3.6, "output": 18, "cache_read": 0.36, "cache_write": 4.5}},
"anthropic.claude-3-7-sonnet-20250219-v1:0": {
 "context_window": 200000, "max_output_tokens": 8192, "tools": true, "images": true, "documents": true,
 "prompt_caching": true, "reasoning": true,
 "price": {"input": 3, "output": 15, "cache_read": 0.3, "cache_write": 3.75}, "geographies": "eu us"},
"anthropic.claude-3-opus-20240229-v1:0": {
 "context_window": 200000, "max_output_tokens": 4096, "tools": true, "images": true,
 "price": {"input": 15, "output": 75, "cache_read": 1.5, "cache_write": 18.75}, "geographies": "eu us"},
"anthropic.claude-fable-5": {
 "anthropic_name": "claude-fable-5", "context_window": 1000000, "max_output_tokens": 128000, "tools": true,
 "images": true, "documents": true, "prompt_caching": true, "structured_output": false, "reasoning": "adaptive",
 "refused_parameters": ["temperature", "top_k", "top_p"],
 "price": {"input": 10, "output": 50, "cache_read": 1, "cache_write": 12.5}, "geographies": "apac au eu global us",
 "but": {
  "apac au eu us": {
    "price": {"input": 11, "output": 55, "cache_read": 1.1, "cache_write": 13.75}}}},
"anthropic.claude-fable-5-1": {
 "anthropic_name": "claude-fable-5-1", "context_window": 1000000, "max_output_tokens": 128000, "tools": true,
 "images": true, "documents": true, "prompt_caching": true, "structured_output": true, "reasoning": "adaptive",
 "refused_parameters": ["temperature", "top_k", "top_p"],
 "price": {"input": 10, "output": 50, "cache_read": 0.25, "cache_write": 12.5}, "geographies": "eu global us us-gov",
 "but": {
  "eu us": {
    "price": {"input": 11, "output": 55, "cache_read": 0.275, "cache_write": 13.75}},
  "us-gov": {
    "price": {"input": 12, "output": 60, "cache_read": 0.3, "cache_write": 15}, "structured_output": false}}},
"anthropic.claude-haiku-4-5-20251001-v1:0": {
 "anthropic_name": "claude-haiku-4-5-20251001", "context_window": 200000, "max_output_tokens": 64000, "tools": true,
 "images": true, "documents": true, "prompt_caching": true, "structured_output": true, "reasoning": true,
 "price": {"input": 1, "output": 5, "cache_read": 0.1, "cache_write": 1.25}, "geographies": "apac au eu global jp us",
 "but": {
  "apac au jp us": {
    "price": {"input": 1.1, "output": 5.5, "cache_read": 0.11, "cache_write": 1.375}},
  "eu": {
    "end": "2026-10-15", "price": {"input": 1.1, "output": 5.5, "cache_read": 0.11, "cache_write": 1.375}}}},
"anthropic.claude-haiku-5-5": {
 "anthropic_name": "claude-haiku-5-5", "context_window": 1000000, "max_output_tokens": 128000, "tools": true,
 "images": true, "documents": true, "prompt_caching": true, "structured_output": true, "reasoning": "adaptive",
 "refused_parameters": ["temperature", "top_k", "top_p"],
 "price": {"input": 0.1, "output": 0.5, "cache_read": 0.01, "cache_write": 0.125},
 "long_price": {"above": 100000, "input": 0.5, "output": 2.5, "cache_read": 0.05, "cache_write": 0.625},
 "geographies": "apac au eu global jp us us-gov",
 "but": {
  "apac au eu jp us": {
    "long_price": {"above": 100000, "input": 0.55, "output": 2.75, "cache_read": 0.055, "cache_write": 0.6875},
    "price": {"input": 0.11, "output": 0.55, "cache_read": 0.011, "cache_write": 0.1375}},
  "us-gov": {
    "long_price": {"above": 100000, "input": 0.6, "output": 3, "cache_read": 0.06, "cache_write": 0.75},
    "price": {"input": 0.12, "output": 0.6, "cache_read": 0.012, "cache_write": 0.15}, "structured_output": false}}},
"anthropic.claude-instant-v1": {
 "context_window": 100000, "max_output_tokens": 8191, "price": {"input": 0.8, "output": 2.4}},
"anthropic.claude-mythos-5": {
 "anthropic_name": "claude-mythos-5", "context_window": 1000000, "max_output_tokens": 128000, "tools": true,
 "images": true, "documents": true, "prompt_caching": true, "structured_output": true, "reasoning": "adaptive",
 "refused_parameters": ["temperature", "top_k", "top_p"],
 "price": {"input": 11, "output": 55, "cache_read": 1.1, "cache_write": 13.75}, "geographies": "us"},
"anthropic.claude-mythos-5-1": {
 "anthropic_name": "claude-mythos-5-1", "context_window": 1000000, "max_output_tokens": 128000, "tools": true,
 "images": true, "documents": true, "prompt_caching": true, "structured_output": true, "reasoning": "adaptive",
 "refused_parameters": ["temperature", "top_k", "top_p"],
 "price": {"input": 10, "output": 50, "cache_read": 0.25, "cache_write": 12.5}, "geographies": "global us",
 "but": {
  "us": {
    "price": {"input": 11, "output": 55, "cache_read": 0.275, "cache_write": 13.75}}}},
"anthropic.claude-mythos-preview": {
 "anthropic_name": "claude-mythos-preview", "context_window": 1000000, "max_output_tokens": 128000, "tools": true,
 "images": true, "prompt_caching": true, "reasoning": true,
 "price": {"input": 27.5, "output": 137.5, "cache_read": 2.75, "cache_write": 34.375}, "geographies": "apac au us"},
"anthropic.claude-opus-4-1-20250805-v1:0": {
 "context_window": 200000, "max_output_tokens": 32000, "end": "2027-01-08", "tools": true, "images": true,
 "documents": true, "prompt_caching": true, "reasoning": true,
 "price": {"input": 15, "output": 75, "cache_read": 1.5, "cache_write": 18.75}, "geographies": "eu us"},
"anthropic.claude-opus-4-20250514-v1:0": {
 "context_window": 200000, "max_output_tokens": 32000, "tools": true, "images": true, "documents": true,
 "prompt_caching": true, "reasoning": true,
 "price": {"input": 15, "output": 75, "cache_read": 1.5, "cache_write": 18.75}, "geographies": "eu us"},
"anthropic.claude-opus-4-5-20251101-v1:0": {
 "anthropic_name": "claude-opus-4-5-20251101", "context_window": 200000, "max_output_tokens": 64000, "tools": true,
 "images": true, "documents": true, "prompt_caching": true, "structured_output": true, "reasoning": true,
 "price": {"input": 5, "output": 25, "cache_read": 0.5, "cache_write": 6.25}, "geographies": "eu global us",
 "but": {
  "eu us": {
    "price": {"input": 5.5, "output": 27.5, "cache_read": 0.55, "cache_write": 6.875}}}},
"anthropic.claude-opus-4-6-v1": {
 "anthropic_name": "claude-opus-4-6", "context_window": 1000000, "max_output_tokens": 128000, "tools": true,
 "images": true, "documents": true, "prompt_caching": true, "structured_output": true, "reasoning": "adaptive",
 "price": {"input": 5, "output": 25, "cache_read": 0.5, "cache_write": 6.25}, "geographies": "au eu global us",
 "but": {
  "au eu us": {
    "price": {"input": 5.5, "output": 27.5, "cache_read": 0.55, "cache_write": 6.875}}}},
"anthropic.claude-opus-4-7": {
 "anthropic_name": "claude-opus-4-7", "context_window": 1000000, "max_output_tokens": 128000, "tools": true,
 "images": true, "documents": true, "prompt_caching": true, "structured_output": false, "reasoning": "adaptive",
 "refused_parameters": ["temperature", "top_k", "top_p"],
 "price": {"input": 5, "output": 25, "cache_read": 0.5, "cache_write": 6.25},
 "geographies": "apac au eu global jp us",
 "but": {
  "apac au eu jp us": {
    "price": {"input": 5.5, "output": 27.5, "cache_read": 0.55, "cache_write": 6.875}}}},
"anthropic.claude-opus-4-8": {
 "anthropic_name": "claude-opus-4-8", "context_window": 1000000, "max_output_tokens": 128000, "tools": true,
 "images": true, "documents": true, "prompt_caching": true, "structured_output": true, "reasoning": "adaptive",
 "refused_parameters": ["temperature", "top_k", "top_p"],
 "price": {"input": 5, "output": 25, "cache_read": 0.5, "cache_write": 6.25},
 "geographies": "apac au eu global jp us us-gov",
 "but": {
  "apac au eu jp us": {
    "price": {"input": 5.5, "output": 27.5, "cache_read": 0.55, "cache_write": 6.875}},
  "us-gov": {
    "price": {"input": 6, "output": 30, "cache_read": 0.6, "cache_write": 7.5}, "structured_output": false}}},
"anthropic.claude-opus-5": {
 "anthropic_name": "claude-opus-5", "context_window": 1000000, "max_output_tokens": 128000, "tools": true,
 "images": true, "documents": true, "prompt_caching": true, "structured_output": true, "reasoning": "adaptive",
 "refused_parameters": ["temperature", "top_k", "top_p"],
 "price": {"input": 5, "output": 25, "cache_read": 0.5, "cache_write": 6.25},
 "geographies": "apac au eu global jp us us-gov",
 "but": {
  "apac au eu jp us": {
    "price": {"input": 5.5, "output": 27.5, "cache_read": 0.55, "cache_write": 6.875}},
  "us-gov": {
    "price": {"input": 6, "output": 30, "cache_read": 0.6, "cache_write": 7.5}, "structured_output": false}}},
"anthropic.claude-opus-5-5": {
 "anthropic_name": "claude-opus-5-5", "context_window": 1000000, "max_output_tokens": 128000, "tools": true,
 "images": true, "documents": true, "prompt_caching": true, "structured_output": true, "reasoning": "adaptive",
 "refused_parameters": ["temperature", "top_k", "top_p"],
 "price": {"input": 4, "output": 20, "cache_read": 0.2, "cache_write": 5},
 "geographies": "apac au eu global jp us us-gov",
 "but": {
  "apac au eu jp us": {
    "price": {"input": 4.4, "output": 22, "cache_read": 0.22, "cache_write": 5.5}},
  "us-gov": {
    "price": {"input": 4.8, "output": 24, "cache_read": 0.24, "cache_write": 6}, "structured_output": false}}},
"anthropic.claude-sonnet-4-20250514-v1:0": {
 "context_window": 200000, "max_output_tokens": 64000, "end": "2026-10-14", "tools": true, "images": true,
 "documents": true, "prompt_caching": true, "reasoning": true,
 "price": {"input": 3, "output": 15, "cache_read": 0.3, "cache_write": 3.75},
 "long_price": {"above": 200000, "input": 6, "output": 22.5, "cache_read": 0.6, "cache_write": 7.5},
 "geographies": "apac eu global us"},
"anthropic.claude-sonnet-4-5-20250929-v1:0": {
 "anthropic_name": "claude-sonnet-4-5-20250929", "context_window": 200000, "max_output_tokens": 64000,
 "end": "2027-04-08", "tools": true, "images": true, "documents": true, "prompt_caching": true,
 "structured_output": true, "reasoning": true,
 "price": {"input": 3, "output": 15, "cache_read": 0.3, "cache_write": 3.75},
 "long_price": {"above": 200000, "input": 6, "output": 22.5, "cache_read": 0.6, "cache_write": 7.5},
 "geographies": "au eu global jp us us-gov",
 "but": {
  "au eu jp us": {
    "long_price": {"above": 200000, "input": 6.6, "output": 24.75, "cache_read": 0.66, "cache_write": 8.25},
    "price": {"input": 3.3, "output": 16.5, "cache_read": 0.33, "cache_write": 4.125}},
  "us-gov": {
    "long_price": {"above": 200000, "input": 7.2, "output": 27, "cache_read": 0.72, "cache_write": 9},
    "price": {"input": 3.6, "output": 18, "cache_read": 0.36, "cache_write": 4.5}}}},
"anthropic.claude-sonnet-4-6": {
 "anthropic_name": "claude-sonnet-4-6", "context_window": 1000000, "max_output_tokens": 64000, "tools": true,
 "images": true, "documents": true, "prompt_caching": true, "structured_output": true, "reasoning": "adaptive",
 "price": {"input": 3, "output": 15, "cache_read": 0.3, "cache_write": 3.75},
 "geographies": "apac au eu global jp us",
 "but": {
  "apac au eu jp us": {
    "price": {"input": 3.3, "output": 16.5, "cache_read": 0.33, "cache_write": 4.125}}}},
"anthropic.claude-sonnet-5": {
 "anthropic_name": "claude-sonnet-5", "context_window": 1000000, "max_output_tokens": 128000, "tools": true,
 "images": true, "documents": true, "prompt_caching": true, "structured_output": true, "reasoning": "adaptive",
 "refused_parameters": ["temperature", "top_k", "top_p"],
 "price": {"input": 2, "output": 10, "cache_read": 0.2, "cache_write": 2.5},
 "geographies": "apac au eu global jp us us-gov",
 "but": {
  "apac au eu jp us": {
    "price": {"input": 2.2, "output": 11, "cache_read": 0.22, "cache_write": 2.75}},
  "us-gov": {
    "price": {"input": 2.4, "output": 12, "cache_read": 0.24, "cache_write": 3}, "structured_output": false}}},
"anthropic.claude-sonnet-5-5": {
 "anthropic_name": "claude-sonnet-5-5", "context_window": 1000000, "max_output_tokens": 128000, "tools": true,
 "images": true, "documents": true, "prompt_caching": true, "structured_output": true, "reasoning": "adaptive",
 "refused_parameters": ["temperature", "top_k", "top_p"],
 "price": {"input": 2, "output": 10, "cache_read": 0.1, "cache_write": 2.5},
 "geographies": "apac au eu global jp us us-gov",
 "but": {
  "apac au eu jp us": {
    "price": {"input": 2.2, "output": 11, "cache_read": 0.11, "cache_write": 2.75}},
  "us-gov": {
    "price": {"input": 2.4, "output": 12, "cache_read": 0.12, "cache_write": 3}, "structured_output": false}}},
"anthropic.claude-v1": {
 "context_window": 100000, "max_output_tokens": 8191, "price": {"input": 8, "output": 24}},
"anthropic.claude-v2:1": {
 "context_window": 100000, "max_output_tokens": 8191, "price": {"input": 8, "output": 24}},
"cohere.command-light-text-v14": {
 "context_window": 4096, "max_output_tokens": 4096, "price": {"input": 0.3, "output": 0.6}},
"cohere.command-text-v14": {
 "context_window": 4096, "max_output_tokens": 4096, "price": {"input": 1, "output": 2}},
"cohere.embed-english-v3": {
 "context_window": 512, "price": {"input": 0.1}},
"cohere.embed-multilingual-v3": {
 "context_window": 512, "price": {"input": 0.1}},
"cohere.embed-v4:0": {
 "context_window": 128000, "vector_length": 1536, "price": {"input": 0.12}, "geographies": "global us"},
"deepseek.r1-v1:0": {
 "context_window": 128000, "max_output_tokens": 8192, "end": "2027-03-30", "tools": false, "reasoning": true,
 "price": {"input": 1.35, "output": 5.4}, "geographies": "us"},
"deepseek.v3-v1:0": {
 "context_window": 128000, "max_output_tokens": 8000, "end": "2027-03-30", "tools": true, "structured_output": true,
 "reasoning": true, "price": {"input": 0.58, "output": 1.68}},
"deepseek.v3.2": {
 "context_window": 156000, "max_output_tokens": 8000, "tools": true, "images": false, "structured_output": true,
 "reasoning": true, "price": {"input": 0.62, "output": 1.85}, "geographies": "eu us",
 "but": {
  "eu": {
    "context_window": 163840, "max_output_tokens": 163840, "price": {"input": 0.74, "output": 2.22}},
  "us": {
    "context_window": 163840, "max_output_tokens": 163840}}},
"google.gemma-3-12b-it": {
 "context_window": 128000, "max_output_tokens": 8000, "end": "2027-03-30", "tools": true, "images": true,
 "price": {"input": 0.09, "output": 0.29}},
"google.gemma-3-27b-it": {
 "context_window": 128000, "max_output_tokens": 8000, "end": "2027-03-30", "tools": true, "images": true,
 "price": {"input": 0.23, "output": 0.38}},
"google.gemma-3-4b-it": {
 "context_window": 128000, "max_output_tokens": 8000, "end": "2027-03-30", "tools": true, "images": true,
 "price": {"input": 0.04, "output": 0.08}},
"meta.llama2-13b-chat-v1": {
 "context_window": 4096, "max_output_tokens": 4096, "price": {"input": 0.75, "output": 1}},
"meta.llama2-70b-chat-v1": {
 "context_window": 4096, "max_output_tokens": 4096, "price": {"input": 1.95, "output": 2.56}},
"meta.llama3-1-405b-instruct-v1:0": {
 "context_window": 128000, "max_output_tokens": 4096, "end": "2026-07-07", "tools": true,
 "price": {"input": 2.4, "output": 2.4}, "geographies": "us"},
"meta.llama3-1-70b-instruct-v1:0": {
 "context_window": 128000, "max_output_tokens": 4096, "end": "2027-03-30", "tools": true,
 "price": {"input": 0.72, "output": 0.72}, "geographies": "us"},
"meta.llama3-1-8b-instruct-v1:0": {
 "context_window": 128000, "max_output_tokens": 4096, "end": "2027-03-30", "tools": true,
 "price": {"input": 0.22, "output": 0.22}, "geographies": "us"},
"meta.llama3-2-11b-instruct-v1:0": {
 "context_window": 128000, "max_output_tokens": 4096, "end": "2026-07-07", "tools": true, "images": true,
 "price": {"input": 0.16, "output": 0.16}, "geographies": "us"},
"meta.llama3-2-1b-instruct-v1:0": {
 "context_window": 128000, "max_output_tokens": 4096, "end": "2026-07-07", "tools": true,
 "price": {"input": 0.1, "output": 0.1}, "geographies": "eu us",
 "but": {
  "eu": {
    "price": {"input": 0.13, "output": 0.13}}}},
"meta.llama3-2-3b-instruct-v1:0": {
 "context_window": 128000, "max_output_tokens": 4096, "end": "2026-07-07", "tools": true,
 "price": {"input": 0.15, "output": 0.15}, "geographies": "eu us",
 "but": {
  "eu": {
    "price": {"input": 0.19, "output": 0.19}}}},
"meta.llama3-2-90b-instruct-v1:0": {
 "context_window": 128000, "max_output_tokens": 4096, "end": "2026-07-07", "tools": true, "images": true,
 "price": {"input": 0.72, "output": 0.72}, "geographies": "us"},
"meta.llama3-3-70b-instruct-v1:0": {
 "context_window": 128000, "max_output_tokens": 4096, "end": "2027-03-30", "tools": true,
 "price": {"input": 0.72, "output": 0.72}, "geographies": "us"},
"meta.llama3-70b-instruct-v1:0": {
 "context_window": 8192, "max_output_tokens": 8192, "end": "2027-03-30", "price": {"input": 2.65, "output": 3.5}},
"meta.llama3-8b-instruct-v1:0": {
 "context_window": 8192, "max_output_tokens": 8192, "end": "2027-03-30", "price": {"input": 0.3, "output": 0.6}},
"meta.llama4-maverick-17b-instruct-v1:0": {
 "context_window": 1000000, "max_output_tokens": 8192, "end": "2027-03-30", "tools": true,
 "price": {"input": 0.24, "output": 0.97}, "geographies": "us"},
"meta.llama4-scout-17b-instruct-v1:0": {
 "context_window": 10000000, "max_output_tokens": 8192, "end": "2027-03-30", "tools": true,
 "price": {"input": 0.17, "output": 0.66}, "geographies": "us"},
"minimax.minimax-m2": {
 "context_window": 1000000, "max_output_tokens": 8000, "end": "2027-03-30", "tools": true, "images": false,
 "structured_output": true, "price": {"input": 0.3, "output": 1.2}},
"minimax.minimax-m2.1": {
 "context_window": 196000, "max_output_tokens": 8000, "end": "2027-03-30", "tools": true, "images": false,
 "price": {"input": 0.3, "output": 1.2}},
"minimax.minimax-m2.5": {
 "context_window": 196000, "max_output_tokens": 8000, "tools": true, "images": false,
 "price": {"input": 0.3, "output": 1.2}},
"mistral.devstral-2-123b": {
 "context_window": 256000, "max_output_tokens": 32000, "end": "2027-03-30", "tools": true, "images": false,
 "price": {"input": 0.4, "output": 2}},
"mistral.magistral-small-2509": {
 "context_window": 128000, "max_output_tokens": 40000, "tools": true, "images": true, "reasoning": true,
 "price": {"input": 0.5, "output": 1.5}},
"mistral.ministral-3-14b-instruct": {
 "context_window": 128000, "max_output_tokens": 8000, "tools": true, "images": true, "structured_output": true,
 "price": {"input": 0.2, "output": 0.2}},
"mistral.ministral-3-3b-instruct": {
 "context_window": 128000, "max_output_tokens": 8000, "tools": true, "images": true, "structured_output": true,
 "price": {"input": 0.1, "output": 0.1}},
"mistral.ministral-3-8b-instruct": {
 "context_window": 128000, "max_output_tokens": 8000, "tools": true, "images": true, "structured_output": true,
 "price": {"input": 0.15, "output": 0.15}},
"mistral.mistral-7b-instruct-v0:2": {
 "context_window": 32000, "max_output_tokens": 4096, "end": "2027-03-30", "price": {"input": 0.15, "output": 0.2}},
"mistral.mistral-large-2402-v1:0": {
 "context_window": 32000, "max_output_tokens": 4096, "tools": true, "price": {"input": 4, "output": 12}},
"mistral.mistral-large-2407-v1:0": {
 "context_window": 128000, "max_output_tokens": 8191, "tools": true, "price": {"input": 2, "output": 6}},
"mistral.mistral-large-3-675b-instruct": {
 "context_window": 256000, "max_output_tokens": 32000, "tools": true, "images": true, "structured_output": true,
 "price": {"input": 0.5, "output": 1.5}},
"mistral.mistral-small-2402-v1:0": {
 "context_window": 32000, "max_output_tokens": 4096, "tools": true, "price": {"input": 1, "output": 3}},
"mistral.mixtral-8x7b-instruct-v0:1": {
 "context_window": 32000, "max_output_tokens": 4096, "end": "2027-03-30", "price": {"input": 0.45, "output": 0.7}},
"mistral.pixtral-large-2502-v1:0": {
 "context_window": 128000, "max_output_tokens": 16384, "tools": true, "price": {"input": 2, "output": 6},
 "geographies": "eu us"},
"mistral.voxtral-mini-3b-2507": {
 "context_window": 32768, "max_output_tokens": 8192, "end": "2027-03-30", "structured_output": true,
 "price": {"input": 0.04, "output": 0.04}},
"mistral.voxtral-small-24b-2507": {
 "context_window": 32768, "max_output_tokens": 8192, "end": "2027-03-30", "structured_output": true,
 "price": {"input": 0.1, "output": 0.3}},
"moonshot.kimi-k2-thinking": {
 "context_window": 256000, "max_output_tokens": 16000, "end": "2027-03-30", "tools": true, "images": false,
 "structured_output": true, "reasoning": true, "price": {"input": 0.6, "output": 2.5}},
"moonshotai.kimi-k2.5": {
 "context_window": 256000, "max_output_tokens": 16000, "tools": true, "images": true,
 "price": {"input": 0.6, "output": 3}},
"moonshotai.kimi-k3": {
 "context_window": 1000000, "max_output_tokens": 131072, "tools": true, "images": true, "prompt_caching": true,
 "reasoning": true, "price": {"input": 3.3, "output": 16.5, "cache_read": 0.33, "cache_write": 4.125},
 "geographies": "global in us",
 "but": {
  "global": {
    "price": {"input": 3, "output": 15, "cache_read": 0.3, "cache_write": 3.75}}}},
"moonshotai.kimi-k3.1": {
 "context_window": 868928, "max_output_tokens": 131072, "tools": true, "images": true, "prompt_caching": true,
 "reasoning": true, "price": {"input": 4.4, "output": 22, "cache_read": 0.22, "cache_write": 5.5},
 "geographies": "global in us",
 "but": {
  "global": {
    "price": {"input": 4, "output": 20, "cache_read": 0.2, "cache_write": 5}}}},
"nvidia.nemotron-nano-12b-v2": {
 "context_window": 128000, "max_output_tokens": 8000, "end": "2027-03-30", "tools": true, "images": true,
 "price": {"input": 0.2, "output": 0.6}, "geographies": "us-gov",
 "but": {
  "us-gov": {
    "max_output_tokens": 8192, "price": {"input": 0.24, "output": 0.72}}}},
"nvidia.nemotron-nano-3-30b": {
 "context_window": 256000, "max_output_tokens": 8000, "tools": true, "images": false, "structured_output": true,
 "price": {"input": 0.06, "output": 0.24}, "geographies": "us-gov",
 "but": {
  "us-gov": {
    "context_window": 262144, "max_output_tokens": 8192, "price": {"input": 0.072, "output": 0.288}}}},
"nvidia.nemotron-nano-9b-v2": {
 "context_window": 128000, "max_output_tokens": 8000, "end": "2027-03-30", "tools": true, "images": false,
 "price": {"input": 0.06, "output": 0.23}, "geographies": "us-gov",
 "but": {
  "us-gov": {
    "max_output_tokens": 8192, "price": {"input": 0.072, "output": 0.276}}}},
"nvidia.nemotron-super-3-120b": {
 "context_window": 256000, "max_output_tokens": 32000, "tools": true, "images": false, "reasoning": true,
 "price": {"input": 0.15, "output": 0.65}, "geographies": "us-gov",
 "but": {
  "us-gov": {
    "max_output_tokens": 32768, "price": {"input": 0.18, "output": 0.78}}}},
"openai.gpt-5.4": {
 "context_window": 922000, "max_output_tokens": 128000, "tools": true, "images": true, "reasoning": true,
 "refused_parameters": ["temperature", "top_k", "top_p"], "price": {"input": 2.5, "output": 15, "cache_read": 0.25},
 "long_price": {"above": 272000, "input": 5, "output": 22.5, "cache_read": 0.5}, "geographies": "global us",
 "but": {
  "us": {
    "long_price": {"above": 272000, "input": 5.5, "output": 24.75, "cache_read": 0.55},
    "price": {"input": 2.75, "output": 16.5, "cache_read": 0.275}}}},
"openai.gpt-5.5": {
 "context_window": 922000, "max_output_tokens": 128000, "tools": true, "images": true, "reasoning": true,
 "refused_parameters": ["temperature", "top_k", "top_p"], "price": {"input": 5, "output": 30, "cache_read": 0.5},
 "long_price": {"above": 272000, "input": 10, "output": 45, "cache_read": 1}, "geographies": "global us",
 "but": {
  "us": {
    "long_price": {"above": 272000, "input": 11, "output": 49.5, "cache_read": 1.1},
    "price": {"input": 5.5, "output": 33, "cache_read": 0.55}}}},
"openai.gpt-5.6-luna": {
 "context_window": 922000, "max_output_tokens": 128000, "tools": true, "images": true, "reasoning": true,
 "refused_parameters": ["temperature", "top_k", "top_p"],
 "price": {"input": 0.2, "output": 1.2, "cache_read": 0.02, "cache_write": 0.25},
 "long_price": {"above": 272000, "input": 0.4, "output": 1.8, "cache_read": 0.04, "cache_write": 0.5},
 "geographies": "global us",
 "but": {
  "us": {
    "long_price": {"above": 272000, "input": 0.44, "output": 1.98, "cache_read": 0.044, "cache_write": 0.55},
    "price": {"input": 0.22, "output": 1.32, "cache_read": 0.022, "cache_write": 0.275}}}},
"openai.gpt-5.6-sol": {
 "context_window": 922000, "max_output_tokens": 128000, "tools": true, "images": true, "reasoning": true,
 "refused_parameters": ["temperature", "top_k", "top_p"],
 "price": {"input": 4, "output": 20, "cache_read": 0.4, "cache_write": 5},
 "long_price": {"above": 272000, "input": 8, "output": 30, "cache_read": 0.8, "cache_write": 10},
 "geographies": "global us",
 "but": {
  "us": {
    "long_price": {"above": 272000, "input": 8.8, "output": 33, "cache_read": 0.88, "cache_write": 11},
    "price": {"input": 4.4, "output": 22, "cache_read": 0.44, "cache_write": 5.5}}}},
"openai.gpt-5.6-terra": {
 "context_window": 922000, "max_output_tokens": 128000, "tools": true, "images": true, "reasoning": true,
 "refused_parameters": ["temperature", "top_k", "top_p"],
 "price": {"input": 2, "output": 12, "cache_read": 0.2, "cache_write": 2.5},
 "long_price": {"above": 272000, "input": 4, "output": 18, "cache_read": 0.4, "cache_write": 5},
 "geographies": "global us",
 "but": {
  "us": {
    "long_price": {"above": 272000, "input": 4.4, "output": 19.8, "cache_read": 0.44, "cache_write": 5.5},
    "price": {"input": 2.2, "output": 13.2, "cache_read": 0.22, "cache_write": 2.75}}}},
"openai.gpt-6-astra": {
 "context_window": 922000, "max_output_tokens": 128000, "tools": true, "images": true, "prompt_caching": true,
 "reasoning": true, "refused_parameters": ["temperature", "top_k", "top_p"],
 "price": {"input": 10, "output": 50, "cache_read": 1, "cache_write": 12.5},
 "long_price": {"above": 272000, "input": 20, "output": 75, "cache_read": 2, "cache_write": 25},
 "geographies": "global us",
 "but": {
  "us": {
    "long_price": {"above": 272000, "input": 22, "output": 82.5, "cache_read": 2.2, "cache_write": 27.5},
    "price": {"input": 11, "output": 55, "cache_read": 1.1, "cache_write": 13.75}}}},
"openai.gpt-6-luna": {
 "context_window": 922000, "max_output_tokens": 128000, "tools": true, "images": true, "prompt_caching": true,
 "reasoning": true, "refused_parameters": ["temperature", "top_k", "top_p"],
 "price": {"input": 0.1, "output": 0.5, "cache_read": 0.01, "cache_write": 0.125},
 "long_price": {"above": 272000, "input": 0.2, "output": 0.75, "cache_read": 0.02, "cache_write": 0.25},
 "geographies": "global us",
 "but": {
  "us": {
    "long_price": {"above": 272000, "input": 0.22, "output": 0.825, "cache_read": 0.022, "cache_write": 0.275},
    "price": {"input": 0.11, "output": 0.55, "cache_read": 0.011, "cache_write": 0.1375}}}},
"openai.gpt-6-sol": {
 "context_window": 922000, "max_output_tokens": 128000, "tools": true, "images": true, "prompt_caching": true,
 "reasoning": true, "refused_parameters": ["temperature", "top_k", "top_p"],
 "price": {"input": 2, "output": 10, "cache_read": 0.2, "cache_write": 2.5},
 "long_price": {"above": 272000, "input": 4, "output": 15, "cache_read": 0.4, "cache_write": 5},
 "geographies": "global us",
 "but": {
  "us": {
    "long_price": {"above": 272000, "input": 4.4, "output": 16.5, "cache_read": 0.44, "cache_write": 5.5},
    "price": {"input": 2.2, "output": 11, "cache_read": 0.22, "cache_write": 2.75}}}},
"openai.gpt-6.1-sol": {
 "context_window": 1000000, "max_output_tokens": 131072, "tools": true, "images": true, "prompt_caching": true,
 "reasoning": true, "refused_parameters": ["temperature", "top_k", "top_p"],
 "price": {"input": 2, "output": 10, "cache_read": 0.1, "cache_write": 2.5},
 "long_price": {"above": 272000, "input": 4, "output": 15, "cache_read": 0.2, "cache_write": 5},
 "geographies": "global us",
 "but": {
  "us": {
    "long_price": {"above": 272000, "input": 4.4, "output": 16.5, "cache_read": 0.22, "cache_write": 5.5},
    "price": {"input": 2.2, "output": 11, "cache_read": 0.11, "cache_write": 2.75}}}},
"openai.gpt-6.1-terra": {
 "context_window": 922000, "max_output_tokens": 128000, "tools": true, "images": true, "prompt_caching": true,
 "reasoning": true, "refused_parameters": ["temperature", "top_k", "top_p"],
 "price": {"input": 1, "output": 5, "cache_read": 0.05, "cache_write": 1.25},
 "long_price": {"above": 272000, "input": 2, "output": 7.5, "cache_read": 0.1, "cache_write": 2.5},
 "geographies": "global us",
 "but": {
  "us": {
    "long_price": {"above": 272000, "input": 2.2, "output": 8.25, "cache_read": 0.11, "cache_write": 2.75},
    "price": {"input": 1.1, "output": 5.5, "cache_read": 0.055, "cache_write": 1.375}}}},
"openai.gpt-oss-120b-1:0": {
 "context_window": 128000, "max_output_tokens": 16384, "tools": true, "images": false, "reasoning": true,
 "price": {"input": 0.15, "output": 0.6}, "geographies": "us-gov",
 "but": {
  "us-gov": {
    "price": {"input": 0.18, "output": 0.72}}}},
"openai.gpt-oss-20b-1:0": {
 "context_window": 128000, "max_output_tokens": 16384, "tools": true, "images": false, "reasoning": true,
 "price": {"input": 0.07, "output": 0.3}, "geographies": "us-gov",
 "but": {
  "us-gov": {
    "price": {"input": 0.084, "output": 0.36}}}},
"openai.gpt-oss-safeguard-120b": {
 "context_window": 128000, "max_output_tokens": 16000, "tools": true, "images": false,
 "price": {"input": 0.15, "output": 0.6}},
"openai.gpt-oss-safeguard-20b": {
 "context_window": 128000, "max_output_tokens": 16000, "tools": true, "images": false,
 "price": {"input": 0.07, "output": 0.2}},
"qwen.qwen3-235b-a22b-2507-v1:0": {
 "context_window": 262144, "max_output_tokens": 8192, "tools": true, "structured_output": true, "reasoning": true,
 "price": {"input": 0.22, "output": 0.88}},
"qwen.qwen3-32b-v1:0": {
 "context_window": 32768, "max_output_tokens": 8192, "tools": true, "structured_output": true, "reasoning": true,
 "price": {"input": 0.15, "output": 0.6}},
"qwen.qwen3-coder-30b-a3b-v1:0": {
 "context_window": 262144, "max_output_tokens": 16384, "end": "2027-03-30", "tools": true, "structured_output": true,
 "reasoning": true, "price": {"input": 0.15, "output": 0.6}},
"qwen.qwen3-coder-480b-a35b-v1:0": {
 "context_window": 262144, "max_output_tokens": 16384, "end": "2027-03-30", "tools": true, "structured_output": true,
 "reasoning": true, "price": {"input": 0.45, "output": 1.8}},
"qwen.qwen3-coder-next": {
 "context_window": 256000, "max_output_tokens": 16000, "tools": true, "images": false,
 "price": {"input": 0.5, "output": 1.2}},
"qwen.qwen3-next-80b-a3b": {
 "context_window": 256000, "max_output_tokens": 8000, "tools": true, "images": false, "structured_output": true,
 "price": {"input": 0.15, "output": 1.2}},
"qwen.qwen3-vl-235b-a22b": {
 "context_window": 256000, "max_output_tokens": 8000, "tools": true, "images": true, "structured_output": true,
 "price": {"input": 0.53, "output": 2.66}},
"twelvelabs.marengo-embed-2-7-v1:0": {
 "context_window": 77, "end": "2026-11-30", "vector_length": 1024, "geographies": "eu us"},
"twelvelabs.marengo-embed-3-0-v1:0": {
 "context_window": 500, "vector_length": 512, "geographies": "eu us"},
"writer.palmyra-vision-7b": {
 "context_window": 4096, "max_output_tokens": 4096, "images": true, "price": {"input": 0.15, "output": 0.6}},
"writer.palmyra-x4-v1:0": {
 "context_window": 128000, "max_output_tokens": 8192, "end": "2027-03-09", "tools": true, "documents": true,
 "price": {"input": 2.5, "output": 10}, "geographies": "us"},
"writer.palmyra-x5-v1:0": {
 "context_window": 128000, "max_output_tokens": 8192, "end": "2027-03-21", "tools": true, "documents": true,
 "price": {"input": 0.6, "output": 6}, "geographies": "us"},
"xai.grok-4.6": {
 "context_window": 500000, "max_output_tokens": 500000, "tools": true, "images": true, "prompt_caching": false,
 "reasoning": true, "price": {"input": 2, "output": 6, "cache_read": 0.5}, "geographies": "global us us-gov",
 "but": {
  "us": {
    "price": {"input": 2.2, "output": 6.6, "cache_read": 0.55}},
  "us-gov": {
    "price": {"input": 2.64, "output": 7.92, "cache_read": 0.66}}}},
"xai.grok-4.7": {
 "context_window": 524288, "max_output_tokens": 524288, "tools": true, "images": true, "prompt_caching": false,
 "reasoning": true, "price": {"input": 2, "output": 6, "cache_read": 0.5}, "geographies": "global us us-gov",
 "but": {
  "us": {
    "price": {"input": 2.2, "output": 6.6, "cache_read": 0.55}},
  "us-gov": {
    "price": {"input": 2.64, "output": 7.92, "cache_read": 0.66}}}},
"zai.glm-4.7": {
 "context_window": 203000, "max_output_tokens": 128000, "end": "2027-03-30", "tools": true, "images": false,
 "reasoning": true, "price": {"input": 0.6, "output": 2.2}},
"zai.glm-4.7-flash": {
 "context_window": 203000, "max_output_tokens": 128000, "end": "2027-03-30", "tools": true, "images": false,
 "reasoning": true, "price": {"input": 0.07, "output": 0.4}},
"zai.glm-5": {
 "context_window": 200000, "max_output_tokens": 128000, "tools": true, "images": false, "structured_output": true,
 "reasoning": true, "price": {"input": 1, "output": 3.2}},
"zai.glm-5.3": {
 "context_window": 1000000, "max_output_tokens": 128000, "tools": true, "images": false, "prompt_caching": true,
 "structured_output": true, "reasoning": true,
 "price": {"input": 1.68, "output": 5.28, "cache_read": 0.312, "cache_write": 2.1}, "geographies": "global us",
 "but": {
  "us": {
    "price": {"input": 1.848, "output": 5.808, "cache_read": 0.3432, "cache_write": 2.31}}}}
}
"""
