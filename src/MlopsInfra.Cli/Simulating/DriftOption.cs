using System.CommandLine.Parsing;
using System.Globalization;

namespace MlopsInfra.Cli.Simulating;

/// <summary>Reads <c>--drift FEATURE=SHIFT</c>.</summary>
internal static class DriftOption
{
    private const double Most = 100;

    /// <summary>Says what is wrong with what was typed.</summary>
    /// <param name="result">What was typed.</param>
    public static void Check(OptionResult result)
    {
        var words = result.Tokens.Select(token => token.Value).ToList();
        foreach (var word in words.Where(word => Parse(word) is null))
            result.AddError($"--drift '{word}' is no feature with a shift; expected FEATURE=SHIFT, as in temperature_c=1.5, "
                + $"with a shift from -{Most:0} to {Most:0} standard deviations.");
        foreach (var name in words.CountBy(word => word.Split('=')[0]).Where(group => group.Value > 1))
            result.AddError($"--drift names '{name.Key}' {name.Value} times.");
    }

    /// <summary>The shifts by feature.</summary>
    /// <param name="words">What was typed, checked.</param>
    public static IReadOnlyDictionary<string, double> Read(IEnumerable<string> words) =>
        words.Select(word => Parse(word)!.Value).ToDictionary(pair => pair.Feature, pair => pair.Shift, StringComparer.Ordinal);

    /// <summary>One of them; null where it is none.</summary>
    /// <param name="word">What was typed.</param>
    internal static (string Feature, double Shift)? Parse(string word) =>
        word.Split('=', 2) is [{ Length: > 0 } feature, var number]
            && double.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out var shift)
            && Math.Abs(shift) <= Most ? (feature, shift) : null;
}
