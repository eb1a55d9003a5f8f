using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Services.Monitor.Queries.Syntax;

namespace MlopsInfra.LocalCloud.Services.Monitor.Queries;

/// <summary>The time that a query looks at; null where it has no end.</summary>
/// <param name="From">Rows before it are not seen.</param>
/// <param name="To">Rows after it are not seen.</param>
internal sealed record QueryTimes(DateTime? From, DateTime? To)
{
    /// <summary>All times.</summary>
    public static QueryTimes All { get; } = new(null, null);

    /// <summary>
    /// Reads a <c>timespan</c>: a duration until now (<c>PT1H</c>), or two of start, end and duration with a slash; null if it is
    /// none.
    /// </summary>
    /// <param name="text">The text; null or empty: all times.</param>
    /// <param name="now">The time now.</param>
    public static QueryTimes? Read(string? text, DateTime now)
    {
        if (string.IsNullOrEmpty(text)) return All;
        return text.Split('/') switch
        {
            [var one] when IsoDurations.Parse(one) is { } length => new QueryTimes(now - length, now),
            [var one, var other] when KustoLiterals.Moment(one) is { } start && KustoLiterals.Moment(other) is { } end =>
                new QueryTimes(start, end),
            [var one, var other] when KustoLiterals.Moment(one) is { } start && IsoDurations.Parse(other) is { } length =>
                new QueryTimes(start, start + length),
            [var one, var other] when IsoDurations.Parse(one) is { } length && KustoLiterals.Moment(other) is { } end =>
                new QueryTimes(end - length, end),
            _ => null,
        };
    }

    /// <summary>Whether a moment is within.</summary>
    /// <param name="time">The moment.</param>
    public bool Includes(DateTime time) => (From is null || time >= From) && (To is null || time <= To);
}
