using System.Globalization;

namespace MlopsInfra.Lifecycle.Tracing;

/// <summary>What is known of a link, in order; what is not known is left out.</summary>
internal sealed class LinkDetails
{
    private readonly List<KeyValuePair<string, string>> _details = [];

    /// <summary>The details.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> All => _details;

    /// <summary>Adds one.</summary>
    /// <param name="name">What it is.</param>
    /// <param name="value">Its value; null or empty: it is left out.</param>
    public LinkDetails Add(string name, string? value)
    {
        if (!string.IsNullOrEmpty(value)) _details.Add(KeyValuePair.Create(name, value));
        return this;
    }

    /// <summary>Adds a moment.</summary>
    /// <param name="name">What it is.</param>
    /// <param name="value">The moment; null: it is left out.</param>
    public LinkDetails Add(string name, DateTimeOffset? value) =>
        Add(name, value?.ToUniversalTime().ToString("yyyy-MM-dd HH:mm:ssZ", CultureInfo.InvariantCulture));

    /// <summary>Adds numbers.</summary>
    /// <param name="values">The numbers, by name.</param>
    public LinkDetails Add(IReadOnlyDictionary<string, double> values)
    {
        foreach (var (name, value) in values.OrderBy(metric => metric.Key, StringComparer.Ordinal))
            Add(name, value.ToString("0.####", CultureInfo.InvariantCulture));
        return this;
    }
}
