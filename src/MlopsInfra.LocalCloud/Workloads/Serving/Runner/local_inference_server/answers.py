"""Answers, and refusals that become answers."""
import json

HTML = "text/html; charset=utf-8"


class Refusal(Exception):
    """An answer that is an error, with a sentence."""

    def __init__(self, status, message, failed=False):
        super().__init__(message)
        self.status, self.failed = status, failed


class Answer:
    """A status, headers in their order, and the parts of a body."""

    def __init__(self, status, headers, parts):
        self.status, self.headers, self.parts = status, headers, parts
        self.is_logged = False

    @staticmethod
    def text(text, kind=HTML, extra=()):
        """A body of text."""
        body = text.encode("utf-8")
        return Answer(200, [("Content-Type", kind), ("Content-Length", str(len(body)))] + list(extra), [body])

    @staticmethod
    def json(status, value, failed=False):
        """A body of JSON, which says whether run() failed."""
        body = json.dumps(value).encode("utf-8")
        return Answer(status, [("Content-Type", "application/json"), ("Content-Length", str(len(body))),
                               ("x-ms-run-function-failed", str(failed))], [body])
