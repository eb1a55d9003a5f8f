using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Json;

namespace MlopsInfra.LocalCloud.Services.Storage;

/// <summary>File shares: their size, and what only accounts of the kind <c>FileStorage</c> have.</summary>
internal sealed class FileShareResource() : AzureResource(TypeName)
{
    /// <summary>The ARM type.</summary>
    public const string TypeName = "Microsoft.Storage/storageAccounts/fileServices/shares";

    /// <summary>In GiB, of any kind of share ("Azure Files scalability and performance targets").</summary>
    private const int Largest = 262144;

    /// <inheritdoc/>
    public override NamingRule Naming { get; init; } = new("[a-z0-9](?:-?[a-z0-9])*", 3, 63, "InvalidResourceName",
        "The specified resource name '{0}' contains invalid characters. A share name must be 3 to 63 lower-case letters, digits "
            + "and single hyphens, and begin and end with a letter or digit.");

    public override void CheckPut(PutContext put)
    {
        if (put.Body.Number("properties.shareQuota") is < 1 or > Largest)
            throw Invalid("shareQuota", $"must be between 1 and {Largest} GiB");
        var isFileStorage = Is(put.Cloud.Find(put.Id.Parent?.Parent?.Value)?.Body.Text("kind"), "FileStorage");
        var isNfs = Is(put.Body.Text("properties.enabledProtocols"), "NFS");
        // hashicorp/terraform-provider-azurerm 24269
        if (isNfs && !isFileStorage)
            throw new ArmException(400, "InvalidHeaderValue",
                "The value for one of the HTTP headers is not in the correct format: NFS shares need an account of the kind "
                    + "'FileStorage'.", "properties.enabledProtocols");
        if (put.Body.Text("properties.rootSquash") is not null && !isNfs)
            throw Invalid("rootSquash", "is for shares with the protocol NFS only");
        if (!isFileStorage && Is(put.Body.Text("properties.accessTier"), "Premium"))
            throw Invalid("accessTier", "is 'Premium' in accounts of the kind 'FileStorage' only");
        StorageMetadata.Check(put.Body);
    }

    private static bool Is(string? one, string other) => other.Equals(one, StringComparison.OrdinalIgnoreCase);

    private static ArmException Invalid(string property, string why) => new(
        400, "InvalidValuesForRequestParameters",
        $"Values for request parameters are invalid: {property}. It {why}.", $"properties.{property}");
}
