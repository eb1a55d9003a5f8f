namespace MlopsInfra.Pipelines.Tests.Commands;

/// <summary>
/// The variables that the CI systems set for the run of a pull request, and that the definitions set for their steps.
/// </summary>
internal static class CiVariables
{
    public static Dictionary<string, string> GitHub(string summaryFile, string api = "http://127.0.0.1:9") => new()
    {
        ["CI"] = "true",
        ["GITHUB_ACTIONS"] = "true",
        ["GITHUB_API_URL"] = api,
        ["GITHUB_SERVER_URL"] = "https://github.example",
        ["GITHUB_REPOSITORY"] = "contoso/mlops",
        ["GITHUB_BASE_REF"] = "main",
        ["GITHUB_REF"] = "refs/pull/7/merge",
        ["GITHUB_REF_NAME"] = "v1.2.3",
        ["GITHUB_RUN_ID"] = "4711",
        ["GITHUB_STEP_SUMMARY"] = summaryFile,
        ["MLOPS_STACK"] = "dev",
    };

    public static Dictionary<string, string> AzurePipelines() => new()
    {
        ["CI"] = "true",
        ["TF_BUILD"] = "True",
        ["SYSTEM_PULLREQUEST_TARGETBRANCHNAME"] = "main",
        ["BUILD_SOURCEBRANCHNAME"] = "v1.2.3",
        ["MLOPS_STACK"] = "dev",
    };
}
