"""A served local cloud for the scripts of the benchmarks."""

import json
import ssl
import urllib.parse
import urllib.request
from pathlib import Path

VERSION = "?api-version=2025-12-01"


class Cloud:
    """OUTPUTS is the JSON document of `mlops local up`, SERVED that of `mlops local serve`."""

    def __init__(self, outputs, served):
        self.outputs = json.loads(Path(outputs).read_text())["outputs"]
        served = json.loads(Path(served).read_text())
        self.trust = ssl.create_default_context(cafile=served["certificate"])
        self.server = served["address"].rstrip("/")
        self.port = urllib.parse.urlsplit(self.server).port
        self.workspace = self.outputs["workspaceId"]
        self.azure = {**self._token("https://management.azure.com/.default"), "Content-Type": "application/json"}
        self.container = self.get("/datastores/workspaceblobstore")["properties"]["containerName"]

    def get(self, path):
        """What Resource Manager answers about something in the workspace."""
        return self._call("GET", f"{self.server}{self.workspace}{path}{VERSION}", headers=self.azure)

    def post(self, path):
        """An action without a body."""
        return self._call("POST", f"{self.server}{self.workspace}{path}{VERSION}", b"{}", self.azure)

    def put(self, path, properties, **more):
        """Puts something into the workspace."""
        body = json.dumps({"properties": properties, **more}).encode()
        return self._call("PUT", f"{self.server}{self.workspace}{path}{VERSION}", body, self.azure)

    def upload(self, path, content):
        """Writes a blob of the workspace's own container."""
        self._call("PUT", f"https://127.0.0.1:{self.port}/{self.outputs['storageAccountName']}/{self.container}/{path}", content,
                   {**self._token("https://storage.azure.com/.default"), "x-ms-version": "2024-11-04",
                    "x-ms-blob-type": "BlockBlob"})

    def _token(self, scope):
        form = {"grant_type": "client_credentials", "client_id": "33333333-3333-3333-3333-333333333333",
                "client_secret": "any", "scope": scope}
        answer = self._call("POST", f"{self.server}/{self.outputs['tenantId']}/oauth2/v2.0/token",
                            urllib.parse.urlencode(form).encode())
        return {"Authorization": "Bearer " + answer["access_token"]}

    def _call(self, method, address, body=None, headers=None):
        request = urllib.request.Request(address, data=body, method=method, headers=headers or {})
        with urllib.request.urlopen(request, context=self.trust) as answer:
            text = answer.read()
        return json.loads(text) if text[:1] == b"{" else None
