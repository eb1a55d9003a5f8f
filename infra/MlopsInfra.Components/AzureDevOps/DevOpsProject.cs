using Pulumi;
using Pulumi.AzureDevOps;

namespace MlopsInfra.Components;

/// <summary>The project: created, or looked up.</summary>
internal static class DevOpsProject
{
    /// <summary>The project's id.</summary>
    public static Output<string> Of(AzureDevOpsPipelines owner, string name, AzureDevOpsOptions options)
    {
        if (options.Shared is not SharedParts.Create)
        {
            return GetProject.Invoke(new GetProjectInvokeArgs { Name = options.Project! }, new InvokeOptions { Parent = owner })
                .Apply(found => found.ProjectId!);
        }

        var project = owner.Declare(
            $"{name}-project",
            new ProjectArgs
            {
                Name = options.Project!,
                Description = "MLOps on Azure: infrastructure, training pipeline, deployment",
                Visibility = "private",
                VersionControl = "Git",
                WorkItemTemplate = "Agile",
                Features =
                {
                    ["boards"] = "enabled",
                    ["repositories"] = "enabled",
                    ["pipelines"] = "enabled",
                    ["artifacts"] = "enabled",
                    ["testplans"] = "disabled",
                },
            },
            (n, a, o) => new Project(n, a, o));
        owner.Declare(
            $"{name}-settings",
            new ProjectPipelineSettingsArgs
            {
                ProjectId = project.Id,
                // A pipeline's token reaches this project, and the repositories that it names; its steps set only the variables
                // that may be set.
                EnforceJobScope = true,
                EnforceJobScopeForRelease = true,
                EnforceReferencedRepoScopedToken = true,
                EnforceSettableVar = true,
                StatusBadgesArePrivate = true,
            },
            (n, a, o) => new ProjectPipelineSettings(n, a, o));
        return project.Id;
    }
}
