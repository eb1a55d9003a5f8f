using System.CommandLine.Parsing;
using System.Globalization;

namespace MlopsInfra.Cli.CommandLine;

/// <summary>Reads the value of an option that is a whole number within bounds, and says what is wrong with another one.</summary>
internal static class WholeNumber
{
    /// <summary>Reads it.</summary>
    /// <param name="result">What was typed.</param>
    /// <param name="name">Name of the option.</param>
    /// <param name="least">The smallest number.</param>
    /// <param name="most">The largest number.</param>
    /// <param name="what">What it is a number of, as in <c>milliseconds</c>; null where that goes without saying.</param>
    public static int Read(ArgumentResult result, string name, int least, int most = int.MaxValue, string? what = null)
    {
        var text = result.Tokens[0].Value;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number >= least && number <= most) return number;
        var bounds = most == int.MaxValue ? $"from {least} on" : $"from {least} to {most}";
        result.AddError($"{name} '{text}' is no number{(what is null ? "" : $" of {what}")} {bounds}.");
        return least;
    }
}
