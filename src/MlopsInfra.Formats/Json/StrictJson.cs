using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;

namespace MlopsInfra.Formats.Json;

/// <summary>
/// The one way to read JSON that comes from outside: a file, a request, the output of another program. What it takes can be
/// written again as it was read. It refuses what System.Text.Json takes at first and fails on later: keys that are there twice,
/// text that is no Unicode, numbers beyond a double.
/// </summary>
public static class StrictJson
{
    /// <summary>How deep lists and objects may stand in each other. Azure Resource Manager's templates stay below 30.</summary>
    public const int MaxDepth = 128;

    // A number without an exponent and with fewer digits is below the largest double.
    private const int DigitsOfDouble = 300;

    /// <summary>
    /// How objects of a type are read: what a type calls needed has to be there, and null only where it says so.
    /// </summary>
    public static readonly JsonSerializerOptions Options = new()
    {
        MaxDepth = MaxDepth, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true,
    };

    /// <summary>Reads one value.</summary>
    /// <param name="utf8">The text in UTF-8, with or without a byte order mark.</param>
    /// <param name="maxDepth">How deep it may be.</param>
    /// <returns>The value; null for JSON's null.</returns>
    /// <exception cref="JsonException">It is no such value; the exception has line and position, counted from zero.</exception>
    public static JsonNode? Parse(ReadOnlySpan<byte> utf8, int maxDepth = MaxDepth)
    {
        utf8 = WithoutMark(utf8);
        Check(utf8, maxDepth);
        return JsonNode.Parse(utf8, documentOptions: new JsonDocumentOptions { MaxDepth = maxDepth });
    }

    /// <summary>Reads one value.</summary>
    /// <param name="text">The text.</param>
    /// <param name="maxDepth">How deep it may be.</param>
    /// <returns>The value; null for JSON's null.</returns>
    /// <exception cref="JsonException">It is no such value.</exception>
    public static JsonNode? Parse(string text, int maxDepth = MaxDepth) => Parse(Bytes(text), maxDepth);

    /// <summary>Reads one value that has to be an object.</summary>
    /// <param name="utf8">The text in UTF-8, with or without a byte order mark.</param>
    /// <returns>The object.</returns>
    /// <exception cref="JsonException">It is no object.</exception>
    public static JsonObject ParseObject(ReadOnlySpan<byte> utf8) =>
        Parse(utf8) as JsonObject ?? throw new JsonException("A JSON object is expected.");

    /// <summary>Reads one value that has to be an object.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The object.</returns>
    /// <exception cref="JsonException">It is no object.</exception>
    public static JsonObject ParseObject(string text) => ParseObject(Bytes(text));

    /// <summary>Reads one value and makes something of it.</summary>
    /// <typeparam name="T">What is made of it.</typeparam>
    /// <param name="utf8">The text in UTF-8, with or without a byte order mark.</param>
    /// <param name="read">Makes it; what it keeps of the element it has to clone. What is thrown by <see cref="JsonShape"/> in it
    /// gets the line.</param>
    /// <param name="maxDepth">How deep the value may be.</param>
    /// <exception cref="JsonException">It is no such value; the exception has line and position, counted from zero.</exception>
    public static T Read<T>(ReadOnlyMemory<byte> utf8, Func<JsonElement, T> read, int maxDepth = MaxDepth)
    {
        if (utf8.Span.StartsWith(Encoding.UTF8.Preamble)) utf8 = utf8[Encoding.UTF8.Preamble.Length..];
        Check(utf8.Span, maxDepth);
        using var document = JsonDocument.Parse(utf8, new JsonDocumentOptions { MaxDepth = maxDepth });
        try
        {
            return read(document.RootElement);
        }
        catch (JsonShapeException exception) when (exception.StartIn(utf8.Span) is { } start)
        {
            throw Error(utf8.Span, start, exception.Message);
        }
    }

    /// <summary>Reads one value and makes something of it.</summary>
    /// <typeparam name="T">What is made of it.</typeparam>
    /// <param name="text">The text.</param>
    /// <param name="read">Makes it; what it keeps of the element it has to clone.</param>
    /// <param name="maxDepth">How deep the value may be.</param>
    /// <exception cref="JsonException">It is no such value.</exception>
    public static T Read<T>(string text, Func<JsonElement, T> read, int maxDepth = MaxDepth) => Read(Bytes(text), read, maxDepth);

