namespace MlopsInfra.Components;

/// <summary>What can be chosen about a node pool of AKS.</summary>
public sealed record NodePoolOptions
{
    /// <summary>
    /// Size of a node. Default: <c>Standard_D4ds_v5</c> (4 cores, 16 GB, a local disk for the operating system).
    /// </summary>
    public string VmSize { get; init; } = "Standard_D4ds_v5";

    /// <summary>Fewest nodes, at least one per zone. Default: 3.</summary>
    public int MinNodes { get; init; } = 3;

    /// <summary>Most nodes, up to 1000. Default: 5.</summary>
    public int MaxNodes { get; init; } = 5;

    internal void Check(Problems problems, string path, int zones)
    {
        problems.Require(
            VmSize.StartsWith("Standard_", StringComparison.OrdinalIgnoreCase), $"{path}.{nameof(VmSize)}", VmSize,
            "write a size as in 'Standard_D4ds_v5' (az vm list-sizes --location REGION).");
        problems.Require(
            MinNodes >= Math.Max(1, zones), $"{path}.{nameof(MinNodes)}", MinNodes,
            zones > 1
                ? $"with {zones} zones at least {zones} nodes are needed, or a zone stays empty." : "at least 1 node is needed.");
        problems.Require(
            MaxNodes >= MinNodes && MaxNodes <= 1000, $"{path}.{nameof(MaxNodes)}", MaxNodes,
            $"allowed are {nameof(MinNodes)} ({MinNodes}) to 1000 nodes.");
    }
}
