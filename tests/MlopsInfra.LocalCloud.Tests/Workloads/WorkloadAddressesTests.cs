using MlopsInfra.LocalCloud.Arm.Networking;
using MlopsInfra.LocalCloud.Rest;
using MlopsInfra.LocalCloud.Workloads;

namespace MlopsInfra.LocalCloud.Tests.Workloads;

/// <summary>Which addresses a process is given in place of Azure's.</summary>
public sealed class WorkloadAddressesTests
{
    [Theory]
    [InlineData("https://stmlops.blob.core.windows.net/training", "https://127.0.0.1:4443/stmlops/training")]
    [InlineData("https://stmlops.blob.core.windows.net:443/", "https://127.0.0.1:4443/stmlops/")]
    [InlineData("HTTPS://STMLOPS.blob.core.windows.net", "HTTPS://127.0.0.1:4443/STMLOPS")]
    [InlineData("http://stmlops.blob.core.windows.net/a?b=c", "https://127.0.0.1:4443/stmlops/a?b=c")]
    [InlineData("stmlops.blob.core.windows.net", "127.0.0.1:4443/stmlops")]
    [InlineData("""{"in":"https://a1.blob.core.windows.net/x","out":"https://b2.blob.core.windows.net/y"}""",
        """{"in":"https://127.0.0.1:4443/a1/x","out":"https://127.0.0.1:4443/b2/y"}""")]
    [InlineData("https://score.westeurope.inference.ml.azure.com/score", "https://127.0.0.1:4443/scoring/westeurope/score/score")]
    [InlineData("https://kv-mlops.vault.azure.net/secrets/key", "https://127.0.0.1:4443/vaults/kv-mlops/secrets/key")]
    [InlineData("https://management.azure.com/subscriptions/s", "https://127.0.0.1:4443/subscriptions/s")]
    [InlineData("https://login.microsoftonline.com/", "https://127.0.0.1:4443/")]
    [InlineData("InstrumentationKey=k;IngestionEndpoint=https://westeurope-1.in.applicationinsights.azure.com/;X=1",
        "InstrumentationKey=k;IngestionEndpoint=https://127.0.0.1:4443/;X=1")]
    [InlineData("azureml://westeurope.api.azureml.ms/mlflow/v1.0/subscriptions/s",
        "azureml://127.0.0.1:4443/mlflow/v1.0/subscriptions/s")]
    [InlineData("DefaultEndpointsProtocol=https;AccountName=stmlops;AccountKey=a==;EndpointSuffix=core.windows.net",
        "DefaultEndpointsProtocol=https;AccountName=stmlops;AccountKey=a==;EndpointSuffix=core.windows.net;"
            + "BlobEndpoint=https://127.0.0.1:4443/stmlops")]
    public void Addresses_of_Azure_become_those_that_answer_here(string declared, string given) =>
        Assert.Equal(given, new WorkloadAddresses(new Uri("https://127.0.0.1:4443/")).Rewrite(declared));

    // The token of an endpoint does not say who uses it: the address does.
    [Theory]
    [InlineData("https://score.westeurope.inference.ml.azure.com/score")]
    [InlineData("https://127.0.0.1:4443/scoring/westeurope/score/score")]
    [InlineData("https://localhost:4443/scoring/westeurope/score/score")]
    public void Scoring_addresses_say_the_network_of_a_process_that_is_in_one(string declared)
    {
        var place = new CallerPlace.InNetwork("/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks/v");
        var server = new Uri("https://127.0.0.1:4443/");

        Assert.Equal($"https://127.0.0.1:4443/called-from/{CallerHeaders.Encode(place)}/scoring/westeurope/score/score",
            new WorkloadAddresses(server, place).Rewrite(declared));
        Assert.Equal("https://127.0.0.1:4443/stmlops/a",
            new WorkloadAddresses(server, place).Rewrite("https://stmlops.blob.core.windows.net/a"));
        Assert.DoesNotContain("called-from", new WorkloadAddresses(server, CallerPlace.Outside).Rewrite(declared),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://management.azure.com/.default")]
    [InlineData("https://storage.azure.com")]
    [InlineData("https://vault.azure.net")]
    [InlineData("https://example.org/stmlops.blob.core.windows.net")]
    [InlineData("https://stmlops.blob.core.windows.net.example.org/x")]
    [InlineData("stmlops")]
    [InlineData("a text about management.azure.com")]
    [InlineData("")]
    public void Everything_else_stays_as_it_was_declared(string declared) =>
        Assert.Equal(declared, new WorkloadAddresses(new Uri("https://127.0.0.1:4443/")).Rewrite(declared));
}
