# reportedly: make demo | serve | test | test-full | quality | confidence | bench… | fmt
# Everything happens in .venv beside this file; nothing is needed but Python 3.11 or newer, make and a package index.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
DEMO := demo
FUZZ_SECONDS ?= 60
MUTANTS := 400
# In a process of its own: once Daft has run on a cluster, it runs on nothing else in that process.
ON_RAY := tests/world/engines/test_ray.py
COMPILE := --quiet --strip-extras --generate-hashes --allow-unsafe --no-header --no-annotate

.DEFAULT_GOAL := help
.PHONY: $(shell sed -nE 's/^([a-z-]+):.*## .*/\1/p' Makefile)

help: ## what there is to make
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

demo: $(VENV)/.core ## read the examples, print what stands, write the dossier
	@$(BIN)/python -m reportedly demo --to $(DEMO)

serve: $(VENV)/.web demo ## the workbench in your browser, with the examples in it
	@$(BIN)/python -m reportedly serve --ledger $(DEMO)/ledger.db

check: $(VENV)/.dev ## form and types, with which make test begins; .pre-commit-config.yaml runs it before a commit
	@$(BIN)/ruff check src tests bench scripts
	@$(BIN)/ruff format --check --quiet src tests bench scripts
	@$(BIN)/mypy

test: check ## everything that guards a change (a quarter of an hour on two cores)
	@scripts/browser
	@$(BIN)/python -m pytest -n 3 --dist loadgroup -m "not full" --timeout 600

coverage: $(VENV)/.dev ## which lines below serve/ the tests reach: at least 95 of 100 (half an hour on two cores)
	@scripts/browser
	@$(BIN)/python -m pytest -n 2 --dist loadgroup -m "not full" --timeout 900 --cov

mutants: $(VENV)/.dev ## which small faults in assess/ and keep/ no test notices, of 400 drawn by a seed (half an hour; MUTANTS=0: all)
	@$(BIN)/python -m bench.mutants --sample $(MUTANTS)

test-full: test ## the slower proofs too
	@scripts/office
	@$(BIN)/python -m pytest -m full --ignore $(ON_RAY)
	@$(BIN)/python -m pytest -m full $(ON_RAY)
	@$(BIN)/python -m pytest -n 2 -m "hypothesis and not full" --hypothesis-profile thorough

quality: $(VENV)/.dev ## how well claims are read, on the corpora that are there
	@$(BIN)/python -m tests.quality.measure

fuzz: $(VENV)/.dev ## any bytes at each door for input, FUZZ_SECONDS (60) each; FUZZ_DOORS names some (20 minutes)
	@$(PIP) install --require-hashes -r requirements/fuzz.lock
	@PYTHONPATH=src:tests $(BIN)/python -m fuzz.campaign .fuzz $(FUZZ_SECONDS) $(FUZZ_DOORS)

confidence: $(VENV)/.dev ## fit the weights of reading confidence anew, on the corpora that are there
	@$(BIN)/python -m bench.confidence

bench: $(VENV)/.dev ## words per second beside the bare parse, memory, time to start
	@$(BIN)/python -m bench.whole_way

bench-assess: $(VENV)/.dev ## what assessing 1,000 to 100,000 claims costs, and one claim more
	@$(BIN)/python -m bench.assessing

bench-workbench: $(VENV)/.dev ## the workbench over a million claims while 16 people read (half an hour, 5 GB of disk)
	@$(BIN)/python -m bench.workbench

bench-load: $(VENV)/.dev ## the workbench while 1 to 128 clients never pause: pages a second, how long each takes (two minutes)
	@$(BIN)/python -m bench.load

bench-copying: $(VENV)/.dev ## a hundred simulated spreads of one story: how often a copy is taken for support
	@$(BIN)/python -m bench.copying

bench-copies: $(VENV)/.dev ## near copies planted among 20,000 documents: recall and time (some minutes)
	@$(BIN)/python -m bench.near_copies

bench-screening: $(VENV)/.dev ## names screened against a list of 100,000, beside plain rapidfuzz (three minutes)
	@$(BIN)/python -m bench.screening

bench-copy-groups: $(VENV)/.dev ## near copies grouped in a stream of 20,000 texts, beside datasketch (some minutes)
	@$(BIN)/python -m bench.copy_groups

bench-pages: $(VENV)/.dev ## write 20,000 pages of news as a crawl brings them home, in a WARC file
	@$(BIN)/python -m bench.pages pages.warc.gz

bench-bulk: $(VENV)/.dev ## what reading pages in bulk costs, beside fastwarc alone and the careful reader (a minute)
	@$(BIN)/python -m bench.bulk

bench-triage: $(VENV)/.dev ## megabytes a second of the triage, beside re and a plain read; what it keeps
	@$(BIN)/python -m bench.triage

bench-sweep: $(VENV)/.dev ## a sweep of 20,000 pages beside plain trafilatura and spaCy, its memory, its growth (half an hour)
	@$(BIN)/python -m bench.sweeping

bench-kills: $(VENV)/.dev ## a sweep killed at ten random moments, its workers at ten: the ledger is the same (ten minutes)
	@$(BIN)/python -m bench.kills

