using System.Runtime.InteropServices;
using System.Text.Json;

namespace MlopsInfra.Formats.Json;

/// <summary>A value of JSON is not what is expected in its place.</summary>
public sealed class JsonShapeException : JsonException
{
    private readonly JsonElement _element;

    /// <summary>Says what is wrong.</summary>
    /// <param name="element">The value that is wrong, or in which something is missing.</param>
    /// <param name="message">What is wrong with it, as a sentence.</param>
    public JsonShapeException(JsonElement element, string message) : base(message) => _element = element;

    /// <summary>Where the value begins in the text that it was read from; null if that is another text.</summary>
    internal int? StartIn(ReadOnlySpan<byte> utf8) =>
        _element.ValueKind != JsonValueKind.Undefined && utf8.Overlaps(JsonMarshal.GetRawUtf8Value(_element), out var start)
            ? start : null;
}
