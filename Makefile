# `make help` lists the targets. Each one makes .venv first if that is missing or out of date.
SHELL := /bin/bash
.DEFAULT_GOAL := help

# Not `?=`: ENV is also a variable of POSIX shells.
ENV := local
ARGS :=
CLIENTS :=
# Those that `make test` runs.
CHECKED := boto3 langchain litellm aws_sdk

BIN := .venv/bin
GATE := tools/gate.sh
BESIDE := --no-print-directory --jobs 2 --output-sync=target
export PATH := $(CURDIR)/.venv/bin:$(PATH)

# Deploying, and its kin, use the credentials of the shell. Only `local` starts the endpoint on 127.0.0.1.
# ENV is one of inventories/, or the path of an inventory anywhere.
INVENTORY := $(if $(findstring /,$(ENV)),$(ENV),inventories/$(ENV))
PLAYBOOK := $(BIN)/ansible-playbook -i "$(INVENTORY)"
ENDPOINT := $(if $(and $(filter local,$(ENV)),$(if $(AWS_ENDPOINT_URL),,yes)),start)

.PHONY: help env init validate deploy plan verify usage report access teardown start endpoint stop \
  test check alone lint types units gateway faults docs build sanity molecule examples clients browser picture charts \
  coverage bench mutation site changelog schema models router lock clean

help: ## List the targets
	@awk -F ':.*## ' '/^##@/ {printf "\n%s\n", substr($$0, 5)} /^[a-z]+:.*## / {printf "  make %-10s %s\n", $$1, $$2}' Makefile

##@ Use
deploy: env $(ENDPOINT) ## Deploy an environment: ENV=local (default), dev, staging, production, or the path of an inventory
	$(PLAYBOOK) genai.bedrock.deploy $(ARGS)
plan: env $(ENDPOINT) ## Show what deploy would change, and change nothing: ARGS='--tags copilot', here as everywhere. PLAN=plans keeps it
	$(PLAYBOOK) genai.bedrock.deploy --check --diff $(if $(PLAN),-e "bedrock_plan_path='$(PLAN)'") $(ARGS)
validate: env $(ENDPOINT) ## Check an environment against the live account, and change nothing
	$(PLAYBOOK) genai.bedrock.validate $(ARGS)
usage: env $(ENDPOINT) ## Show usage and estimated cost: ARGS='-e bedrock_usage_days=30'
	$(PLAYBOOK) genai.bedrock.usage $(ARGS)
report: env $(ENDPOINT) ## Write a page of an environment, reports/<environment>/report.html
	$(PLAYBOOK) genai.bedrock.report $(ARGS)
verify: env $(ENDPOINT) ## Call every published target once
	$(PLAYBOOK) genai.bedrock.verify $(ARGS)
access: env $(ENDPOINT) ## Write the IAM policies of an environment
	$(PLAYBOOK) genai.bedrock.access $(ARGS)
init: env ## Write a new inventory: ENV=/tmp/my-inventory ARGS='-e bedrock_environment=dev -e bedrock_regions=us-east-1'
	$(BIN)/ansible-playbook -i localhost, genai.bedrock.init -e "bedrock_inventory_path='$(INVENTORY)'" $(ARGS)
teardown: env $(ENDPOINT) ## Show what it will remove, and remove it with CONFIRM=<the name in bedrock_environment>
	$(PLAYBOOK) genai.bedrock.teardown $(if $(CONFIRM),-e "bedrock_confirm=$(CONFIRM)") $(ARGS)
start: env ## Start the local AWS endpoint, if it is not up
	@$(BIN)/python -m tests.local_aws start
endpoint: ## Start it, and print what leads a shell and its clients to it, to be evaluated
	@{ tools/bootstrap.sh && $(BIN)/python -m tests.local_aws start; } >&2
	@$(BIN)/python -m tests.local_aws env
stop: env ## Stop the local AWS endpoint
	@$(BIN)/python -m tests.local_aws stop

