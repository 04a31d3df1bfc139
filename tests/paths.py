"""Where the repository, the example campaign and the tests' own data lie."""

from pathlib import Path

REPOSITORY = Path(__file__).resolve().parent.parent
EXAMPLE = REPOSITORY / "campaign" / "example"
DATA = REPOSITORY / "tests" / "data"
