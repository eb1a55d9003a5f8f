namespace MlopsInfra.LocalCloud.Tests.Rest;

public sealed class RequestLogTests
{
    [Fact]
    public async Task A_client_that_has_its_answer_finds_its_request_in_the_log()
    {
        await using var rest = await RestCloud.StartWithWorkspaceAsync();

        for (var asked = 1; asked <= 500; asked++)
        {
            await rest.SendAsync(HttpMethod.Get, $"{RestCloud.Workspace}?api-version={RestCloud.Version}");

            Assert.Equal(asked, rest.Server.Requests.Count("GET"));
        }

        Assert.All(rest.Server.Requests.Records, record => Assert.Equal(200, record.Status));
    }
}
