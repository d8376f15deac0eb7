"""What a thing in the record is: the central types. Imports nothing of ours.

In: nothing. Out: frozen types, one file per meaning. It holds no rule and does no work.
Import from the module (`from sourceline.record.cite import Cite`), never from here.
"""
