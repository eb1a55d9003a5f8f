using System.Diagnostics;
using MlopsInfra.CommandTesting;

namespace MlopsInfra.Cli.Tests;

/// <summary>
/// Which build is run: the one of the sources that lie there, whatever else is built around them, or was copied along.
/// </summary>
public sealed class ProgramBuildTests : IDisposable
{
    private readonly Mlops _mlops = new();
    private readonly string _root = TestFolders.Create("mlops-builds-").FullName;

    public void Dispose()
    {
        _mlops.Dispose();
        Directory.Delete(_root, recursive: true);
    }

    [Fact]
    public async Task A_clone_inside_of_another_has_its_own_build()
    {
        var (outer, inner) = (Path.Combine(_root, "outer"), Path.Combine(_root, "outer", "artifacts", "base"));
        SmallProgram.Write(outer, "outer");
        SmallProgram.Write(inner, "inner");

        Assert.Equal("outer", await WordsAsync(outer));
        Assert.Equal("inner", await WordsAsync(inner));
        SmallProgram.Say(outer, "outer again");
        Assert.Equal("outer again", await WordsAsync(outer));
        Assert.Equal("inner", await WordsAsync(inner));
    }

    [Fact]
    public async Task A_built_clone_that_was_copied_or_moved_is_built_from_the_sources_that_came_along()
    {
        var (first, copy, moved) = (Path.Combine(_root, "first"), Path.Combine(_root, "copy"), Path.Combine(_root, "moved"));
        SmallProgram.Write(first, "first");
        Assert.Equal("first", await WordsAsync(first));
        CopyWithTimes(first, copy);

        SmallProgram.Say(copy, "copy");
        Assert.Equal("copy", await WordsAsync(copy));
        Directory.Move(copy, moved);
        SmallProgram.Say(moved, "moved");
        Assert.Equal("moved", await WordsAsync(moved));
        Assert.Equal("first", await WordsAsync(first));
        Assert.False(Directory.Exists(copy));
    }

    [Fact]
    public async Task A_file_that_is_gone_and_a_build_of_another_configuration_are_noticed()
    {
        SmallProgram.Write(_root, "words");
        var more = SmallProgram.Add(_root, " and more");
        Assert.Equal("words and more", await WordsAsync(_root));
        File.Delete(more);
        Assert.Equal("words", await WordsAsync(_root));

        // A program that is newer than ours, but has the library of that day beside it.
        await BuildReleaseAsync();
        SmallProgram.Say(_root, "other words");
        Assert.Equal("other words", await WordsAsync(_root));
        Assert.Equal("other words", await WordsAsync(_root));
    }

    private Task<string?> WordsAsync(string directory) => SmallProgram.WordsAsync(_mlops, directory);

    private async Task BuildReleaseAsync()
    {
        using var build = Process.Start(new ProcessStartInfo("dotnet",
            ["build", Path.Combine(_root, "program"), "--configuration", "Release", "--verbosity", "quiet"])
        {
            RedirectStandardOutput = true,
        })!;
        var output = await build.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await build.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(build.ExitCode == 0, output);
    }

    // As `cp -a` does: what is older stays older.
    private static void CopyWithTimes(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
            File.SetLastWriteTimeUtc(target, File.GetLastWriteTimeUtc(file));
        }
    }
}
