namespace MlopsInfra.LocalCloud.Services.ContainerRegistry.DataPlane;

/// <summary>A refusal in the form of container registries.</summary>
/// <param name="status">The HTTP status.</param>
/// <param name="code">The code, as in <c>MANIFEST_UNKNOWN</c>.</param>
/// <param name="message">The message.</param>
internal sealed class RegistryError(int status, string code, string message) : Exception(message)
{
    /// <summary>The HTTP status.</summary>
    public int Status { get; } = status;

    /// <summary>The code.</summary>
    public string Code { get; } = code;

    public static RegistryError Unauthorized() => new(401, "UNAUTHORIZED",
        "authentication required, visit https://aka.ms/acr/authorization for more information.");

    public static RegistryError Denied() => new(403, "DENIED", "requested access to the resource is denied");

    public static RegistryError NoRepository() => new(404, "NAME_UNKNOWN", "repository name not known to registry");

    public static RegistryError NoManifest(string reference) => new(404, "MANIFEST_UNKNOWN",
        reference.StartsWith("sha256:", StringComparison.Ordinal) ? $"manifest {reference} is not found"
            : $"manifest tagged by \"{reference}\" is not found");

    public static RegistryError Locked() => new(405, "UNSUPPORTED",
        "The operation is disallowed on this registry, repository or image. View troubleshooting steps at "
            + "https://aka.ms/acr/faq/#why-does-my-pull-or-push-request-fail-with-disallowed-operation");
}
