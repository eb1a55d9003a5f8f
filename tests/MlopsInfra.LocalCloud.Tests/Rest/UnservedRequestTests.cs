using MlopsInfra.LocalCloud.Rest.Tokens;

namespace MlopsInfra.LocalCloud.Tests.Rest;

/// <summary>Who asks for what is not served is told that, with or without a token, in the form of the client that asks.</summary>
public sealed class UnservedRequestTests
{
    [Theory]
    [InlineData("stmlops.queue.localhost", "/", "queues of storage accounts")]
    [InlineData("kv.managedhsm.localhost", "/keys", "managed HSMs")]
    [InlineData("something.localhost", "/", "serves nothing at 'https://something.localhost/'")]
    [InlineData("nosuch.blob.localhost", "/container?restype=container", "'nosuch' does not exist")]
    [InlineData("nosuch.vault.localhost", "/secrets", "no vault 'nosuch'")]
    [InlineData("nosuch.azurecr.localhost", "/v2/", "no registry 'nosuch'")]
    [InlineData("localhost", "/mlflow/v9.9/x", "does not serve the path '/mlflow/v9.9/x'")]
    [InlineData("localhost", "/nosuchaccount/container", "'nosuchaccount' is no storage account here")]
    [InlineData("127.0.0.1", "/nosuchaccount/container", "'nosuchaccount' is no storage account here")]
    public async Task A_host_or_path_that_is_not_served_is_not_found(string host, string path, string expected)
    {
        await using var rest = await RestCloud.StartAsync();
        foreach (var audience in new[] { null, Audiences.Storage })
        {
            using var answer = await rest.Http(audience).GetAsync(
                new Uri($"https://{host}:{rest.Server.BaseAddress.Port}{path}"));
            var text = (await answer.Content.ReadAsStringAsync()).Replace("&#39;", "'", StringComparison.Ordinal);

            Assert.Equal(404, (int)answer.StatusCode);
            Assert.Contains(expected, text.Replace("\\u0027", "'", StringComparison.Ordinal), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_client_of_storage_is_told_so_in_its_own_form()
    {
        await using var rest = await RestCloud.StartAsync();

        var (status, _, response) = await rest.SendAsync(HttpMethod.Get,
            $"https://127.0.0.1:{rest.Server.BaseAddress.Port}/nosuchaccount/container/blob", null, rest.Http(Audiences.Storage),
            ("x-ms-version", "2023-11-03"));

        Assert.Equal(404, status);
        Assert.StartsWith("application/xml", response.Content.Headers.ContentType?.ToString(), StringComparison.Ordinal);
    }
}
