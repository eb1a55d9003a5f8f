using MlopsInfra.Lifecycle;

namespace MlopsInfra.Cli.ContinuousIntegration;

/// <summary>The run of a CI system that the command is a step of.</summary>
/// <param name="System">The system.</param>
/// <param name="Metadata">What it knows of who started the run, and from which commit.</param>
internal sealed record CiRun(CiSystem System, RunMetadata Metadata)
{
    private const string BranchPrefix = "refs/heads/";

    /// <summary>Reads it from this process's environment.</summary>
    public static CiRun Current { get; } = Read(Environment.GetEnvironmentVariable);

    /// <summary>Reads it from environment variables.</summary>
    /// <param name="variable">The value of a variable; null where it is not set.</param>
    /// <remarks>The names are documented by GitHub ("Variables reference") and Microsoft ("Use predefined variables", whose
    /// dots are underscores in the environment).</remarks>
    public static CiRun Read(Func<string, string?> variable)
    {
        if (variable("GITHUB_ACTIONS") == "true") return new CiRun(CiSystem.GitHub, OfGitHub(variable));
        return string.IsNullOrEmpty(variable("TF_BUILD"))
            ? new CiRun(CiSystem.None, RunMetadata.Unknown) : new CiRun(CiSystem.AzureDevOps, OfAzureDevOps(variable));
    }

    private static RunMetadata OfGitHub(Func<string, string?> variable)
    {
        var repository = Join(variable("GITHUB_SERVER_URL"), variable("GITHUB_REPOSITORY"));
        return new RunMetadata
        {
            Actor = variable("GITHUB_ACTOR"),
            Commit = variable("GITHUB_SHA"),
            Branch = variable("GITHUB_REF_NAME"),
            Repository = repository,
            Run = Join(repository, variable("GITHUB_RUN_ID") is { Length: > 0 } run ? $"actions/runs/{run}" : null),
        };
    }

    private static RunMetadata OfAzureDevOps(Func<string, string?> variable)
    {
        var project = Join(variable("SYSTEM_COLLECTIONURI"),
            variable("SYSTEM_TEAMPROJECT") is { Length: > 0 } name ? Uri.EscapeDataString(name) : null);
        // BUILD_SOURCEBRANCHNAME is only the part behind the last slash.
        var branch = variable("BUILD_SOURCEBRANCH") is { } full && full.StartsWith(BranchPrefix, StringComparison.Ordinal)
            ? full[BranchPrefix.Length..] : variable("BUILD_SOURCEBRANCHNAME");
        return new RunMetadata
        {
            Actor = variable("BUILD_REQUESTEDFOR"),
            Commit = variable("BUILD_SOURCEVERSION"),
            Branch = branch,
            Repository = variable("BUILD_REPOSITORY_URI") is { Length: > 0 } address
                ? GitCheckout.WithoutCredentials(address) : null,
            Run = Join(project,
                variable("BUILD_BUILDID") is { Length: > 0 } build ? $"_build/results?buildId={build}" : null),
        };
    }

    private static string? Join(string? address, string? below) =>
        string.IsNullOrEmpty(address) || string.IsNullOrEmpty(below) ? null : $"{address.TrimEnd('/')}/{below}";
}
