using System.Text.RegularExpressions;

namespace MlopsInfra.Formats.Secrets;

/// <summary>
/// Finds secrets in a text by their form: signatures and keys in addresses and connection strings, tokens of GitHub, Azure
/// DevOps, Entra and Pulumi, storage keys, private keys.
/// </summary>
public static partial class SecretTexts
{
    /// <summary>What a message has in place of a secret.</summary>
    public const string Hidden = "[secret]";

    /// <summary>Whether there is one in the text.</summary>
    /// <param name="text">The text.</param>
    public static bool IsSecret(string text) => Secret().IsMatch(text);

    /// <summary>The text with <see cref="Hidden"/> in place of each.</summary>
    /// <param name="text">The text.</param>
    public static string Hide(string text) => Secret().Replace(text, match => match.Groups["before"].Value + Hidden);

    /// <summary>A value as a message may have it: not if its key or its form say that it is a secret.</summary>
    /// <param name="key">The key that it stands under.</param>
    /// <param name="value">The value.</param>
    public static string Shown(string key, string value) => SecretKeys.IsSecret(key) ? Hidden : Hide(value);

    // Each part is bounded, or ends the search: a long text is looked through once.
    [GeneratedRegex("""
        (?<before>[?&]sig=)[^&\s'"]+
        |(?<before>\b(AccountKey|SharedAccessKey|SharedAccessSignature|SharedSecret|Password|Pwd|ClientSecret)\s?=\s?)[^;\s'"]+
        |(?<before>://[^\s/:@'"]{0,100}:)[^\s/@'"]{1,500}(?=@)
        |\bgh[opusr]_[A-Za-z0-9]{20,}
        |\bgithub_pat_[A-Za-z0-9_]{20,}
        |\bpul-[0-9a-f]{40}\b
        |\beyJ[A-Za-z0-9_-]{8,500}\.[A-Za-z0-9_-]{8,500}(\.[A-Za-z0-9_-]*)?
        |\b[A-Za-z0-9_~.-]{3}[0-9]Q~[A-Za-z0-9_~.-]{31,}
        |\b[A-Za-z0-9]{76}AZDO[A-Za-z0-9]{4}\b
        |\b[a-z2-7]{52}\b
        |(?<![A-Za-z0-9+/])[A-Za-z0-9+/]{86}==
        |-----BEGIN\ [A-Z ]{0,40}PRIVATE\ KEY-----[A-Za-z0-9+/=\s\\]*
        """, RegexOptions.IgnorePatternWhitespace | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Secret();
}
