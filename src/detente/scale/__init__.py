"""Many stories: a process pool on one machine, and a data engine across machines. Both give what one process gives."""

from detente.scale.frame import annotate_files, annotate_frame
from detente.scale.pool import reader

__all__ = ["annotate_files", "annotate_frame", "reader"]
