"""Showing: pages of a reading, a dispute and one party, as text for a terminal and as HTML that needs no other host.

It draws records and computes nothing of its own.
"""

from detente.show.html import framed, page_of_alone, page_of_dispute, page_of_reading

__all__ = ["framed", "page_of_alone", "page_of_dispute", "page_of_reading"]
