namespace MlopsInfra.Cli.Doctor;

/// <summary>Machines of one size that the program may start.</summary>
/// <param name="What">Who starts them, as in <c>training cluster cpu-cluster</c>.</param>
/// <param name="Size">The VM size.</param>
/// <param name="Nodes">How many at most.</param>
/// <param name="IsMachineLearning">Whether Azure ML's own quota counts them; otherwise the subscription's compute quota
/// does.</param>
/// <param name="IsLowPriority">Whether they are spare capacity, which has a quota of its own.</param>
internal sealed record VmNeed(string What, string Size, int Nodes, bool IsMachineLearning, bool IsLowPriority);
