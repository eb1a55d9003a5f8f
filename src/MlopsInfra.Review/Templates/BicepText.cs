using System.Globalization;
using System.Text;

namespace MlopsInfra.Review.Templates;

/// <summary>Texts and names as Bicep writes them.</summary>
internal static class BicepText
{
    /// <summary>A text in single quotation marks.</summary>
    /// <param name="text">The text.</param>
    public static string Quoted(string text) => $"'{Escaped(text)}'";

    /// <summary>A text within quotation marks.</summary>
    /// <param name="text">The text.</param>
    public static string Escaped(string text)
    {
        var escaped = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            _ = text[i] switch
            {
                '\\' => escaped.Append(@"\\"),
                '\'' => escaped.Append(@"\'"),
                '\n' => escaped.Append(@"\n"),
                '\r' => escaped.Append(@"\r"),
                '\t' => escaped.Append(@"\t"),
                '$' when i + 1 < text.Length && text[i + 1] == '{' => escaped.Append(@"\$"),
                < ' ' => escaped.Append(CultureInfo.InvariantCulture, $"\\u{{{(int)text[i]:x}}}"),
                var character => escaped.Append(character),
            };
        }

        return escaped.ToString();
    }

    /// <summary>The key of an object: as it is if it is a name, in quotation marks otherwise.</summary>
    /// <param name="key">The key.</param>
    public static string Key(string key) => IsName(key) ? key : Quoted(key);

    private static bool IsName(string text) =>
        text.Length > 0 && !char.IsAsciiDigit(text[0])
            && text.All(character => char.IsAsciiLetterOrDigit(character) || character == '_');
}
