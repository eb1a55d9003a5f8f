using System.Text.Json.Nodes;

namespace MlopsInfra.LocalCloud.Engine;

/// <summary>A resource as Azure Resource Manager takes and shows it.</summary>
/// <param name="Type">The full type, as in <c>Microsoft.Storage/storageAccounts</c>.</param>
/// <param name="ApiVersion">The API version that the package uses.</param>
/// <param name="Body">What a PUT sends.</param>
/// <param name="Secrets">JSON pointers (RFC 6901) into the body of what is secret.</param>
/// <param name="View">What a GET shows; empty if the cloud does not hold it.</param>
public sealed record ArmFormOfResource(string Type, string ApiVersion, JsonObject Body, IReadOnlyList<string> Secrets,
    JsonObject View)
{
    /// <summary>What it answers to the template functions that ask it, by function, as in <c>listKeys</c>.</summary>
    public IReadOnlyDictionary<string, JsonObject> Answers { get; init; } = new Dictionary<string, JsonObject>();
}
