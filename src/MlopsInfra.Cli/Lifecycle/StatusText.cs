using System.Globalization;
using MlopsInfra.Lifecycle;
using MlopsInfra.Lifecycle.Status;

namespace MlopsInfra.Cli.Lifecycle;

/// <summary>What runs in an environment, for people.</summary>
internal static class StatusText
{
    private const int NameWidth = 10;

    /// <summary>The lines.</summary>
    /// <param name="status">What runs.</param>
    /// <param name="isNotServed">Whether nothing runs while nobody serves the local cloud.</param>
    public static IEnumerable<string> Lines(EnvironmentStatus status, bool isNotServed)
    {
        yield return Line("pipeline", status.Pipeline is { } pipeline
            ? $"{pipeline.Code}, deployment {pipeline.Deployment} of {pipeline.Endpoint}" : "none is published");
        yield return Line("model", status.Approved is { } model
            ? $"{model.Reference} is the newest that a gate let through" : "none passed a gate yet");
        foreach (var scoring in status.Scoring)
        {
            var isProduction = scoring == status.Production;
            foreach (var line in Scoring(isProduction ? "production" : "qa", scoring)) yield return line;
        }

        if (!status.Scoring.Any()) yield return Line("scoring", "the stack has none");
        else if (isNotServed)
            yield return "  On the local cloud services answer while 'mlops local serve' runs, or a release.";
    }

    /// <summary>The same as a table.</summary>
    /// <param name="status">What runs.</param>
    public static string Markdown(EnvironmentStatus status)
    {
        var rows = status.Scoring.SelectMany(scoring => scoring.Releases.Select(release => (string[])
        [
            release.Name, scoring.Name, Share(release), release.State, release.Model ?? "", release.Image ?? "",
            release.Tag(LifecycleTags.DataVersion) ?? "", release.Tag(LifecycleTags.Commit) ?? "",
            release.Tag(LifecycleTags.At) ?? "",
        ])).ToList();
        return rows.Count == 0 ? "Nothing was released yet.\n"
            : LifecycleMarkdown.Table(["Release", "In", "Traffic", "State", "Model", "Image", "Data", "Commit", "Since"], rows);
    }

    private static IEnumerable<string> Scoring(string title, ScoringStatus scoring)
    {
        var address = scoring.Address is { } at ? $", {at}" : "";
        yield return Line(title, $"{scoring.Name}: {scoring.State ?? "it is not there"}{address}");
        if (scoring.Lock is { Length: > 0 } held) yield return Line("", $"a release is under way: {held}");
        if (scoring.ReleaseState is { Length: > 0 } state) yield return Line("", $"the last release: {state}");
        if (scoring.Releases.Count == 0) yield return Line("", "nothing was released yet");
        foreach (var release in scoring.Releases)
        {
            yield return Line("", $"{release.Name}  {Share(release)}{release.State}"
                + (release.Tag(LifecycleTags.At) is { } since ? $"  since {since}" : "")
                + (release.Tag(LifecycleTags.By) is { } by ? $" by {by}" : ""));
            (string Name, string? Value)[] all =
            [
                ("model", release.Model), ("image", release.Image), ("job", release.Tag(LifecycleTags.Job)),
                ("data", release.Tag(LifecycleTags.DataVersion)), ("commit", release.Tag(LifecycleTags.Commit)),
                ("tested", release.Tag(LifecycleTags.Tested)),
            ];
            foreach (var (name, value) in all.Where(each => each.Value is not null))
                yield return Line("", $"  {name.PadRight(6)}  {value}");
        }

        if (scoring.Previous is { Length: > 0 } previous) yield return Line("", $"kept for a rollback: {previous}");
    }

    private static string Share(RunningRelease release) =>
        release.Traffic is { } share ? string.Create(CultureInfo.InvariantCulture, $"{share} %  ") : "";

    private static string Line(string name, string text) => $"  {name.PadRight(NameWidth)}  {text}";
}
