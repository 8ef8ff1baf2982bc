# `make run` and `make test` do all their own set-up; they need only Python 3.11 or newer with venv.
PYTHON ?= $(shell command -v python3.11 >/dev/null 2>&1 && echo python3.11 || echo python3)
PORT ?= 8000
export PORT

.PHONY: run test soak lint setup setup-dev

run: setup
	@exec .venv/bin/python manage.py up

test: setup-dev
	@scripts/setup_browser.sh
	@scripts/check.sh

soak: setup-dev
	@.venv/bin/pytest -m soak --timeout=0 -s

lint: setup-dev
	@scripts/check.sh lint

setup:
	@scripts/setup_venv.sh "$(PYTHON)" requirements.txt

setup-dev:
	@scripts/setup_venv.sh "$(PYTHON)" requirements-dev.txt
	@.venv/bin/python manage.py build_model
	@.venv/bin/python manage.py messages compile
