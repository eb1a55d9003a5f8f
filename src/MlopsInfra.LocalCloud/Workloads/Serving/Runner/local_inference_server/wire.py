"""HTTP/1.1 on a socket: one request, one answer, and the connection is closed, as the inference server has it."""
import html
import http.client
import io
import time
from email.utils import formatdate

LINE_LIMIT = 4094
FIELD_LIMIT = 8190
FIELD_COUNT = 100
_METHOD = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789$-_.")


class BadRequest(Exception):
    """What can't be read is answered with a page, without ids."""

    def __init__(self, status, reason, message):
        super().__init__(message)
        self.status, self.reason, self.message = status, reason, message


class Message:
    """A request. Its body is read when it is asked for."""

    def __init__(self, connection):
        self._connection = connection
        self._file = connection.makefile("rb")
        self.started = time.perf_counter()
        line = self._file.readline(LINE_LIMIT + 2)
        while line in (b"\r\n", b"\n"):
            line = self._file.readline(LINE_LIMIT + 2)
        if not line:
            raise ConnectionError("The client said nothing.")
        self.started = time.perf_counter()
        self.method, self.target, self.version = self._request_line(line)
        self.headers = self._fields()
        self._body = None

    def header(self, name):
        """The first header of a name; None if there is none."""
        return next((value for key, value in self.headers if key.lower() == name), None)

    def body(self):
        """All of the body; what there is of it if the client closes early."""
        if self._body is None:
            if (self.header("expect") or "").lower() == "100-continue":
                self._connection.sendall(b"HTTP/1.1 100 Continue\r\n\r\n")
            self._body = self._read()
        return self._body

    def close(self):
        """Ends the reading."""
        self._file.close()

    def _request_line(self, line):
        if len(line) > LINE_LIMIT and not line.endswith(b"\r\n"):
            rest = line
            while rest and not rest.endswith(b"\n"):
                rest = self._file.readline(65536)
                line += rest
            raise BadRequest(414, "URI Too Long", "Request Line is too large (%d > %d)" % (len(line.rstrip(b"\r\n")),
                                                                                         LINE_LIMIT))
        text = line.decode("latin-1").rstrip("\r\n")
        parts = text.split(" ", 2)
        if len(parts) != 3 or not _METHOD.issuperset(parts[0]) or not parts[2].startswith("HTTP/1."):
            raise BadRequest(400, "Bad Request", "Invalid Request Line 'Invalid HTTP request line: '%s''" % text)
        return parts

    def _fields(self):
        fields = []
        while True:
            line = self._file.readline(FIELD_LIMIT + 2)
            if line in (b"\r\n", b"\n", b""):
                return fields
            if len(line) > FIELD_LIMIT and not line.endswith(b"\r\n"):
                raise BadRequest(431, "Request Header Fields Too Large", "Error parsing headers: 'limit request headers fields"
                                 " size'")
            if len(fields) == FIELD_COUNT:
                raise BadRequest(431, "Request Header Fields Too Large", "Error parsing headers: 'limit request headers fields'")
            name, colon, value = line.decode("latin-1").partition(":")
            if not colon or not name or name != name.strip():
                raise BadRequest(400, "Bad Request", "Invalid HTTP header name: '%s'" % name.strip())
            fields.append((name, value.strip()))

    def _read(self):
        if "chunked" in (self.header("transfer-encoding") or "").lower():
            return self._chunks()
        length = self.header("content-length")
        if length is None:
            return b""
        if not length.isdigit():
            raise BadRequest(400, "Bad Request", "Invalid HTTP header: 'Content-Length'")
        return self._file.read(int(length))

    def _chunks(self):
        body = io.BytesIO()
        while True:
            line = self._file.readline(FIELD_LIMIT).split(b";")[0].strip()
            try:
                size = int(line, 16)
            except ValueError:
                raise BadRequest(400, "Bad Request", "Invalid chunk size: %r" % line)
            if size == 0:
                while self._file.readline(FIELD_LIMIT) not in (b"\r\n", b"\n", b""):
                    pass
                return body.getvalue()
            body.write(self._file.read(size))
            self._file.readline(FIELD_LIMIT)


def reason(status):
    """The words behind a status, in capitals."""
    return http.client.responses.get(status, "UNKNOWN").upper() if status != 418 else "I'M A TEAPOT"


def write(connection, message, status, headers, parts, reason_text=None):
    """Sends an answer.

    parts: its body as a list of bytes, or an iterable that goes out in chunks where there is no Content-Length.
    Returns how many bytes were sent; None of what went out in chunks.
    """
    chunked = not any(name.lower() == "content-length" for name, _ in headers) and message.version != "HTTP/1.0"
    lines = ["HTTP/1.1 %d %s" % (status, reason_text or reason(status)), "Server: gunicorn", "Date: " + formatdate(usegmt=True),
             "Connection: close"]
    if chunked:
        lines.append("Transfer-Encoding: chunked")
    lines += ["%s: %s" % header for header in headers]
    head = ("\r\n".join(lines) + "\r\n\r\n").encode("latin-1")
    if message.method == "HEAD":
        connection.sendall(head)
        return 0
    if not chunked:
        body = b"".join(parts)
        connection.sendall(head + body)
        return len(body)
    connection.sendall(head)
    for part in parts:
        if part:
            connection.sendall(b"%X\r\n%s\r\n" % (len(part), part))
    connection.sendall(b"0\r\n\r\n")
    return None


def write_page(connection, status, reason_text, text):
    """Sends the page that stands for an answer where the server itself failed."""
    body = ("<html>\n  <head>\n    <title>{0}</title>\n  </head>\n  <body>\n    <h1><p>{0}</p></h1>\n    {1}\n  </body>\n</html>\n"
            .format(reason_text, html.escape(text))).encode("utf-8")
    head = ("HTTP/1.1 %d %s\r\nConnection: close\r\nContent-Type: text/html\r\nContent-Length: %d\r\n\r\n"
            % (status, reason_text, len(body)))
    connection.sendall(head.encode("latin-1") + body)
