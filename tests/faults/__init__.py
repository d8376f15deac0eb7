"""Faults, seeded: kills, full and slow disks, wrong clocks, poisoned articles, damaged files.

`python -m tests.faults` runs at length what the tests here run in short (`make soak`).
"""
