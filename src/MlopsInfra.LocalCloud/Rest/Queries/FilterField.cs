using System.Globalization;

namespace MlopsInfra.LocalCloud.Rest.Queries;

/// <summary>A property that a list can be filtered by.</summary>
/// <typeparam name="T">What the list has.</typeparam>
/// <param name="Value">Its value of an element; null where it has none.</param>
internal sealed record FilterField<T>(Func<T, string?> Value)
{
    /// <summary>The comparisons that it takes.</summary>
    public IReadOnlyList<string> Operators { get; init; } = ["eq", "ne"];

    /// <summary>The functions that it takes.</summary>
    public IReadOnlyList<string> Functions { get; init; } = [];

    /// <summary>The form in which values are compared. Default: as they are.</summary>
    public Func<string, string> Normalize { get; init; } = text => text;

    /// <summary>Whether it is a time.</summary>
    public bool IsTime { get; init; }

    /// <summary>Compares it.</summary>
    /// <param name="comparison">The comparison; one of <see cref="Operators"/>.</param>
    /// <param name="value">With what.</param>
    public Func<T, bool> Compare(string comparison, FilterValue value)
    {
        if (IsTime) return CompareTime(comparison, value);
        if (value.Kind != FilterValueKind.Text) throw new FilterSyntaxException($"'{value.Text}' is no text");
        var wanted = Normalize(value.Text);
        return comparison switch
        {
            "eq" => element => Same(element, wanted),
            "ne" => element => !Same(element, wanted),
            _ => throw new FilterSyntaxException($"texts have no order: '{comparison}'"),
        };
    }

    private Func<T, bool> CompareTime(string comparison, FilterValue value)
    {
        var wanted = Time(value.Text) ?? throw new FilterSyntaxException($"'{value.Text}' is no time");
        return element => Time(Value(element)) is { } time && comparison switch
        {
            "eq" => time == wanted,
            "ne" => time != wanted,
            "gt" => time > wanted,
            "ge" => time >= wanted,
            "lt" => time < wanted,
            _ => time <= wanted,
        };
    }

    private bool Same(T element, string wanted) => Value(element) is { } value
        && Normalize(value).Equals(wanted, StringComparison.OrdinalIgnoreCase);

    // A time without a zone is one of UTC.
    private static DateTimeOffset? Time(string? text) => DateTimeOffset.TryParse(
        text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;
}
