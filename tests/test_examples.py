"""The examples in docstrings run as they stand."""

import doctest
import importlib
import pkgutil

import pytest

import sourceline

# Programs, which run when they are imported.
_RUN = ("__main__", "migrations.env")
_MODULES = sorted(found.name for found in pkgutil.walk_packages(sourceline.__path__, "sourceline.")
                  if not found.name.endswith(_RUN))


@pytest.mark.parametrize("name", _MODULES)
def test_the_examples_of_a_module_hold(name):
    try:
        module = importlib.import_module(name)
    except ImportError as error:
        pytest.skip(f"needs an extra: {error}")
    flags = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
    failed, _ = doctest.testmod(module, optionflags=flags)
    assert failed == 0
