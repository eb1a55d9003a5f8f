using System.Diagnostics;
using System.Text.Json.Nodes;

namespace MlopsInfra.PostDeploy.Tests.Publishing;

/// <summary>
/// The pipelines of this repository are valid for `az ml`, and what is published of them is what Microsoft's client makes of it.
/// The deployment is younger than Debian's client; a recorded case has its kind.
/// </summary>
public sealed class AzMlSampleTests
{
    [Theory]
    [InlineData("training", "pump-training", "evaluate", "image", "prepare", "register", "train")]
    [InlineData("batch-scoring", "batch-scoring", "choose", "report", "score")]
    public async Task Microsoft_s_client_takes_a_pipeline_and_makes_the_same_of_it(string name, string environmentName,
        params string[] components)
    {
        var folder = Path.Combine(TempPipeline.Repository, "pipelines", name);
        var theirs = await TheirsAsync(folder);
        await using var azure = await LocalAzure.StartAsync();

        var result = await azure.Publisher().PublishAsync(PipelineFolder.Read(folder), default);

        Assert.Equal(
            [.. components.Select(component => $"components/{component}.yml"), "endpoint.yml", "environment.yml", "pipeline.yml"],
            theirs.Select(body => body.Key).Order(StringComparer.Ordinal));
        foreach (var (file, body) in theirs.Where(body => body.Value!["properties"]!["componentSpec"] is not null))
        {
            var component = (string)body!["properties"]!["componentSpec"]!["name"]!;
            var sent = Sent(azure, $"components/{component}/");
            Assert.True(JsonNode.DeepEquals(Comparable(body), Comparable(sent)),
                $"{file}\nexpected {Comparable(body).ToJsonString()}\nsent     {Comparable(sent).ToJsonString()}");
        }

        var (expected, environment) =
            (theirs["environment.yml"]!["properties"]!, Sent(azure, $"environments/{environmentName}/")["properties"]!);
        Assert.Equal((string)expected["image"]!, (string)environment["image"]!);
        Assert.Equal((string)expected["description"]!, (string)environment["description"]!);
        // Theirs is the parsed file written anew, ours the file: the order of keys differs.
        Assert.Equal(Lines((string)expected["condaFile"]!), Lines((string)environment["condaFile"]!));
        Assert.Equal((string)theirs["endpoint.yml"]!["properties"]!["description"]!,
            (string)azure.Find($"batchEndpoints/{result.Endpoint}")!["properties"]!["description"]!);
    }

    private static JsonObject Sent(LocalAzure azure, string path) =>
        (JsonObject)JsonNode.Parse(azure.Bodies.Single(body => body.Request.StartsWith($"PUT {path}",
            StringComparison.Ordinal)).Body)!;

    /// <summary>What does not depend on where the code, the environment and the components are registered.</summary>
    private static JsonObject Comparable(JsonNode body)
    {
        var spec = (JsonObject)body["properties"]!["componentSpec"]!.DeepClone();
        foreach (var key in (string[])["version", "code", "environment", "_source"]) spec.Remove(key);
        // A property that is null says what one that is left out says.
        foreach (var key in spec.Where(property => property.Value is null).Select(property => property.Key).ToArray())
            spec.Remove(key);
        // It is sent always; `az ml` leaves it out where a pipeline does not say it.
        if ((string)spec["type"]! == "pipeline") spec.Remove("is_deterministic");
        foreach (var (_, node) in spec["jobs"] as JsonObject ?? [])
            // The retries of its component are repeated by newer clients only (the recorded case 050-parallel-step-file).
            foreach (var key in (string[])["componentId", "_source", "retry_settings"]) ((JsonObject)node!).Remove(key);
        // A parallel component has them in its task, which the step repeats.
        foreach (var owner in (spec["jobs"] as JsonObject ?? []).Select(job => job.Value).Prepend(spec))
            foreach (var key in (string[])["code", "environment"]) (owner!["task"] as JsonObject)?.Remove(key);
        return new JsonObject { ["spec"] = spec, ["description"] = body["properties"]!["description"]?.DeepClone() };
    }

    private static IEnumerable<string> Lines(string conda) => conda.Split('\n')
        .Select(line => line.Split(" #")[0].Trim()).Where(line => line.Length > 0 && line[0] != '#')
        .Order(StringComparer.Ordinal);

    private static async Task<JsonObject> TheirsAsync(string folder)
    {
        Assert.SkipUnless(Directory.Exists("/usr/lib/python3/dist-packages/azure/ai/ml"),
            "Microsoft's client is not installed here (Debian: apt-get install --no-install-recommends python3-azure).");
        var script = Path.Combine(TempPipeline.Repository, "tests", "MlopsInfra.PostDeploy.Tests", "Publishing", "az_ml.py");
        using var process = Process.Start(new ProcessStartInfo("/usr/bin/python3", ["-W", "ignore", script, folder])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment =
            {
                ["PYTHONDONTWRITEBYTECODE"] = "1", ["AZURE_CORE_COLLECT_TELEMETRY"] = "no",
                ["PYTHONPATH"] = Path.Combine(TempPipeline.Repository, "tests", "Shared", "PythonStandIns"),
            },
        })!;
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, await error);
        return (JsonObject)JsonNode.Parse(output)!;
    }
}
