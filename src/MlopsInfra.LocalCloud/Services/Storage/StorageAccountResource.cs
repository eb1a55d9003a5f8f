using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Arm.Networking;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Services.Storage;

/// <summary>Storage accounts: endpoints, keys, what can't go together.</summary>
internal sealed class StorageAccountResource() : AzureResource(TypeName)
{
    /// <summary>The ARM type.</summary>
    public const string TypeName = "Microsoft.Storage/storageAccounts";

    private const string KeyTimes = "properties.keyCreationTime";

    private static readonly string[] Endpoints = ["dfs", "web", "blob", "queue", "table", "file"];
    private static readonly string[] EncryptedServices = ["blob", "file"];
    private static readonly string[] KeyNames = ["key1", "key2"];

    public override string InvalidValueCode { get; init; } = "InvalidValuesForRequestParameters";

    /// <inheritdoc/>
    public override NamingRule Naming { get; init; } = new("[a-z0-9]+", 3, 24, "AccountNameInvalid",
        "{0} is not a valid storage account name. Storage account name must be between 3 and 24 characters in length and use "
            + "numbers and lower-case letters only.");

    /// <inheritdoc/>
    public override UniqueName? UniqueName { get; init; } = new(put => new(409, "StorageAccountAlreadyTaken",
        Taken(put.Id.Name), put.Id.Name));

    /// <inheritdoc/>
    public override NameCheck? NameCheck { get; init; } = new("AccountNameInvalid", Taken);

    /// <summary>Codes: "Storage Resource Provider error codes", Update Storage Account.</summary>
    public override IReadOnlyList<FixedProperty> FixedProperties { get; init; } =
    [
        Fixed("properties.isHnsEnabled"),
        Fixed("properties.isNfsV3Enabled"),
        Fixed("properties.encryption.requireInfrastructureEncryption"),
        Fixed("kind") with
        {
            IsAllowed = (old, now) => old?.ToString() is "Storage" or "BlobStorage" && now?.ToString() == "StorageV2",
        },
        new("sku.name")
        {
            Status = 400,
            Code = "StorageAccountTypeConversionNotAllowed",
            Message = (name, _) => $"The storage account '{name}' does not support SKU conversion between performance tiers.",
            IsAllowed = (old, now) => PerformanceOf(old) == PerformanceOf(now),
        },
    ];

    /// <inheritdoc/>
    public override TypicalDuration Duration { get; init; } = TypicalDuration.Measured(24);

    /// <inheritdoc/>
    public override LongRunningStyle? LongRunning { get; init; } = new("asyncoperations", null, false);

    /// <summary>It is deleted at once although its PUT is long-running.</summary>
    public override LongRunningStyle? LongRunningDelete => null;

    /// <summary>None: logs are those of its services.</summary>
    public override IReadOnlyList<string>? LogCategories { get; init; } = [];

    /// <inheritdoc/>
    public override IReadOnlyList<string> ComputedAddresses { get; init; } =
        ["properties.primaryEndpoints", "properties.secondaryEndpoints"];

