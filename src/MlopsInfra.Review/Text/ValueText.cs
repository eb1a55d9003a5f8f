using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using MlopsInfra.LocalEngine.Values;

namespace MlopsInfra.Review.Text;

/// <summary>Values as text for people: JSON without its quotation marks around a single string, and never a secret.</summary>
public static class ValueText
{
    /// <summary>Stands for a secret.</summary>
    public const string Secret = "(secret)";

    /// <summary>Stands for what is not known.</summary>
    public const string Unknown = "(known after the deployment)";

    private static readonly JavaScriptEncoder Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;

    /// <summary>The text, on one line.</summary>
    /// <param name="value">The value; null: an empty text.</param>
    /// <param name="longest">The most characters; what is cut off is replaced by <c>…</c>.</param>
    public static string Of(PropertyValue? value, int longest = int.MaxValue)
    {
        var text = new StringBuilder();
        if (value is PropertyValue.Text plain) text.Append(plain.Value);
        else if (value is not null) Write(text, value);
        return Cut(text.ToString().ReplaceLineEndings(" "), longest);
    }

    /// <summary>Two values that are compared: what ids of one resource group have in common is left out.</summary>
    /// <param name="before">The one.</param>
    /// <param name="after">The other.</param>
    /// <param name="longest">The most characters of each.</param>
    public static (string Before, string After) Pair(PropertyValue? before, PropertyValue? after, int longest = int.MaxValue)
    {
        const string providers = "/providers/";
        var (one, other) = (Of(before), Of(after));
        if (one.StartsWith("/subscriptions/", StringComparison.Ordinal)
            && one.IndexOf(providers, StringComparison.Ordinal) is > 0 and var end
            && other.StartsWith(one[..(end + providers.Length)], StringComparison.OrdinalIgnoreCase))
            (one, other) = ($"…/{one[(end + providers.Length)..]}", $"…/{other[(end + providers.Length)..]}");
        return (Cut(one, longest), Cut(other, longest));
    }

    private static void Write(StringBuilder text, PropertyValue value)
    {
        switch (value)
        {
            case PropertyValue.Secret: text.Append(Secret); break;
            case PropertyValue.UnknownValue: text.Append(Unknown); break;
            case PropertyValue.NullValue: text.Append("null"); break;
            case PropertyValue.Bool boolean: text.Append(boolean.Value ? "true" : "false"); break;
            case PropertyValue.Number number: text.Append(number.Value.ToString("R", CultureInfo.InvariantCulture)); break;
            case PropertyValue.Text inner: text.Append('"').Append(JsonEncodedText.Encode(inner.Value, Encoder)).Append('"');
            break;
            case PropertyValue.List list: WriteList(text, list); break;
            case PropertyValue.Obj obj: WriteObject(text, obj.Members); break;
            case PropertyValue.Asset { Kind: "text" } asset: text.Append($"(text of {asset.Content.Length} characters)"); break;
            case PropertyValue.Asset asset: text.Append($"({asset.Kind} {asset.Content})"); break;
            case PropertyValue.Archive archive: text.Append($"(archive {archive.Content})"); break;
            case PropertyValue.Reference reference: text.Append($"(resource {StackSnapshot.NameOf(reference.Urn)})"); break;
            case PropertyValue.Output { IsSecret: true }: text.Append(Secret); break;
            case PropertyValue.Output { Value: { } known }: Write(text, known); break;
            default: text.Append(Unknown); break;
        }
    }

    private static string Cut(string text, int longest)
    {
        if (text.Length <= longest) return text;
        // Not through the middle of a character of two.
        var end = char.IsHighSurrogate(text[longest - 2]) ? longest - 2 : longest - 1;
        return $"{text.AsSpan(0, end)}…";
    }

    private static void WriteList(StringBuilder text, PropertyValue.List list)
    {
        text.Append('[');
        for (var i = 0; i < list.Items.Length; i++)
        {
            if (i > 0) text.Append(", ");
            Write(text, list.Items[i]);
        }

        text.Append(']');
    }

    private static void WriteObject(StringBuilder text, PropertyMap members)
    {
        text.Append('{');
        var isFirst = true;
        foreach (var (key, value) in members.OrderBy(member => member.Key, StringComparer.Ordinal))
        {
            if (!isFirst) text.Append(", ");
            isFirst = false;
            text.Append(key).Append(": ");
            Write(text, value);
        }

        text.Append('}');
    }
}
