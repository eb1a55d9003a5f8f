using System.Text.Json;
using MlopsInfra.Formats.Json;

namespace MlopsInfra.LocalEngine.State;

/// <summary>A creation that was under way when the process died: the resource may or may not exist.</summary>
/// <param name="Urn">The resource's URN.</param>
/// <param name="Type">Its type token.</param>
/// <param name="RequestId">What the provider was told to know the creation by; null in what an older version wrote.</param>
internal sealed record PendingOperation(string Urn, string Type, string? RequestId)
{
    /// <summary>Reads one from the resource that it is about.</summary>
    /// <exception cref="JsonException">It is none.</exception>
    public static PendingOperation Read(JsonElement resource) =>
        new(UrnForm.Needed(resource.AsObject("A resource"), "urn"), UrnForm.NeededType(resource), RequestIdOf(resource));

    private static string? RequestIdOf(JsonElement resource)
    {
        var id = resource.Text("requestId");
        return id is null || Guid.TryParse(id, out _) ? id : throw new JsonException("'requestId' has to be a GUID.");
    }
}
