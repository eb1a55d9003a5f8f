using MlopsInfra.LocalEngine.Providers;

namespace MlopsInfra.LocalCloud.Arm;

/// <summary>What comes with a request besides its body.</summary>
/// <param name="ApiVersion">The api-version; null where the caller is a provider, which uses its own.</param>
/// <param name="PrincipalId">Object id of who asks; null: the deployer, who may do everything.</param>
/// <param name="Query">Further query parameters, such as <c>forceToPurge</c>; null for none.</param>
/// <param name="IfMatch">The If-Match header; null for none.</param>
/// <param name="AsService">
/// The resource provider itself writes, as when it moves a job's status: read-only properties are taken as they are, schema,
/// role and immutability are not checked again.
/// </param>
/// <param name="SecretPointers">JSON pointers (RFC 6901) into the body of values that the program marked as secret: the store
/// never writes them in clear.</param>
/// <param name="RequestId">What a creation is known by (<see cref="CreateRequest.RequestId"/>); kept with the resource.</param>
public sealed record ArmRequestOptions(
    string? ApiVersion = null,
    string? PrincipalId = null,
    IReadOnlyDictionary<string, string>? Query = null,
    string? IfMatch = null,
    bool AsService = false,
    IReadOnlyCollection<string>? SecretPointers = null,
    string? RequestId = null);
