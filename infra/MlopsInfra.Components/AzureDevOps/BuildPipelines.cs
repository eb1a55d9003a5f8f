using System.Globalization;
using Pulumi;
using Pulumi.AzureDevOps;
using Pulumi.AzureDevOps.Inputs;

namespace MlopsInfra.Components;

/// <summary>The pipelines of the project: one build definition per file.</summary>
internal static class BuildPipelines
{
    /// <summary>Ids of the pipelines that settings name, where another stack manages them.</summary>
    public static IReadOnlyDictionary<PipelineFile, Input<int>> Known(AzureDevOpsOptions options)
    {
        var known = new Dictionary<PipelineFile, Input<int>>();
        if (options.InfrastructurePipelineId is { } infrastructure) known[PipelineFile.Infrastructure] = infrastructure;
        if (options.TrainingPipelineId is { } training) known[PipelineFile.Training] = training;
        if (options.ModelPipelineId is { } model) known[PipelineFile.Model] = model;
        return known;
    }

    /// <summary>Declares a pipeline for each file.</summary>
    /// <returns>Their ids, by file.</returns>
    public static IReadOnlyDictionary<PipelineFile, Input<int>> Declare(
        AzureDevOpsPipelines owner, string name, Input<string> projectId, DevOpsCode code, bool pullRequestPreview) =>
        PipelineFile.All
        .Where(file => pullRequestPreview || file != PipelineFile.PulumiPreview)
        .ToDictionary(file => file, file => Declare(owner, $"{name}-{file.Name}", projectId, code, file));

    private static Input<int> Declare(AzureDevOpsPipelines owner, string name, Input<string> projectId, DevOpsCode code,
        PipelineFile file)
    {
        var args = new BuildDefinitionArgs
        {
            ProjectId = projectId,
            Name = file.Name,
            CiTrigger = new BuildDefinitionCiTriggerArgs { UseYaml = true },
            // Nothing runs because a pipeline was declared.
            Features = { new BuildDefinitionFeatureArgs { SkipFirstRun = true } },
            Repository = CreateRepository(code, file),
        };
        if (code.ConnectionId is not null && file.RunsOnPullRequests)
        {
            args.PullRequestTrigger = new BuildDefinitionPullRequestTriggerArgs
            {
                UseYaml = true,
                // What strangers send is built after somebody of the team has looked at it, and sees no secret.
                CommentRequired = "NonTeamMembers",
                Forks = new BuildDefinitionPullRequestTriggerForksArgs { Enabled = true, ShareSecrets = false },
            };
        }

        var definition = owner.Declare(name, args, (n, a, o) => new BuildDefinition(n, a, o));
        var id = definition.Id.Apply(number => int.Parse(number, CultureInfo.InvariantCulture));
        if (code.ConnectionId is not null)
            PipelineAuthorizations.Permit(owner, $"{name}-code", projectId, id, "endpoint", code.ConnectionId);
        return id;
    }

    private static BuildDefinitionRepositoryArgs CreateRepository(DevOpsCode code, PipelineFile file)
    {
        var repository = new BuildDefinitionRepositoryArgs { RepoType = code.Type, RepoId = code.Id,
            BranchName = DevOpsCode.MainBranch, YmlPath = file.Path };
        if (code.ConnectionId is { } connection) repository.ServiceConnectionId = connection;
        return repository;
    }
}
