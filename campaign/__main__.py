"""`campaign` and `python -m campaign`."""

import gc
import sys

OURS = __file__[: -len("/campaign/__main__.py")]
if __name__ == "__main__" and not sys.flags.safe_path and sys.path[0] != OURS:
    del sys.path[0]  # where somebody works, which may be a shared folder, is no place to load modules from

gc.set_threshold(
    200_000, 50, 100
)  # what a command imports stays: looking for garbage meanwhile costs 10 % of it

from campaign.cli.app import root  # noqa: E402  # after the threshold, for this is the import that counts


def main() -> None:
    """Run the command line of this process."""
    try:
        root.main()
    finally:
        gc.freeze()  # else Python, before it ends, looks for garbage in all that it is about to drop: 0.06 s


if __name__ == "__main__":
    main()
