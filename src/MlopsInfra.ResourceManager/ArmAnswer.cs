using System.Text.Json;
using System.Text.Json.Nodes;
using Azure;
using MlopsInfra.Formats.Json;

namespace MlopsInfra.ResourceManager;

/// <summary>
/// The bodies of answers of Azure Resource Manager. Whoever stands before Azure may answer with a page of its own.
/// </summary>
public static class ArmAnswer
{
    /// <summary>The object in an answer.</summary>
    /// <param name="response">The answer.</param>
    /// <exception cref="RequestFailedException">It is no JSON, or no object.</exception>
    public static JsonObject Object(Response response) => Read(response, body => StrictJson.ParseObject(body.Span));

    /// <summary>The value in an answer; null for JSON's null.</summary>
    /// <param name="response">The answer.</param>
    /// <exception cref="RequestFailedException">It is no JSON.</exception>
    internal static JsonNode? Value(Response response) => Read(response, body => StrictJson.Parse(body.Span));

    private static T Read<T>(Response response, Func<ReadOnlyMemory<byte>, T> read)
    {
        ArgumentNullException.ThrowIfNull(response);
        try
        {
            return read(response.Content.ToMemory());
        }
        catch (JsonException exception)
        {
            throw new RequestFailedException(response.Status,
                $"The answer is no JSON of Azure's: {JsonFault.What(exception)} Something else than Azure answers.",
                "InvalidAnswer", exception);
        }
    }
}
