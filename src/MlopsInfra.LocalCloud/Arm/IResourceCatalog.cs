using MlopsInfra.LocalCloud.Schemas;

namespace MlopsInfra.LocalCloud.Arm;

/// <summary>Which resource types the cloud knows, in which API versions. The REST side asks it before anything else.</summary>
public interface IResourceCatalog
{
    /// <summary>
    /// Every full type known, as in <c>Microsoft.Storage/storageAccounts/blobServices</c>, in the case Azure writes it.
    /// </summary>
    IReadOnlyCollection<string> Types { get; }

    /// <summary>The API versions of a type, newest first; empty for a type that is not known. Compared ignoring case.</summary>
    /// <param name="type">The full type.</param>
    IReadOnlyList<string> ApiVersions(ResourceType type);
}
