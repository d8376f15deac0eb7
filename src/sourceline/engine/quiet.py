"""Load the distributed engine with its reports to others turned off.

In: nothing. Out: the modules `daft` and `ray`. Both call home when they are imported or started
unless told not to before; nothing of ours imports them by another way.
"""

import importlib
import os
from types import ModuleType

from sourceline.errors import BadInput

# Also handed to every worker of a cluster.
QUIET = {"DO_NOT_TRACK": "1", "DAFT_ANALYTICS_ENABLED": "0", "RAY_USAGE_STATS_ENABLED": "0",
         "DAFT_PROGRESS_BAR": "0", "RAY_DISABLE_IMPORT_WARNING": "1"}


def load(name: str) -> ModuleType:
    """Import `daft` or `ray`.

    Refuses: an engine that is not installed (`BadInput`).
    """
    os.environ.update(QUIET)
    try:
        return importlib.import_module(name)
    except ImportError as error:
        raise BadInput(f"the distributed engine is not installed ({error})", where=name,
                       remedy="pip install 'sourceline[scale]'") from error
