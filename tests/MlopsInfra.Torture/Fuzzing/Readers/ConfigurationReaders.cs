using System.Text;
using MlopsInfra.Cli;
using MlopsInfra.Cli.Simulating;
using MlopsInfra.LocalEngine;
using MlopsInfra.LocalEngine.Configuration;
using MlopsInfra.PostDeploy;
using MlopsInfra.PostDeploy.Assets;
using MlopsInfra.PostDeploy.Definitions;
using MlopsInfra.PostDeploy.Links;
using MlopsInfra.PostDeploy.Yaml;
using MlopsInfra.Torture.Fuzzing.Mutations;

namespace MlopsInfra.Torture.Fuzzing.Readers;

/// <summary>Readers of files that users write.</summary>
internal static class ConfigurationReaders
{
    private const string Project = "name: proj\nruntime: dotnet\nconfig:\n  proj:size: {type: integer, default: 3}\n"
        + "  proj:names: {type: array, items: {type: string}}\n";

    private const int LargestFile = 30_000;

    private static readonly Dictionary<string, string> Cases = new(StringComparer.Ordinal);

    public static IEnumerable<FuzzedReader> All
    {
        get
        {
            var projects = new[] { "Pulumi.yaml" }.Select(file => File.ReadAllText(Path.Combine(Repository.Root, file)))
                .Concat(SeedFiles.Paths("tests/Programs", "Pulumi.yaml").Concat(SeedFiles.Paths("examples", "Pulumi.yaml"))
                    .Select(File.ReadAllText)).Append(Project).ToList();
            var project = ScratchFolder.Create();
            yield return FuzzedReader.OfText("Pulumi.yaml", projects, [.. SeedFiles.Words(projects)],
                text => ProjectFile.Load(With(project, "Pulumi.yaml", InputText.Bytes(text))), exception =>
                    exception is DeploymentException, InputForm.Yaml)
                with { Weight = 0.8 };

            var stacks = new[] { "Pulumi.dev.yaml", "Pulumi.prod.yaml", "Pulumi.qa.yaml" }.Select(file =>
                File.ReadAllText(Path.Combine(Repository.Root, file))).ToList();
            var stack = ScratchFolder.Create();
            File.Copy(Path.Combine(Repository.Root, "Pulumi.yaml"), Path.Combine(stack, "Pulumi.yaml"));
            yield return FuzzedReader.OfText("Pulumi.STACK.yaml", stacks,
                [.. SeedFiles.Words(stacks), "secure:", "encryptionsalt:", "v1:AAAA:v1:AAAA:AAAA", "environment:"],
                text =>
                {
                    With(stack, "Pulumi.dev.yaml", InputText.Bytes(text));
                    var opened = LocalStack.Open(stack, "dev", decrypt: true);
                    _ = (opened.Configuration.ToJson(), opened.Configuration.SecretKeysToJson());
                }, exception => exception is DeploymentException, InputForm.Yaml) with { Weight = 0.8 };

            var contract = ScratchFolder.Create();
            yield return new FuzzedReader("data contract", InputForm.Yaml, () => SeedFiles.In("pipelines", "dataset.yml"),
                ["features:", "label:", "type: number", "min: 1e999", "values: []"],
                input => DataContract.Read(Path.Combine(With(contract, "dataset.yml", input), "dataset.yml")), exception =>
                    exception is CliException) { Weight = 0.5 };

            yield return new FuzzedReader("pipeline folders", InputForm.Yaml, PipelineFiles, [.. SeedFiles.Words(
                SeedFiles.Paths("tests/PublishCases", "*.yml").Select(File.ReadAllText))], Publish, exception =>
                    exception is PipelineFolderException) { Weight = 1.5 };
        }
    }

    private static string With(string folder, string name, byte[] content)
    {
        File.WriteAllBytes(Path.Combine(folder, name), content);
        return folder;
    }

    // The first line says where the file belongs, so that what is around it is there.
    private static IEnumerable<byte[]> PipelineFiles() => SeedFiles.Paths("tests/PublishCases", "*.yml")
        .Concat(SeedFiles.Paths("pipelines", "*.yml"))
        .Select(path => (Path: Path.GetRelativePath(Repository.Root, path), Content: File.ReadAllBytes(path)))
        .Where(file => file.Content.Length < LargestFile && FolderOf(file.Path) is not null)
        .Select(file => (byte[])[.. Encoding.UTF8.GetBytes($"# {file.Path}\n"), .. file.Content]);

    // A case's folder, or a pipeline's.
    private static string? FolderOf(string path) => path.Split('/') switch
    {
        ["tests", "PublishCases", var name, ..] => $"tests/PublishCases/{name}",
        ["pipelines", var name, _, ..] => $"pipelines/{name}",
        _ => null,
    };

    private static void Publish(byte[] input)
    {
        var line = Encoding.UTF8.GetString(input.AsSpan(0, Math.Max(0, Array.IndexOf(input, (byte)'\n'))));
        var path = line.StartsWith("# ", StringComparison.Ordinal) && FolderOf(line[2..]) is not null
            && File.Exists(Path.Combine(Repository.Root, line[2..]))
            ? line[2..] : "tests/PublishCases/001-command-step-registered-component/x.yml";
        var folder = FolderOf(path)!;
        if (!Cases.TryGetValue(folder, out var copy)) Cases[folder] = copy = Copied(Path.Combine(Repository.Root, folder));
        var file = Path.Combine(copy, Path.GetRelativePath(folder, path));
        var before = File.Exists(file) ? File.ReadAllBytes(file) : null;
        try
        {
            File.WriteAllBytes(file, input);
            var read = PipelineFolder.Read(copy);
            var graph = new AssetGraph(read.Contents, new AnyVersion(), "cpu-cluster");
            var targets = new LinkTargets(graph, "/ws", "cpu-cluster");
            // Where files are uploaded to is known when they are.
            if (graph.Assets.Any(asset => asset is UploadAsset)) return;
            foreach (var asset in graph.Assets.OfType<DefinedAsset>()) asset.Properties(targets).ToJsonString();
        }
        finally
        {
            if (before is null) File.Delete(file);
            else File.WriteAllBytes(file, before);
        }
    }

    private static string Copied(string folder)
    {
        var copy = ScratchFolder.Create();
        foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            var to = Path.Combine(copy, Path.GetRelativePath(folder, file));
            Directory.CreateDirectory(Path.GetDirectoryName(to)!);
            File.Copy(file, to);
        }

        return copy;
    }
}
