using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Arm;

/// <summary>A DELETE that is being checked.</summary>
/// <param name="Cloud">The cloud around it.</param>
/// <param name="Id">What it deletes.</param>
/// <param name="Existing">What is there.</param>
/// <param name="Options">Query and who asks.</param>
internal sealed record DeleteContext(CloudContext Cloud, ResourceId Id, StoredResource Existing, ArmRequestOptions Options)
{
    /// <summary>Whether it goes with what it stands in.</summary>
    public bool IsWithParent { get; init; }

    /// <summary>Whether a query parameter says yes.</summary>
    public bool Asked(string query) =>
        Options.Query is { } parameters
            && parameters.Any(pair => pair.Key.Equals(query, StringComparison.OrdinalIgnoreCase)
                && pair.Value.Equals("true", StringComparison.OrdinalIgnoreCase));
}
