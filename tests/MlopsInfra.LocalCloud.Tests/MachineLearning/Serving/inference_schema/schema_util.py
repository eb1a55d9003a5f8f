def is_schema_decorated(function):
    return hasattr(function, "inputs")


def get_input_schema(function):
    return {"type": "object", "properties": {name: kind.swagger() for name, kind in function.inputs.items()},
            "example": {name: kind.sample.tolist() for name, kind in function.inputs.items()}}


def get_output_schema(function):
    described = function.output.swagger()
    kind = described.pop("format")
    return dict(described, example=function.output.sample.tolist(), format=kind)
