"""How scanners are set up, as the text that is kept of it."""

import json
from dataclasses import asdict

from boothapp.domain.scanners import ScannerSetup, SerialPort

SETUP = "scanners"
"""The preference that holds it."""


def setup_text(setup: ScannerSetup) -> str:
    """What is kept of a set-up."""
    return json.dumps(asdict(setup))


def setup_from(said: str | None) -> ScannerSetup:
    """What was kept, as they come where nothing was.

    What somebody wrote into the store by hand must not stop the scans.
    """
    try:
        values = json.loads(said or "{}")
        ports = tuple(SerialPort(**port) for port in values.pop("ports", ()))
        return ScannerSetup(**values, ports=ports)
    except (ValueError, TypeError, AttributeError):
        return ScannerSetup()
