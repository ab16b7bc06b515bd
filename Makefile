# make run     the site with the launch content, on http://127.0.0.1:8000/ (PORT=8080 changes it)
# make dev     the same content, with Django's own server: edits show at once
# make test    every test that can run on this machine
# make clients the calendar programs that tests subscribe with; make test installs them too
# make bench   response times and memory with many generated items; the search engines compared
# make lint    style, templates, types
# make lock    new lock files from requirements/*.in
# make clean   removes the environments; everything in var/ stays

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
CLIENTS := .venv-clients
ICAL_JS := tools/ical.js
PORT ?= 8000
TEST_PROCESSES ?= 2
export PORT

.DEFAULT_GOAL := run
.PHONY: run dev clients test bench lint format lock messages clean

# The environment is complete when its stamp is newer than the lock file.
$(VENV)/bin/pip:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Python 3.11 or later is needed; PYTHON=/path/to/python3 chooses another one." >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV) || \
	  { echo "Python's venv module is needed; on Debian: apt install python3-venv" >&2; rm -rf $(VENV); exit 1; }

$(VENV)/.base: requirements/base.txt | $(VENV)/bin/pip
	@echo "Installing what the site needs into $(VENV) (the first time takes a minute) ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/base.txt
	@touch $@

$(VENV)/.dev: requirements/dev.txt requirements/base.txt | $(VENV)/bin/pip
	@echo "Installing what tests and checks need into $(VENV) ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt
	@touch $@ $(VENV)/.base

run: $(VENV)/.base
	@VLECHTWERK_DEMO=true $(BIN)/python manage.py demo_site

dev: $(VENV)/.dev
	@VLECHTWERK_DEMO=true $(BIN)/python manage.py demo_site --no-serve
	@VLECHTWERK_DEMO=true VLECHTWERK_DEBUG=true $(BIN)/python manage.py runserver $(PORT)

# Calendar programs that the tests subscribe with, apart from what the site runs on.
$(CLIENTS)/.stamp: requirements/clients.txt | $(VENV)/bin/pip
	@echo "Installing khal and vdirsyncer into $(CLIENTS) for the tests ..."
	@$(BIN)/python -m venv --clear $(CLIENTS)
	@$(CLIENTS)/bin/python -m pip install --quiet --disable-pip-version-check --retries 1 \
	  --require-hashes -r requirements/clients.txt
	@touch $@

$(ICAL_JS)/node_modules/.stamp: $(ICAL_JS)/package-lock.json
	@command -v node >/dev/null && command -v npm >/dev/null || \
	  { echo "ical.js needs Node.js and npm; on Debian: apt install nodejs npm" >&2; exit 1; }
	@echo "Installing ical.js for the tests ..."
	@npm ci --prefix $(ICAL_JS) --silent --no-audit --no-fund --ignore-scripts --fetch-retries 1
	@touch $@

clients: $(CLIENTS)/.stamp $(ICAL_JS)/node_modules/.stamp

# Kept in the order of collection: what empties the database stands last there.
test: $(VENV)/.dev
	@$(MAKE) --no-print-directory --keep-going clients || \
	  echo "Not every calendar program can be installed: the tests with those are skipped." >&2
	$(BIN)/python -m pytest -n $(TEST_PROCESSES) --dist loadscope --no-loadscope-reorder $(ARGS)

bench: $(VENV)/.dev
	$(BIN)/python -m bench $(ARGS)

lint: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/djlint --lint --quiet templates
	$(BIN)/mypy

format: $(VENV)/.dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

# Needs gettext on the machine; compiling and running the site do not.
messages: $(VENV)/.dev
	$(BIN)/python manage.py makemessages --locale nl --no-obsolete --no-wrap --add-location file \
	  --ignore 'var/*' --ignore '.venv/*' --ignore 'tests/*' --ignore 'bench/*'

LOCK := env UV_CUSTOM_COMPILE_COMMAND='make lock' $(BIN)/uv pip compile --quiet --universal \
  --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links $(LOCK_ARGS)
lock: $(VENV)/.dev
	$(LOCK) --output-file requirements/base.txt requirements/base.in
	$(LOCK) --output-file requirements/elasticsearch.txt requirements/elasticsearch.in
	$(LOCK) --output-file requirements/dev.txt requirements/dev.in
	$(LOCK) --output-file requirements/clients.txt requirements/clients.in
	npm update --prefix $(ICAL_JS) --package-lock-only --omit-lockfile-registry-resolved --no-audit --no-fund

clean:
	rm -rf $(VENV) $(CLIENTS) $(ICAL_JS)/node_modules
