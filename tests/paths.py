"""Where the repository, the example campaign and the tests' own data lie."""

import os
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parent.parent
EXAMPLE = REPOSITORY / "campaign" / "example"
DATA = REPOSITORY / "tests" / "data"
STREET = Path(
    os.environ.get("CAMPAIGN_TEST_STREET") or REPOSITORY.parent / "shared" / "street"
)  # given inputs
SPEECH = Path(
    os.environ.get("CAMPAIGN_TEST_SPEECH") or REPOSITORY.parent / "shared" / "speech"
)  # real speech
CLASSIC_KIT = DATA / "classic-kit"  # the example's brand kit as it was before kits had a look
