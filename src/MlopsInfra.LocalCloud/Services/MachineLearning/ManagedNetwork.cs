namespace MlopsInfra.LocalCloud.Services.MachineLearning;

/// <summary>The network that Azure manages for a workspace ("Workspace managed virtual network isolation").</summary>
internal static class ManagedNetwork
{
    /// <summary>Where a workspace says how it is kept apart.</summary>
    public const string IsolationMode = "properties.managedNetwork.isolationMode";

    /// <summary>Where it is said whether that network is there.</summary>
    public const string Status = "properties.managedNetwork.status";

    /// <summary>Whether a workspace with this isolation mode has one.</summary>
    /// <param name="mode">The mode; null where the workspace says none.</param>
    public static bool IsOn(string? mode) => mode is not null && !mode.Equals("Disabled", StringComparison.OrdinalIgnoreCase);
}
