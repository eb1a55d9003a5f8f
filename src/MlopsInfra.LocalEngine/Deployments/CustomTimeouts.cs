using System.Buffers;
using System.Globalization;

namespace MlopsInfra.LocalEngine.Deployments;

/// <summary>How long operations on a resource may take; null: no limit.</summary>
internal sealed record CustomTimeouts(TimeSpan? Create, TimeSpan? Update, TimeSpan? Delete)
{
    private static readonly (string Unit, double Milliseconds)[] Units =
        [("ns", 1e-6), ("us", 1e-3), ("µs", 1e-3), ("ms", 1), ("s", 1000), ("m", 60_000), ("h", 3_600_000)];

    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789.");

    /// <summary>No limits.</summary>
    public static CustomTimeouts None { get; } = new(null, null, null);

    /// <summary>
    /// Reads a duration as programs write it: <c>300000000000ns</c>, <c>5m</c>, <c>1h30m</c>; empty for no limit.
    /// </summary>
    /// <exception cref="DeploymentException">It is no duration.</exception>
    public static TimeSpan? Parse(string text)
    {
        if (text.Length == 0) return null;
        var milliseconds = 0.0;
        var rest = text.AsSpan();
        while (!rest.IsEmpty)
        {
            var digits = rest.IndexOfAnyExcept(Digits);
            if (digits <= 0
                || !double.TryParse(rest[..digits], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount))
                throw Invalid(text);
            rest = rest[digits..];
            var length = rest.IndexOfAny(Digits);
            var unit = (length < 0 ? rest : rest[..length]).ToString();
            var factor = Units.FirstOrDefault(candidate => candidate.Unit == unit).Milliseconds;
            if (factor == 0) throw Invalid(text);
            milliseconds += amount * factor;
            rest = rest[unit.Length..];
        }

        return milliseconds > 0 ? TimeSpan.FromMilliseconds(milliseconds) : null;
    }

    private static DeploymentException Invalid(string text) =>
        new(DeploymentErrorCodes.InvalidRegistration,
            $"The custom timeout '{text}' is no duration; write it as in 90s, 5m or 1h30m.");
}
