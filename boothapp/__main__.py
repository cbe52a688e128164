"""Start BoothApp: `python -m boothapp` or the command `boothapp`."""


def main() -> None:
    """Placeholder until the composition root lands in the next commit."""


if __name__ == "__main__":
    main()
