# Everything that a checkout needs: each target makes its own environment first.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin

.PHONY: demo test slow check lint types data reference docs golden schema mutants clean

$(VENV)/ready: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade 'pip>=25.1'
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e . --group dev
	touch $@

demo: $(VENV)/ready ## show one nota as a tree, and write the JSON of all fixtures to out/demo
	$(BIN)/notaparse parse fixtures/defensie-oefening-noordzee/source.txt --to tree
	@# Five fixtures are broken on purpose: status 1 says that some document failed.
	$(BIN)/notaparse convert fixtures --out out/demo || test $$? -eq 1

test: $(VENV)/ready ## run all tests but the long ones
	$(BIN)/python -m pytest

slow: $(VENV)/ready ## the long tests
	$(BIN)/python -m pytest -m slow

lint: $(VENV)/ready
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

types: $(VENV)/ready
	$(BIN)/mypy

check: lint types test ## what every commit must pass

data: $(VENV)/ready ## compile data/*.toml into data/vocabulary.json
	$(BIN)/python -m notaparse.vocabulary

reference: $(VENV)/ready ## write the pages of docs/ that are made from data
	$(BIN)/python docs/generate.py

schema: $(VENV)/ready ## write docs/note.schema.json from the model
	$(BIN)/notaparse schema -o docs/note.schema.json

golden: $(VENV)/ready ## rewrite the expected results of the fixtures; read the diff before you commit it
	$(BIN)/python -m pytest tests/test_golden.py --update-golden

docs: $(VENV)/ready ## build the documentation into site/
	$(BIN)/mkdocs build --strict

COUNT ?= 100
SEED ?= 1
mutants: $(VENV)/ready ## a sample of small mistakes in the rules: how many would the tests notice? COUNT=150 SEED=2
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --group mutants
	$(BIN)/python tools/mutants.py --count $(COUNT) --seed $(SEED)

clean:
	rm -rf $(VENV) site out build dist .mypy_cache .ruff_cache .pytest_cache
