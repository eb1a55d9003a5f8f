namespace MlopsInfra.LocalCloud.Rest;

/// <summary>
/// A resource provider that is served without having resources of the package's types. Services register theirs.
/// </summary>
/// <param name="Name">The namespace, as in <c>Microsoft.Features</c>.</param>
/// <param name="ApiVersion">The API version that its types are announced with.</param>
/// <param name="Types">Its types, without the namespace.</param>
internal sealed record ServedNamespace(string Name, string ApiVersion, params string[] Types);
