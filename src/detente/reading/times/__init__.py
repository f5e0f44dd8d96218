"""Times: which words of a story name a time, and which time that is; and the dates of events and of sayings.

Needs the parse. Rules and words are data in `language/english/time/`.
"""

from __future__ import annotations

from detente.reading.times.dating import date_event, done_now, lead_day, said_on
from detente.reading.times.finding import find_times
from detente.reading.times.noun_days import noun_days

__all__ = ["date_event", "done_now", "find_times", "lead_day", "noun_days", "said_on"]
