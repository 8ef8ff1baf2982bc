"""A certificate of this machine, made by openssl for the test alone."""

from __future__ import annotations

import ssl
import subprocess
from pathlib import Path

import pytest


def made(folder: Path) -> Path:
    """A file with a key and a certificate for 127.0.0.1 that signs itself; skips where there is no openssl."""
    key, whole = folder / "key.pem", folder / "certificate.pem"
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", str(key), "-out", str(whole)]
    command += ["-days", "2", "-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1"]
    try:
        done = subprocess.run(command, capture_output=True, check=False).returncode == 0
    except OSError:
        done = False
    if not done:
        pytest.skip("no openssl here to make a certificate")
    whole.write_bytes(whole.read_bytes() + key.read_bytes())
    return whole


def server_side(certificate: Path) -> ssl.SSLContext:
    """What a server with this certificate speaks."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    return context
