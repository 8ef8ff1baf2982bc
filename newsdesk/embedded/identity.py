"""As whom a server runs, and what it does when its parent dies."""

import ctypes
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path

NOBODY = 65534  # has a passwd entry on every Linux; initdb looks its user up by name
CLONE_NEWUSER = 0x10000000  # linux/sched.h
PR_SET_PDEATHSIG = 1  # linux/prctl.h

# Loaded before any fork: between fork and exec only calls that take no lock are safe.
_libc = ctypes.CDLL(None, use_errno=True) if sys.platform == "linux" else None


class Identity(StrEnum):
    """Whom PostgreSQL, which refuses to run as root, is run as."""

    SELF = "self"
    NAMESPACE = "namespace"  # root, seen as nobody from inside a user namespace: files stay root's
    NOBODY = "nobody"  # root without namespaces (many containers): a real change of user


def identity() -> Identity:
    """The identity that works here: SELF unless root, then NAMESPACE where the kernel allows it."""
    if os.geteuid() != 0:
        return Identity.SELF
    try:
        subprocess.run(
            [shutil.which("true") or "/bin/true"], preexec_fn=_enter_namespace, check=True, stderr=subprocess.DEVNULL
        )
    except (OSError, subprocess.SubprocessError):
        return Identity.NOBODY
    return Identity.NAMESPACE


def own(folder: Path, who: Identity) -> None:
    """Gives a folder and all in it to whom the server will be; nothing to do unless root."""
    if os.geteuid() != 0:
        return
    uid = NOBODY if who is Identity.NOBODY else 0
    if folder.stat().st_uid == uid:
        return
    for path in [folder, *folder.rglob("*")]:
        os.chown(path, uid, uid, follow_symlinks=False)


def child_setup(who: Identity, death_signal: signal.Signals | None) -> Callable[[], None]:
    """A function for the child, between fork and exec: changes identity, then ties it to its parent's life.

    The tie is to the thread that forks, so start servers from a main thread. It is set last, since a change
    of user clears it. Where there is no such tie (macOS) the next keeper ends what is left.
    """
    parent = os.getpid()

    def setup() -> None:
        if who is Identity.NAMESPACE:
            _enter_namespace()
        elif who is Identity.NOBODY:
            os.setgroups([])
            os.setgid(NOBODY)
            os.setuid(NOBODY)
        if death_signal is not None and _libc is not None:
            _libc.prctl(PR_SET_PDEATHSIG, int(death_signal))
            if os.getppid() != parent:  # it died before we asked to be told
                os._exit(1)

    return setup


def _enter_namespace() -> None:
    if _libc is None or _libc.unshare(CLONE_NEWUSER) != 0:
        raise OSError(ctypes.get_errno(), "user namespaces are not allowed here")
    Path("/proc/self/setgroups").write_text("deny")
    Path("/proc/self/uid_map").write_text(f"{NOBODY} 0 1")
    Path("/proc/self/gid_map").write_text(f"{NOBODY} 0 1")
