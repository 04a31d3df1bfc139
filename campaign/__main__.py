"""`campaign` and `python -m campaign`."""

import gc

gc.set_threshold(
    100_000, 50, 100
)  # what a command imports stays: looking for garbage meanwhile costs 5 % of it

from campaign.cli.app import root  # noqa: E402  # after the threshold, for this is the import that counts


def main() -> None:
    """Run the command line of this process."""
    root.main()


if __name__ == "__main__":
    main()