bench-clusters: $(VENV)/.dev ## a sweep on a Ray cluster of two nodes, one of them taken away (ten minutes)
	@$(BIN)/python -m bench.clusters

bench-batches: $(VENV)/.dev ## batches of 1,000 documents kept, offered again and read anew, on SQLite and PostgreSQL
	@$(BIN)/python -m bench.batches --one-by-one

bench-millions: $(VENV)/.dev ## ten million claims: look-ups, facets, search, opening (48 GB of disk; half an hour or more)
	@$(BIN)/python -m bench.millions

bench-faults: $(VENV)/.dev ## power cuts under SQLite and PostgreSQL and harmed files: how often, what was lost (five minutes)
	@$(BIN)/python -m bench.faults

fmt: $(VENV)/.dev ## put the code into form
	@$(BIN)/ruff check --fix --quiet src tests bench scripts
	@$(BIN)/ruff format --quiet src tests bench scripts

docs: $(VENV)/.docs ## the documentation as a site in site/, to be opened as files
	@NO_MKDOCS_2_WARNING=1 $(BIN)/python -m mkdocs build --strict --quiet
	@echo "wrote site/index.html"

reference: $(VENV)/.dev ## the pages of docs/reference anew, from the code
	@$(BIN)/python -m scripts.reference

screens: $(VENV)/.dev demo ## photograph the demo's dossier and each page of the workbench for docs/screens
	@scripts/browser
	@$(BIN)/python -m tests.present.screens $(DEMO)/dossier.html docs/screens
	@$(BIN)/python -m tests.serve.screens $(DEMO)/ledger.db docs/screens

pictures: $(VENV)/.dev demo ## the demo's dossier as PDF and Word, and pictures of their pages in demo/pictures
	@scripts/office
	@for form in pdf docx; do $(BIN)/python -m reportedly dossier KP RU --ledger $(DEMO)/ledger.db -o $(DEMO)/dossier.$$form; done
	@$(BIN)/python -m tests.present.paper.pictures $(DEMO)/dossier.pdf $(DEMO)/dossier.docx $(DEMO)/pictures

test-ftm: $(VENV)/.dev ## FollowTheMoney entities against its own model (in .venv-ftm; compiles PyICU where no wheel is)
	@scripts/ftm
	@$(BIN)/python -m pytest tests/present/exports/test_ftm.py

test-llm: $(VENV)/.dev ## the door to language models against a real one (in .venv-llm; compiles llama.cpp)
	@scripts/llm
	@$(BIN)/python -m pytest tests/world/models/test_llama.py

licences: $(VENV)/.dev ## write docs/licences.md anew, after make lock
	@$(BIN)/python -m bench.supply.licences

sbom: $(VENV)/.dev ## bills of materials in CycloneDX, of the core and of everything, in sbom/
	@$(BIN)/python -m bench.supply.materials sbom

dist: $(VENV)/.dev ## the wheel and the source archive in dist/, the same bytes each time
	@rm -rf dist
	@$(BIN)/python -m hatchling build -d dist

lock: $(VENV)/.dev ## resolve the locked versions anew
	@$(PIP) install pip-tools
	@$(BIN)/pip-compile $(COMPILE) -c requirements/limits.in -o requirements/core.lock pyproject.toml requirements/build.in
	@$(BIN)/pip-compile $(COMPILE) --extra web -c requirements/core.lock -o requirements/web.lock pyproject.toml requirements/build.in
	@$(BIN)/pip-compile $(COMPILE) -c requirements/web.lock -o requirements/docs.lock requirements/docs.in
	@$(BIN)/pip-compile $(COMPILE) --extra web --extra docs --extra sheets --extra dossiers --extra watch --extra notify --extra screen --extra scale --extra ray --extra postgres --extra llm --extra dev -c requirements/limits.in -c requirements/web.lock -c requirements/docs.lock -o requirements/dev.lock pyproject.toml requirements/build.in
	@sed -i '/^--/d' requirements/*.lock # names, versions and hashes only

clean: ## remove what was made
	@rm -rf $(VENV) .venv-ftm .venv-llm $(DEMO) site build dist sbom .mypy_cache .ruff_cache .pytest_cache .hypothesis .fuzz .coverage mutants

$(BIN)/python:
	@echo "Making an environment in $(VENV) …"
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "reportedly needs Python 3.11 or newer (PYTHON=…)"; exit 1; }
	@$(PYTHON) -m venv $(VENV)

$(VENV)/.core: requirements/core.lock pyproject.toml | $(BIN)/python
	@echo "Installing what it runs on (a minute or two the first time) …"
	@$(PIP) install --require-hashes -r requirements/core.lock
	@$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.web: requirements/web.lock $(VENV)/.core
	@echo "Installing what the web server needs …"
	@$(PIP) install --require-hashes -r requirements/web.lock
	@touch $@

$(VENV)/.docs: requirements/docs.lock | $(BIN)/python
	@echo "Installing what writes the documentation …"
	@$(PIP) install --require-hashes -r requirements/docs.lock
	@touch $@

$(VENV)/.dev: requirements/dev.lock $(VENV)/.core
	@echo "Installing what it is tested with (three to five minutes the first time) …"
	@$(PIP) install --require-hashes -r requirements/dev.lock
	@touch $@
