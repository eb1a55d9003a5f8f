using Pulumi;
using Pulumi.AzureNative.ManagedIdentity;
using Pulumi.AzureNative.Resources;
using Pulumi.AzureNative.Storage;
using Pulumi.AzureNative.Storage.Inputs;

namespace ThreeClouds;

/// <summary>Names that are given and names that are made up, and a secret.</summary>
internal static class OnAzure
{
    public static void Declare(Dictionary<string, object?> outputs)
    {
        // An automatic name.
        var group = new ResourceGroup("group", new() { Location = "westeurope" });
        var account = new StorageAccount("account", new()
        {
            AccountName = "stthreeclouds",
            ResourceGroupName = group.Name,
            Location = group.Location,
            Kind = Kind.StorageV2,
            Sku = new SkuArgs { Name = SkuName.Standard_LRS },
        });
        for (var i = 0; i < 4; i++)
            _ = new BlobContainer($"container{i}", new() { ContainerName = $"container{i}", AccountName = account.Name,
                ResourceGroupName = group.Name });
        var identity = new UserAssignedIdentity("identity", new() { ResourceGroupName = group.Name, Location = group.Location });
        outputs["group"] = group.Name;
        outputs["identity"] = identity.PrincipalId;
        outputs["secret"] = Output.CreateSecret(account.Id);
    }
}
