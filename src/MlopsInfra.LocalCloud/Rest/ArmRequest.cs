using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Rest;

/// <summary>A request to Azure Resource Manager whose caller is known and whose API version is there.</summary>
/// <param name="Rest">The request.</param>
/// <param name="Target">What it points at.</param>
/// <param name="ApiVersion">Its API version.</param>
/// <param name="Principal">Object id of who asks; null for the deployer.</param>
internal sealed record ArmRequest(RestRequest Rest, ArmTarget Target, string ApiVersion, string? Principal)
{
    /// <summary>The resource it points at; what a list is below.</summary>
    public ResourceId Id => Target.Id ?? throw new InvalidOperationException("The target is the tenant.");

    public ArmRequestOptions Options => new(
        ApiVersion,
        Principal,
        Rest.Http.Request.Query.ToDictionary(pair => pair.Key, pair => pair.Value.ToString(), StringComparer.OrdinalIgnoreCase),
        // A client that has no condition may send the header all the same, empty.
        Rest.Header("If-Match") is { Length: > 0 } condition ? condition : null);

    /// <summary>The absolute URL of a resource or an operation, with the API version.</summary>
    public string Link(string path) => Rest.Absolute($"{path}?api-version={ApiVersion}");
}
