using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Rest.Tokens;
using MlopsInfra.LocalCloud.Tests.Rest;

namespace MlopsInfra.LocalCloud.Tests.MachineLearning.Tracking;

/// <summary>Sends requests to a workspace's tracking server as a client of MLflow does.</summary>
internal sealed class TrackingClient(RestCloud rest, bool plugin = false, string? objectId = null)
{
    /// <summary>What MLflow's own client is called.</summary>
    public const string Plain = "mlflow-python-client/3.17.2";

    /// <summary>What Azure's plugin is called.</summary>
    public const string Plugin = "mlflow-python-client/3.15.0 azureml-mlflow/1.62.0.post6";

    /// <summary>The token that is sent; empty: none; null: one of the control plane.</summary>
    public string? Token { get; init; }

    private string Server => $"/mlflow/{(plugin ? "v2.0" : "v1.0")}{RestCloud.Workspace}";

    public Task<(int Status, JsonNode? Body, HttpResponseMessage Response)> GetAsync(string call) =>
        SendAsync("GET", $"/api/2.0/mlflow/{call}", null);

    public Task<(int Status, JsonNode? Body, HttpResponseMessage Response)> PostAsync(string call, string body) =>
        SendJsonAsync("POST", call, body);

    public Task<(int Status, JsonNode? Body, HttpResponseMessage Response)> SendJsonAsync(string method, string call,
        string body) =>
        SendAsync(method, $"/api/2.0/mlflow/{call}", new StringContent(body, Encoding.UTF8, "application/json"));

    /// <summary>Sends a request; a path that begins with <c>/api</c> is below the tracking server.</summary>
    public async Task<(int Status, JsonNode? Body, HttpResponseMessage Response)> SendAsync(string method, string path,
        HttpContent? content, params (string Name, string Value)[] headers)
    {
        var at = path.StartsWith("/api", StringComparison.Ordinal) || path.StartsWith("/ajax-api", StringComparison.Ordinal)
            ? Server + path : path;
        using var request =
            new HttpRequestMessage(new HttpMethod(method), new Uri(rest.Server.BaseAddress, at)) { Content = content };
        request.Headers.TryAddWithoutValidation("User-Agent", plugin ? Plugin : Plain);
        if (Token is not "") request.Headers.Authorization = new AuthenticationHeaderValue("Bearer",
            Token ?? rest.Server.Tokens.Issue(Audiences.ResourceManager, objectId).Value);
        foreach (var (name, value) in headers)
        {
            request.Headers.Remove(name);
            request.Headers.TryAddWithoutValidation(name, value);
        }

        var response = await rest.Http(audience: null).SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        return ((int)response.StatusCode, text.StartsWith('{') || text.StartsWith('[') ? JsonNode.Parse(text) : null, response);
    }
}
