"""According to whom: the attributions of a text, and the ones that an event rests on."""

from detente.reading.speech.find import attribute, find_speech, outermost

__all__ = ["attribute", "find_speech", "outermost"]
