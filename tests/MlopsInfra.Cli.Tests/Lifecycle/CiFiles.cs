using MlopsInfra.CommandTesting;

namespace MlopsInfra.Cli.Tests.Lifecycle;

/// <summary>Lets a command run as a step of a CI system, and reads what it left there.</summary>
internal sealed class CiFiles(Mlops mlops) : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mlops-ci-");

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
        Set("TF_BUILD", "True");
        Set("AGENT_TEMPDIRECTORY", _folder.FullName);
    }

    public string Outputs() => File.ReadAllText(OutputFile);

    public string Summary() => File.ReadAllText(SummaryFile);

    public void Dispose()
    {
        mlops.Environment.Clear();
        _folder.Delete(recursive: true);
    }

    private void Set(string name, string value) => mlops.Environment[name] = value;
}
