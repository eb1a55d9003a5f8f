using System.Buffers.Text;
using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Identity;
using MlopsInfra.CommandTesting;
using Xunit;

namespace MlopsInfra.Testing;

/// <summary><c>mlops local serve</c> as a process, and what an unmodified client needs to reach it by its address.</summary>
internal sealed class ServedCloud : IAsyncDisposable
{
    private readonly Process _process;
    private readonly X509Certificate2 _certificate;
    private readonly HttpClient _http;

    private ServedCloud(Process process, Uri address, string certificateFile)
    {
        _process = process;
        Address = address;
        CertificateFile = certificateFile;
        _certificate = X509Certificate2.CreateFromPem(File.ReadAllText(certificateFile));
        _http = NewClient();
    }

    /// <summary>Where it is.</summary>
    public Uri Address { get; }

    /// <summary>The certificate to trust, as a PEM file.</summary>
    public string CertificateFile { get; }

    /// <summary>Trusts the server's certificate and nothing else.</summary>
    public HttpClientTransport Transport => new(_http);

    /// <summary>A client that trusts the server's certificate and nothing else.</summary>
    public HttpClient NewClient()
    {
        var expected = _certificate.RawData;
        var handler = new SocketsHttpHandler { UseProxy = false };
        handler.SslOptions.RemoteCertificateValidationCallback =
            (_, offered, _, _) => offered is not null && offered.GetRawCertData().AsSpan().SequenceEqual(expected);
        return new HttpClient(handler);
    }

    /// <summary>The blobs of an account.</summary>
    /// <param name="account">The account.</param>
    public Uri Blobs(string account) => new($"https://127.0.0.1:{Address.Port}/{account}");

    /// <summary>The deployer, signed in by <c>Azure.Identity</c> with the server as its authority.</summary>
    /// <param name="tenant">The tenant.</param>
    public ClientSecretCredential Deployer(string tenant) => new(
        tenant, "33333333-3333-3333-3333-333333333333", "any",
        new ClientSecretCredentialOptions { AuthorityHost = Address, DisableInstanceDiscovery = true, Transport = Transport });

    /// <summary>A job of a GitHub environment, signed in as an identity that trusts it.</summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="clientId">Client id of the identity.</param>
    /// <param name="subject">Who the job is, as GitHub's token says it.</param>
    public ClientAssertionCredential GitHubJob(string tenant, string clientId, string subject)
    {
        var claims = new JsonObject
        {
            ["iss"] = "https://token.actions.githubusercontent.com", ["sub"] = subject, ["aud"] = "api://AzureADTokenExchange",
        };
        var token = $"e30.{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(claims.ToJsonString()))}.x";
        return new ClientAssertionCredential(tenant, clientId, () => token, new ClientAssertionCredentialOptions
        {
            AuthorityHost = Address, DisableInstanceDiscovery = true, Transport = Transport,
        });
    }

    /// <summary>What Azure Resource Manager answers to a GET.</summary>
    /// <param name="credential">Who asks.</param>
    /// <param name="pathAndQuery">What for.</param>
    public async Task<JsonNode> GetAsync(TokenCredential credential, string pathAndQuery) =>
        JsonNode.Parse(await SendAsync(credential, HttpMethod.Get, pathAndQuery))!;

    /// <summary>Changes something as anybody with the right to it can: what Azure Resource Manager answers.</summary>
    /// <param name="credential">Who asks.</param>
    /// <param name="method">How.</param>
    /// <param name="pathAndQuery">What for.</param>
    /// <param name="body">The body; null for none.</param>
    public async Task<string> SendAsync(TokenCredential credential, HttpMethod method, string pathAndQuery, JsonNode? body = null)
    {
        var (status, text) = await AskAsync(credential, method, pathAndQuery, body);
        Assert.True((int)status is >= 200 and < 300, $"{method} {pathAndQuery}: {(int)status} {text}");
        return text;
    }

    /// <summary>Asks Azure Resource Manager for something: the status and the text of its answer, whatever it is.</summary>
    /// <param name="credential">Who asks.</param>
    /// <param name="method">How.</param>
    /// <param name="pathAndQuery">What for.</param>
    /// <param name="body">The body; null for none.</param>
    public async Task<(HttpStatusCode Status, string Text)> AskAsync(
        TokenCredential credential, HttpMethod method, string pathAndQuery, JsonNode? body = null)
    {
        using var request = new HttpRequestMessage(method, new Uri(Address, pathAndQuery));
        var token = await credential.GetTokenAsync(new TokenRequestContext(["https://management.azure.com/.default"]),
            CancellationToken.None);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token.Token);
        if (body is not null) request.Content = new StringContent(body.ToJsonString(), null, "application/json");
        using var response = await _http.SendAsync(request);
        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    /// <summary>Sends JSON to a path of the server.</summary>
    /// <param name="path">The path.</param>
    /// <param name="body">The JSON.</param>
    /// <param name="token">The bearer token.</param>
    public async Task<HttpStatusCode> PostAsync(string path, JsonNode body, string token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(Address, path));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        request.Content = new StringContent(body.ToJsonString(), null, "application/json");
        using var response = await _http.SendAsync(request);
        return response.StatusCode;
    }

    /// <summary>Calls a data plane with a key or a token, and answers its body.</summary>
    /// <param name="address">Where it is.</param>
    /// <param name="key">The key or the token.</param>
    /// <param name="body">The body.</param>
    public async Task<string> PostAsync(Uri address, string key, JsonNode body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, address);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        request.Content = new StringContent(body.ToJsonString(), null, "application/json");
        using var response = await _http.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, $"POST {address}: {(int)response.StatusCode} {text}");
        return text;
    }

    /// <summary>Starts it, and waits until it says where it is.</summary>
    /// <param name="mlops">The command and its store.</param>
    /// <param name="stack">The stack.</param>
    /// <param name="project">The project's folder.</param>
    public static async Task<ServedCloud> StartAsync(Mlops mlops, string stack, string? project = null)
    {
        var process = mlops.Start("local", "serve", stack, "--store", mlops.Store,
            "--project", project ?? Repository.Root, "--verbose");
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        var address = After(await process.UntilPrintedAsync("Local cloud of stack ", patience.Token));
        var certificate = After(await process.UntilPrintedAsync("Certificate to trust: ", patience.Token));
        return new ServedCloud(process, new Uri(address), certificate);
    }

    /// <summary>Ends it as Ctrl+C does: what it says of the requests that it answered; null where it can't be asked.</summary>
    public async Task<string?> EndAsync()
    {
        if (!ProcessExtensions.CanInterrupt) return null;
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        await _process.InterruptAsync(patience.Token);
        return (await _process.EndAsync(patience.Token)).Output.Split('\n').FirstOrDefault(line => line.Contains(" requests"));
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        // How it ends on Ctrl+C is the concern of other tests; here nothing may be left behind.
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
        _http.Dispose();
        _certificate.Dispose();
    }

    private static string After(string line) => line.Split(": ", 2)[1];
}
