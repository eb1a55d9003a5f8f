using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Json;

namespace MlopsInfra.LocalCloud.Services.Storage;

/// <summary>The blob service of an account: what its features need of each other.</summary>
internal sealed class BlobServiceResource() : AzureResource(TypeName)
{
    /// <summary>The ARM type.</summary>
    public const string TypeName = "Microsoft.Storage/storageAccounts/blobServices";

    private const int MostCorsRules = 5;

    private static readonly string[] RetentionPolicies = ["deleteRetentionPolicy", "containerDeleteRetentionPolicy"];

    public override string InvalidValueCode { get; init; } = "InvalidValuesForRequestParameters";

    /// <inheritdoc/>
    public override NamingRule Naming { get; init; } = new("default", 7, 7, "InvalidResourceName",
        "The blob service of a storage account is called 'default', not '{0}'.");

    /// <inheritdoc/>
    public override CreatedBy CreatedBy => CreatedBy.Parent;

    /// <inheritdoc/>
    public override string? DefaultBody =>
        """{"properties":{"cors":{"corsRules":[]},"deleteRetentionPolicy":{"enabled":false}}}""";

    /// <inheritdoc/>
    public override IReadOnlyList<string>? LogCategories => StorageService.LogCategories;

    public override void CheckPut(PutContext put)
    {
        foreach (var policy in RetentionPolicies)
        {
            var days = put.Body.Number($"properties.{policy}.days");
            if (put.Body.Flag($"properties.{policy}.enabled") == true && days is null or < 1 or > 365)
                throw Invalid($"properties.{policy}.days", "must be between 1 and 365 when the policy is enabled");
        }

        if (put.Body.Number("properties.changeFeed.retentionInDays") is < 1 or > 146000)
            throw Invalid("properties.changeFeed.retentionInDays", "must be between 1 and 146000");
        if (put.Body.At("properties.cors.corsRules") is JsonArray { Count: > MostCorsRules } rules)
            throw Invalid("properties.cors.corsRules", $"has {rules.Count} rules, and a service has {MostCorsRules} at most");
        CheckFeatures(put);
    }

    private static void CheckFeatures(PutContext put)
    {
        var restores = put.Body.Flag("properties.restorePolicy.enabled") == true;
        if (put.Cloud.Find(put.Id.Parent?.Value)?.Body.Flag("properties.isHnsEnabled") == true)
        {
            if (put.Body.Flag("properties.isVersioningEnabled") == true)
                throw Unsupported("Blob versioning", "properties.isVersioningEnabled");
            if (restores) throw Unsupported("Point-in-time restore", "properties.restorePolicy");
        }

        if (!restores) return;
        if (!(put.Body.Flag("properties.isVersioningEnabled") == true && put.Body.Flag("properties.changeFeed.enabled") == true
            && put.Body.Flag("properties.deleteRetentionPolicy.enabled") == true))
            throw Invalid("properties.restorePolicy", "needs versioning, the change feed and soft delete of blobs");
        if (put.Body.Number("properties.restorePolicy.days") is null or < 1)
            throw Invalid("properties.restorePolicy.days", "must be 1 at least when the policy is enabled");
        if (put.Body.Number("properties.restorePolicy.days") >= put.Body.Number("properties.deleteRetentionPolicy.days"))
            throw Invalid("properties.restorePolicy.days", "must be less than the days of deleteRetentionPolicy");
    }

    public override void Complete(PutContext put, JsonObject computed) =>
        computed["sku"] = put.Cloud.Find(put.Id.Parent?.Value)?.Computed["sku"]?.DeepClone();

    private static ArmException Unsupported(string feature, string path) => new(400, "FeatureNotSupportedForAccount",
        $"{feature} is not supported for accounts with a hierarchical namespace.", path);

    private static ArmException Invalid(string path, string why) =>
        new(400, "InvalidValuesForRequestParameters", $"Values for request parameters are invalid: {path}. It {why}.", path);
}
