namespace MlopsInfra.LocalEngine.Deployments;

/// <summary>An earlier identity of a resource: a whole URN, or what was different from now.</summary>
internal sealed record ResourceAlias
{
    /// <summary>The whole earlier URN; then nothing else counts.</summary>
    public string? Urn { get; init; }

    /// <summary>The earlier name; null: as now.</summary>
    public string? Name { get; init; }

    /// <summary>The earlier type; null: as now.</summary>
    public string? Type { get; init; }

    /// <summary>The earlier stack; null: as now.</summary>
    public string? Stack { get; init; }

    /// <summary>The earlier project; null: as now.</summary>
    public string? Project { get; init; }

    /// <summary>The URN of the earlier parent; null: as now, unless there was none.</summary>
    public string? ParentUrn { get; init; }

    /// <summary>Whether it had no parent.</summary>
    public bool NoParent { get; init; }
}
