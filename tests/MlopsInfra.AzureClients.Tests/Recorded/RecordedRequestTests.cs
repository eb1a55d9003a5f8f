using System.Net;

namespace MlopsInfra.AzureClients.Tests.Recorded;

/// <summary>What clients were recorded to send, played in order on a fresh dev environment.</summary>
public sealed class RecordedRequestTests
{
    [Theory]
    [InlineData("az")]
    [InlineData("azure-ai-ml")]
    [InlineData("terraform")]
    public async Task A_recorded_client_gets_what_it_gets_of_Azure(string client)
    {
        var dev = new ServedDev();
        await using var _ = dev;
        await dev.InitializeAsync();
        using var player = new RequestPlayer(dev);
        var share = new Share($"{client} (recorded)");
        foreach (var request in RecordedRequest.Read(client))
        {
            var (status, text) = await player.PlayAsync(request);
            var fault = request.Statuses.Contains((int)status) ? null
                : $"{request.Method} {request.PathAndQuery}: {(int)status} instead of "
                    + $"{string.Join(" or ", request.Statuses)}: {Short(text)}";
            if (status >= HttpStatusCode.InternalServerError) fault ??= $"{(int)status} {Short(text)}";
            if (request.IsSetUp) Assert.True(fault is null, fault);
            else share.Add(request.Call, fault, request.Gap);
        }

        share.Report();
    }

    private static string Short(string text) => text.Length > 300 ? text[..300] : text;
}
