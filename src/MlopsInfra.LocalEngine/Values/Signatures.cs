namespace MlopsInfra.LocalEngine.Values;

/// <summary>How Pulumi writes special values, on the wire and in state: an object with one key that says what it is.</summary>
internal static class Signatures
{
    /// <summary>The key that makes an object a special value.</summary>
    public const string Key = "4dabf18193072939515e22adb298388d";

    /// <summary>A secret.</summary>
    public const string Secret = "1b47061264138c4ac30d75fd1eb44270";

    /// <summary>A file, a text or a remote document.</summary>
    public const string Asset = "c44067f5952c0a294b673a41bacd8c17";

    /// <summary>A folder, a remote archive or a map of assets.</summary>
    public const string Archive = "0def7320c3a5731c473e5ecbe6d01bc7";

    /// <summary>A resource as a value.</summary>
    public const string Reference = "5cf8f73096256a8f31e491e813e4eb8e";

    /// <summary>An output with its dependencies.</summary>
    public const string Output = "d0e6a833031e9bbcd3f4e8bde6ca49a4";

    /// <summary>The text that stands for a value that is not known yet.</summary>
    public const string Unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

    private static readonly HashSet<string> Unknowns =
    [
        Unknown,
        "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",
        "3eeb2bf0-c639-47a8-9e75-3b44932eb421",
        "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
        "030794c1-ac77-496b-92df-f27374a8bd58",
        "e48ece36-62e2-4504-bad9-02848725956a",
        "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",
    ];

    /// <summary>Whether a text stands for an unknown value of any kind.</summary>
    public static bool IsUnknown(string text) => text.Length == Unknown.Length && Unknowns.Contains(text);
}
