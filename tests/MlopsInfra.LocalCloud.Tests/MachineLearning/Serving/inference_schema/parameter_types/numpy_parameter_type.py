import inference_schema.schema_util  # noqa: F401, as the package does
import numpy


class NumpyParameterType:
    def __init__(self, sample, enforce_shape=True):
        self.sample, self.enforce_shape = sample, enforce_shape

    def deserialize_input(self, value):
        array = numpy.array(value, dtype=self.sample.dtype)
        if self.enforce_shape and array.shape[1:] != self.sample.shape[1:]:
            raise ValueError("Invalid shape: %s" % (array.shape,))
        return array

    def swagger(self):
        described = {"type": "number", "format": "double"}
        for _ in self.sample.shape:
            described = {"type": "array", "items": described}
        return dict(described, format="numpy.ndarray")
