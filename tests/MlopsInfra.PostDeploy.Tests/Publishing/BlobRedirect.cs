using System.Net;

namespace MlopsInfra.PostDeploy.Tests.Publishing;

/// <summary>
/// Sees what is sent to blob storage, and can lead it to Azurite. A test can have a PUT refused on its way.
/// </summary>
/// <param name="inner">Leads to the local cloud.</param>
internal sealed class BlobRedirect(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    private readonly HttpClient _direct = new();

    /// <summary>Azurite, which finds the account by the name of the host; null: the local cloud answers.</summary>
    public Uri? Azurite { get; set; }

    /// <summary>PUTs whose path ends so are answered with a status, once for each entry.</summary>
    public Dictionary<string, (HttpStatusCode Status, string Code)> Refused { get; } = [];

    /// <summary>Methods, paths and kinds of credentials of what went to blob storage, in the order of the answers.</summary>
    public List<(string Method, string Path, string? Scheme)> Sent { get; } = [];

    /// <summary>Names of the blobs that were put as a whole.</summary>
    public IEnumerable<string> Put => Sent.Where(sent => sent.Method == "PUT").Select(sent => sent.Path);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var address = request.RequestUri!;
        if (!address.Host.Contains(".blob.", StringComparison.Ordinal)) return await base.SendAsync(request, cancellationToken);
        lock (Refused)
        {
            if (request.Method == HttpMethod.Put
                && Refused.Keys.FirstOrDefault(name => address.AbsolutePath.EndsWith(name, StringComparison.Ordinal)) is { } name
                && Refused.Remove(name, out var refusal))
            {
                var refused = new HttpResponseMessage(refusal.Status) { RequestMessage = request };
                refused.Headers.Add("x-ms-error-code", refusal.Code);
                return refused;
            }
        }

        var answer = Azurite is { } azurite
            ? await ForwardAsync(request, new Uri(azurite, address.PathAndQuery), cancellationToken)
            : await base.SendAsync(request, cancellationToken);
        var what = request.Method.Method + (address.Query.Contains("comp=", StringComparison.Ordinal)
            ? " " + address.Query.Split('&', '?').First(part => part.StartsWith("comp=", StringComparison.Ordinal))[5..] : "");
        lock (Sent)
            Sent.Add((what, Uri.UnescapeDataString(address.AbsolutePath),
                address.Query.Contains("sig=", StringComparison.Ordinal) ? "Sas" : request.Headers.Authorization?.Scheme));
        return answer;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) _direct.Dispose();
        base.Dispose(disposing);
    }

    private async Task<HttpResponseMessage> ForwardAsync(HttpRequestMessage request, Uri address,
        CancellationToken cancellationToken)
    {
        using var copy = new HttpRequestMessage(request.Method, address);
        foreach (var (name, values) in request.Headers) copy.Headers.TryAddWithoutValidation(name, values);
        copy.Headers.Host = request.RequestUri!.Host;
        if (request.Content is { } content)
        {
            copy.Content = new ByteArrayContent(await content.ReadAsByteArrayAsync(cancellationToken));
            foreach (var (name, values) in content.Headers) copy.Content.Headers.TryAddWithoutValidation(name, values);
        }

        return await _direct.SendAsync(copy, cancellationToken);
    }
}
