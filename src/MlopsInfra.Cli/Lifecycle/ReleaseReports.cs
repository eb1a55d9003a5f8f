using System.Globalization;
using System.Text.Json;
using MlopsInfra.Lifecycle.Releases;

namespace MlopsInfra.Cli.Lifecycle;

/// <summary>What <c>mlops release</c> has to tell at its end.</summary>
internal static class ReleaseReports
{
    /// <summary>Of a release, or of the plan of one.</summary>
    /// <param name="result">What came of it.</param>
    /// <param name="settings">The command line.</param>
    public static LifecycleReport Of(ReleaseResult result, LifecycleSettings settings) => new()
    {
        Lines = [.. Lines(result, settings)],
        Document = json => Write(json, result, settings.DryRun),
        Markdown = Markdown(result),
        Outputs = settings.DryRun ? new Dictionary<string, string>() : Outputs(result),
    };

    private static IEnumerable<string> Lines(ReleaseResult result, LifecycleSettings settings)
    {
        var name = result.Release ?? $"the release of {result.Model.Reference}";
        if (settings.DryRun)
        {
            yield return result.IsChange ? $"Would release: {name} ({result.Model.Reference})"
                : $"Nothing to do: {name} ({result.Model.Reference}) is released.";
        }
        else
        {
            yield return $"{(result.IsChange ? "Released" : "Kept")}: {name} ({result.Model.Reference})"
                + (result.ScoringUri is { } uri ? $", {uri}" : "");
        }

        if (result.Previous is { } previous) yield return $"Before: {previous}, kept for 'mlops rollback {settings.Stack.Stack}'";
        yield return $"Chain: {string.Join(" ← ", result.Chain)}";
        if (settings.Local && result.IsChange) yield return $"In Azure about {Minutes(result.UsualDuration)}";
    }

    private static string Markdown(ReleaseResult result)
    {
        List<string[]> rows = [["Model", result.Model.Reference]];
        if (result.Release is { } release) rows.Add(["Release", release]);
        if (result.Image is { } image) rows.Add(["Image", image.Reference]);
        if (result.Previous is { } previous) rows.Add(["Before", previous]);
        if (result.Tests is { } tests) rows.Add(["Tests", tests.Text]);
        if (result.ScoringUri is { } uri) rows.Add(["Address", uri.ToString()]);
        rows.Add(["Chain", string.Join(" ← ", result.Chain)]);
        return LifecycleMarkdown.Table(["", ""], rows);
    }

    private static Dictionary<string, string> Outputs(ReleaseResult result)
    {
        var outputs = new Dictionary<string, string>
        {
            ["model_name"] = result.Model.Name, ["model_version"] = result.Model.Version, ["model_id"] = result.Model.Id,
        };
        if (result.Release is { } release) outputs["release"] = release;
        if (result.Image is { } image) outputs["image"] = image.Reference;
        if (result.Previous is { } previous) outputs["previous_release"] = previous;
        if (result.ScoringUri is not { } uri) return outputs;
        outputs["service_scoring_uri"] = uri.ToString();
        outputs["service_swagger_uri"] = new Uri(uri, "swagger.json").ToString();
        return outputs;
    }

    private static void Write(Utf8JsonWriter json, ReleaseResult result, bool isDryRun)
    {
        if (isDryRun) json.WriteBoolean("dryRun", true);
        if (result.Release is { } release) json.WriteString("release", release);
        json.WriteStartObject("model");
        json.WriteString("name", result.Model.Name);
        json.WriteString("version", result.Model.Version);
        json.WriteString("id", result.Model.Id);
        json.WriteEndObject();
        if (result.Image is { } image) json.WriteString("image", image.Reference);
        if (result.Previous is { } previous) json.WriteString("previous", previous);
        if (result.ScoringUri is { } uri) json.WriteString("scoringUri", uri.ToString());
        if (result.Tests is { } tests)
        {
            json.WriteStartObject("tests");
            json.WriteBoolean("passed", tests.IsPassed);
            json.WriteNumber("samples", tests.Samples);
            if (tests.Latency is { } latency) json.WriteNumber("p95Milliseconds", Math.Round(latency.TotalMilliseconds, 1));
            json.WriteEndObject();
        }

        LifecycleJson.WriteTexts(json, "chain", result.Chain);
        json.WriteNumber("usualSeconds", Math.Round(result.UsualDuration.TotalSeconds));
    }

    private static string Minutes(TimeSpan time) => time < TimeSpan.FromMinutes(1)
        ? $"{Math.Max(1, Math.Round(time.TotalSeconds)).ToString(CultureInfo.InvariantCulture)} s"
        : $"{Math.Round(time.TotalMinutes).ToString(CultureInfo.InvariantCulture)} min";
}
