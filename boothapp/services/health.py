"""What this machine has and lacks."""

import ctypes.util
import platform
import sys
from importlib import metadata

from boothapp.store.database import sqlite_version

_PACKAGES = ("boothapp", "PySide6-Essentials", "sqlmodel", "sqlcipher3", "zxing-cpp", "Pillow")
# What Qt needs of a Linux system: library -> what goes without it.
_LIBRARIES = {
    "EGL": "the window",
    "xkbcommon-x11": "the window under X11",
    "xcb-cursor": "the window under X11",
    "dbus-1": "the keyring",
    "fontconfig": "text in the window",
    "pulse": "the camera and the demo video",
}


def versions() -> dict[str, str]:
    """Name → version of the parts that matter when something is reported."""
    found = {"Python": platform.python_version(), "SQLite": sqlite_version()}
    for package in _PACKAGES:
        try:
            found[package] = metadata.version(package)
        except metadata.PackageNotFoundError:
            found[package] = "not installed"
    return found


def lacking() -> list[str]:
    """What is missing on this machine, and what does not work without it."""
    if not sys.platform.startswith("linux"):
        return []
    return [
        f"the library lib{name} (needed for {purpose})"
        for name, purpose in _LIBRARIES.items()
        if ctypes.util.find_library(name) is None
    ]
