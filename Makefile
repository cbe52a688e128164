PYTHON ?= python3
VENV := .venv/bin

.PHONY: run test setup lock bench faults shots clean

run: ## install what is missing and open the demo window
	@$(PYTHON) tools/bootstrap.py run

test: ## install what is missing, then every check and test, without a screen
	@$(PYTHON) tools/bootstrap.py test

setup:
	@$(PYTHON) tools/bootstrap.py install

lock: ## renew requirements.lock from pyproject.toml (needs uv)
	uv pip compile pyproject.toml --extra dev --universal --generate-hashes \
		--no-emit-index-url --no-header --upgrade -o requirements.lock

bench: setup ## ratios measured in one run, written to build/bench.json
	@$(VENV)/python -m tests.bench

faults: setup ## the long fault runs: kills at any moment, 10,000 random histories
	@$(VENV)/python -m pytest -s -m faults -p no:randomly tests/faults

clean:
	rm -rf build .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
