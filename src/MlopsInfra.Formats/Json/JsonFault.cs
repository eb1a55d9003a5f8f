using System.Text.Json;

namespace MlopsInfra.Formats.Json;

/// <summary>Tells what is wrong with JSON as the product tells it: <c>file(line,column): what</c>.</summary>
public static class JsonFault
{
    private const string MissingProperties = " was missing required properties including:";

    /// <summary>Place and fault, as in <c>state.json(3,12): The key is there twice.</c></summary>
    /// <param name="file">The file, or whatever it came from.</param>
    /// <param name="exception">What the reader said.</param>
    /// <param name="firstLine">Which line of the file the text began in, where it is not the first.</param>
    public static string At(string file, JsonException exception, long firstLine = 1)
    {
        var place = exception.LineNumber is { } line
            ? $"({firstLine + line},{(exception.BytePositionInLine ?? 0) + 1})" : firstLine > 1 ? $"({firstLine})" : "";
        return $"{file}{place}: {What(exception)}";
    }

    /// <summary>The fault without its place, as a sentence.</summary>
    /// <param name="exception">What the reader said.</param>
    public static string What(JsonException exception)
    {
        var message = exception.Message;
        // The names of our types say nothing to who wrote the file.
        if (message.StartsWith("The JSON value could not be converted", StringComparison.Ordinal))
            return $"The value at '{exception.Path}' is of another kind than expected.";
        if (message.IndexOf(MissingProperties, StringComparison.Ordinal) is > 0 and var missing)
            message = $"It lacks{message[(missing + MissingProperties.Length)..]}";
        foreach (var place in (ReadOnlySpan<string>)[" Path: $", " LineNumber: "])
        {
            if (message.IndexOf(place, StringComparison.Ordinal) is > 0 and var end) message = message[..end];
        }

        return message.EndsWith('.') ? message : message + ".";
    }
}
