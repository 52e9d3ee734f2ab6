# Two commands matter: `make run` starts Catchlight, `make test` proves it. Both prepare .venv first, once.

PORT   ?= 8000
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin

# pip lives in the environment, except where Debian's python3 comes without ensurepip: then python3's own reaches in.
PIP     = $(shell test -x $(BIN)/pip && echo $(BIN)/python -m pip || echo $(PYTHON) -m pip --python $(BIN)/python)
# Only what the lists name, only with the sha256 that they give, and nothing built but the one source distribution.
PINNED := --require-hashes --no-deps
WHEELS := --only-binary :all: --no-binary face-recognition-models

define install
	@if command -v uv >/dev/null 2>&1; then \
	  uv pip install --quiet --python $(BIN)/python $(PINNED) $(2) $(1); \
	else \
	  PIP_USE_PEP517=1 $(PIP) install --quiet --disable-pip-version-check $(PINNED) $(2) $(1); \
	fi
endef

.DEFAULT_GOAL := help
.PHONY: help setup setup-dev run test browser check format lock clean

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-16s %s\n", $$1, $$2 }' Makefile

# --- set-up ----------------------------------------------------------------------------------------------------------

setup: $(VENV)/.ready var/secret-key ## create .venv and install what Catchlight runs on
setup-dev: $(VENV)/.ready-dev var/secret-key ## the same, with what its tests and checks need

$(BIN)/python:
	@$(PYTHON) -c 'import sys; ok = (3, 11) <= sys.version_info[:2] <= (3, 13); \
	  ok or sys.exit("Catchlight needs Python 3.11, 3.12 or 3.13, and $(PYTHON) is %d.%d. Name another one with: make run PYTHON=python3.11" \
	  % sys.version_info[:2])'
	@$(PYTHON) -m venv $(VENV) >/dev/null 2>&1 || $(PYTHON) -m venv --clear --without-pip $(VENV)

$(VENV)/.ready: $(BIN)/python requirements-build.txt requirements.txt
	@echo "Installing what Catchlight runs on into $(VENV); the first time takes a minute or two."
	$(call install,-r requirements-build.txt,--only-binary :all:)
	$(call install,-r requirements.txt,--no-build-isolation $(WHEELS))
	@touch $@

$(VENV)/.ready-dev: $(VENV)/.ready requirements-dev.txt
	@echo "Installing what the tests and checks need."
	$(call install,-r requirements-dev.txt,--only-binary :all:)
	@touch $@

var/secret-key: | $(BIN)/python
	@mkdir -p -m 700 var
	@umask 077 && $(BIN)/python -c 'import secrets; print(secrets.token_urlsafe(48))' > $@

# --- run -------------------------------------------------------------------------------------------------------------

run: setup ## start everything on http://localhost:PORT (8000); Ctrl-C stops it
	@exec $(BIN)/python -m headshots.launch --port $(PORT) $(if $(filter command line,$(origin HOST)),--host $(HOST))

# --- prove -----------------------------------------------------------------------------------------------------------

# Two lanes side by side, each with services of its own; the second lane's report follows the first's.
test: setup-dev ## every test: unit, real Valkey, PostgreSQL and S3, journeys in Chromium
	@report=$$(mktemp); trap 'rm -f "$$report"' EXIT; trap 'kill 0' INT TERM; \
	( $(BIN)/python -m pytest -m e2e; journeys=$$?; \
	  $(BIN)/python -m pytest --production -m "not e2e" tests/headshots; production=$$?; \
	  exit $$((journeys || production)) ) >"$$report" 2>&1 & lane=$$!; \
	$(BIN)/python -m pytest -m "not e2e"; status=$$?; \
	wait $$lane || status=1; cat "$$report"; exit $$status

browser: setup-dev ## install a Chromium for the journeys, where none is found
	@$(BIN)/python -m tests.services.chromium

check: setup-dev ## lint, format, types, import contracts, migrations, Docker files
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy .
	$(BIN)/lint-imports
	$(BIN)/python manage.py makemigrations --check --dry-run
	$(BIN)/docker-compose --env-file tests/compose.env config --quiet
	$(BIN)/hadolint Dockerfile

format: setup-dev ## mend what ruff can mend
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

# --- keep ------------------------------------------------------------------------------------------------------------

lock: ## resolve requirements*.in anew into the hash-pinned lists (needs uv)
	@command -v uv >/dev/null 2>&1 || { echo "make lock needs uv: python3 -m pip install uv"; exit 1; }
	for name in requirements-build requirements requirements-dev; do \
	  uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
	    $$name.in -o $$name.txt || exit 1; \
	done

clean: ## remove .venv and caches; var/, where the photographs are, stays
	rm -rf $(VENV) staticroot test-results .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache .grimp_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
