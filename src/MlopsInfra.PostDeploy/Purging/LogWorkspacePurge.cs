using System.Text.Json.Nodes;
using Azure.Core;
using MlopsInfra.ResourceManager;

namespace MlopsInfra.PostDeploy.Purging;

/// <summary>
/// Log Analytics workspaces: a deleted one can only be recovered, by creating it again, and then be deleted with
/// <c>force=true</c> ("Delete and recover a Log Analytics workspace").
/// </summary>
internal sealed class LogWorkspacePurge(ArmRest rest) : PurgeableType(rest)
{
    public override string Type => "Microsoft.OperationalInsights/workspaces";

    public override bool NeedsGroup => true;

    protected override string ApiVersion => "2023-09-01";

    public override async Task<bool> PurgeAsync(PurgedResource resource, CancellationToken cancellationToken)
    {
        var body = new JsonObject { ["location"] = resource.Location,
            ["properties"] = new JsonObject { ["sku"] = new JsonObject { ["name"] = "PerGB2018" } } };
        await Rest.RunAsync(RequestMethod.Put, Url(resource.Id), body, cancellationToken);
        await Rest.RunAsync(RequestMethod.Delete, Url($"{resource.Id}?force=true"), null, cancellationToken);
        return true;
    }

    protected override async Task<PurgedResource> FindDeletedAsync(PurgedResource resource, ResourceIdentifier id,
        CancellationToken cancellationToken)
    {
        var deleted = await Rest.ListAsync(
            Url($"/subscriptions/{id.SubscriptionId}/providers/Microsoft.OperationalInsights/deletedWorkspaces"),
            cancellationToken);
        var isHeld = deleted.Any(workspace => Text(workspace["id"]) is { } found
            && resource.Name.Equals(Text(workspace["name"]), StringComparison.OrdinalIgnoreCase)
            && found.Contains($"/resourceGroups/{id.ResourceGroupName}/", StringComparison.OrdinalIgnoreCase));
        return isHeld ? resource with { Op = PurgeOperation.Purge } : resource;
    }
}
