using System.Collections.Immutable;
using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Schemas;

namespace MlopsInfra.LocalCloud.Store;

/// <summary>
/// A resource as the store keeps it. Never changed once it is in the store: a change is a new one in its place.
/// </summary>
/// <param name="Key">Its id, in the case it was first written in.</param>
/// <param name="Type">Its full type.</param>
/// <param name="Body">What was asked for.</param>
/// <param name="Computed">What the cloud added: id, name, type, endpoints, states.</param>
/// <param name="CreatedOn">When it was first written.</param>
/// <param name="ChangedOn">When it was last written.</param>
/// <param name="Secrets">JSON pointers into <paramref name="Body"/> (prefix <c>b</c>) and <paramref name="Computed"/> (prefix
/// <c>c</c>) of values that must not be written in clear.</param>
internal sealed record StoredResource(
    string Key, ResourceType Type, JsonObject Body, JsonObject Computed, DateTimeOffset CreatedOn, DateTimeOffset ChangedOn,
    ImmutableArray<string> Secrets)
{
    /// <summary>The pointers of its secrets, none below another one.</summary>
    public ImmutableArray<string> Secrets { get; init; } = SecretPointers.Outermost(Secrets);

    /// <summary>What its creation was known by; null for what no provider created.</summary>
    public string? RequestId { get; init; }

    /// <summary>The last name in its id.</summary>
    public string Name => Key[(Key.LastIndexOf('/') + 1)..];
}
