namespace MlopsInfra.Cli.Alerting;

/// <summary>An alert, and what it would do now.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Id">The ARM id of its rule.</param>
/// <param name="State">What it would do.</param>
internal sealed record EvaluatedAlert(string Name, string Id, AlertState State)
{
    /// <summary>How grave it is, from 0 to 4.</summary>
    public int? Severity { get; init; }

    /// <summary>The value that is compared; null if there is none.</summary>
    public double? Value { get; init; }

    /// <summary>How it is compared, as in <c>GreaterThan</c>.</summary>
    public string? Operator { get; init; }

    /// <summary>What it is compared with.</summary>
    public double? Threshold { get; init; }

    /// <summary>How far back it looks, as in <c>PT15M</c>.</summary>
    public string? Window { get; init; }

    /// <summary>How often Azure would look.</summary>
    public string? Frequency { get; init; }

    /// <summary>The query; null where it asks none.</summary>
    public string? Query { get; init; }

    /// <summary>The values of the dimensions that the value belongs to; empty without dimensions.</summary>
    public IReadOnlyDictionary<string, string> Dimensions { get; init; } = new Dictionary<string, string>();

    /// <summary>What else there is to say: why there is no value, or what keeps it from mailing.</summary>
    public string? Note { get; init; }
}
