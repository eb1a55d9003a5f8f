"""What each route answers: statuses, bodies, headers and their order."""
import re
import uuid
from urllib.parse import parse_qs, unquote, urlsplit

from . import VERSION, log
from .answers import Answer
from .scoring import Scoring

_ROUTES = {"/": ("GET", "HEAD", "OPTIONS"), "/swagger.json": ("GET", "HEAD", "OPTIONS"),
           "/score": ("GET", "HEAD", "OPTIONS", "POST")}
_ID_LIMIT = 100
_NOT_FOUND = ("The requested URL was not found on the server. If you entered the URL manually please check your spelling and"
              " try again.")


class Routes:
    """The routes of a script that is loaded."""

    def __init__(self, settings, script, swagger):
        self._settings, self._scoring, self._swagger = settings, Scoring(settings, script), swagger
        self._origins = [each.strip().lower() for each in (settings.origins or "").split(",") if each.strip()]

    def answer(self, message):
        """Answers a request."""
        path = re.sub("/+", "/", unquote(urlsplit(re.sub("^/+", "/", message.target)).path))
        methods = _ROUTES.get(path)
        if methods is None or message.method not in methods:
            answer = Answer.json(404, {"message": _NOT_FOUND}) if methods is None else Answer.json(
                405, {"message": "The method is not allowed for the requested URL."})
            answer.headers += self._cross_origin(message)
            return answer
        answer = self._refuse_ids(message)
        if answer is None:
            answer = self._route(path, message)
            answer.is_logged = path != "/"
            ids = self._ids(message)
        else:
            ids = self._ids(message)[:1] if len(message.header("x-request-id") or "") <= _ID_LIMIT else []
        answer.headers += self._cross_origin(message)
        if self._settings.shows_version:
            answer.headers.append(("x-ms-server-version", VERSION))
        answer.headers += ids
        return answer

    def _route(self, path, message):
        if message.method == "OPTIONS" and path != "/score":
            return Answer.text("", extra=[("Allow", "OPTIONS, GET, HEAD")])
        if path == "/":
            return Answer.text("Healthy")
        if path == "/swagger.json":
            return self._describe(message)
        return self._scoring.answer(message)

    def _describe(self, message):
        version = parse_qs(urlsplit(message.target).query, keep_blank_values=True).get("version", ["2"])[0]
        document = self._swagger.find(version)
        if document is not None:
            return Answer.json(200, document)
        supported = ", ".join(str(each) for each in self._swagger.versions)
        return Answer.json(404, {"message": "Swagger version [%s] is not valid. Supported versions: [%s]." % (version,
                                                                                                          supported)})

    @staticmethod
    def _refuse_ids(message):
        if len(message.header("x-request-id") or "") > _ID_LIMIT:
            return Answer.json(431, {"message": "x-request-id must not exceed %d characters" % _ID_LIMIT})
        if any(len(message.header(name) or "") > _ID_LIMIT for name in ("x-ms-request-id", "x-ms-client-request-id")):
            return Answer.json(431, {"message": "x-ms-request-id and x-ms-client-request-id must not exceed %d characters"
                                                % _ID_LIMIT})
        return None

    @staticmethod
    def _ids(message):
        own = message.header("x-request-id")
        own = str(uuid.uuid4()) if own is None else own
        legacy, client = message.header("x-ms-request-id"), message.header("x-ms-client-request-id")
        if legacy:
            log.server.warning("x-ms-request-id is deprecated and will be removed. Use x-ms-client-request-id instead.")
        ids = [("x-request-id", own), ("x-ms-request-id", legacy or client or own),
               ("x-ms-client-request-id", client or legacy), ("TraceId", message.header("traceid"))]
        return [(name, value) for name, value in ids if value]

    def _cross_origin(self, message):
        origin = message.header("origin")
        if not origin or not ("*" in self._origins or origin.lower() in self._origins):
            return []
        headers = [("Access-Control-Allow-Origin", origin)]
        if message.method == "OPTIONS" and message.header("access-control-request-method"):
            asked = [each.strip() for each in (message.header("access-control-request-headers") or "").split(",")]
            if any(asked):
                headers.append(("Access-Control-Allow-Headers", ", ".join(sorted(filter(None, asked)))))
            headers.append(("Access-Control-Allow-Methods", "GET, POST"))
        return headers + [("Vary", "Origin")]
