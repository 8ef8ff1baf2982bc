#!/bin/sh
# Every check, in order, ending with pytest's closing line; stops at the first that fails.
# usage: scripts/check.sh [lint]   with lint: all but the tests
set -eu
cd "$(dirname "$0")/.."
bin=.venv/bin
step() {
  echo "== $1"
  shift
  "$@"
}
in_production() { # settings as in production: every warning of `check --deploy` counts
  NEWSDESK_PRODUCTION=true DEBUG=false SECRET_KEY="$($bin/python -c 'import secrets; print(secrets.token_urlsafe(64))')" "$@"
}

step "format" $bin/ruff format --check --quiet .
step "lint" $bin/ruff check --quiet .
step "types" $bin/mypy
step "contracts" $bin/lint-imports
step "templates" $bin/djlint --lint --quiet templates
step "migrations" $bin/python -W ignore::RuntimeWarning manage.py makemigrations --check --dry-run
step "deployment" in_production $bin/python manage.py check --deploy --fail-level WARNING
[ "${1:-}" = lint ] || step "tests" $bin/pytest -n 2
