# `make` alone lists the targets. Each prepares what it needs: nothing has to be set up before.

DIR ?= demo-pkri
SEED ?= 2024
PYTEST_ARGS ?= -n 2 --dist loadgroup

BIN := .venv/bin
TS := resources/i18n/pkri_id.ts
QM := resources/i18n/pkri_id.qm
UI_SOURCES = $(shell find pkri_desktop/ui pkri_desktop/app.py -name '*.py' | sort)

.NOTPARALLEL:
.PHONY: help demo run test check lint nightly bench shots app translations clean

help:  ## list the targets
	@sed -n 's/^\([a-z]*\):.*## /  make \1\t/p' $(MAKEFILE_LIST) | expand -t 22

demo:  ## play a whole sample event into DIR=demo-pkri (SEED=2024)
	@tools/prepare demo
	$(BIN)/pkri-desktop demo --to "$(DIR)" --seed $(SEED)

run:  ## open the window on a sample panel, ready to score
	@tools/prepare run
	$(BIN)/pkri-desktop --sample

test:  ## run the tests (PYTEST_ARGS="..." replaces the arguments)
	@tools/prepare test
	$(BIN)/python -m pytest $(PYTEST_ARGS)

check: lint test  ## lint, then test

lint:  ## format, style, types, architecture
	@tools/prepare test
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy pkri_desktop tests tools/verifikator
	$(BIN)/lint-imports

nightly:  ## all tests, the long ones too
	@tools/prepare test
	HYPOTHESIS_PROFILE=nightly $(BIN)/python -m pytest $(PYTEST_ARGS) -m "nightly or not nightly"

bench:  ## measure start-up, saving, merging and signing; the figures of trust
	@tools/prepare test
	$(BIN)/python -m tests.bench

shots:  ## pictures of every page into shots/
	@tools/prepare test
	$(BIN)/python -m tests.shots --to shots

app:  ## build the application for this system into dist/
	@tools/prepare app
	$(BIN)/pyinstaller --noconfirm build_app.spec

# The built file is committed, so that running needs no build step. Every .ts file beside ours goes into it too:
# Qt itself has no Indonesian translation, and lupdate would drop texts that it does not find in our sources.
translations:  ## collect texts from the sources and build the Indonesian translation
	@tools/prepare test
	$(BIN)/pyside6-lupdate -locations none $(UI_SOURCES) -ts $(TS)
	$(BIN)/pyside6-lrelease $(sort $(TS) $(wildcard resources/i18n/*_id.ts)) -qm $(QM)
	$(BIN)/pyside6-lrelease resources/i18n/keys.ts -qm resources/i18n/keys.qm

clean:  ## remove what the other targets wrote (not .venv)
	rm -rf build dist demo-pkri shots .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	find pkri_desktop tests -name __pycache__ -type d -prune -exec rm -rf {} +
