namespace MlopsInfra.LocalCloud.Tests.Kubernetes;

/// <summary>AKS clusters: what has to go together.</summary>
public sealed class ClusterTests
{
    [Theory]
    [InlineData("\"mode\":\"System\"", "\"mode\":\"User\"", "properties.agentPoolProfiles")]
    [InlineData("\"dnsPrefix\":\"data\",", "", "properties.dnsPrefix")]
    [InlineData("\"identity\":{\"type\":\"SystemAssigned\"},", "", "identity")]
    [InlineData("\"dnsPrefix\"", "\"disableLocalAccounts\":true,\"dnsPrefix\"", "properties.disableLocalAccounts")]
    [InlineData("\"count\":1", "\"count\":1,\"enableAutoScaling\":true,\"minCount\":3,\"maxCount\":2",
        "properties.agentPoolProfiles[0].minCount")]
    public void Clusters_that_do_not_hold_together(string part, string mistake, string target)
    {
        using var azure = TestCloud.WithGroup();
        var body = """
            {"location":"westeurope","identity":{"type":"SystemAssigned"},"properties":{"dnsPrefix":"data","agentPoolProfiles":[{"name":"system","mode":"System","count":1,"vmSize":"Standard_D2s_v5"}]}}
            """;
        Assert.Contains(part, body, StringComparison.Ordinal);
        var refusal = azure.PutRefused(TestCloud.In("Microsoft.ContainerService/managedClusters", "aks"),
            body.Replace(part, mistake, StringComparison.Ordinal));
        Assert.Equal(("InvalidParameter", target), (refusal.Code, refusal.Target));
    }
}
