using System.Text.Json.Serialization;
using System.Text.RegularExpressions;

namespace MlopsInfra.PostDeploy.Tests.Cases;

/// <summary>A difference that is meant, with its reason: an entry of <c>differences.json</c>.</summary>
internal sealed class Explanation
{
    private Regex? _pattern;

    /// <summary>The cases by number, as in <c>031</c>; empty for all.</summary>
    public IReadOnlyList<string> Cases { get; init; } = [];

    /// <summary>The place; <c>*</c> stands for one name in it, <c>**</c> for any number of them.</summary>
    public required string Path { get; init; }

    /// <summary>
    /// What Microsoft's client sends, as JSON or <c>(absent)</c>, with <c>{name}</c> for the name of what is created; left out:
    /// anything.
    /// </summary>
    [JsonPropertyName("az ml")]
    public string? Theirs { get; init; }

    /// <summary>What a publish sends, as JSON or <c>(absent)</c>; left out: anything.</summary>
    [JsonPropertyName("mlops")]
    public string? Ours { get; init; }

    /// <summary>Why it is so.</summary>
    public required string Reason { get; init; }

    public bool Explains(RecordedCase recorded, Difference difference) =>
        (Cases.Count == 0 || Cases.Contains(recorded.Name[..3]))
        && (Theirs is null || Theirs.Replace("{name}", recorded.IsRefused ? "" : recorded.Main.Name, StringComparison.Ordinal)
            == (difference.Theirs ?? Difference.Absent))
        && (Ours is null || Ours == (difference.Ours ?? Difference.Absent))
        && (_pattern ??= Compile()).IsMatch(difference.Path);

    public override string ToString() => $"{(Cases.Count == 0 ? "*" : string.Join(' ', Cases))}: {Path}";

    private Regex Compile()
    {
        var pattern = Regex.Escape(Path).Replace(@"\*\*\.", @"(?:.+\.)?", StringComparison.Ordinal)
            .Replace(@"\*\*", ".*", StringComparison.Ordinal).Replace(@"\*", @"[^.]+", StringComparison.Ordinal);
        return new Regex($"^{pattern}$", RegexOptions.CultureInvariant);
    }
}
