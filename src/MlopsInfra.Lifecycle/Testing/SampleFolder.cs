using System.Text.Json;
using System.Text.Json.Nodes;
using MlopsInfra.Formats.Files;
using MlopsInfra.Formats.Json;

namespace MlopsInfra.Lifecycle.Testing;

/// <summary>
/// Reads the samples of a scoring service: files of JSON with <c>name</c>, <c>request</c>, <c>expected</c> (<c>status</c>,
/// <c>rows</c>, <c>bounds</c>, <c>body</c>) and <c>tolerance</c>. One with <c>golden</c> asks what the model's <c>golden.json</c>
/// says: what this very model predicted when it was registered. The image reads them by the same rules.
/// </summary>
internal static class SampleFolder
{
    private const int MaxFile = 32 << 20;

    private static readonly string[] Known = ["name", "request", "expected", "tolerance", "golden"];
    private static readonly string[] KnownExpectations = ["status", "rows", "bounds", "body"];

    /// <summary>Reads a folder, by the names of its files.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="golden">Text of the model's <c>golden.json</c>; null if it has none.</param>
    /// <exception cref="LifecycleException">There is none, or one can't be read.</exception>
    public static IReadOnlyList<Sample> Read(string folder, string? golden)
    {
        var files = Directory.Exists(folder) ? Directory.GetFiles(folder, "*.json") : [];
        if (files.Length == 0)
            throw new LifecycleException("SamplesNotFound", $"{folder}: no samples (*.json), which a release is tested with.");
        return [.. files.Order(StringComparer.Ordinal).Select(file => Of(file, golden))];
    }

    private static Sample Of(string file, string? golden)
    {
        var content = Parse(file, OrdinaryFile.ReadText(file, MaxFile));
        var expected = content["expected"] as JsonObject ?? [];
        var unknown = content.Select(member => member.Key).Except(Known)
            .Concat(expected.Select(member => member.Key).Except(KnownExpectations)).FirstOrDefault();
        if (unknown is not null) throw Invalid(file, $"'{unknown}' is not known");
        try
        {
            var name = (string?)content["name"] ?? Path.GetFileNameWithoutExtension(file);
            var tolerance = (double?)content["tolerance"] ?? 1e-6;
            if ((bool?)content["golden"] == true) return Golden(name, golden);
            return new Sample(name, content["request"] as JsonObject ?? throw Invalid(file, "'request' is missing"))
            {
                Status = (int?)expected["status"] ?? 200,
                Rows = (int?)expected["rows"],
                Body = expected["body"] as JsonObject ?? [],
                Tolerance = tolerance,
                Bounds = (expected["bounds"] as JsonObject ?? []).ToDictionary(bound => bound.Key,
                    bound => ((double)bound.Value![0]!, (double)bound.Value[1]!), StringComparer.Ordinal),
            };
        }
        catch (Exception exception) when (exception is InvalidOperationException or FormatException or ArgumentException
            or NullReferenceException)
        {
            throw Invalid(file, $"a value is of the wrong kind ({exception.Message})");
        }
    }

    private static Sample Golden(string name, string? golden)
    {
        if (golden is null)
            throw new LifecycleException("GoldenPredictionMissing",
                "The model's folder has no golden.json, with a request and what the model predicted for it: the register step of "
                    + "the pipeline writes it. Register the model by the pipeline, or take the golden sample out of the "
                    + "samples.");
        var content = Parse("golden.json of the model", golden);
        if (content["request"] is not JsonObject request || content["response"] is not JsonObject response)
            throw Invalid("golden.json of the model", "'request' or 'response' is missing");
        return new Sample(name, request) { Body = response, Tolerance = (double?)content["tolerance"] ?? 1e-6 };
    }

    private static JsonObject Parse(string file, string text)
    {
        try
        {
            return StrictJson.ParseObject(text);
        }
        catch (JsonException exception)
        {
            throw new LifecycleException("InvalidSample", JsonFault.At(file, exception));
        }
    }

    private static LifecycleException Invalid(string file, string problem) => new("InvalidSample", $"{file}: {problem}.");
}
