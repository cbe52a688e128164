"""Start BoothApp: `python -m boothapp` or the command `boothapp`."""

import sys


def main() -> None:
    """Run the command line or open the window; ends the process with the exit code."""
    from boothapp.app import run

    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
