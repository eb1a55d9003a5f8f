using CsCheck;
using MlopsInfra.LocalCloud.Workloads.Python;

namespace MlopsInfra.LocalCloud.Tests.Workloads;

/// <summary>What an environment asks for, held against what Python here has.</summary>
public sealed class PythonPackageTests
{
    private static readonly PythonInstallation Python = new("/usr/bin/python3", "3.11.2", null,
        new Dictionary<string, string> { ["pandas"] = "1.5.3", ["numpy"] = "1.24.2", ["scikit-learn"] = "1.5.2" });

    [Fact]
    public void A_conda_file_is_compared_in_one_line()
    {
        var wanted = WantedPackages.OfConda("""
            name: training
            channels: [conda-forge]
            dependencies:
              - python=3.11
              - numpy>=1.24,<2
              - conda-forge::pip
              - pip:
                  - --extra-index-url=https://example.org/simple
                  - pandas == 2.2.3
                  - Scikit_Learn[all]~=1.5.0; python_version > "3.8"
                  - mlflow-skinny  # for tracking
            """);

        Assert.Equal(
            "Python 3.11.2 at /usr/bin/python3 is not what environment 'training' asks for: pandas wanted ==2.2.3, found 1.5.3; "
                + "mlflow-skinny wanted, found none.",
            PackageDifferences.Between("training", wanted, Python));
    }

    [Fact]
    public void What_fits_is_not_mentioned() => Assert.Null(PackageDifferences.Between("training",
        WantedPackages.OfConda("dependencies: [python=3.11, numpy=1.24, {pip: [pandas<2, scikit-learn==1.5.2]}]"), Python));

    [Fact]
    public void Text_that_is_no_conda_file_asks_for_nothing()
    {
        Assert.Empty(WantedPackages.OfConda("a: [b"));
        Assert.Empty(WantedPackages.OfConda("dependencies: 3"));
        Assert.Empty(WantedPackages.OfRequirements("# nothing\n-r other.txt\n"));
    }

    [Fact]
    public void A_long_requirement_that_is_none_is_read_in_no_time()
    {
        var text = "scikit-learn" + string.Concat(Enumerable.Repeat("=-learn", 500)) + "\n(";

        Assert.Null(WantedPackage.OfPip(text));
        Assert.Null(WantedPackage.OfConda(text));
    }

    // From the version scheme of Python's packaging guide.
    [Theory]
    [InlineData("==2.2.3", "2.2.3", true)]
    [InlineData("==2.2", "2.2.0", true)]
    [InlineData("==2.2", "2.2.1", false)]
    [InlineData("==2.2.*", "2.2.9", true)]
    [InlineData("!=2.2.*", "2.2.9", false)]
    [InlineData("~=1.4.2", "1.4.9", true)]
    [InlineData("~=1.4.2", "1.5.0", false)]
    [InlineData(">=1.0", "1.0rc1", false)]
    [InlineData("==1.62.0.post6", "1.62.0.post6", true)]
    [InlineData("==1.62.0", "1.62.0.post6", false)]
    [InlineData(">1.9", "1.10", true)]
    [InlineData("==2.1.0", "2.1.0+cpu", true)]
    [InlineData(">=1.24,<2", "2.0", false)]
    public void Versions_are_compared_by_their_numbers(string clause, string found, bool fits) =>
        Assert.Equal(fits, WantedPackage.OfPip($"package{clause}")!.Takes(found));

    [Fact]
    public void Any_version_fits_itself_and_any_line_can_be_read() =>
        Gen.Select(Gen.Int[0, 50].Array[1, 4], Gen.String[Gen.Char[" -~"], 0, 40]).Sample((numbers, line) =>
        {
            var version = string.Join('.', numbers);
            Assert.True(WantedPackage.OfPip($"a=={version}")!.Takes(version));
            Assert.True(WantedPackage.OfConda($"a={version}")!.Takes(version));
            Assert.True(WantedPackage.OfPip($"a>={version}")!.Takes(version));
            WantedPackage.OfPip(line)?.Takes(version);
            WantedPackage.OfConda(line)?.Takes(version);
        });

    [Fact]
    public async Task A_Python_of_this_machine_is_found_and_can_be_called_by_either_name()
    {
        var python = await new PythonInstallations().BestAsync([new WantedPackage("pip", "")]);
        Assert.SkipWhen(python is null, PythonInstallations.Missing);

        var folder = TestFolders.Create("mlops-python").FullName;
        python!.LinkInto(folder);
        foreach (var name in (string[])["python", "python3"])
        {
            using var process = System.Diagnostics.Process.Start(new System.Diagnostics.ProcessStartInfo(
                Path.Combine(folder, name), ["-c", "import sys; print(sys.executable)"]) { RedirectStandardOutput = true })!;
            Assert.Equal(python.Executable, (await process.StandardOutput.ReadToEndAsync(
                TestContext.Current.CancellationToken)).Trim());
        }

        Directory.Delete(folder, recursive: true);
    }
}
