using MlopsInfra.LocalCloud.Workloads;

namespace MlopsInfra.LocalCloud.Tests.Workloads;

/// <summary>Names that others choose lead to no place outside of a workload's folder.</summary>
public sealed class InnerPathsTests
{
    [Theory]
    [InlineData("a.csv", "/data/in/a.csv")]
    [InlineData("a/../b.csv", "/data/in/b.csv")]
    [InlineData("..a/b", "/data/in/..a/b")]
    [InlineData("../a.csv", null)]
    [InlineData("a/../../in2/b", null)]
    [InlineData("/etc/passwd", null)]
    [InlineData("", null)]
    [InlineData(".", null)]
    [InlineData("..", null)]
    public void A_path_is_below_the_folder_or_none(string path, string? expected)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Workloads are executed on Linux and macOS.");
        Assert.Equal(expected, InnerPaths.Below("/data/in", path));
    }

    [Theory]
    [InlineData("training_data", "training_data")]
    [InlineData("../../etc/x", ".._.._etc_x")]
    [InlineData("/etc", "_etc")]
    [InlineData("..", "_..")]
    [InlineData("", "_")]
    public void A_name_is_one_of_a_file(string name, string expected) => Assert.Equal(expected, InnerPaths.FileName(name));
}
