using Azure.Core;
using MlopsInfra.PostDeploy.Arm;
using MlopsInfra.ResourceManager;

namespace MlopsInfra.PostDeploy.Purging;

/// <summary>
/// Azure Machine Learning workspaces: purged by a DELETE with <c>forceToPurge=true</c> ("Workspaces - Delete"). There is no list
/// of the deleted ones; the DELETE answers 204 if there is none.
/// </summary>
internal sealed class WorkspacePurge(ArmRest rest) : PurgeableType(rest)
{
    private const int NoContent = 204;

    public override string Type => "Microsoft.MachineLearningServices/workspaces";

    public override bool NeedsGroup => true;

    protected override string ApiVersion => WorkspaceClient.ApiVersion;

    public override async Task<bool> PurgeAsync(PurgedResource resource, CancellationToken cancellationToken) =>
        await Rest.RunAsync(RequestMethod.Delete, Url($"{resource.Id}?forceToPurge=true"), null, cancellationToken) != NoContent;

    protected override Task<PurgedResource> FindDeletedAsync(PurgedResource resource, ResourceIdentifier id,
        CancellationToken cancellationToken) =>
        Task.FromResult(resource with { Op = PurgeOperation.Unknown });
}