    /// <summary>Reads one value as an object of a type.</summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <param name="utf8">The text in UTF-8, with or without a byte order mark.</param>
    /// <param name="options">How the type is read; null for <see cref="Options"/>.</param>
    /// <returns>The object; null for JSON's null.</returns>
    /// <exception cref="JsonException">It is no such value.</exception>
    public static T? Deserialize<T>(ReadOnlySpan<byte> utf8, JsonSerializerOptions? options = null)
    {
        utf8 = WithoutMark(utf8);
        Check(utf8);
        return JsonSerializer.Deserialize<T>(utf8, options ?? Options);
    }

    /// <summary>Reads one value as an object of a type.</summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <param name="text">The text.</param>
    /// <param name="options">How the type is read; null for <see cref="Options"/>.</param>
    /// <returns>The object; null for JSON's null.</returns>
    /// <exception cref="JsonException">It is no such value.</exception>
    public static T? Deserialize<T>(string text, JsonSerializerOptions? options = null) => Deserialize<T>(Bytes(text), options);

    /// <summary>Refuses what is not one value that can be read and written again.</summary>
    /// <param name="utf8">The text in UTF-8, without a byte order mark.</param>
    /// <param name="maxDepth">How deep it may be.</param>
    /// <exception cref="JsonException">It is none.</exception>
    public static void Check(ReadOnlySpan<byte> utf8, int maxDepth = MaxDepth)
    {
        if (!Utf8.IsValid(utf8)) throw Error(utf8, Utf8Fault.In(utf8), "The text is no UTF-8.");
        var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = maxDepth });
        var keys = new OpenKeys();
        while (reader.Read())
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.StartObject:
                    keys.Open();
                    break;
                case JsonTokenType.EndObject:
                    keys.Close();
                    break;
                case JsonTokenType.PropertyName:
                    var unescaped = reader.ValueIsEscaped ? Encoding.UTF8.GetBytes(Text(ref reader, utf8)) : null;
                    if (!keys.Add(utf8, (int)reader.TokenStartIndex + 1, reader.ValueSpan.Length, unescaped))
                        throw Error(utf8, reader.TokenStartIndex, "The key is there twice.");
                    break;
                case JsonTokenType.String when reader.ValueIsEscaped && reader.ValueSpan.IndexOf("\\u"u8) >= 0:
                    Text(ref reader, utf8);
                    break;
                case JsonTokenType.Number when !IsFinite(ref reader):
                    throw Error(utf8, reader.TokenStartIndex, "The number is beyond what a double holds.");
            }
        }
    }

    private static bool IsFinite(ref Utf8JsonReader reader) =>
        (reader.ValueSpan.Length < DigitsOfDouble && reader.ValueSpan.IndexOfAny((byte)'e', (byte)'E') < 0)
        || (reader.TryGetDouble(out var number) && double.IsFinite(number));

    private static string Text(ref Utf8JsonReader reader, ReadOnlySpan<byte> utf8)
    {
        try
        {
            return reader.GetString()!;
        }
        catch (InvalidOperationException)
        {
            throw Error(utf8, reader.TokenStartIndex, "The text holds half of a surrogate pair.");
        }
    }

    private static byte[] Bytes(string text)
    {
        try
        {
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetBytes(text);
        }
        catch (EncoderFallbackException e)
        {
            throw Error(Encoding.UTF8.GetBytes(text), Encoding.UTF8.GetByteCount(text.AsSpan(0, e.Index)),
                "The text holds half of a surrogate pair.");
        }
    }

    private static ReadOnlySpan<byte> WithoutMark(ReadOnlySpan<byte> utf8) =>
        utf8.StartsWith(Encoding.UTF8.Preamble) ? utf8[Encoding.UTF8.Preamble.Length..] : utf8;

    private static JsonException Error(ReadOnlySpan<byte> utf8, long at, string message)
    {
        var before = utf8[..(int)at];
        var line = before.Count((byte)'\n');
        var position = before.Length - (before.LastIndexOf((byte)'\n') + 1);
        return new JsonException($"{message} LineNumber: {line} | BytePositionInLine: {position}.", null, line, position);
    }
}
