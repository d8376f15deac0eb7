"""Sourceline turns a flood of reporting into a record that can be checked."""

__version__ = "0.1.0"
