"""rawhttp, and the request that a run() with it gets: what scripts use of Flask's request, without Flask."""
import email.parser
import io
import json
import shutil
from email.policy import HTTP
from http.client import HTTPMessage
from urllib.parse import parse_qsl, urlsplit


def rawhttp(function):
    """Lets run() have the request itself instead of its text."""
    function.is_rawhttp = True
    return function


class Values(dict):
    """Names with one value or several: the first is what a name means."""

    def __init__(self, pairs=()):
        super().__init__()
        self._all = {}
        for name, value in pairs:
            self._all.setdefault(name, []).append(value)
            self.setdefault(name, value)

    def get(self, name, default=None, type=None):
        """The first value of a name, converted by a function if there is one."""
        if name not in self:
            return default
        try:
            return self[name] if type is None else type(self[name])
        except ValueError:
            return default

    def getlist(self, name):
        """All values of a name."""
        return list(self._all.get(name, []))


class UploadedFile:
    """A file of a form."""

    def __init__(self, name, filename, content_type, content):
        self.name, self.filename, self.content_type = name, filename, content_type
        self.mimetype = content_type.split(";")[0]
        self.stream = io.BytesIO(content)

    def read(self, size=-1):
        """The next bytes of it."""
        return self.stream.read(size)

    def save(self, target):
        """Writes it to a path or into a stream."""
        if hasattr(target, "write"):
            shutil.copyfileobj(self.stream, target)
            return
        with open(target, "wb") as file:
            shutil.copyfileobj(self.stream, file)


class AMLRequest:
    """The request of a rawhttp run()."""

    def __init__(self, message):
        parts = urlsplit(message.target)
        self.method, self.path = message.method, parts.path
        self.query_string = parts.query.encode("latin-1")
        self.full_path = "%s?%s" % (parts.path, parts.query)
        self.headers = HTTPMessage()
        for name, value in message.headers:
            self.headers.add_header(name, value)
        self.host = message.header("host") or ""
        self.base_url = "http://%s%s" % (self.host, self.path)
        self.url = self.base_url + ("?" + parts.query if parts.query else "")
        self.content_type = message.header("content-type")
        self.mimetype = (self.content_type or "").split(";")[0].strip().lower()
        self.content_length = int(message.header("content-length")) if message.header("content-length") else None
        self.args = Values(parse_qsl(parts.query, keep_blank_values=True))
        self.remote_addr = "127.0.0.1"
        self._message = message
        self._form = None

    def get_data(self, cache=True, as_text=False):
        """The body."""
        body = self._message.body()
        return body.decode("utf-8", "replace") if as_text else body

    @property
    def data(self):
        """The body; empty where it is a form."""
        return b"" if self.mimetype in ("multipart/form-data", "application/x-www-form-urlencoded") else self.get_data()

    @property
    def stream(self):
        """The body as a stream."""
        return io.BytesIO(self.get_data())

    @property
    def is_json(self):
        """Whether the body says that it is JSON."""
        return self.mimetype == "application/json" or (self.mimetype.startswith("application/")
                                                       and self.mimetype.endswith("+json"))

    def get_json(self, force=False, silent=False):
        """The body as JSON."""
        try:
            if not force and not self.is_json:
                raise ValueError("The Content-Type is '%s' and not application/json." % self.content_type)
            return json.loads(self.get_data())
        except ValueError:
            if silent:
                return None
            raise

    @property
    def json(self):
        """The body as JSON."""
        return self.get_json()

    @property
    def form(self):
        """The fields of a form."""
        return self._read_form()[0]

    @property
    def files(self):
        """The files of a form."""
        return self._read_form()[1]

    @property
    def values(self):
        """What the query and the form say."""
        return Values(list(self.args.items()) + list(self.form.items()))

    def _read_form(self):
        if self._form is None:
            self._form = self._parse_form()
        return self._form

    def _parse_form(self):
        if self.mimetype == "application/x-www-form-urlencoded":
            return Values(parse_qsl(self.get_data(as_text=True), keep_blank_values=True)), Values()
        if self.mimetype != "multipart/form-data":
            return Values(), Values()
        head = ("Content-Type: %s\r\n\r\n" % self.content_type).encode("latin-1")
        fields, files = [], []
        for part in email.parser.BytesParser(policy=HTTP).parsebytes(head + self.get_data()).iter_parts():
            name = part.get_param("name", header="content-disposition")
            content = part.get_payload(decode=True)
            if part.get_filename() is None:
                fields.append((name, content.decode("utf-8", "replace")))
            else:
                files.append((name, UploadedFile(name, part.get_filename(), part.get_content_type(), content)))
        return Values(fields), Values(files)
