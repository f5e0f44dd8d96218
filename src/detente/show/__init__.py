"""Showing: the pages of a reading and of a dispute, as text for a terminal and as HTML that needs no other host.

It draws records and computes nothing of its own.
"""

from detente.show.html import framed, page_of_dispute, page_of_reading

__all__ = ["framed", "page_of_dispute", "page_of_reading"]
