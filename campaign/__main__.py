"""`campaign` and `python -m campaign`."""

from campaign.cli.app import root


def main() -> None:
    """Run the command line of this process."""
    root.main()


if __name__ == "__main__":
    main()
