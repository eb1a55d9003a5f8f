using MlopsInfra.LocalCloud.Tests.Kubernetes;

namespace MlopsInfra.LocalCloud.Tests.Programs;

/// <summary>Values that are too long, too many or too large by Microsoft's types: found before anything is created.</summary>
internal static class LimitMistakes
{
    public static IReadOnlyList<Mistake> All { get; } =
    [
        new("deleted blobs that are kept for more than a year", "InvalidValuesForRequestParameters",
            (azure, or) => azure.GroupAnd(async () =>
        {
            await azure.Account();
            await azure.Add("storage:BlobServiceProperties", "blobs", $$"""
                {"resourceGroupName":"rg","accountName":"stdata","blobServicesName":"default","deleteRetentionPolicy":{"enabled":true,"days":{{or["365", "366"]}}} }
                """);
        })) { Says = "deleteRetentionPolicy.days' is too large (366): at most 365 allowed" },
        new("nodes that are drained for more than a day", "InvalidParameter", (azure, or) => azure.GroupAnd(() =>
            new ClusterProgram(azure).Cluster(pool: $",\"upgradeSettings\":{{\"drainTimeoutInMinutes\":{or["1440", "1441"]}}}")))
            { Says = "at most 1440 allowed" },
        new("outbound ports beyond what an address has", "InvalidParameter", (azure, or) => azure.GroupAnd(() =>
            new ClusterProgram(azure).Cluster(
                $",\"networkProfile\":{{\"loadBalancerProfile\":{{\"allocatedOutboundPorts\":{or["64000", "64001"]}}}}}"))),
        new("a vault of a tenant that is no GUID", "BadRequest",
            (azure, or) => azure.GroupAnd(() => azure.Add("keyvault:Vault", "vault", $$$"""
            {"resourceGroupName":"rg","location":"westeurope","vaultName":"kv-data",
             "properties":{"tenantId":"{{{or["11111111-1111-1111-1111-111111111111", "1111-11111111-1111-1111-111111111111"]}}}","sku":{"family":"A","name":"standard"} } }
            """))) { Says = "tenantId' does not match expression" },
    ];
}
