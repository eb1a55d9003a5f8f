using System.Text;
using System.Text.Json.Nodes;

namespace MlopsInfra.PostDeploy.Tests.Publishing;

/// <summary>
/// Sees the uploads of a publish: keeps the signed container that the workspace hands out, and can put Azurite's in its place. A
/// test can have an upload refused on its way.
/// </summary>
/// <param name="inner">Leads to the local cloud.</param>
/// <param name="azurite">Takes the uploads; null: the local cloud does.</param>
internal sealed class StorageDetour(HttpMessageHandler inner, Azurite? azurite) : DelegatingHandler(inner)
{
    private readonly HttpClient _direct = new();

    /// <summary>The container with its signature, once the workspace has been asked for one.</summary>
    public Uri? Container { get; private set; }

    /// <summary>PUTs whose path ends so are answered with 400, once for each entry.</summary>
    public List<string> Refused { get; } = [];

    /// <summary>Whether the workspace hands out no signature, as one does whose datastores go by identity.</summary>
    public bool WithoutSignature { get; set; }

    /// <summary>Names of the blobs that were put, in the order of the answers.</summary>
    public List<string> Put { get; } = [];

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var address = request.RequestUri!;
        var isBlob = address.Host.Contains(".blob.", StringComparison.Ordinal) || address.Authority == azurite?.Address.Authority;
        var isPut = isBlob && request.Method == HttpMethod.Put
            && (WithoutSignature || address.Query.Contains("sig=", StringComparison.Ordinal))
            && !address.Query.Contains("comp=", StringComparison.Ordinal);
        lock (Refused)
            if (isPut
                && Refused.FirstOrDefault(name => address.AbsolutePath.EndsWith(name, StringComparison.Ordinal)) is { } refused
                && Refused.Remove(refused))
                return new HttpResponseMessage(System.Net.HttpStatusCode.BadRequest) { RequestMessage = request };

        var answer = isBlob && azurite is not null
            ? await ForwardAsync(request, cancellationToken) : await base.SendAsync(request, cancellationToken);
        if (isPut && answer.IsSuccessStatusCode)
            lock (Put) Put.Add(NameOf(address));
        return address.AbsolutePath.EndsWith("/startPendingUpload", StringComparison.Ordinal)
            ? await DetourAsync(answer, cancellationToken) : answer;
    }

    // What follows the container in the address.
    private string NameOf(Uri blob) =>
        Uri.UnescapeDataString(blob.AbsolutePath[(Container!.AbsolutePath.TrimEnd('/').Length + 1)..]);

    protected override void Dispose(bool disposing)
    {
        if (disposing) _direct.Dispose();
        base.Dispose(disposing);
    }

    private async Task<HttpResponseMessage> ForwardAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var copy = new HttpRequestMessage(request.Method, request.RequestUri);
        foreach (var (name, values) in request.Headers) copy.Headers.TryAddWithoutValidation(name, values);
        if (request.Content is { } content)
        {
            copy.Content = new ByteArrayContent(await content.ReadAsByteArrayAsync(cancellationToken));
            foreach (var (name, values) in content.Headers) copy.Content.Headers.TryAddWithoutValidation(name, values);
        }

        return await _direct.SendAsync(copy, cancellationToken);
    }

    private async Task<HttpResponseMessage> DetourAsync(HttpResponseMessage answer, CancellationToken cancellationToken)
    {
        var body = JsonNode.Parse(await answer.Content.ReadAsStringAsync(cancellationToken))!;
        var credential = body["blobReferenceForConsumption"]!["credential"]!;
        var container = new Uri((string)credential["sasUri"]!);
        if (azurite is not null)
            credential["sasUri"] = (container = await azurite.SignAsync(container.Segments[^1].Trim('/'))).ToString();
        Container = container;
        if (WithoutSignature) body["blobReferenceForConsumption"]!["credential"] = new JsonObject { ["credentialType"] = "None" };
        answer.Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
        return answer;
    }
}
