# Reciter's verbs. Everything happens in .venv; nothing else on the machine is touched.
# The first of these that really runs: a version manager leaves names behind that do not.
PYTHON  ?= $(shell for name in python3.12 python3.11 python3; do $$name -c '' 2>/dev/null && echo $$name && break; done)
BOOK    ?= books/sample
VENV    := .venv
BIN     := $(VENV)/bin
# One thread a process: two processes of two threads each on two cores are slower than this.
TWO     := OMP_NUM_THREADS=1 $(BIN)/python -m pytest --numprocesses 2 --dist worksteal
FAST    := $(TWO) -m "not flow and not slow and not gpu"
SLOW    := $(TWO) -m "(slow or gpu) and not flow" -rs
export RECITER_HOME ?= $(CURDIR)
export PREFECT_SERVER_ANALYTICS_ENABLED = false
export DO_NOT_TRACK = 1
export HF_HUB_DISABLE_TELEMETRY = 1

.PHONY: render test test-golden lint check up bench bench-gpt-sovits fuzz clean

render: $(VENV)/.base ## render BOOK=… [VOICE=…] [PROFILE=…] [CHAPTERS=1-3] [ACCEPT_LOSS=1]
	@$(BIN)/python -m flows.audiobook "$(BOOK)" $(if $(VOICE),--voice "$(VOICE)") $(if $(PROFILE),--profile "$(PROFILE)") $(if $(CHAPTERS),--chapters "$(CHAPTERS)")$(if $(ACCEPT_LOSS), --accept-loss)

test: $(VENV)/.all ## the whole suite, fast tests first
	@$(FAST)
	@$(SLOW)
	@$(BIN)/python -m pytest -m flow # servers, signals and killed processes: one after the other

test-golden: $(VENV)/.all ## GOLDEN_DIR=…: GPT-SoVITS against another recorded set of the published system
	@test -d "$(GOLDEN_DIR)" || { echo "GOLDEN_DIR names no folder: '$(GOLDEN_DIR)'"; exit 2; }
	@GOLDEN_DIR="$(abspath $(GOLDEN_DIR))" $(TWO) -rs tests/engines/gpt_sovits -k "parity or end_to_end or prompt or names"

lint: $(VENV)/.all ## style, types, import direction
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

check: lint ## the same, and the fast tests, property tests with fewer examples
	@$(FAST) --hypothesis-profile=quick

up: $(VENV)/.base ## Prefect server, worker and deployments, until interrupted
	@exec $(BIN)/python -m flows.serve

bench: $(VENV)/.all ## writes benchmarks/results/
	@$(BIN)/python -m benchmarks

bench-gpt-sovits: $(VENV)/.all ## [AGAINST=folder]: both stages of GPT-SoVITS, alone and together, and loading
	@$(BIN)/python -m benchmarks.gpt_sovits_semantic $(if $(AGAINST),--against "$(AGAINST)")
	@$(BIN)/python -m benchmarks.gpt_sovits_acoustic
	@$(BIN)/python -m benchmarks.gpt_sovits_loading
	@$(BIN)/python -m benchmarks.gpt_sovits_stages $(if $(AGAINST),--against "$(AGAINST)")

fuzz: $(VENV)/.all ## SECONDS=60 [TARGET=…]: random input for importer and languages, where atheris is installed
	@$(BIN)/python -m tests.fuzz $(TARGET) --seconds $(or $(SECONDS),60)

clean: ## removes .venv; books and output stay
	rm -rf $(VENV)

# A stamp is written only after a whole install, so an interrupted one is done again.
$(VENV)/.base: pyproject.toml
	@$(PYTHON) -c 'import sys; v = sys.version_info; sys.exit(0 if (3, 11) <= v < (3, 13) else "Reciter needs Python 3.11 or 3.12, and this is %d.%d. Name one: make PYTHON=python3.12 …" % v[:2])'
	@$(BIN)/python -m pip --version > /dev/null 2>&1 || $(PYTHON) -m venv --clear $(VENV)
	@echo "Installing Reciter into $(VENV) (once; a minute or three) …"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -e .
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps Resemblyzer==0.1.4 # only its weights are used
	@touch $@

$(VENV)/.all: pyproject.toml $(VENV)/.base
	@echo "Installing what the tests need, PyTorch included (once; some minutes) …"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[dev,torch]'
	@touch $@
