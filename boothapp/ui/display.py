"""Whether a window can be shown on this machine, asked before Qt is: Qt would abort."""

import os
import socket
import sys
from pathlib import Path

_TIMEOUT = 2.0  # seconds to wait for a display over the network


def missing() -> str:
    """Why no window can be shown, as a sentence; empty where one can.

    On Linux a display is an X server (DISPLAY) or a Wayland compositor (WAYLAND_DISPLAY) that
    answers. QT_QPA_PLATFORM=offscreen means that none is wanted.
    """
    if os.environ.get("QT_QPA_PLATFORM", "").startswith(("offscreen", "minimal")):
        return "QT_QPA_PLATFORM asks for no display."
    if not sys.platform.startswith("linux"):
        return ""
    wayland, x11 = os.environ.get("WAYLAND_DISPLAY"), os.environ.get("DISPLAY")
    if not wayland and not x11:
        return "There is no display: neither DISPLAY nor WAYLAND_DISPLAY is set."
    if (wayland and _wayland_answers(wayland)) or (x11 and _x11_answers(x11)):
        return ""
    return f"The display {wayland or x11} does not answer."


def _wayland_answers(name: str) -> bool:
    return _answers(Path(os.environ.get("XDG_RUNTIME_DIR", "")) / name)


def _x11_answers(display: str) -> bool:
    """X.org's naming: [host]:number[.screen]; without a host a socket of this machine."""
    host, _, rest = display.rpartition(":")
    number = rest.partition(".")[0]
    if not number.isdecimal():
        return False
    local = Path(f"/tmp/.X11-unix/X{number}")  # noqa: S108 - where X servers listen
    if not host or host == "unix":
        return _answers(local) or _answers(f"\0{local}")
    try:
        socket.create_connection((host, 6000 + int(number)), timeout=_TIMEOUT).close()
    except OSError:
        return False
    return True


def _answers(address: Path | str) -> bool:
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as probe:
        probe.settimeout(_TIMEOUT)
        try:
            probe.connect(str(address))
        except OSError:
            return False
    return True
