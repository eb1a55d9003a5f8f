namespace MlopsInfra.Cli.Drift;

/// <summary>A number that monitoring has compared with its threshold.</summary>
/// <param name="Of">What it is of: a feature, <c>prediction</c> or <c>performance</c>.</param>
/// <param name="Name">Its name, as in <c>psi</c>.</param>
/// <param name="State">As in <c>stable</c> or <c>breach</c>.</param>
internal sealed record ComparedStatistic(string Of, string Name, string State)
{
    /// <summary>The number; null where there is none.</summary>
    public double? Value { get; init; }

    /// <summary>The largest number that is still stable; null for none.</summary>
    public double? Threshold { get; init; }
}
