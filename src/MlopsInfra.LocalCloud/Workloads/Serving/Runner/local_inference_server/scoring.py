"""What /score does: how run() gets its input, and what becomes of its result."""
import json
import traceback
from urllib.parse import parse_qs, urlsplit

from . import log
from .aml_request import AMLRequest
from .aml_response import is_response, unpack
from .answers import Answer, Refusal
from .user_script import ScoringTimeout, UserScriptError

_OWN_HEADERS = {"server", "date", "connection", "x-request-id", "x-ms-request-id", "x-ms-client-request-id"}
_FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")
_INTERNAL = "An unexpected internal error occurred. Check the logs for more info."
_SCRIPT = "An unexpected error occurred in scoring script. Check the logs for more info."


class Scoring:
    """Calls run() of a script that is loaded."""

    def __init__(self, settings, script):
        self._settings, self._script = settings, script

    def answer(self, message):
        """Answers a request to /score."""
        if not self._script.takes_request:
            if message.method == "OPTIONS":
                return Answer.text("", extra=[("x-ms-run-function-failed", "False")])
            if message.method == "HEAD":
                return Answer.json(405, {"message": "Method not allowed"})
        try:
            return self._score(message)
        except Refusal as refusal:
            return Answer.json(refusal.status, {"message": str(refusal)}, refusal.failed)
        except ScoringTimeout:
            _log_error()
            return Answer.json(500, {"message": "Scoring timeout after %d ms" % self._settings.scoring_timeout_ms}, True)
        except UserScriptError:
            _log_error()
            return Answer.json(500, {"message": _SCRIPT}, True)
        except Exception:
            _log_error()
            return Answer.json(500, {"message": _INTERNAL})

    def _score(self, message):
        headers = {}
        for name, value in message.headers:
            title = name.title()
            headers[title] = headers[title] + "," + value if title in headers else value
        if self._script.takes_request:
            result, seconds = self._script.call(headers, AMLRequest(message))
        elif self._script.is_decorated:
            result, seconds = self._script.call(headers, **self._arguments(message))
        else:
            result, seconds = self._script.call(headers, self._text(message))
        if is_response(result):
            status, fields, parts = unpack(result)
            fields = [field for field in fields if field[0].lower() not in _OWN_HEADERS]
            if status >= 500:
                log.server.error("run() output is HTTP Response with the status %d", status)
                fields = _replaced(fields, "x-ms-run-function-failed", "True")
            answer = Answer(status, fields, parts)
        else:
            answer = Answer.json(200, {} if result is None else result)
        answer.headers.append(("x-ms-run-fn-exec-ms", "%.3f" % (seconds * 1000)))
        return answer

    def _text(self, message):
        if message.method == "GET":
            return json.dumps(_query(message))
        if (message.header("content-type") or "").split(";")[0].strip().lower() in _FORMS:
            return ""
        try:
            return message.body().decode("utf-8")
        except UnicodeDecodeError as error:
            raise Refusal(400, "Input cannot be decoded as UTF-8: %s" % error)

    def _arguments(self, message):
        given = _query(message) if message.method == "GET" else self._object(message)
        for parameter in self._script.parameters:
            if parameter.name not in given and parameter.default is parameter.empty:
                raise Refusal(400, "A value is not provided for the '%s' parameter." % parameter.name)
        return {each.name: given[each.name] for each in self._script.parameters if each.name in given}

    @staticmethod
    def _object(message):
        kind = (message.header("content-type") or "").split(";")[0].strip().lower()
        if kind != "application/json" and not (kind.startswith("application/") and kind.endswith("+json")):
            raise Refusal(415, "Expects Content-Type to be application/json")
        text = message.body().decode("utf-8")
        if not text:
            raise Refusal(400, "POST body is empty. Expecting a JSON dictionary.")
        try:
            value = json.loads(text)
        except ValueError as error:
            raise Refusal(400, "POST body could not be decoded as JSON: %s" % error)
        if not isinstance(value, dict):
            raise Refusal(400, "POST body should be a JSON dictionary.")
        return value


def _query(message):
    values = {}
    for name, texts in parse_qs(urlsplit(message.target).query, keep_blank_values=True).items():
        read = [_value(text) for text in texts]
        values[name] = read[0] if len(read) == 1 else read
    return values


def _value(text):
    try:
        return json.loads(text)
    except ValueError:
        return text


def _replaced(fields, name, value):
    if not any(field[0].lower() == name for field in fields):
        return fields + [(name, value)]
    return [(field[0], value if field[0].lower() == name else field[1]) for field in fields]


def _log_error():
    log.server.error("Encountered Exception: %s", traceback.format_exc())
