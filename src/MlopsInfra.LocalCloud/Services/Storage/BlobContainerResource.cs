using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Json;

namespace MlopsInfra.LocalCloud.Services.Storage;

/// <summary>Blob containers.</summary>
internal sealed class BlobContainerResource() : AzureResource(TypeName)
{
    /// <summary>The ARM type.</summary>
    public const string TypeName = "Microsoft.Storage/storageAccounts/blobServices/containers";

    public override void CheckPut(PutContext put)
    {
        var account = put.Cloud.Find(put.Id.Parent?.Parent?.Value);
        var isPublic =
            put.Body.Text("properties.publicAccess") is { } access && !access.Equals("None", StringComparison.OrdinalIgnoreCase);
        // New accounts forbid public access unless told otherwise (default since api-version 2023-01-01).
        if (isPublic && account?.Body.Flag("properties.allowBlobPublicAccess") != true)
            throw new ArmException(409, "PublicAccessNotPermitted", "Public access is not permitted on this storage account.",
                "properties.publicAccess");
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
