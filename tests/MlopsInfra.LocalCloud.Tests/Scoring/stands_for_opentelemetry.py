"""Modules with the names of OpenTelemetry and of Microsoft's distribution of it: they say what they are told."""
import sys
import types
from enum import Enum


def say(*words):
    print(*words, file=sys.stderr, flush=True)


class SpanKind(Enum):
    SERVER = 1


class StatusCode(Enum):
    ERROR = 2


class Status:
    def __init__(self, code, description=None):
        self.code = code


class Resource:
    def __init__(self, attributes):
        self.attributes = attributes

    @staticmethod
    def create(attributes):
        return Resource(attributes)


class Span:
    def __init__(self, name, context=None, kind=None, attributes=None, links=(), start_time=None):
        self.told, self.status, self.started = (name, kind.name, attributes), "unset", start_time

    def set_status(self, status):
        self.status = status.code.name.lower()

    def record_exception(self, exception):
        say("exception", exception)

    def end(self, end_time=None):
        assert end_time >= self.started > 1_000_000_000 * 1_000_000_000
        name, kind, attributes = self.told
        say("span", name, kind, attributes["http.response.status_code"], self.status, attributes["mlops.model"],
            attributes["rows"])


class Histogram:
    def __init__(self, name):
        self.name = name

    def record(self, value, attributes=None):
        say(self.name, value, attributes)


def configure_azure_monitor(**options):
    say("configured", options["resource"].attributes["service.name"], "ratio", options["sampling_ratio"], "live",
        options["enable_live_metrics"])


def module(name, **members):
    made = sys.modules[name] = types.ModuleType(name)
    made.__dict__.update(members)
    return made


trace = module("opentelemetry.trace", SpanKind=SpanKind, Status=Status, StatusCode=StatusCode,
               get_tracer=lambda name: types.SimpleNamespace(start_span=Span))
metrics = module("opentelemetry.metrics", get_meter=lambda name: types.SimpleNamespace(create_histogram=Histogram))
propagate = module("opentelemetry.propagate", extract=lambda carrier: None)
module("opentelemetry", trace=trace, metrics=metrics, propagate=propagate)
module("opentelemetry.sdk")
module("opentelemetry.sdk.resources", Resource=Resource)
module("azure.monitor.opentelemetry", configure_azure_monitor=configure_azure_monitor)
