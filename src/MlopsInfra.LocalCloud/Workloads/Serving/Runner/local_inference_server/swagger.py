"""The descriptions of the service, for swagger 2.0 and OpenAPI 3.0 and 3.1."""
import json
import os
import sys

from . import log

_ANY = {"type": "object", "example": {}}
_ERROR = {"type": "object", "properties": {"message": {"type": "string"}}}
_HEALTH = "Says whether the service is ready."
_SCORE = "Runs the model on the input."
_SPEC = "Describes the service."
_BEARER = {"type": "apiKey", "name": "Authorization", "in": "header", "description": "As in: Bearer KEY_OR_TOKEN"}


class Swagger:
    """The documents by version. A file of the script's own replaces what is made here."""

    def __init__(self, settings, script):
        self._prefix = "/" + settings.service_path_prefix if settings.service_path_prefix else ""
        self._info = {"title": settings.service_name, "description": "API of the service %s." % settings.service_name,
                      "version": settings.service_version}
        self._input, self._output = _schemas(script)
        self.versions = _own_files(settings.app_root) or {2: self._version2(), 3: self._version3("3.0.3"),
                                                          3.1: self._version3("3.1.0")}
        log.swagger.info("Swaggers are prepared for the following versions: %s.", list(self.versions))

    def find(self, text):
        """The document that a query asks for; None if there is none."""
        try:
            number = float(text)
        except ValueError:
            return None
        return self.versions.get(int(number) if number == int(number) else number)

    def _version2(self):
        def answers(schema, example=None):
            ok = {"description": "The answer.", "schema": schema}
            if example:
                ok["examples"] = {"application/json": example}
            return {"200": ok, "default": {"description": "An error.", "schema": {"$ref": "#/definitions/ErrorResponse"}}}

        text = {"type": "string"}
        body = {"name": "serviceInputPayload", "in": "body", "description": "The input.",
                "schema": {"$ref": "#/definitions/ServiceInput"}}
        version = {"name": "version", "in": "query", "required": False, "type": "integer", "enum": [2, 3]}
        return {
            "swagger": "2.0", "info": self._info, "schemes": ["https"],
            "consumes": ["application/json"], "produces": ["application/json"],
            "securityDefinitions": {"Bearer": _BEARER},
            "paths": {
                self._prefix + "/": {"get": {"operationId": "ServiceHealthCheck", "description": _HEALTH,
                                             "responses": answers(text, "Healthy")}},
                self._prefix + "/score": {"post": {
                    "operationId": "RunMLService", "description": _SCORE, "security": [{"Bearer": []}], "parameters": [body],
                    "responses": answers({"$ref": "#/definitions/ServiceOutput"})}},
                self._prefix + "/swagger.json": {"get": {"operationId": "GetSwaggerSpec", "description": _SPEC,
                                                         "parameters": [version], "responses": answers(text)}},
            },
            "definitions": {"ServiceInput": self._input, "ServiceOutput": self._output, "ErrorResponse": _ERROR},
        }

    def _version3(self, openapi):
        def content(kind, schema):
            return {kind: {"schema": schema}}

        def answers(kind, schema):
            error = content("application/json", {"$ref": "#/components/schemas/ErrorResponse"})
            return {"200": {"description": "The answer.", "content": content(kind, schema)},
                    "default": {"description": "An error.", "content": error}}

        body = {"description": "The input.", "content": content("application/json",
                                                                 {"$ref": "#/components/schemas/ServiceInput"})}
        version = {"name": "version", "in": "query", "required": False, "schema": {"type": "integer", "enum": [2, 3]}}
        return {
            "openapi": openapi, "info": self._info, "security": [{"Bearer": []}],
            "paths": {
                self._prefix + "/": {"get": {
                    "operationId": "ServiceHealthCheck", "description": _HEALTH,
                    "responses": answers("text/plain", {"type": "string", "example": "Healthy"})}},
                self._prefix + "/score": {"post": {
                    "operationId": "RunMLService", "description": _SCORE, "security": [{"Bearer": []}], "requestBody": body,
                    "responses": answers("application/json", {"$ref": "#/components/schemas/ServiceOutput"})}},
                self._prefix + "/swagger.json": {"get": {
                    "operationId": "GetSwaggerSpec", "description": _SPEC, "parameters": [version],
                    "responses": answers("text/plain", {"type": "string"})}},
            },
            "components": {
                "schemas": {"ServiceInput": self._input, "ServiceOutput": self._output, "ErrorResponse": _ERROR},
                "securitySchemes": {"Bearer": _BEARER},
            },
        }


def _schemas(script):
    if not script.is_decorated:
        return _ANY, _ANY
    util = sys.modules["inference_schema.schema_util"]
    return util.get_input_schema(script.run), util.get_output_schema(script.run)


def _own_files(folder):
    found = {}
    for name, version in (("swagger.json", 2), ("swagger2.json", 2), ("swagger3.json", 3)):
        path = os.path.join(folder, name)
        if os.path.isfile(path):
            with open(path, encoding="utf-8") as file:
                found[version] = json.load(file)
    return found
