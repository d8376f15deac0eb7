# make demo   build the record of the demo collection and serve its pages
# make test   lint, then every test (what CI runs)
# make lint   style, types, import contracts
# make bench  speed side by side with peers
# make soak   faults at length: 200 kills, 5,000 broken files, damaged records (an hour)
# make evals DATA=folder   quality on gold data, compared with evals/floors.json
PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV ?= .venv
BIN = $(VENV)/bin
PORT ?= 8017
.PHONY: demo test lint bench evals soak clean

# Debian splits venv from python3; where it is missing and we may, install it.
$(BIN)/python:
	$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); apt-get update && \
	  apt-get install -y python3-venv && $(PYTHON) -m venv $(VENV); }

$(VENV)/.installed: $(BIN)/python pyproject.toml constraints.txt
	$(BIN)/python -m pip install -q -c constraints.txt -e .
	touch $@

$(VENV)/.installed-dev: $(VENV)/.installed
	$(BIN)/python -m pip install -q -c constraints.txt -e '.[dev]'
	touch $@

demo: $(VENV)/.installed
	$(BIN)/sourceline demo --port $(PORT)

lint: $(VENV)/.installed-dev
	$(BIN)/ruff check src tests evals benchmarks
	$(BIN)/mypy
	$(BIN)/lint-imports

test: lint
	$(BIN)/python -m pytest -n 2

bench: $(VENV)/.installed-dev
	$(BIN)/python -m benchmarks $(ARGS)

evals: $(VENV)/.installed-dev
	$(BIN)/python -m evals $(DATA) $(ARGS)

# Atheris has a wheel for this Python in this version alone; without it that part says so.
soak: $(VENV)/.installed-dev
	-$(BIN)/python -m pip install -q --only-binary :all: atheris==3.0.0
	$(BIN)/python -m tests.faults $(ARGS)

clean:
	rm -rf $(VENV) build dist
