# Thin front of the CMake build: the few commands that a person types. `make help` lists them.

VENV := .venv
BUILD := build
JOBS ?= $(shell nproc 2>/dev/null || echo 2)

.PHONY: help setup build demo test bench format lint clean
.DEFAULT_GOAL := help

help: ## list these commands
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: ## install the system packages and make .venv (every other command does this first)
	@scripts/setup-system
	@scripts/setup-venv

build: setup ## build the compiler and install it into .venv
	@scripts/build $(BUILD) $(VENV) $(JOBS)

demo: build ## build the example module, check it and print the comparison table
	@$(VENV)/bin/python examples/demo.py

test: build ## run every test, under AddressSanitizer too
	@JOBS=$(JOBS) scripts/run-tests $(BUILD) $(VENV)

bench: build ## compare the speed with Cython's and CPython's
	@$(VENV)/bin/python benchmarks/run.py

format: setup ## lay out all C and Python code as the style asks
	@scripts/lint --format

lint: build ## check layout, clang-tidy's findings and the Python code
	@JOBS=$(JOBS) scripts/lint

clean: ## remove what the build made; .venv stays
	rm -rf $(BUILD)
