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
        var properties = new JsonObject
        {
            ["deleted"] = false,
            ["hasImmutabilityPolicy"] = false,
            ["hasLegalHold"] = false,
            ["lastModifiedTime"] = CommonOutputs.Time(put.Cloud.Now),
            ["leaseState"] = "Available",
            ["leaseStatus"] = "Unlocked",
            ["remainingRetentionDays"] = 0,
        };
        if (put.Body.Text("properties.publicAccess") is null) properties["publicAccess"] = "None";
        computed["properties"] = properties;
    }
}
