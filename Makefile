# The two commands: make run, make test. `make` alone lists all.

PYTHON ?= python3
export PYTHON
# What `make test` and `make bench` are given on top, such as: make test ARGS="-k clinic -x"
ARGS ?=
# Processes that run tests at the same time.
TEST_WORKERS ?= 2
# Where `make wheels` writes.
DIST ?= dist

PY := .venv/bin/python
APPS := api cms media pages
LOCAL := DJANGO_SETTINGS_MODULE=cms.settings.production CLINIC_ENV_FILE=$(or $(CLINIC_ENV_FILE),var/local.env)
# A made-up installation, for Django's checks of production settings.
MADE_UP := CLINIC_ENV_FILE=/dev/null CLINIC_VAR_DIR=var/lint CLINIC_ALLOWED_HOSTS=cms.example.org \
	CLINIC_SECRET_KEY=made-up-for-the-checks-of-make-lint-0123456789-and-nothing-else \
	CLINIC_BASE_URL=https://cms.example.org CLINIC_NUM_PROXIES=1 \
	CLINIC_FRONTEND_BASE_URL=https://www.example.org

# A port that was chosen for this start is part of the address, too.
ifdef PORT
export PORT
CLINIC_BASE_URL ?= http://127.0.0.1:$(PORT)
export CLINIC_BASE_URL
endif

.PHONY: help run dev password test test-long test-next mutants openapi fuzz bench wheels release-database lint format requirements clean venv venv-dev local-env
.DEFAULT_GOAL := help

help: ## list the commands
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1\t/' | expand -t 16

run: venv local-env ## serve on http://127.0.0.1:8000 as in production; PORT=8001 for another port
	@$(LOCAL) exec $(PY) manage.py serve

dev: venv-dev local-env ## the same with reloading and debug pages
	@DJANGO_SETTINGS_MODULE=cms.settings.development $(PY) manage.py prepare
	@DJANGO_SETTINGS_MODULE=cms.settings.development exec $(PY) manage.py runserver 127.0.0.1:$(or $(PORT),8000)

password: venv ## set a new password for the administrator
	@test -e .env || test -e $(or $(CLINIC_ENV_FILE),var/local.env) || { echo "Run \`make run\` first." >&2; exit 1; }
	@bin/local-env
	@$(LOCAL) $(PY) manage.py changepassword admin

test: venv-dev ## run all tests, on SQLite or on the PostgreSQL that DATABASE_URL names
	@$(PY) -m pytest -n $(TEST_WORKERS) --maxschedchunk 8 $(ARGS)

test-long: venv-dev ## look for stale answers for ten minutes at random, and on PostgreSQL in races; SECONDS=60 for less
	@FRESHNESS_SECONDS=$(or $(SECONDS),600) FRESHNESS_SEARCHES=$(TEST_WORKERS) RACE_SECONDS=$$(( $(or $(SECONDS),600) / 10 )) \
		$(PY) -m pytest -q -rP --show-capture=stdout -n $(TEST_WORKERS) tests/freshness/test_freshness.py \
		tests/freshness/test_races.py

test-next: ## run the tests with the newest Wagtail, release candidates included; ARGS="-k clinic" for some
	@bin/test-next -n $(TEST_WORKERS) --maxschedchunk 8 $(ARGS)

mutants: venv-dev ## show which small changes to MODULE=api/visibility.py no test notices; SAMPLE=30 tries some of them
	@$(PY) -m tests.mutation $(MODULE) --least $(or $(KILLED),95) $(if $(SAMPLE),--sample $(SAMPLE)) \
		$(if $(TESTS),--tests $(TESTS))

openapi: venv-dev ## renew the API's description, golden answers and TypeScript types
	@DJANGO_SETTINGS_MODULE=cms.settings.development CLINIC_ENV_FILE=/dev/null $(PY) manage.py openapi docs/openapi.json
	@RENEW_GOLDEN_ANSWERS=1 $(PY) -m pytest -q -k "is_what_it_was" tests/contract/test_golden.py
	@RENEW_GOLDEN_ANSWERS=1 $(PY) -m pytest -q -k "may_be_null" tests/contract/test_golden.py
	@DJANGO_SETTINGS_MODULE=cms.settings.development CLINIC_ENV_FILE=/dev/null $(PY) manage.py openapi docs/openapi.json  # with the new examples
	@cd clients/typescript && npm ci --silent && npm run --silent generate
	@echo "Read what changes for clients: git diff docs/openapi.json"

fuzz: venv-dev ## send the API made-up requests for ten minutes; SECONDS=60 for one minute
	@FUZZ_SECONDS=$(or $(SECONDS),600) $(PY) -m pytest -q -rP --show-capture=stdout tests/contract/test_fuzz.py

bench: venv-dev ## measure against API v2 and empty views; ARGS="--growth 0 --rounds 3" for less
	@$(PY) -m bench $(ARGS)

wheels: venv-dev ## build the packages that other projects install into dist/; DIST=folder for another place
	@rm -f $(DIST)/clinic_*.whl
	@$(PY) -m pip wheel --quiet --disable-pip-version-check --no-deps --no-build-isolation --wheel-dir $(DIST) \
		./packages/clinic-api ./packages/clinic-media ./packages/clinic-cms
	@ls $(DIST)/clinic_*.whl

release-database: venv-dev ## keep databases of this version for the upgrade test; needs PostgreSQL and pg_dump
	@$(PY) -m tests.upgrade

lint: venv-dev ## check style, types, import directions, migrations, settings and templates
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	.venv/bin/lint-imports
	$(PY) -m mypy
	.venv/bin/djhtml --check $(APPS)
	DJANGO_SETTINGS_MODULE=cms.settings.test $(PY) manage.py makemigrations --check --dry-run
	DJANGO_SETTINGS_MODULE=cms.settings.test $(PY) manage.py check --fail-level WARNING
	$(MADE_UP) DJANGO_SETTINGS_MODULE=cms.settings.production $(PY) manage.py check --deploy --fail-level WARNING

format: venv-dev ## put code and templates into the house's form
	$(PY) -m ruff check --fix .
	$(PY) -m ruff format .
	.venv/bin/djhtml $(APPS)

requirements: venv-dev ## compile the .in files into exact versions; ARGS=--upgrade takes newer ones
	bin/compile-requirements $(ARGS)

clean: ## remove the environment and caches; the database, uploads and settings in var/ stay
	rm -rf .venv dist .pytest_cache .ruff_cache .mypy_cache .import_linter_cache .hypothesis var/static var/log var/lint var/mutation
	find $(APPS) tests -name __pycache__ -type d -prune -exec rm -rf {} +

venv:
	@bin/venv requirements.txt

venv-dev:
	@bin/venv requirements-dev.txt

local-env: venv
	@bin/local-env
