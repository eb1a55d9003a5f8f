using MlopsInfra.PostDeploy.Code;

namespace MlopsInfra.PostDeploy.Tests.Code;

public sealed class IgnoreFileTests
{
    // What `git check-ignore` says of the same patterns and paths.
    [Theory]
    [InlineData("*.pyc", "a/b/c.pyc", true)]
    [InlineData("*.pyc", "c.py", false)]
    [InlineData("__pycache__/", "a/__pycache__", true, true)]
    [InlineData("__pycache__/", "a/__pycache__", false)]
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
    [InlineData("*.csv\n!keep.csv", "keep.csv", false)]
    [InlineData("*.csv\r\n!keep.csv\r\n", "other.csv", true)]
    [InlineData("a+b(1).txt", "a+b(1).txt", true)]
    public void Patterns_mean_what_they_mean_to_git(string patterns, string path, bool ignored, bool isFolder = false) =>
        Assert.Equal(ignored, IgnoreFile.Parse(patterns).Ignores(path, isFolder));
}
