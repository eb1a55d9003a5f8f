using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;

namespace MlopsInfra.AzureClients.Tests.Recorded;

/// <summary>Sends recorded requests as the deployer, and waits for what they set going, as their clients do.</summary>
internal sealed class RequestPlayer(ServedDev dev) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private readonly HttpClient _http = dev.Served.NewClient();
    private readonly Dictionary<string, string> _tokens = [];

    // What the service chose when the client was recorded, and what it chose now.
    private readonly Dictionary<string, string> _chosen = [];

    /// <summary>Sends one; where the directory does not know a new principal yet, again, as clients do.</summary>
    /// <param name="recorded">The request.</param>
    public async Task<(HttpStatusCode Status, string Text)> PlayAsync(RecordedRequest recorded)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (true)
        {
            var (status, text) = await SendAsync(recorded);
            if (recorded.Statuses.Contains((int)status) || !text.Contains("PrincipalNotFound", StringComparison.Ordinal))
                return (status, text);
            await Task.Delay(TimeSpan.FromSeconds(1), patience.Token);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private async Task<(HttpStatusCode Status, string Text)> SendAsync(RecordedRequest recorded)
    {
        using var request = await NewAsync(recorded.Method, new Uri(dev.Served.Address, Now(recorded.PathAndQuery)));
        if (recorded.Body is not null) request.Content = new StringContent(Now(recorded.Body), null, "application/json");
        using var response = await _http.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        if (recorded.Chose is not null && response.IsSuccessStatusCode) _chosen[recorded.Chose] = ChosenBy(response, text);
        if (response.IsSuccessStatusCode && recorded.Method != HttpMethod.Get) await WaitAsync(response.Headers);
        return (response.StatusCode, text);
    }

    private string Now(string recorded) =>
        _chosen.Aggregate(recorded, (text, pair) => text.Replace(pair.Key, pair.Value, StringComparison.Ordinal));

    private static string ChosenBy(HttpResponseMessage response, string text) =>
        response.Headers.TryGetValues("Azure-AsyncOperation", out var found) ? new Uri(found.Single()).Segments[^1]
            : (string)JsonNode.Parse(text)!["name"]!;

    private async Task WaitAsync(HttpResponseHeaders headers)
    {
        var operation = headers.TryGetValues("Azure-AsyncOperation", out var found) ? found.Single()
            : headers.Location?.AbsoluteUri;
        if (operation is null) return;
        using var patience = new CancellationTokenSource(Patience);
        while (true)
        {
            using var poll = await NewAsync(HttpMethod.Get, new Uri(operation));
            using var response = await _http.SendAsync(poll, patience.Token);
            if (response.StatusCode != HttpStatusCode.Accepted && !await IsRunningAsync(response)) return;
            await Task.Delay(20, patience.Token);
        }
    }

    private static async Task<bool> IsRunningAsync(HttpResponseMessage response)
    {
        var text = await response.Content.ReadAsStringAsync();
        return text.StartsWith('{') && JsonNode.Parse(text)!["status"] is JsonValue status
            && (string)status! is "InProgress" or "Running" or "Accepted" or "Creating" or "Updating" or "Deleting";
    }

    private async Task<HttpRequestMessage> NewAsync(HttpMethod method, Uri address)
    {
        var audience = address.AbsolutePath.StartsWith("/graph/", StringComparison.Ordinal)
            ? new Uri(dev.Served.Address, "/graph/").AbsoluteUri : dev.Served.Address.AbsoluteUri;
        var request = new HttpRequestMessage(method, address);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await TokenAsync(audience));
        return request;
    }

    // For the audience that clients make of the address that they were given.
    private async Task<string> TokenAsync(string audience)
    {
        if (_tokens.TryGetValue(audience, out var known)) return known;
        var tenant = dev.Outputs.GetProperty("tenantId").GetString();
        using var answer = await _http.PostAsync(new Uri(dev.Served.Address, $"/{tenant}/oauth2/v2.0/token"),
            new FormUrlEncodedContent(new Dictionary<string, string>
            {
                ["grant_type"] = "client_credentials", ["client_id"] = "33333333-3333-3333-3333-333333333333",
                ["client_secret"] = "any", ["scope"] = audience + "/.default",
            }));
        answer.EnsureSuccessStatusCode();
        return _tokens[audience] = (string)JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["access_token"]!;
    }
}
