#!/bin/sh
# Makes .venv and installs a requirements file by hash; does nothing while neither has changed.
# usage: scripts/setup_venv.sh PYTHON REQUIREMENTS
set -eu
cd "$(dirname "$0")/.."
python="$1"
requirements="$2"

if ! command -v "$python" >/dev/null 2>&1; then
  echo "newsdesk needs Python 3.11 or newer, and there is no '$python' here. Install it, or name yours: make PYTHON=/path/to/python3.11" >&2
  exit 1
fi
if ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
  echo "newsdesk needs Python 3.11 or newer; '$python' is $("$python" -V 2>&1). Name another: make PYTHON=/path/to/python3.11" >&2
  exit 1
fi
# An interrupted run leaves no stamp, so the next one begins again. Two runs at once wait for each other.
exec "$python" scripts/setup_venv.py "$requirements"
