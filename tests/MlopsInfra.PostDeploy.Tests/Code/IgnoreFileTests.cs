using System.Diagnostics;
using CsCheck;
using MlopsInfra.PostDeploy.Code;

namespace MlopsInfra.PostDeploy.Tests.Code;

public sealed class IgnoreFileTests
{
    // Names and patterns of few letters, so that they meet often.
    private static readonly Gen<string> Name = OneOf("a", "b", "ab", "a.b", "b1", "[a]", "#a", "!b", ".a");

    private static readonly Gen<string> Segment = OneOf(
        "a", "b", "ab", "*", "?", "*b", "a*", "a?", "*.b", "**", "[ab]", "[!a]", "b[0-9]", "[]a]", @"\[a]", @"\#a", @"\!b", ".*");

    private static readonly Gen<string> Pattern = Gen.Select(
        Gen.Bool, Segment.Array[1, 3], Gen.Bool,
        (anchored, segments, isFolder) => $"{(anchored ? "/" : "")}{string.Join('/', segments)}{(isFolder ? "/" : "")}")
        // Git and the clients differ on the others that end so, which nobody writes.
        .Where(pattern => pattern is "**/" || !pattern.EndsWith("**/", StringComparison.Ordinal));

    private static readonly Gen<string> File = Name.Array[1, 4].Select(names => string.Join('/', names));

    // What the clients make of the same patterns and paths; without an exclamation mark it is what Git does.
    [Theory]
    [InlineData("*.pyc", "a/b/c.pyc", true)]
    [InlineData("*.pyc", "c.py", false)]
    [InlineData("__pycache__/", "a/__pycache__", false)]
    [InlineData("__pycache__/", "a/__pycache__/c.pyc", true)]
    [InlineData("__pycache__", "a/__pycache__/c.pyc", true)]
    [InlineData("/data", "data", true)]
    [InlineData("/data", "src/data", false)]
    [InlineData("data/raw", "data/raw", true)]
    [InlineData("data/raw", "src/data/raw", false)]
    [InlineData("**/logs", "a/b/logs", true)]
    [InlineData("logs/**", "logs/a/b", true)]
    [InlineData("a/**/z", "a/z", true)]
    [InlineData("a/**/z", "a/b/c/z", true)]
    [InlineData("file?.txt", "file1.txt", true)]
    [InlineData("file?.txt", "file/.txt", false)]
    [InlineData("model[0-9].bin", "model7.bin", true)]
    [InlineData("model[!0-9].bin", "model7.bin", false)]
    [InlineData("# comment", "# comment", false)]
    [InlineData(@"\#file", "#file", true)]
    [InlineData(@"\!file", "!file", true)]
    [InlineData("  name  ", "name", true)]
    [InlineData(@"name\ ", "name ", true)]
    [InlineData("/", "name", false)]
    [InlineData("*.csv\n!keep.csv", "keep.csv", false)]
    [InlineData("*.csv\r\n!keep.csv\r\n", "other.csv", true)]
    [InlineData("\uFEFF*.csv", "other.csv", true)]
    [InlineData("*\n!*.py", "sub/a.py", false)]
    [InlineData("skip\n!skip/keep", "skip/keep", false)]
    [InlineData("a+b(1).txt", "a+b(1).txt", true)]
    public void Patterns_mean_what_they_mean_to_the_clients(string patterns, string path, bool ignored)
    {
        using var folder = new TempPipeline();
        folder.Write(".amlignore", patterns);

        Assert.Equal(ignored, IgnoreFile.For(folder.Path).Ignores(path));
    }

    [Fact]
    public void A_file_is_left_out_where_Git_leaves_it_out()
    {
        using var repository = new TempPipeline();
        Run("git", repository.Path, ["init", "-q"], "");
        Gen.Select(Pattern.Array[1, 4], File.HashSet[1, 20]).Sample(
            (patterns, files) =>
            {
                // Git wants nothing to be there: it takes what has a slash behind it for a folder, all else for a file.
                repository.Write(".gitignore", string.Join('\n', patterns));
                var ignored =
                    Run("git", repository.Path, ["-c", "core.excludesFile=", "check-ignore", "--no-index", "-z", "--stdin"],
                        string.Join('\0', files))
                    .Split('\0', StringSplitOptions.RemoveEmptyEntries);

                var file = IgnoreFile.For(repository.Path);
                Assert.Equal(ignored.Order(StringComparer.Ordinal), files.Where(file.Ignores).Order(StringComparer.Ordinal));
            },
            iter: 60, threads: 1);
    }

    // The library that the clients have a copy of.
    [Fact]
    public void A_path_is_left_out_where_the_clients_leave_it_out()
    {
        const string python = "/usr/bin/python3";
        Assert.SkipUnless(System.IO.File.Exists(python) && Exit(python, ["-c", "import pathspec"]) == 0,
            "there is no pathspec for /usr/bin/python3 (Debian: python3-pathspec)");
        var cases = Gen.Select(Gen.Select(Gen.Bool, Pattern, (takesIn, pattern) => (takesIn ? "!" : "") + pattern).Array[1, 5],
            File.Array[1, 20]).Array[400].Single();
        const string script = """
            import sys
            from pathspec.patterns import GitWildMatchPattern
            for line in sys.stdin.read().split('\x02')[:-1]:
                patterns, files = line.split('\x01')
                parsed = [GitWildMatchPattern(p) for p in patterns.split('\n')]
                for file in files.split('\n'):
                    ignored = False
                    for p in parsed:
                        if p.include is not None and p.match_file(file): ignored = p.include
                    print(1 if ignored else 0, end='')
            """;

        var answer = Run(python, "/", ["-c", script],
            string.Concat(cases.Select(one => $"{string.Join('\n', one.Item1)}\u0001{string.Join('\n', one.Item2)}\u0002")));

        Assert.Contains('1', answer);
        var at = 0;
        foreach (var (patterns, files) in cases)
        {
            var file = IgnoreFile.Parse(string.Join('\n', patterns));
            foreach (var path in files)
                Assert.True(answer[at++] == '1' == file.Ignores(path), $"'{path}' with {string.Join(' ', patterns)}");
        }
    }

    private static Gen<string> OneOf(params string[] texts) => Gen.Int[0, texts.Length - 1].Select(index => texts[index]);

    private static int Exit(string program, string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        process.WaitForExit();
        return process.ExitCode;
    }

    private static string Run(string program, string folder, string[] arguments, string input)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder, RedirectStandardInput = true, RedirectStandardOutput = true,
        })!;
        process.StandardInput.Write(input);
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return output;
    }
}
