using Pulumi;
using Pulumi.AzureNative.Resources;
using Pulumi.AzureNative.Storage;
using Pulumi.AzureNative.Storage.Inputs;
using Deployment = Pulumi.Deployment;

return await Deployment.RunAsync(() =>
{
    var group = new ResourceGroup("group", new() { ResourceGroupName = "rg-containers", Location = "westeurope" });
    var account = new StorageAccount("account", new()
    {
        AccountName = "stcontainersbenchmark",
        ResourceGroupName = group.Name,
        Location = group.Location,
        Kind = Kind.StorageV2,
        Sku = new SkuArgs { Name = SkuName.Standard_LRS },
    });
    for (var i = 0; i < new Config().RequireInt32("count"); i++)
    {
        _ = new BlobContainer($"container{i}", new()
        {
            ContainerName = $"container{i}",
            AccountName = account.Name,
            ResourceGroupName = group.Name,
        });
    }
});
