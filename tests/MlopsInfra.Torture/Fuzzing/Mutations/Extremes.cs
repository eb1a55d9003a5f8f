namespace MlopsInfra.Torture.Fuzzing.Mutations;

/// <summary>What readers stumble over, whatever they read.</summary>
internal static class Extremes
{
    /// <summary>Numbers at the ends of what types hold, and beyond.</summary>
    public static readonly string[] Numbers =
    [
        "0", "-0", "-1", "1", "2", "59", "127", "128", "255", "256", "32768", "65536", "2147483647", "2147483648", "-2147483648",
        "-2147483649", "4294967295", "9223372036854775807", "9223372036854775808", "-9223372036854775808", "18446744073709551616",
        "1e308", "1e309", "-1e309", "1e-400", "1E400", "0.1", ".5", "5.", "1e", "1_000", "0x1F", "0o17", "007", ".inf", "-.inf",
        ".nan", "NaN", "Infinity", "99999999999999999999999999999999999999999999", "٣", "1,5", "+1", "--1", "1e5000000000",
        "79228162514264337593543950336",
    ];

    /// <summary>Characters and texts that are rarely thought of.</summary>
    public static readonly string[] Texts =
    [
        "", " ", "\0", "\t", "\r", "\n", "\r\n", "\v", "\u0085", "\u00A0", "\u2028", "\u2029", "\uFEFF", "\uFFFE", "\uFFFF",
            "\uFFFD",
        "\uD800", "\uDC00", "\uDBFF\uDFFF", "\u0301", "\u202E", "é", "ß", "İ", "ı", "K", "\u200D", "😀", "👨‍👩‍👧", "ﬀ",
            "\u001b[31m", "'", "''",
        "\"", "\\", "\\\\", "`", "$", "${", "$(", "@", "@{", "{{", "}}", "%", "%00", "%2F", "%ZZ", "/", "//", "..", "../..", "*",
            "**", "?",
        "[", "]", "[]", "{}", "()", "(", ")", "<", ">", "<<", "&", "|", "#", "!", "~", ":", "::", ";", ",", "-", "--", "---",
            "...", "=", "null",
        "true", "false", "True", "NULL", "~", "undefined", "0001-01-01T00:00:00Z", "9999-12-31T23:59:59.9999999Z",
        "9999-12-31T23:59:59-14:00", "2024-02-30", "P1Y", "PT1S", "P99999999999D", "PT-1S", "10675199.02:48:05.4775808", "00:00",
        "00000000-0000-0000-0000-000000000000", "/subscriptions/x", "urn:pulumi:dev::p::t::n", "azureml:", "azureml:x:1",
            "azureml:x@latest",
        "https://", "https://[::1", "http://x:99999", "file:///", "con", "a/../b", "constructor", "__proto__",
    ];

    /// <summary>One of them, or a long one.</summary>
    public static string Any(Random random) => random.Next(8) switch
    {
        < 3 => Numbers[random.Next(Numbers.Length)],
        < 7 => Texts[random.Next(Texts.Length)],
        _ => new string("aA0 .*(['{\"\\-/é"[random.Next(15)], 1 << random.Next(14)),
    };
}
