using MlopsInfra.CommandTesting;

namespace MlopsInfra.Cli.Tests.Lifecycle;

/// <summary>Lets a command run as a step of a CI system, and reads what it left there.</summary>
internal sealed class CiFiles(Mlops mlops) : IDisposable
{
    private readonly DirectoryInfo _folder = TestFolders.Create("mlops-ci-");

    private string OutputFile => Path.Combine(_folder.FullName, "output");

    private string SummaryFile => Path.Combine(_folder.FullName, "summary");

    public void AsGitHub()
    {
        Set("GITHUB_ACTIONS", "true");
        Set("GITHUB_ACTOR", "octocat");
        Set("GITHUB_SHA", "93a380f");
        Set("GITHUB_OUTPUT", OutputFile);
        Set("GITHUB_STEP_SUMMARY", SummaryFile);
    }

    public void AsAzurePipelines()
    {
        Set("GITHUB_ACTIONS", null);
        Set("TF_BUILD", "True");
        Set("AGENT_TEMPDIRECTORY", _folder.FullName);
    }

    /// <summary>Lets a command run as a person does, also where the tests themselves are a step of a CI system.</summary>
    public static void AsNone(Mlops mlops) => (mlops.Environment["GITHUB_ACTIONS"], mlops.Environment["TF_BUILD"]) = (null, null);

    public string Outputs() => File.ReadAllText(OutputFile);

    public string Summary() => File.ReadAllText(SummaryFile);

    public void Dispose()
    {
        mlops.Environment.Clear();
        AsNone(mlops);
        _folder.Delete(recursive: true);
    }

    private void Set(string name, string? value) => mlops.Environment[name] = value;
}
