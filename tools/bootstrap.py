"""Set up BoothApp on this machine, then do what was asked. Standard library only.

    python3 tools/bootstrap.py            make .venv from requirements.lock
    python3 tools/bootstrap.py run        … and open the demo window
    python3 tools/bootstrap.py test       … and run the checks and the tests

`make` calls this file; on Windows and macOS it is called directly. Nothing is installed
that is there already: a second run costs a fraction of a second.
"""

from __future__ import annotations

import ctypes
import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
LOCK = ROOT / "requirements.lock"
STAMP = VENV / "boothapp-lock.sha256"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")

# What Qt needs and a bare Debian or Ubuntu lacks: library to load -> package that brings it.
QT_LIBRARIES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-render.so.0": "libxcb-render0",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libXext.so.6": "libxext6",
    "libXrandr.so.2": "libxrandr2",
    "libdrm.so.2": "libdrm2",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgssapi_krb5.so.2": "libgssapi-krb5-2",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libpulse.so.0": "libpulse0",
    "libpipewire-0.3.so.0": "libpipewire-0.3-0",
}
# Fonts cannot be loaded as libraries; their folders tell.
FONTS = {
    "/usr/share/fonts/truetype/dejavu": "fonts-dejavu-core",
    "/usr/share/fonts/opentype/inter": "fonts-inter",
    "/usr/share/fonts/opentype/noto": "fonts-noto-cjk",
}
TEST_PROGRAMS = {"Xvfb": "xvfb", "xdotool": "xdotool", "soffice": "libreoffice-calc-nogui"}
TEST_LIBRARIES = {"libzbar.so.0": "libzbar0"}  # under pyzbar, which the bench compares with


def main(arguments: list[str]) -> int:
    """Make the environment, then run the task named in `arguments`, if any."""
    task, *rest = arguments or ["install"]
    if task not in {"install", "run", "test"}:
        print(f"bootstrap: unknown task {task!r}; use install, run or test", file=sys.stderr)
        return 2
    if sys.version_info < (3, 11):  # noqa: UP036 - reached by people who run it with an old Python
        print(
            f"BoothApp needs Python 3.11 or newer; this is {sys.version.split()[0]}.",
            file=sys.stderr,
        )
        return 2
    install_system_packages(missing_system_packages(for_tests=task == "test"))
    make_environment()
    if task == "run":
        return subprocess.call([str(PYTHON), "-m", "boothapp", "demo", *rest], cwd=ROOT)
    if task == "test":
        return subprocess.call([str(PYTHON), "tools/check.py", *rest], cwd=ROOT)
    return 0


def missing_system_packages(*, for_tests: bool) -> list[str]:
    """Debian packages whose library, font or program is absent. Empty on other systems."""
    if not sys.platform.startswith("linux"):
        return []
    missing = [package for library, package in QT_LIBRARIES.items() if not loads(library)]
    if shutil.which("apt-get"):
        missing += [package for folder, package in FONTS.items() if not Path(folder).is_dir()]
    if for_tests:
        missing += [p for program, p in TEST_PROGRAMS.items() if not shutil.which(program)]
        missing += [package for library, package in TEST_LIBRARIES.items() if not loads(library)]
    return missing


def loads(library: str) -> bool:
    """Whether the dynamic linker finds `library`."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def install_system_packages(packages: list[str]) -> None:
    """Install what is missing where we may, else name it in one line and go on."""
    if not packages:
        return
    names = " ".join(packages)
    if not shutil.which("apt-get"):
        print(
            f"Missing on this machine (named as on Debian): {names}. "
            "Please install your system's packages for them.",
            file=sys.stderr,
        )
        return
    if os.geteuid() != 0:
        print(
            f"Missing on this machine. Please run: sudo apt-get install -y {names}", file=sys.stderr
        )
        return
    print(f"Installing system packages: {names}", file=sys.stderr)
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    apt = ["apt-get", "-qq", "-o", "Acquire::Retries=3"]
    subprocess.run([*apt, "update"], env=quiet, check=False, stdout=subprocess.DEVNULL)
    install = [*apt, "install", "-y", "--no-install-recommends", *packages]
    done = subprocess.run(install, env=quiet, check=False, stdout=subprocess.DEVNULL)
    if done.returncode != 0:
        print(f"apt-get could not install all of: {names}", file=sys.stderr)


def make_environment() -> None:
    """Build .venv from the locked, hashed dependencies unless it stands already."""
    digest = hashlib.sha256(LOCK.read_bytes()).hexdigest()
    if PYTHON.exists() and STAMP.exists() and STAMP.read_text() == digest:
        return
    if not PYTHON.exists():
        create_venv()
    print(
        "Installing the locked dependencies into .venv (once, a minute or two) …", file=sys.stderr
    )
    pip = [str(PYTHON), "-m", "pip", "--disable-pip-version-check", "install", "--quiet"]
    subprocess.run([*pip, "--require-hashes", "-r", str(LOCK)], check=True)
    # The build back end is in the lock too, so nothing unpinned is fetched here.
    subprocess.run([*pip, "--no-deps", "--no-build-isolation", "-e", str(ROOT)], check=True)
    STAMP.write_text(digest)


def create_venv() -> None:
    """Create .venv; Debian splits the module off into a package of its own."""
    command = [sys.executable, "-m", "venv", str(VENV)]
    if subprocess.run(command, check=False, capture_output=True).returncode == 0:
        return
    shutil.rmtree(VENV, ignore_errors=True)
    install_system_packages([f"python{sys.version_info.major}.{sys.version_info.minor}-venv"])
    subprocess.run(command, check=True)


if __name__ == "__main__":
    try:
        raise SystemExit(main(sys.argv[1:]))
    except subprocess.CalledProcessError as error:
        print(f"Set-up stopped: {' '.join(map(str, error.cmd))} failed.", file=sys.stderr)
        raise SystemExit(1) from None
