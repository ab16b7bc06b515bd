"""Sentences for whoever keeps a feed, about what could not be taken over as it was."""

#: A feed with the same fault in every event need not say it thousands of times.
MOST = 20


class Remarks(list[str]):
    """Called with a sentence; keeps each once."""

    def __call__(self, sentence: str) -> None:
        if sentence not in self and len(self) < MOST:
            self.append(sentence)


class RefusedError(Exception):
    """An event that cannot come in; the message is a sentence that says why.

    ``is_private``: it is nobody's business here.
    """

    def __init__(self, reason: str, *, is_private: bool = False) -> None:
        super().__init__(reason)
        self.reason = reason
        self.is_private = is_private
