"""How the list of rooms is run: worker processes on one machine.

In: tasks and a function. Out: results, in any order, each with the task it belongs to. The
engine knows nothing of articles; the rooms know nothing of the engine.
"""
