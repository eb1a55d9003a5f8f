namespace MlopsInfra.Components;

/// <summary>What can be chosen about the training cluster.</summary>
public sealed record TrainingOptions
{
    /// <summary>Name under which jobs refer to the cluster. Default: <c>cpu-cluster</c>, as in Azure's own samples.</summary>
    public string ComputeName { get; init; } = ComputeNames.Training;

    /// <summary>
    /// Size of a node, as in <c>Standard_DS3_v2</c> (the default: 4 cores, 14 GB). A change replaces the cluster.
    /// </summary>
    public string VmSize { get; init; } = "Standard_DS3_v2";

    /// <summary>Most nodes at a time, 1 to 1000. Default: 2.</summary>
    public int MaxNodes { get; init; } = 2;

    /// <summary>Nodes that are kept when nothing runs, and are paid for, 0 to <see cref="MaxNodes"/>. Default: 0.</summary>
    public int MinNodes { get; init; }

    /// <summary>Minutes without a job after which a node is given back, 1 to 1440. Default: 5.</summary>
    public int IdleMinutes { get; init; } = 5;

    /// <summary>
    /// Dedicated or spare nodes. Default: <see cref="TrainingPriority.Dedicated"/>. A change replaces the cluster.
    /// </summary>
    public TrainingPriority Priority { get; init; } = TrainingPriority.Dedicated;

    internal void Check(Problems problems, string path)
    {
        problems.Name($"{path}.{nameof(ComputeName)}", ComputeName, NamingRules.MlCompute);
        problems.Require(
            VmSize.StartsWith("Standard_", StringComparison.OrdinalIgnoreCase)
            && VmSize.All(c => NamingRule.Has(NameCharacters.Alphanumeric | NameCharacters.Underscore | NameCharacters.Hyphen,
                c)),
            $"{path}.{nameof(VmSize)}", VmSize, "write a size as in 'Standard_DS3_v2' (az vm list-sizes --location REGION).");
        problems.Range($"{path}.{nameof(MaxNodes)}", MaxNodes, 1, 1000, "nodes");
        problems.Require(
            MinNodes >= 0 && MinNodes <= MaxNodes, $"{path}.{nameof(MinNodes)}", MinNodes,
            $"allowed are 0 to {nameof(MaxNodes)} ({MaxNodes}) nodes.");
        problems.Range($"{path}.{nameof(IdleMinutes)}", IdleMinutes, 1, 1440, "minutes");
    }
}
