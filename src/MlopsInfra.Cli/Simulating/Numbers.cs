using System.Globalization;

namespace MlopsInfra.Cli.Simulating;

/// <summary>Numbers as data has them: with a dot, whatever the machine's language is.</summary>
internal static class Numbers
{
    /// <summary>Reads a finite number.</summary>
    /// <param name="text">The text.</param>
    /// <param name="number">The number.</param>
    public static bool TryRead(string text, out double number) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out number) && double.IsFinite(number);

    /// <summary>How many digits stand behind the dot.</summary>
    /// <param name="text">The number as it is written.</param>
    public static int Digits(string text)
    {
        var dot = text.IndexOf('.', StringComparison.Ordinal);
        return dot < 0 ? 0 : text.Skip(dot + 1).TakeWhile(char.IsAsciiDigit).Count();
    }
}
