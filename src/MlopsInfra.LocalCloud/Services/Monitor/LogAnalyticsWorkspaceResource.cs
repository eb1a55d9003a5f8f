using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Services.Monitor;

/// <summary>Log Analytics workspaces: retention, keys, soft delete (14 days; creating the same one again recovers it).</summary>
internal sealed class LogAnalyticsWorkspaceResource() : AzureResource(TypeName)
{
    /// <summary>The ARM type.</summary>
    public const string TypeName = "Microsoft.OperationalInsights/workspaces";

    private static readonly string[] NetworkAccess = ["publicNetworkAccessForIngestion", "publicNetworkAccessForQuery"];

    public override NamingRule Naming { get; init; } =
        new("[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?", 4, 63, "InvalidParameter",
            "The workspace name '{0}' is invalid. It must be 4 to 63 letters, digits and hyphens, and begin and end with a "
                + "letter or digit.");

    public override TypicalDuration Duration { get; init; } = TypicalDuration.Measured(7);

    public override LongRunningStyle? LongRunning { get; init; } = LongRunningStyle.Common;

    public override void CheckPut(PutContext put)
    {
        var sku = put.Body.Text("properties.sku.name") ?? "PerGB2018";
        var days = put.Body.Number("properties.retentionInDays");
        if (days is not null && sku.Equals("PerGB2018", StringComparison.OrdinalIgnoreCase) && days is < 30 or > 730)
            throw new ArmException(400, "InvalidParameter",
                $"'RetentionInDays' property doesn't match the SKU limits. The retention of SKU '{sku}' is 30 to 730 days; "
                    + $"{days} was asked for.", "properties.retentionInDays");
        if (put.Body.Number("properties.workspaceCapping.dailyQuotaGb") is { } quota && quota != -1 && quota < 0.023)
            throw new ArmException(400, "InvalidParameter", "'DailyQuotaGb' must be -1 (no limit) or at least 0.023.",
                "properties.workspaceCapping.dailyQuotaGb");
    }

    public override void Complete(PutContext put, JsonObject computed)
    {
        var properties = computed["properties"]!.AsObject();
        properties["customerId"] = MadeUpIds.From("log workspace", put.Id.Value);
        properties["createdDate"] = CommonOutputs.Time(put.Existing?.CreatedOn ?? put.Cloud.Now);
        properties["modifiedDate"] = CommonOutputs.Time(put.Cloud.Now);
        if (put.Body.Number("properties.retentionInDays") is null) properties["retentionInDays"] = 30;
        foreach (var access in NetworkAccess)
        {
            if (put.Body.Text($"properties.{access}") is null) properties[access] = "Enabled";
        }
    }

    public override IEnumerable<StoreChange> AlsoWrites(PutContext put, StoredResource written) =>
        put.IsNew
            && SoftDelete.Find(put.Cloud, TypeName,
                deleted => put.Id.Value.Equals(deleted.Computed.Text("id"), StringComparison.OrdinalIgnoreCase)) is { } held
            ? [SoftDelete.Free(held)]
            : [];

    public override SoftDeletion SoftDeletionOf(JsonObject body) => new(14, CanPurge: true) { RefusesNew = false };

    public override IEnumerable<StoreChange> Leaves(DeleteContext delete) =>
        delete.Asked("force") ? [] : [SoftDelete.Leave(delete, SoftDeletionOf(delete.Existing.Body))];

    public override bool TryPost(PostContext post, out JsonNode? answer)
    {
        answer = null;
        // Templates ask by listKeys, the REST API by sharedKeys.
        if (!post.Is("sharedKeys") && !post.Is("listKeys")) return false;
        if (post.Existing.Body.Flag("properties.features.disableLocalAuth") == true)
            throw new ArmException(403, "LocalAuthDisabled",
                "Shared keys of this workspace can't be used: local authentication is disabled.", post.Id.Value);
        answer = new JsonObject
        {
            ["primarySharedKey"] = MadeUpIds.Key("logs", post.Id.Value, "primary"),
            ["secondarySharedKey"] = MadeUpIds.Key("logs", post.Id.Value, "secondary"),
        };
        return true;
    }
}
