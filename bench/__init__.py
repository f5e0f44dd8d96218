"""Measurements. They run as the commands do, in one thread."""

from detente.garbage import collect_seldom
from detente.threads import keep_to_one

keep_to_one()
collect_seldom()