    /// <inheritdoc/>
    public override IReadOnlyList<string>? PrivateLinkGroups { get; init; } =
    [
        "blob", "blob_secondary", "table", "table_secondary", "queue", "queue_secondary", "file", "web", "web_secondary", "dfs",
        "dfs_secondary",
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<string>? Metrics { get; init; } =
        ["Availability", "Egress", "Ingress", "SuccessE2ELatency", "SuccessServerLatency", "Transactions", "UsedCapacity"];

    public override EventSource? EventSource { get; init; } = new("Microsoft.Storage.StorageAccounts",
        "AsyncOperationInitiated", "BlobCreated", "BlobDeleted", "BlobInventoryPolicyCompleted", "BlobRenamed", "BlobTierChanged",
        "DirectoryCreated", "DirectoryDeleted", "DirectoryRenamed", "LifecyclePolicyCompleted", "StorageTaskAssignmentCompleted",
        "StorageTaskAssignmentQueued", "StorageTaskCompleted", "StorageTaskQueued");

    /// <summary>
    /// What counts as trusted: "Trusted access based on a managed identity" in "Configure Azure Storage firewalls".
    /// </summary>
    public override NetworkSurface? NetworkSurface { get; init; } = new(
        "properties.networkAcls", "blob", "privatelink.blob.core.windows.net", "properties.networkAcls.bypass",
        [
            "Microsoft.MachineLearningServices/workspaces", "Microsoft.MachineLearningServices/registries",
            "Microsoft.EventGrid/systemTopics", "Microsoft.EventGrid/topics", "Microsoft.EventGrid/domains",
            "Microsoft.Logic/workflows", "Microsoft.ContainerRegistry/registries",
        ]);

    public override void CheckPut(PutContext put) => StorageAccountChecks.Check(put);

    public override void Complete(PutContext put, JsonObject computed)
    {
        var created = CommonOutputs.Time(put.Existing?.CreatedOn ?? put.Cloud.Now);
        var properties = computed["properties"]!.AsObject();
        properties["primaryEndpoints"] = new JsonObject(Endpoints
            .Select(service => KeyValuePair.Create(service,
                (JsonNode?)$"https://{put.Id.Name}.{(service == "web" ? "z6.web" : service)}.core.windows.net/")));
        properties["primaryLocation"] = put.Location;
        properties["statusOfPrimary"] = "available";
        properties["creationTime"] = created;
        properties["keyCreationTime"] = put.Existing?.Computed.At(KeyTimes)?.DeepClone()
            ?? new JsonObject { ["key1"] = created, ["key2"] = created };
        properties["privateEndpointConnections"] = new JsonArray();
        properties["encryption"] = Encryption(put, created);
        computed["sku"] = new JsonObject
        {
            ["name"] = put.Body.Text("sku.name"),
            ["tier"] = put.Body.Text("sku.name")?.StartsWith("Premium", StringComparison.OrdinalIgnoreCase) == true
                ? "Premium" : "Standard",
        };
        if (put.Body.Text("properties.accessTier") is null && put.Body.Text("kind") is "StorageV2")
            properties["accessTier"] = "Hot";
    }

    private static string Taken(string name) => $"The storage account named {name} is already taken.";

    private static FixedProperty Fixed(string path) => new(path)
    {
        Status = 400,
        Code = "AccountPropertyCannotBeUpdated",
        Message =
            (_, changed) => $"The property '{changed.Replace("properties.", "", StringComparison.Ordinal)}' was specified in "
            + "the input, but it cannot be updated as it is read-only. For more information, see - "
            + "https://aka.ms/storageaccountupdate",
    };

    // Standard_LRS, PremiumV2_ZRS: what stands before the redundancy.
    private static string? PerformanceOf(JsonNode? sku) => sku?.ToString().Split('_')[0].ToLowerInvariant();

    // What is at rest is encrypted whether or not anybody asks; queues and tables by the account's key only on request.
    private static JsonObject Encryption(PutContext put, string created)
    {
        var services = new JsonObject(EncryptedServices.Select(service => KeyValuePair.Create(
            service, (JsonNode?)new JsonObject { ["enabled"] = true, ["keyType"] = "Account", ["lastEnabledTime"] = created })));
        var encryption = new JsonObject { ["services"] = services };
        if (put.Body.Text("properties.encryption.keySource") is null) encryption["keySource"] = "Microsoft.Storage";
        return encryption;
    }

    /// <summary>The keys of an account, whether it accepts them or not: others once they are made anew.</summary>
    /// <param name="account">What is shown of it.</param>
    public static IReadOnlyList<string> KeysOf(JsonObject account)
    {
        var (id, created) = (account.Text("id")!, account.Text("properties.creationTime"));
        return [.. KeyNames.Select(name => account.Text($"{KeyTimes}.{name}") is { } made && made != created
            ? MadeUpIds.Key("storage", id, name, made) : MadeUpIds.Key("storage", id, name))];
    }

    private static StoredResource Regenerate(PostContext post)
    {
        var asked = (post.Body as JsonObject)?.Text("keyName");
        var name = Array.Find(KeyNames, each => each.Equals(asked, StringComparison.OrdinalIgnoreCase))
            ?? throw new ArmException(400, "InvalidValue", $"The key name '{asked}' is none of key1, key2.", "keyName");
        var computed = post.Existing.Computed.DeepClone().AsObject();
        computed.Set($"{KeyTimes}.{name}", CommonOutputs.Time(post.Cloud.Now));
        var changed = post.Existing with { Computed = computed, ChangedOn = post.Cloud.Now };
        post.Cloud.Store.Commit([new StoreChange(changed.Key, changed)]);
        return changed;
    }

    public override bool TryPost(PostContext post, out JsonNode? answer)
    {
        answer = null;
        if (!post.Is("listKeys") && !post.Is("regenerateKey")) return false;
        if (post.Existing.Body.Flag("properties.allowSharedKeyAccess") == false)
        {
            // The keys of such an account still exist; what uses them is refused. Handing them out hides the mistake, so it is
            // refused here.
            throw new ArmException(403, "KeyBasedAuthenticationNotPermitted",
                "Key based authentication is not permitted on this storage account.", post.Id.Value);
        }

        var account = post.Is("regenerateKey") ? Regenerate(post) : post.Existing;
        answer = new JsonObject
        {
            ["keys"] = new JsonArray([.. KeyNames.Zip(KeysOf(account.Computed), (name, key) => (JsonNode)new JsonObject
            {
                ["keyName"] = name,
                ["value"] = key,
                ["permissions"] = "FULL",
                ["creationTime"] = account.Computed.Text($"{KeyTimes}.{name}"),
            })]),
        };
        return true;
    }
}
