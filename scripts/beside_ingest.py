#!/usr/bin/env python3
"""Answer times of a running site with its workers at work and stopped, in turns: a busy machine is fair to both.

    scripts/beside_ingest.py BASE SUPERVISOR_PID PATH... [--rounds N] [--seconds N] [--rate N]

SUPERVISOR_PID: of `manage.py up`, whose workers have much to do, such as after
`manage.py import_articles FILE --leave-to-workers`. Each round is a stretch without them and one with them.
"""

import argparse
import json
import os
import signal
import threading
import time
import urllib.request
from collections.abc import Sequence
from pathlib import Path

SETTLE_S = 2.0  # after workers are stopped or go on
TIMEOUT_S = 30.0


def main() -> None:
    """Measures and prints one JSON object."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("base")
    parser.add_argument("supervisor", type=int)
    parser.add_argument("paths", nargs="+")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=float, default=20.0)
    parser.add_argument("--rate", type=float, default=15.0, help="requests per second")
    options = parser.parse_args()
    workers = [pid for pid in below(options.supervisor) if b"celery" in command(pid)]
    times: dict[str, list[float]] = {"idle": [], "ingest": []}
    try:
        for _ in range(options.rounds):
            for phase, number in (("idle", signal.SIGSTOP), ("ingest", signal.SIGCONT)):
                tell(workers, number)
                time.sleep(SETTLE_S)
                times[phase] += paced(options.base, options.paths, options.seconds, options.rate)
    finally:
        tell(workers, signal.SIGCONT)
    found = {phase: summary(each) for phase, each in times.items()}
    ratio = found["ingest"]["p95_ms"] / found["idle"]["p95_ms"]
    print(json.dumps({**found, "p95_ratio": round(ratio, 3), "workers": len(workers), "load": os.getloadavg()[0]}))


def paced(base: str, paths: Sequence[str], seconds: float, rate: float) -> list[float]:
    """Seconds until each answer was read, counted from when it was due: a late request isn't an early one's excuse."""
    found: list[float] = []
    start = time.monotonic() + 0.2

    def ask(i: int) -> None:
        due = start + i / rate
        time.sleep(max(due - time.monotonic(), 0))
        request = urllib.request.Request(base + paths[i % len(paths)], headers={"Accept-Encoding": "gzip"})  # noqa: S310
        with urllib.request.urlopen(request, timeout=TIMEOUT_S) as answer:  # noqa: S310 - the operator's own address
            answer.read()
        found.append(time.monotonic() - due)

    asking = [threading.Thread(target=ask, args=(i,)) for i in range(int(seconds * rate))]
    for thread in asking:
        thread.start()
    for thread in asking:
        thread.join()
    return found


def summary(times: Sequence[float]) -> dict[str, float]:
    """How many there are, and percentiles in milliseconds."""
    ordered = sorted(times)
    shares = {"p50_ms": 0.5, "p95_ms": 0.95}
    at = {name: round(1000 * ordered[int(share * len(ordered))], 1) for name, share in shares.items()}
    return {"requests": len(ordered), **at}


def below(pid: int) -> list[int]:
    """The process's children and theirs."""
    children = [int(word) for file in Path(f"/proc/{pid}/task").glob("*/children") for word in file.read_text().split()]
    return children + [further for child in children for further in below(child)]


def command(pid: int) -> bytes:
    """What the process was started as; nothing where it has ended."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return b""


def tell(pids: Sequence[int], number: signal.Signals) -> None:
    """Send the signal to each that still runs."""
    for pid in pids:
        try:
            os.kill(pid, number)
        except ProcessLookupError:
            continue


if __name__ == "__main__":
    main()
