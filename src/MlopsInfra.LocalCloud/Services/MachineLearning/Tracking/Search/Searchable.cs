namespace MlopsInfra.LocalCloud.Services.MachineLearning.Tracking.Search;

/// <summary>What can be searched: how the value is found that a condition or an order is about.</summary>
/// <typeparam name="T">The kind of thing.</typeparam>
/// <param name="What">What it is called in refusals, as in <c>run</c>.</param>
/// <param name="Texts">Attributes that are texts.</param>
/// <param name="Numbers">Attributes that are numbers.</param>
/// <param name="Tag">A tag.</param>
internal sealed record Searchable<T>(
    string What, IReadOnlyDictionary<string, Func<T, string?>> Texts, IReadOnlyDictionary<string, Func<T, double?>> Numbers,
    Func<T, string, string?> Tag)
{
    /// <summary>A metric; null where the kind has none.</summary>
    public Func<T, string, double?>? Metric { get; init; }

    /// <summary>A param; null where the kind has none.</summary>
    public Func<T, string, string?>? Param { get; init; }

    /// <summary>Values of the data that it read (name, digest, context); null where the kind has none.</summary>
    public Func<T, string, IEnumerable<string>>? Dataset { get; init; }

    /// <summary>The value as a number; null where the key is not one of a number.</summary>
    public Func<T, double?>? Number(string entity, string key) => entity switch
    {
        "metric" when Metric is not null => item => Metric(item, key),
        "attribute" => Numbers.GetValueOrDefault(key),
        _ => null,
    };

    /// <summary>The value as a text.</summary>
    /// <exception cref="TrackingException">The kind has no such attribute.</exception>
    public Func<T, string?> Text(string entity, string key) => entity switch
    {
        "param" when Param is not null => item => Param(item, key),
        "tag" => item => Tag(item, key),
        "attribute" when Texts.TryGetValue(key, out var found) => found,
        _ => throw TrackingException.Invalid($"Invalid {entity} key '{key}' specified for a {What}. Attributes are: "
            + $"{string.Join(", ", Texts.Keys.Concat(Numbers.Keys))}."),
    };
}
