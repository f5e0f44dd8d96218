"""Measurements. They run as the commands do, in one thread."""

from detente.threads import keep_to_one

keep_to_one()
