"""`python -m newsdesk.embedded FOLDER`: a pair of servers over TCP until Ctrl-C, to stand for servers elsewhere."""

import sys
from pathlib import Path

from newsdesk.embedded.folder import DataFolder
from newsdesk.embedded.keeper import Order, free_port, keep
from newsdesk.embedded.servers import DATABASE
from newsdesk.embedded.words import StartError


def main() -> None:
    """Runs the pair and prints its addresses."""
    if len(sys.argv) != 2:
        sys.exit("usage: python -m newsdesk.embedded FOLDER")
    data = DataFolder(Path(sys.argv[1]).resolve())
    ports = (free_port(), free_port())
    try:
        data.make()
        print(f"DATABASE_URL=postgresql://postgres@127.0.0.1:{ports[0]}/{DATABASE}")
        print(f"REDIS_URL=redis://127.0.0.1:{ports[1]}/0", flush=True)
        keep(Order(str(data.path), ("postgres", "valkey"), tcp_ports=ports), until_signal=True)
    except StartError as error:
        sys.exit(str(error))


main()
