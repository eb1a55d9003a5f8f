"""A request: its id, its body, what is wrong with it."""

import json
import uuid

from .contract import Contract
from .schema import MOST_PROBLEMS, Problem

_ID_HEADERS = ("X-Ms-Client-Request-Id", "X-Ms-Request-Id", "X-Request-Id")


class InvalidInput(Exception):
    """The body can't be scored. Answered with 400."""

    def __init__(self, problems: list):
        super().__init__(f"{len(problems)} problem{'s' if len(problems) != 1 else ''}: {problems[0]}")
        self.problems = problems

    def body(self) -> dict:
        """The answer's error."""
        details = [_detail(each) for each in self.problems[:MOST_PROBLEMS]]
        return {"code": "InvalidInput", "message": str(self), "details": details}


class Reader:
    """Reads bodies of requests, by the schema that follows from what the model is asked with."""

    def __init__(self, contract: Contract):
        self._schema, self._features = contract.request(), list(contract.features)

    def rows(self, text: str) -> list:
        """The rows of a body."""
        if not text.strip():
            # The server keeps the body of a form to itself.
            raise InvalidInput([Problem((), "JSON, sent with Content-Type: application/json", "nothing")])
        try:
            body = json.loads(text)
        except (ValueError, RecursionError) as error:
            raise InvalidInput([Problem((), "JSON", f"something else ({error})")]) from error
        problems = self._schema.problems(body)
        if not problems:
            problems = [Problem(("data", index), f"at least one of {', '.join(self._features)}", "a row without any")
                        for index, row in enumerate(body["data"]) if all(row.get(name) is None for name in self._features)]
        if problems:
            raise InvalidInput(problems)
        return body["data"]


def id_of(headers: dict) -> str:
    """The request's id: what the caller sent, else what stands in front of this service, else a new one."""
    return next((headers[name] for name in _ID_HEADERS if headers.get(name)), None) or str(uuid.uuid4())


def _detail(problem: Problem) -> dict:
    detail = {"expected": problem.expected, "got": problem.got}
    if len(problem.path) >= 2 and problem.path[0] == "data":
        detail = {"row": problem.path[1]} | detail
    if problem.path and isinstance(problem.path[-1], str):
        detail = {"field": problem.path[-1]} | detail
    return detail
