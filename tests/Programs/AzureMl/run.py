"""Makes all calls; see cloud.py."""
import logging
import os

logging.disable(logging.CRITICAL)

import cloud  # noqa: E402
import workspaces  # noqa: E402,F401
import assets  # noqa: E402,F401
import jobs  # noqa: E402,F401
import endpoints  # noqa: E402,F401

cloud.run()
# Threads of uploads may still wait.
os._exit(0)
