import functools
import inspect


def input_schema(name, kind):
    def decorate(function):
        @functools.wraps(function)
        def run(**arguments):
            return function(**dict(arguments, **{name: kind.deserialize_input(arguments[name])}))

        run.__signature__ = inspect.signature(function)
        run.inputs = dict(getattr(function, "inputs", {}), **{name: kind})
        run.output = getattr(function, "output", None)
        return run
    return decorate


def output_schema(kind):
    def decorate(function):
        function.output = kind
        function.inputs = getattr(function, "inputs", {})
        return function
    return decorate