##@ Test
# Gates that use one core run two at a time, those that use all cores, or measure time, alone. Only the installation of clients runs
# beside these, since it mostly waits for the network.
test: env ## Everything, in about 20 minutes
	@$(MAKE) $(BESIDE) lint types units
	@$(MAKE) $(BESIDE) molecule sanity docs build
	@$(MAKE) $(BESIDE) alone clients CLIENTS="$(CHECKED)" ARGS=--install
	@$(MAKE) --no-print-directory clients CLIENTS="$(CHECKED)"
	@echo "All tests passed."
check: env ## The quick part: lint, types and units
	@$(MAKE) $(BESIDE) lint types units
alone: env ## What uses all cores: gateway, faults, examples and browser
	@$(MAKE) --no-print-directory --output-sync=none gateway
	@$(MAKE) --no-print-directory --output-sync=none faults
	@$(MAKE) --no-print-directory --output-sync=none examples
	@$(MAKE) --no-print-directory --output-sync=none browser
lint: env ## ruff and ansible-lint (production profile)
	@$(GATE) ruff ruff check .
	@$(GATE) format ruff format --check .
	@$(GATE) ansible-lint ansible-lint
types: env ## mypy
	@$(GATE) types mypy -p ansible_collections.genai.bedrock.plugins
units: env ## Unit tests
	@$(GATE) units pytest -q -n 2 --dist worksteal tests/unit
gateway: env ## Modules, roles and playbooks against the local AWS endpoint
	@$(GATE) gateway pytest -q -n 2 --dist worksteal tests/gateway
faults: env ## Crashes, throttling, lost answers, regions that are down: injected on the wire
	@$(GATE) faults pytest -q -n 2 --dist worksteal tests/faults
docs: env ## Changelog and documentation, the site included
	@$(GATE) changelog antsibull-changelog lint
	@GIT_CEILING_DIRECTORIES="$(CURDIR)" $(GATE) docs \
	  antsibull-docs lint-collection-docs --plugin-docs --validate-collection-refs dependent .
	@$(MAKE) --no-print-directory site
build: env ## Build the artefact, import it as Galaxy does, install it
	@$(GATE) build tools/build.sh
sanity: env ## ansible-test sanity
	@$(GATE) sanity tools/sanity.sh
molecule: env ## Each role, idempotence included
	@$(GATE) molecule tools/molecule.sh
clients: env ## Real clients of docs/clients.md: CLIENTS='boto3 langchain', otherwise all
	@$(GATE) clients python -m tests.clients $(CLIENTS) $(ARGS)
examples: env ## Every example of the documentation, twice
	@$(GATE) examples pytest -q -n 2 --dist worksteal tests/examples

browser: env ## The report page in Chromium: CHROMIUM=/path/to/chromium, by default the one on the PATH
	@tools/browser.sh

##@ Measure
coverage: env ## Which lines the unit tests do not reach
	@$(GATE) coverage pytest -q -n 2 --cov=plugins --cov-report=term:skip-covered tests/unit
bench: env ## Time against a plain boto3 script, as ratios
	@$(GATE) bench python -m tests.bench
mutation: env ## Which changes of _core the unit tests do not notice (long)
	@$(GATE) mutation tools/mutation.sh

##@ Maintain
env: ## Make .venv and the link under .ansible/collections
	@tools/bootstrap.sh
site: env ## Build the documentation site in docs/site; broken links fail
	@$(GATE) site tools/site.sh
changelog: env ## Write CHANGELOG.md from the fragments, for the version in galaxy.yml
	$(BIN)/antsibull-changelog release --reload-plugins --update-existing --refresh-plugins
schema: env ## Write the schema of inventory variables for editors
	PYTHONPATH=.ansible/collections $(BIN)/python tools/inventory_schema.py
charts: ## Fetch the chart library of the report page anew, in the versions that tools/charts.sh names
	tools/charts.sh
picture: env ## Make the picture of the report page in README.md
	@$(GATE) picture python -m tests.browser.picture
lock: env ## Resolve the requirements anew
	tools/lock.sh
models: env ## Write the table of model facts anew, from the wheel that tools/models.txt pins
	PYTHONPATH=.ansible/collections $(BIN)/python tools/models.py
router: env ## Write inference_router.py, the one file that applications copy, from plugins/module_utils/_router
	$(BIN)/python tools/router.py
clean: ## Remove what the other targets made, and stop the local AWS endpoint
	@tools/clean.sh
