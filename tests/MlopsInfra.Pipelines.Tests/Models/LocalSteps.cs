using System.Text.RegularExpressions;
using MlopsInfra.Pipelines.Tests.Commands;

namespace MlopsInfra.Pipelines.Tests.Models;

/// <summary>
/// Runs steps as they are written, in a clone of the last commit and on its local cloud, with the variables that a CI system
/// sets, and takes their outputs as that system does.
/// </summary>
/// <param name="clone">The clone.</param>
/// <param name="isGitHub">Whether the system is GitHub Actions; else it is Azure Pipelines.</param>
internal sealed partial class LocalSteps(Clone clone, bool isGitHub) : IStepRunner
{
    /// <summary>The commit that the systems say the run is of.</summary>
    public const string Commit = "93a380f1c0ffee93a380f1c0ffee93a380f1c0ff";

    private readonly List<string> _steps = [];

    /// <summary>The steps about models that ended well, in order.</summary>
    public IReadOnlyList<string> Steps => _steps;

    /// <summary>What the steps printed.</summary>
    public string Output { get; private set; } = "";

    /// <summary>The summaries of all steps.</summary>
    public string Summary { get; private set; } = "";

    /// <inheritdoc/>
    public async Task<StepResult> RunAsync(ModelStep step)
    {
        // What a machine needs besides, and the local cloud does not.
        if (step.Operation is null) return new StepResult(true, new Dictionary<string, string>());
        var (outputs, summary) = (Empty("outputs-of-the-step"), Empty("summary-of-the-step"));
        var variables = new Dictionary<string, string>(isGitHub ? GitHub(outputs, summary) : AzurePipelines());
        foreach (var (name, value) in step.Variables) variables[name] = value;
        variables["MLOPS_LOCAL"] = "true";

        var (exitCode, output, error) = await clone.RunAsync(step.Command, variables);

        Output += $"== {step}\n{output}{error}";
        if (exitCode != 0) return new StepResult(false, new Dictionary<string, string>());
        _steps.Add(step.ToString());
        if (isGitHub)
        {
            Summary += await File.ReadAllTextAsync(summary);
            return new StepResult(true, StepOutputs.Read(outputs));
        }

        foreach (Match match in UploadedSummary().Matches(output))
            Summary += await File.ReadAllTextAsync(match.Groups[1].Value);
        return new StepResult(true, SetVariable().Matches(output).ToDictionary(
            match => match.Groups[1].Value, match => match.Groups[2].Value));
    }

    private string Empty(string name)
    {
        var file = Path.Combine(clone.Root, name);
        File.WriteAllText(file, "");
        return file;
    }

    private static Dictionary<string, string> GitHub(string outputs, string summary) => new(CiVariables.GitHub(summary))
    {
        ["GITHUB_OUTPUT"] = outputs,
        ["GITHUB_REF"] = "refs/heads/main",
        ["GITHUB_REF_NAME"] = "main",
        ["GITHUB_SHA"] = Commit,
        ["GITHUB_ACTOR"] = "ann",
    };

    private static Dictionary<string, string> AzurePipelines() => new(CiVariables.AzurePipelines())
    {
        ["BUILD_SOURCEBRANCH"] = "refs/heads/main",
        ["BUILD_SOURCEBRANCHNAME"] = "main",
        ["BUILD_SOURCEVERSION"] = Commit,
        ["BUILD_REQUESTEDFOR"] = "ann",
        ["BUILD_REPOSITORY_URI"] = "https://dev.azure.example/contoso/mlops/_git/mlops-infra",
        ["BUILD_BUILDID"] = "4711",
        ["SYSTEM_COLLECTIONURI"] = "https://dev.azure.example/contoso/",
        ["SYSTEM_TEAMPROJECT"] = "mlops",
    };

    [GeneratedRegex(@"^##vso\[task\.setvariable variable=(\w+);isOutput=true\](.*?)\r?$", RegexOptions.Multiline)]
    private static partial Regex SetVariable();

    [GeneratedRegex(@"^##vso\[task\.uploadsummary\](.*?)\r?$", RegexOptions.Multiline)]
    private static partial Regex UploadedSummary();
}
