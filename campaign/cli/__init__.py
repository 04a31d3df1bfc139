"""The click frame: `app` owns environment, clock, printing and exit codes; the commands are in `commands`."""

import os

# numpy's threads wait for each other, working, longer than anything multiplied here takes; read as numpy is imported
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
