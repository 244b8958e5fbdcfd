# The verbs of this house; plain `make` lists them. Each does all of its own set-up.
# Needed: make, Python 3.12 or newer, Node 20 or newer; tools/ says in a sentence what is missing.

.DEFAULT_GOAL := help
.PHONY: help serve begun test test-gate test-all test-content fuzz build check dist faults bench profile lock clean
.SUFFIXES:

BIN      := .venv/bin
PACKAGES := .venv/.installed
NODE     := node_modules/.installed
ENGINE   := plugins/selfassess
PLUGIN   := plugins/mkdocs-selfassess
RUNTIME  := $(PLUGIN)/src/mkdocs_selfassess/runtime/manifest.json
ASSETS   := $(PLUGIN)/src/mkdocs_selfassess/assets
SERVED   := $(PLUGIN)/src/mkdocs_selfassess/served/manifest.json
# What readers fetch as small as gzip allows, which takes a minute.
SMALL    := node $(PLUGIN)/runtime/build.mjs --small
STRIP    := node $(PLUGIN)/runtime/strip.mjs
CATALOGS := $(shell find $(ENGINE)/src -name '*.po' 2>/dev/null)
# One more than a small machine has cores: a test in a browser waits now and then, and must not wait for the others.
PYTEST    = CHROMIUM="$$($(BIN)/python tools/find.py browser)" && export CHROMIUM && \
  $(BIN)/pytest --numprocesses 3 --dist loadfile --no-loadscope-reorder
INPUTS   := $(shell find $(ENGINE)/src $(PLUGIN)/runtime -type f ! -name '*.pyc' 2>/dev/null)

export PIP_DISABLE_PIP_VERSION_CHECK := 1
# Where a machine forbids it, each of hundreds of starts would compile all modules anew.
unexport PYTHONDONTWRITEBYTECODE
# The answer to this notice is content/about/decisions/0010.
export NO_MKDOCS_2_WARNING := 1
# The last commit's date, so that two builds of one commit are equal to the byte.
export SOURCE_DATE_EPOCH ?= $(shell git log -1 --format=%ct 2>/dev/null || echo 315532800)

help:
	@echo "Usage: make TARGET"
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  %-12s %s\n", $$1, $$2}' Makefile

serve: begun $(RUNTIME) $(SERVED) ## the site at an address that it prints, rebuilt on every change
	@$(STRIP) --while $(BIN)/mkdocs serve --livereload --dev-addr "127.0.0.1:$$($(BIN)/python tools/find.py port)"

begun:
	@echo "Serving the site: its pages take a quarter of a minute, and set-up before them, once, some minutes; the address comes last."

test: $(RUNTIME) $(SERVED) ## the tests of the software, three at a time; ARGS="-n 0 -k name" goes to pytest
	@$(PYTEST) -m "not slow and not content" $(ARGS)

test-content: $(RUNTIME) $(SERVED) ## the tests of this site's own words, which a fork changes
	@$(PYTEST) -m content $(ARGS)

test-gate: $(RUNTIME) $(SERVED) ## both in one run, which builds and collects everything once: what a change has to pass
	@$(PYTEST) -m "not slow" $(ARGS)

test-all: $(RUNTIME) $(SERVED) ## every test, with those that the others have no time for
	@$(PYTEST) $(ARGS)

fuzz: $(PACKAGES) ## damaged files for every reader of files from outside, for some minutes
	HYPOTHESIS_PROFILE=fuzz $(BIN)/pytest -n 0 -m fuzz $(ARGS)

build: $(RUNTIME) $(SERVED) ## the site into site/; any warning is an error
	@$(SMALL)
	$(BIN)/mkdocs build --strict

check: $(PACKAGES) $(NODE) ## spelling; format, lint and types of Python and of JavaScript
	$(BIN)/codespell
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/mypy plugins/*/src site_tests tools
	@# One by one: each has a conftest of its own, and mypy wants names once.
	@for tests in plugins/*/tests; do echo "$(BIN)/mypy $$tests"; $(BIN)/mypy $$tests || exit 1; done
	node_modules/.bin/tsc --project .
	node_modules/.bin/tsc --project $(PLUGIN)/runtime

dist: $(RUNTIME) $(SERVED) ## both wheels, with all that the browser needs, into dist/
	@$(SMALL)
	$(BIN)/python tools/dist.py

faults: $(RUNTIME) $(SERVED) ## every fault of every file that a check needs, in each browser there is: tables
	@CHROMIUM="$$($(BIN)/python tools/find.py browser)" && export CHROMIUM && $(BIN)/python -m site_tests.matrix $(ARGS)

bench: $(RUNTIME) $(SERVED) ## speed and size against their limits: a table, and JSON in bench-results/
	@$(SMALL)
	@CHROMIUM="$$($(BIN)/python tools/find.py browser)" && export CHROMIUM && $(BIN)/python -m site_tests.bench $(ARGS)

profile: $(RUNTIME) $(SERVED) ## which part of Python's wasm the engine uses, for a release; needs Chromium
	@CHROMIUM="$$($(BIN)/python tools/find.py browser)" && export CHROMIUM && $(BIN)/python -m site_tests.profile
	@$(MAKE) --no-print-directory $(RUNTIME)

lock: ## the newest allowed packages into requirements.lock and package-lock.json
	@python="$$(sh tools/python.sh)" && "$$python" -m venv --clear .cache/lock
	.cache/lock/bin/pip install --quiet uv
	.cache/lock/bin/uv pip compile --quiet --upgrade --universal --generate-hashes --no-header \
	  --no-emit-package selfassess --no-emit-package mkdocs-selfassess --no-emit-package alliance-site \
	  --python-version 3.12 --group dev --output-file requirements.lock pyproject.toml
	npm update --package-lock-only --ignore-scripts
	@# It names versions of the lock.
	node tools/site_bom.mjs --write

clean: ## removes everything that these commands made
	rm -rf .venv node_modules site dist build bench-results .cache .*_cache .hypothesis .coverage $(dir $(RUNTIME) $(SERVED))

# Set-up: each step is done again only when what it depends on has changed.

# Installing also compiles the catalogs.
$(PACKAGES): requirements.lock $(wildcard plugins/*/pyproject.toml) $(CATALOGS)
	@PYTHON=$(BIN)/python sh tools/python.sh >/dev/null 2>&1 || \
	  { python="$$(sh tools/python.sh)" && "$$python" -m venv --clear .venv; }
	@$(BIN)/python tools/find.py node >/dev/null
	@echo "Installing the Python packages of requirements.lock into .venv ..."
	@# The lock is complete; with its dependencies the pip of Python 3.12.0 would ask for extras by name.
	@$(BIN)/pip install -qq --no-compile --no-deps --require-hashes --requirement requirements.lock
	@$(BIN)/pip install -qq --no-deps --no-build-isolation $(patsubst %/,--editable %,$(dir $(wildcard plugins/*/pyproject.toml)))
	@touch $@

$(NODE): package-lock.json package.json .npmrc | $(PACKAGES)
	@echo "Installing the Node packages of package-lock.json ..."
	@npm ci --ignore-scripts --silent
	@touch $@

$(RUNTIME): $(INPUTS) $(PACKAGES) $(NODE)
	@echo "Compiling the runtime that scores in the reader's browser ..."
	@node $(PLUGIN)/runtime/build.mjs
	@touch $@

# The folder too: what is deleted there has to go here.
$(SERVED): $(ASSETS) $(wildcard $(ASSETS)/*) $(wildcard $(PLUGIN)/runtime/*.mjs) $(NODE)
	@$(STRIP)
	@touch $@
