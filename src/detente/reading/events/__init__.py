"""Who did what to whom: from a parsed story with its parties to acts, and from acts to events.

syntax.py     what the parse says of one clause: its subject, objects, prepositions, mood
parties.py    which parties a noun phrase stands for
act.py        the record of one act as read
match.py      which pattern fits a head, and what fills its parts
compose.py    what an operator (agree, refuse, lift, will, not ...) makes of the act below it
reader.py     reads all heads of a story and keeps those that are told as acts
build.py      acts to Event records: status, evidence, attribution, confidence
"""

from detente.reading.events.tell import read_acts

__all__ = ["read_acts"]
