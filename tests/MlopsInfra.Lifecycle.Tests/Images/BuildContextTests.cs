using System.Text;
using System.Text.Json.Nodes;
using MlopsInfra.Lifecycle.Images;
using Repository = MlopsInfra.Testing.Repository;

namespace MlopsInfra.Lifecycle.Tests.Images;

/// <summary>What a scoring image is built from, and what it is called: as the pipeline's image step has it.</summary>
public sealed class BuildContextTests : IDisposable
{
    private static readonly JsonNode Cases =
        JsonNode.Parse(File.ReadAllText(Path.Combine(Repository.Root, "tests", "Shared", "image-contexts.json")))!;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mlops-context-");

    [Fact]
    public void A_context_is_named_by_paths_contents_and_arguments()
    {
        var cases = Cases["names"]!.AsArray();
        var names = cases.Select((each, index) => BuildContext.Of(
            Write(index, each!["service"]!.AsObject().Select(file => (file.Key, (string)file.Value!))),
            each["model"]!.AsObject().Select(file => new ContextFile(file.Key, Encoding.UTF8.GetBytes((string)file.Value!))),
            each["arguments"]!.AsObject().ToDictionary(argument => argument.Key, argument => (string)argument.Value!)).Hash);

        Assert.Equal(cases.Select(each => (string)each!["name"]!), names);
    }

    [Fact]
    public void What_the_ignore_file_names_is_no_part_of_it()
    {
        var cases = Cases["ignored"]!.AsArray();
        var left = cases.Select((each, index) => string.Join(' ', BuildContext.Of(
            Write(index, [.. Cases["service"]!.AsArray().Select(file => ((string)file!, "x")),
                (".dockerignore", $"{(string)each!["ignore"]!}\n.dockerignore\n")]),
            [new ContextFile("m", Encoding.UTF8.GetBytes("m"))], new Dictionary<string, string>()).Paths));

        Assert.Equal(cases.Select(each => (string)each!["left"]!), left);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private string Write(int index, IEnumerable<(string Path, string Text)> files)
    {
        var folder = Path.Combine(_folder.FullName, index.ToString(System.Globalization.CultureInfo.InvariantCulture));
        foreach (var (path, text) in files)
        {
            var target = Path.Combine(folder, path);
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.WriteAllText(target, text);
        }

        return folder;
    }
}
