using System.Text.Json;

namespace MlopsInfra.PostDeploy.Tests.Cases;

/// <summary>
/// The lists beside the cases: what differs on purpose (<c>differences.json</c>), and what is not equal yet
/// (<c>open.txt</c>: case and place).
/// </summary>
internal static class KnownDifferences
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        ReadCommentHandling = JsonCommentHandling.Skip,
        UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow,
    };

    public static string OpenFile { get; } = Path.Combine(RecordedCase.Root, "open.txt");

    public static string WarningsFile { get; } = Path.Combine(RecordedCase.Root, "warnings.txt");

    public static string RefusalsFile { get; } = Path.Combine(RecordedCase.Root, "refusals.txt");

    public static IReadOnlyList<Explanation> Explained { get; } = JsonSerializer.Deserialize<List<Explanation>>(
        File.ReadAllText(Path.Combine(RecordedCase.Root, "differences.json")), Options)!;

    /// <summary>As in <c>041-pipeline-component-create sent.properties.tags</c>.</summary>
    public static IReadOnlySet<string> Open { get; } = File.Exists(OpenFile) ? File.ReadAllLines(OpenFile).ToHashSet() : [];

    /// <summary>What is open of a case.</summary>
    public static IReadOnlyList<string> OpenOf(string recorded) =>
        [.. Open.Where(row => row.StartsWith(recorded + " ", StringComparison.Ordinal))];

    public static string Row(CaseResult result, Difference difference) => $"{result.Case.Name} {difference.Path}";

    /// <summary>The differences that have no reason on the list.</summary>
    public static IReadOnlyList<Difference> Unexplained(CaseResult result) =>
        [.. result.Differences.Where(difference =>
            !Explained.Any(known => known.Explains(result.Case, difference)))];
}
