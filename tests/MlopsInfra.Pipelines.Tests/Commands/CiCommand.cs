using MlopsInfra.Pipelines.Tests.AzureDevOps;
using MlopsInfra.Pipelines.Tests.GitHub;

namespace MlopsInfra.Pipelines.Tests.Commands;

/// <summary>A command that a step calls, exactly as written there.</summary>
internal sealed record CiCommand(string System, string File, string Text)
{
    public static IReadOnlyList<CiCommand> OfGitHub { get; } =
        [.. Workflow.All.SelectMany(workflow => workflow.Steps.Select(step => (workflow.Path, Command: step.Step.Text("run"))))
            .Concat(CompositeAction.All.SelectMany(
                action => action.Steps.Select(step => (action.Path, Command: step.Text("run")))))
            .Where(step => step.Command is not null)
            .Select(step => new CiCommand("GitHub Actions", Path.GetFileName(step.Path), step.Command!)).Distinct()];

    public static IReadOnlyList<CiCommand> OfAzurePipelines { get; } =
        [.. Pipeline.All
            .SelectMany(pipeline => pipeline.Steps.Select(step => (pipeline.Path, Command: Pipeline.Command(step.Step))))
            .Where(step => step.Command is not null)
            .Select(step => new CiCommand("Azure Pipelines", Path.GetFileName(step.Path), step.Command!)).Distinct()];
}
