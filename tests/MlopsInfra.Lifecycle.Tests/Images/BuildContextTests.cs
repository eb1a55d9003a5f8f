using System.Diagnostics;
using System.Text;
using MlopsInfra.Lifecycle.Images;

namespace MlopsInfra.Lifecycle.Tests.Images;

/// <summary>What an image is built from, and what it is called by it.</summary>
public sealed class BuildContextTests
{
    private static readonly Dictionary<string, string> Arguments = new()
    {
        ["MLOPS_SOURCE"] = "", ["MLOPS_COMMIT"] = "93a380f", ["MLOPS_MODEL"] = "pumps:1",
    };

    [Fact]
    public void The_name_follows_from_paths_contents_and_arguments()
    {
        var one = Context(("a.txt", "x"), ("b/c.txt", "y"));

        Assert.Equal(one.Hash, Context(("b/c.txt", "y"), ("a.txt", "x")).Hash);
        Assert.Equal(one.Hash[..16], one.Tag);
        Assert.NotEqual(one.Hash, Context(("a.txt", "x"), ("b/c.txt", "z")).Hash);
        Assert.NotEqual(one.Hash, Context(("a.txt", "x"), ("b/d.txt", "y")).Hash);
        Assert.NotEqual(one.Hash, new BuildContext(Files(("a.txt", "x"), ("b/c.txt", "y")), new Dictionary<string,
            string>()).Hash);
    }

    [Fact]
    public async Task The_pipelines_image_step_finds_the_same_name_for_the_scoring_service()
    {
        var steps = Path.Combine(Repository.Root, "pipelines", "training", "src");
        var scoring = Path.Combine(Repository.Root, "pipelines", "scoring");
        Assert.SkipUnless(await PythonAsync(steps, "print(1)") is "1", "There is no Python 3 on the PATH.");
        var model = TestFolders.Create("mlops-model-");
        try
        {
            foreach (var (name, text) in ((string, string)[])[("model.joblib", "m"), ("registration.json", "{}"), ("a/b.txt",
                "ü")])
            {
                Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(model.FullName, name))!);
                await File.WriteAllTextAsync(Path.Combine(model.FullName, name), text, TestContext.Current.CancellationToken);
            }

            var files = Directory.GetFiles(model.FullName, "*", SearchOption.AllDirectories).Select(file => new ContextFile(
                Path.GetRelativePath(model.FullName, file).Replace('\\', '/'), File.ReadAllBytes(file)));
            var context = BuildContext.Of(scoring, files, Arguments);

            var ofSteps = await PythonAsync(steps, $$"""
                import sys
                sys.path.append({{Quoted(Path.Combine(Repository.Root, "pipelines", "common"))}})
                import context, pathlib
                files = context.collect(pathlib.Path({{Quoted(scoring)}}), pathlib.Path({{Quoted(model.FullName)}}), {"registration.json"})
                print(context.name_of(files, {"MLOPS_MODEL": "pumps:1", "MLOPS_COMMIT": "93a380f", "MLOPS_SOURCE": ""}))
                """);

            Assert.Equal(ofSteps, context.Hash);
            Assert.Contains("score.py", context.Paths);
            Assert.Contains("model/a/b.txt", context.Paths);
            Assert.DoesNotContain("model/registration.json", context.Paths);
            Assert.DoesNotContain(".dockerignore", context.Paths);
        }
        finally
        {
            model.Delete(recursive: true);
        }
    }

    [Theory]
    [InlineData("tests", "tests/a.py", true)]
    [InlineData("*.pyc", "a/b.pyc", false)]
    [InlineData("**/*.pyc", "a/b.pyc", true)]
    [InlineData("**/__pycache__", "a/__pycache__/b.pyc", true)]
    [InlineData("a*\n!a/keep.txt", "a/keep.txt", false)]
    [InlineData("# tests", "tests/a.py", false)]
    [InlineData("data[12]", "data2/x", true)]
    [InlineData("/tests/", "tests/a.py", true)]
    public void Patterns_are_read_as_Docker_reads_them(string patterns, string path, bool isLeftOut) =>
        Assert.Equal(isLeftOut, new IgnoredFiles(patterns).Excludes(path));

    [Fact]
    public void A_pattern_that_is_none_is_named() => Assert.Contains("[z-a]",
        Assert.Throws<LifecycleException>(() => new IgnoredFiles("tests\n[z-a]")).Message, StringComparison.Ordinal);

    [Fact]
    public void A_folder_without_a_Dockerfile_is_no_scoring_service()
    {
        var failure = Assert.Throws<LifecycleException>(() => BuildContext.Of(Path.GetTempPath(), [], Arguments));

        Assert.Equal("ScoringServiceNotFound", failure.Code);
    }

    private static BuildContext Context(params (string Path, string Text)[] files) => new(Files(files), Arguments);

    private static IEnumerable<ContextFile> Files(params (string Path, string Text)[] files) =>
        files.Select(file => new ContextFile(file.Path, Encoding.UTF8.GetBytes(file.Text)));

    private static string Quoted(string path) => System.Text.Json.JsonSerializer.Serialize(path);

    private static async Task<string?> PythonAsync(string folder, string program)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo("python3", ["-B", "-c", program])
            {
                WorkingDirectory = folder, RedirectStandardOutput = true, UseShellExecute = false,
            })!;
            var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            return output.Trim();
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }
}
