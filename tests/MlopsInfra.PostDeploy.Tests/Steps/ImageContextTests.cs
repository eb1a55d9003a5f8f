using System.Text.Json.Nodes;

namespace MlopsInfra.PostDeploy.Tests.Steps;

/// <summary>What the image step sends to the registry, and what it calls it: as releases do, which read the same cases.</summary>
public sealed class ImageContextTests
{
    private static readonly JsonNode Cases =
        JsonNode.Parse(File.ReadAllText(Path.Combine(TempPipeline.Repository, "tests", "Shared", "image-contexts.json")))!;

    [Fact]
    public async Task A_context_is_named_by_paths_contents_and_arguments()
    {
        using var work = new TempPipeline();
        foreach (var (index, each) in Cases["names"]!.AsArray().Index())
        {
            foreach (var side in (string[])["service", "model"])
                foreach (var (path, text) in each![side]!.AsObject()) work.Write($"{index}/{side}/{path}", (string)text!);
            work.Write($"{index}/arguments.json", each!["arguments"]!.ToJsonString());
        }

        var names = await RunAsync(work, """
            for folder in sorted(each for each in Path(".").iterdir() if each.is_dir()):
                files = context.collect(folder / "service", folder / "model", {"registration.json"})
                assert context.archive(files) == context.archive(files)
                print(context.name_of(files, json.loads((folder / "arguments.json").read_text())))
            """);

        Assert.Equal(Cases["names"]!.AsArray().Select(each => (string)each!["name"]!), names);
    }

    [Fact]
    public async Task What_the_ignore_file_names_is_no_part_of_it()
    {
        using var work = new TempPipeline();
        var cases = Cases["ignored"]!.AsArray();
        foreach (var (index, each) in cases.Index())
        {
            foreach (var file in Cases["service"]!.AsArray()) work.Write($"{index}/service/{(string)file!}", "x");
            work.Write($"{index}/service/.dockerignore", $"{(string)each!["ignore"]!}\n.dockerignore\n")
                .Write($"{index}/model/m", "m");
        }

        var left = await RunAsync(work, """
            for folder in sorted(each for each in Path(".").iterdir() if each.is_dir()):
                print(*context.in_order(context.collect(folder / "service", folder / "model", set())))
            """);

        Assert.Equal(cases.Select(each => (string)each!["left"]!), left);
    }

    [Fact]
    public async Task The_scoring_service_of_the_sample_brings_no_tests_into_its_image()
    {
        using var work = new TempPipeline();
        work.Write("model/model.joblib", "m");

        var files = await RunAsync(work, $"""
            print(*context.in_order(context.collect(Path("{TempPipeline.Scoring}"), Path("model"), set())), sep="\n")
            """);

        Assert.Contains("Dockerfile", files);
        Assert.Contains("score.py", files);
        Assert.DoesNotContain(files, file => file.StartsWith("tests/", StringComparison.Ordinal)
            || file.EndsWith(".pyc", StringComparison.Ordinal) || file == ".dockerignore");
    }

    private static async Task<string[]> RunAsync(TempPipeline work, string lines)
    {
        var python = await Python.RequireAsync();
        var pipelines = Path.GetDirectoryName(TempPipeline.Sample)!;
        work.Write("lines.py",
            $"import json, sys\nsys.path[:0] = ['{pipelines}/training/src', '{pipelines}/common']\n"
                + $"from pathlib import Path\nimport context\n{lines}\n");
        return (await python.RunAsync(work.Path, "lines.py", "context")).Trim().Split('\n');
    }
}
