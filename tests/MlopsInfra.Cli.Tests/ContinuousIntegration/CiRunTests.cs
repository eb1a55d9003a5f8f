using MlopsInfra.Cli.ContinuousIntegration;
using MlopsInfra.Lifecycle;

namespace MlopsInfra.Cli.Tests.ContinuousIntegration;

/// <summary>What CI systems say of the run that a command is a step of.</summary>
public sealed class CiRunTests
{
    [Fact]
    public void GitHub_names_actor_commit_branch_repository_and_run()
    {
        var run = Read(("GITHUB_ACTIONS", "true"), ("GITHUB_ACTOR", "octocat"), ("GITHUB_SHA", "93a380f"),
            ("GITHUB_REF_NAME", "feature/pumps"), ("GITHUB_REPOSITORY", "contoso/pumps"),
            ("GITHUB_SERVER_URL", "https://github.com"), ("GITHUB_RUN_ID", "42"));
        Assert.Equal(CiSystem.GitHub, run.System);
        Assert.Equal(new RunMetadata
        {
            Actor = "octocat", Commit = "93a380f", Branch = "feature/pumps", Repository = "https://github.com/contoso/pumps",
            Run = "https://github.com/contoso/pumps/actions/runs/42",
        }, run.Metadata);
    }

    [Fact]
    public void Azure_DevOps_names_them_in_its_own_way()
    {
        var run = Read(("TF_BUILD", "True"), ("BUILD_REQUESTEDFOR", "Ada"), ("BUILD_SOURCEVERSION", "93a380f"),
            ("BUILD_SOURCEBRANCH", "refs/heads/feature/pumps"), ("BUILD_SOURCEBRANCHNAME", "pumps"),
            ("BUILD_REPOSITORY_URI", "https://contoso@dev.azure.com/contoso/ml/_git/pumps"), ("BUILD_BUILDID", "42"),
            ("SYSTEM_COLLECTIONURI", "https://dev.azure.com/contoso/"), ("SYSTEM_TEAMPROJECT", "machine learning"));
        Assert.Equal(CiSystem.AzureDevOps, run.System);
        Assert.Equal(new RunMetadata
        {
            Actor = "Ada", Commit = "93a380f", Branch = "feature/pumps",
            Repository = "https://dev.azure.com/contoso/ml/_git/pumps",
            Run = "https://dev.azure.com/contoso/machine%20learning/_build/results?buildId=42",
        }, run.Metadata);
    }

    [Fact]
    public void Elsewhere_nothing_is_known()
    {
        var run = Read(("GITHUB_SHA", "93a380f"));
        Assert.Equal(new CiRun(CiSystem.None, RunMetadata.Unknown), run);
        Assert.Empty(run.Metadata.ToTags());
    }

    [Theory]
    [InlineData("https://x-access-token:SECRET@github.com/contoso/pumps.git", "https://github.com/contoso/pumps.git")]
    [InlineData("https://github.com/contoso/pumps.git", "https://github.com/contoso/pumps.git")]
    [InlineData("git@github.com:contoso/pumps.git", "git@github.com:contoso/pumps.git")]
    public void The_address_of_a_repository_is_told_without_secrets(string address, string told) =>
        Assert.Equal(told, GitCheckout.WithoutCredentials(address));

    private static CiRun Read(params (string Name, string Value)[] variables) =>
        CiRun.Read(name => variables.FirstOrDefault(variable => variable.Name == name).Value);
}
