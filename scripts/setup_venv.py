"""Makes .venv with the packages of a requirements file, by hash; nothing to do while neither has changed.

Runs with the system's Python, so it knows the standard library only.
"""

import fcntl
import hashlib
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
# Compiled from it and constrained by it, so who has the one has the other.
COVERS = {"requirements-dev.txt": ("requirements.txt",)}


def main(requirements: str) -> None:
    """Installs under a lock, for `make run` and `make test` may be started together."""
    with Path(__file__).open() as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if PYTHON.exists() and stamp(requirements).exists() and stamp(requirements).read_text() == wanted(requirements):
            return
        if not works():
            shutil.rmtree(VENV, ignore_errors=True)
            print("making the virtual environment .venv", flush=True)
            make()
        print(f"installing {requirements} by hash into .venv (the first time this takes a minute)", flush=True)
        pip("install", "--quiet", "--require-hashes", "--requirement", str(ROOT / requirements))
        for covered in (requirements, *COVERS.get(requirements, ())):
            stamp(covered).write_text(wanted(covered))


def stamp(requirements: str) -> Path:
    """The note inside .venv of what is installed in it."""
    return VENV / f"{requirements}.sha256"


def wanted(requirements: str) -> str:
    """What the installed packages depend on: the file, and the Python they are for."""
    return hashlib.sha256((ROOT / requirements).read_bytes() + sys.version.encode()).hexdigest()


def works() -> bool:
    """Whether .venv is there, of this Python's version, and has a pip."""
    if not PYTHON.exists():
        return False
    version = f"import sys, pip; sys.exit(sys.version_info[:2] != {sys.version_info[:2]})"
    return subprocess.run([PYTHON, "-c", version], check=False, stderr=subprocess.DEVNULL).returncode == 0


def make() -> None:
    """Makes the environment; on Debian that needs a package of its own, which is said."""
    if subprocess.run([sys.executable, "-m", "venv", str(VENV)], check=False).returncode:
        shutil.rmtree(VENV, ignore_errors=True)
        sys.exit("The virtual environment could not be made. On Debian and Ubuntu: apt-get install python3-venv")


def pip(*words: str) -> None:
    """Runs the environment's pip; its own words stand if it fails."""
    command = [str(PYTHON), "-m", "pip", "--disable-pip-version-check", *words]
    if subprocess.run(command, check=False).returncode:
        sys.exit("The packages could not be installed; see pip's words above. `make` again goes on from here.")


if __name__ == "__main__":
    main(sys.argv[1])
