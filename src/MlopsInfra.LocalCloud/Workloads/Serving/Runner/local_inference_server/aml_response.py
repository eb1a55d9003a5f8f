"""AMLResponse: an answer that run() decides itself, with status and headers."""
import json
from http.client import HTTPMessage


class AMLResponse:
    """What run() may return instead of a value: message, status, headers."""

    def __init__(self, message, status_code, response_headers=None, json_str=False, run_function_failed=False):
        self.status_code = status_code
        self.headers = HTTPMessage()
        if message is None:
            message, json_str = {}, True
        self._body = json.dumps(message) if json_str else message
        self.headers["Content-Type"] = "application/json" if json_str else "text/html; charset=utf-8"
        self.headers["Content-Length"] = str(len(self.get_data()))
        self.headers["x-ms-run-function-failed"] = str(bool(run_function_failed))
        for name, value in (response_headers or {}).items():
            del self.headers[name]
            for part in value.split(","):
                self.headers.add_header(name, part.strip())

    def get_data(self):
        """The body as bytes. Of a mapping that is not to be written as JSON only the keys are sent, one after the other."""
        if isinstance(self._body, (bytes, bytearray)):
            return bytes(self._body)
        if isinstance(self._body, str):
            return self._body.encode("utf-8")
        return b"".join(part if isinstance(part, bytes) else str(part).encode("utf-8") for part in self._body)


def is_response(value):
    """Whether a value is an answer and no data: an AMLResponse, or a response of Flask."""
    return isinstance(value, AMLResponse) or (hasattr(value, "status_code") and hasattr(value, "headers")
                                              and hasattr(value, "get_data"))


def unpack(response):
    """The status, the headers in order and the parts of the body of such an answer."""
    headers = [(name, str(value)) for name, value in response.headers.items()]
    if getattr(response, "is_streamed", False):
        return response.status_code, headers, response.iter_encoded()
    body = response.get_data()
    if not any(name.lower() == "content-length" for name, _ in headers):
        place = 1 if headers and headers[0][0].lower() == "content-type" else len(headers)
        headers.insert(place, ("Content-Length", str(len(body))))
    return response.status_code, headers, [body]
