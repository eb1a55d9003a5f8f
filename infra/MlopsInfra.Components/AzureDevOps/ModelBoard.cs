using System.Globalization;
using Pulumi;
using Pulumi.AzureDevOps;

namespace MlopsInfra.Components;

/// <summary>
/// What shows a model's work items: shared queries, a dashboard of the team, and the right to write them. The provider has no
/// resource for areas, iterations and a dashboard's widgets: docs/azure-devops.md says what a person does.
/// </summary>
internal static class ModelBoard
{
    private const string Folder = "Models";
    private const string NewestFirst = "ORDER BY [System.CreatedDate] DESC";

    // What counts as done has other names in each process (Agile, Scrum, CMMI, Basic).
    private const string IsOpen = "AND [System.State] NOT IN ('Closed', 'Done', 'Resolved', 'Removed')";

    /// <summary>Declares them.</summary>
    public static void Declare(AzureDevOpsPipelines owner, string name, Input<string> projectId, Team team,
        AzureDevOpsOptions options)
    {
        var folder = owner.Declare(
            $"{name}-queries",
            new WorkitemqueryFolderArgs { ProjectId = projectId, Name = Folder, Area = "Shared Queries" },
            (n, a, o) => new WorkitemqueryFolder(n, a, o));
        Query("drift", "Open drift of models",
            $"AND [System.Tags] CONTAINS '{PipelineNames.DriftTag}' {IsOpen}");
        Query("history", "All drift of models", $"AND [System.Tags] CONTAINS '{PipelineNames.DriftTag}'");
        owner.Declare(
            $"{name}-dashboard",
            new DashboardArgs
            {
                ProjectId = projectId,
                TeamId = team.Id,
                Name = Folder,
                Description = "Work items of models: what monitoring found, and what was done",
                RefreshInterval = 5,
            },
            (n, a, o) => new Dashboard(n, a, o));
        for (var i = 0; i < options.WorkItemWriters.Count; i++)
            Permit($"{name}-work-items-{(i + 1).ToString(CultureInfo.InvariantCulture)}", options.WorkItemWriters[i]);

        void Query(string id, string title, string condition) => owner.Declare(
            $"{name}-query-{id}",
            new WorkitemqueryArgs
            {
                ProjectId = projectId,
                ParentId = folder.Id,
                Name = title,
                Wiql = "SELECT [System.Id], [System.WorkItemType], [System.Title], [System.State], [System.Tags], "
                    + $"[System.CreatedDate] FROM WorkItems WHERE [System.TeamProject] = @project {condition} {NewestFirst}",
            },
            (n, a, o) => new Workitemquery(n, a, o));

        void Permit(string resource, Input<string> principal) => owner.Declare(
            resource,
            new AreaPermissionsArgs
            {
                ProjectId = projectId,
                // All areas: a new project has one, and others inherit from it.
                Path = "/",
                Principal = principal,
                Permissions = { ["GENERIC_READ"] = "Allow", ["WORK_ITEM_READ"] = "Allow", ["WORK_ITEM_WRITE"] = "Allow" },
                Replace = false,
            },
            (n, a, o) => new AreaPermissions(n, a, o));
    }
}
