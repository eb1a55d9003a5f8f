namespace MlopsInfra.LocalCloud.Services.Monitor.Queries.Evaluation;

/// <summary>Tells rows apart by their values.</summary>
internal sealed class RowComparer : IEqualityComparer<object?[]>
{
    /// <summary>The comparer.</summary>
    public static RowComparer Instance { get; } = new();

    /// <inheritdoc/>
    public bool Equals(object?[]? x, object?[]? y) =>
        x is not null && y is not null && x.Length == y.Length && x.Zip(y).All(pair => AreEqual(pair.First, pair.Second));

    /// <inheritdoc/>
    public int GetHashCode(object?[] obj)
    {
        var hash = default(HashCode);
        foreach (var value in obj) hash.Add(Normal(value));
        return hash.ToHashCode();
    }

    private static bool AreEqual(object? one, object? other) => Equals(Normal(one), Normal(other));

    // 1 and 1.0 are one value; lists and maps are what they say.
    private static object? Normal(object? value) => KustoValues.Plain(value) switch
    {
        long number => (double)number,
        System.Text.Json.Nodes.JsonNode json => KustoValues.Text(json),
        var other => other,
    };
}
