# Thin front of the CMake build: the few commands that a person types. `make help` lists them.

VENV := .venv
BUILD := build
JOBS ?= $(shell nproc 2>/dev/null || echo 2)

GATES := gate-ast gate-invalid gate-mutations gate-projects gate-cython gate-speed gate-pythons \
         gate-library gate-declarations gate-packages gate-suites \
         gate-wheels gate-programs
ALLOCATING := binary_trees coroutines generators k_means nqueens raytrace spectral_norm unpacking
FUZZ_SECONDS ?= 1800
FUZZ_SEED ?= 1000

.PHONY: help setup setup-pythons build demo test matrix bench bench-build bench-python bench-limits fuzz fuzz-python fuzz-typed fuzz-views fuzz-loops \
        failing-allocations format lint clean $(GATES)
.DEFAULT_GOAL := help

help: ## list these commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-15s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: ## install the system packages and make .venv (every other command does this first)
	@scripts/setup-system
	@scripts/setup-venv

setup-pythons: setup ## make .pythons: CPython 3.13 to 3.15 with debug builds and numpy (as root; 2 GB)
	@scripts/setup-pythons

build: setup ## build the compiler and install it into .venv
	@scripts/build $(BUILD) $(VENV) $(JOBS)

demo: build ## build the examples, check them and print the comparison table
	@$(VENV)/bin/python examples/demo.py

test: build ## run every test, under AddressSanitizer too
	@JOBS=$(JOBS) scripts/run-tests $(BUILD) $(VENV)

matrix: build ## ask Cython for the answers of tests/matrix again, and compare ours with them
	@$(VENV)/bin/python tests/matrix/matrix.py
	@$(VENV)/bin/python -m pytest -q tests/test_matrix.py

bench: build ## compare the speed with Cython's and CPython's (BENCH="--python all": on each Python)
	@$(VENV)/bin/python benchmarks/run.py $(BENCH)

bench-build: build ## compare build time and size of ordinary code with Cython's and gcc's
	@$(VENV)/bin/python benchmarks/build.py

bench-python: build ## compare unannotated programs with CPython, Cython and PyPy (BENCH="--only go --repeat 5")
	@scripts/setup-system --benchmarks
	@$(VENV)/bin/python benchmarks/programs.py $(BENCH)

bench-limits: build ## compare programs with the same in C by hand, to see what CPython's objects cost
	@$(VENV)/bin/python benchmarks/programs.py --limits $(BENCH)

gate-ast: build ## compare the frontend's trees with those of every CPython, over its standard library
gate-invalid: build ## compare what the frontend rejects with what CPython's own tests say is invalid
gate-mutations: build ## compare the frontend's verdict with CPython's on 5,000 damaged sources
gate-projects: build ## read the Cython sources of Cython and ten projects (downloads them)
gate-cython: build ## compare the frontend's trees with Cython's parser (after gate-projects)
gate-speed: build ## measure the frontend's speed and memory
gate-pythons: build ## run the doctest modules on every Python that is on the machine
gate-declarations: build ## compare the bundled declarations with the C headers of every Python
gate-packages: build ## compile the Cython modules of packages and import them (downloads them)
gate-suites: build ## run the test suites of packages, built by Zilant and by Cython (downloads them)
gate-wheels: build ## run the test suites of packages with our modules in their wheels (downloads them)
gate-programs: build ## run the test suites of packages of plain Python, compiled whole (downloads them)
gate-library: build ## run CPython's tests of 43 modules of its library, compiled, on every Python
$(GATES):
	@$(VENV)/bin/python tests/gates/$(subst -,_,$@).py

fuzz: setup ## fuzz the frontend under AddressSanitizer for FUZZ_SECONDS (1800)
	@JOBS=$(JOBS) scripts/fuzz $(BUILD)/fuzz $(FUZZ_SECONDS)

fuzz-python: build ## compare random Python functions with CPython for FUZZ_SECONDS (1800) from FUZZ_SEED (1000) on
	@$(VENV)/bin/python tests/fuzz_python/compare.py --compiler $(BUILD)/bin/zilant \
	    --seed $(FUZZ_SEED) --modules 1000000 --functions 100 --seconds $(FUZZ_SECONDS)

fuzz-typed: build ## compare random typed functions with Cython and gcc for FUZZ_SECONDS (1800) from FUZZ_SEED (1000) on
	@$(VENV)/bin/python tests/fuzz_typed/compare.py --compiler $(BUILD)/bin/zilant \
	    --seed $(FUZZ_SEED) --modules 1000000 --functions 100 --seconds $(FUZZ_SECONDS)

fuzz-views: build ## compare random kernels over memoryviews with numpy and Cython for FUZZ_SECONDS (1800) from FUZZ_SEED (1000) on
	@$(VENV)/bin/python tests/fuzz_typed/compare.py --views --compiler $(BUILD)/bin/zilant \
	    --seed $(FUZZ_SEED) --modules 1000000 --functions 60 --seconds $(FUZZ_SECONDS)

fuzz-loops: build ## compare random loops over memoryviews with the same text interpreted for FUZZ_SECONDS (1800) from FUZZ_SEED (1000) on
	@$(VENV)/bin/python tests/fuzz_typed/compare.py --loops --compiler $(BUILD)/bin/zilant \
	    --seed $(FUZZ_SEED) --modules 1000000 --functions 100 --seconds $(FUZZ_SECONDS)

failing-allocations: build ## make each allocation of 15 compiled programs fail in turn
	@$(VENV)/bin/python tests/failing_allocations.py tests/allocations
	@$(VENV)/bin/python tests/failing_allocations.py benchmarks/programs $(ALLOCATING)

format: setup ## lay out all C and Python code as the style asks
	@scripts/lint --format

lint: build ## check layout, clang-tidy's findings and the Python code
	@JOBS=$(JOBS) scripts/lint

clean: ## remove what the build made; .venv and .pythons stay
	rm -rf $(BUILD)
