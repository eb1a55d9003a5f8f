using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Json;

namespace MlopsInfra.LocalCloud.Services.Storage;

/// <summary>Blob containers.</summary>
internal sealed class BlobContainerResource() : AzureResource(TypeName)
{
    /// <summary>The ARM type.</summary>
    public const string TypeName = "Microsoft.Storage/storageAccounts/blobServices/containers";

    /// <inheritdoc/>
    public override NamingRule Naming { get; init; } =
        new(@"\$root|\$web|\$logs|[a-z0-9](?:-?[a-z0-9])*", 3, 63, "InvalidResourceName",
            "The specified resource name '{0}' contains invalid characters. A container name must be 3 to 63 lower-case letters, "
                + "digits and single hyphens, and begin and end with a letter or digit.");

    /// <inheritdoc/>
    public override TypicalDuration Duration { get; init; } = TypicalDuration.Estimated(1);

    /// <inheritdoc/>
    public override bool HasDiagnosticSettings => false;

    public override void CheckPut(PutContext put)
    {
        var account = put.Cloud.Find(put.Id.Parent?.Parent?.Value);
        var isPublic =
            put.Body.Text("properties.publicAccess") is { } access && !access.Equals("None", StringComparison.OrdinalIgnoreCase);
        // New accounts forbid public access unless told otherwise (default since api-version 2023-01-01).
        if (isPublic && account?.Body.Flag("properties.allowBlobPublicAccess") != true)
            throw new ArmException(409, "PublicAccessNotPermitted", "Public access is not permitted on this storage account.",
                "properties.publicAccess");
        StorageMetadata.Check(put.Body);
    }

    public override void Complete(PutContext put, JsonObject computed)
    {
        computed["properties"] = State(put.Cloud.Now);
        if (put.Body.Text("properties.publicAccess") is null) computed.Set("properties.publicAccess", "None");
    }

    /// <summary>Services make containers too, which show the same of their state.</summary>
    public override void Show(ShowContext show)
    {
        foreach (var (name, value) in State(show.Stored.ChangedOn))
        {
            if (show.Shown.At($"properties.{name}") is null) show.Shown.Set($"properties.{name}", value?.DeepClone());
        }

        if (show.Shown["etag"] is null)
            show.Shown["etag"] = $"\"{MadeUpIds.From("container", show.Stored.Key, CommonOutputs.Time(show.Stored.ChangedOn))}\"";
    }

    private static JsonObject State(DateTimeOffset changed) => new()
    {
        ["deleted"] = false,
        ["hasImmutabilityPolicy"] = false,
        ["hasLegalHold"] = false,
        ["lastModifiedTime"] = CommonOutputs.Time(changed),
        ["leaseState"] = "Available",
        ["leaseStatus"] = "Unlocked",
        ["remainingRetentionDays"] = 0,
    };
}
