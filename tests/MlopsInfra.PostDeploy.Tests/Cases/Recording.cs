using System.Security.Cryptography;

namespace MlopsInfra.PostDeploy.Tests.Cases;

/// <summary>What one side sent: Microsoft's client when the case was recorded, or a publish just now.</summary>
internal sealed class Recording
{
    private readonly Lock _lock = new();
    private readonly List<CaseRequest> _requests = [];
    private readonly SortedDictionary<string, string> _blobs = new(StringComparer.Ordinal);

    /// <summary>The requests that write, in order.</summary>
    public IReadOnlyList<CaseRequest> Requests => _requests;

    /// <summary>SHA-256 of each blob by its path from the container on, as in <c>azureml-blobstore/LocalUpload/...</c>.</summary>
    public IReadOnlyDictionary<string, string> Blobs => _blobs;

    public void Add(CaseRequest request)
    {
        lock (_lock) _requests.Add(request);
    }

    public void AddBlob(string path, byte[] content)
    {
        lock (_lock) _blobs[path] = Convert.ToHexStringLower(SHA256.HashData(content));
    }

    /// <summary>The names of the blobs of a container.</summary>
    public IReadOnlyList<string> BlobsIn(string container)
    {
        lock (_lock)
            return [.. _blobs.Keys.Where(path => path.StartsWith(container + "/", StringComparison.Ordinal))
                .Select(path => path[(container.Length + 1)..])];
    }

    public CaseRequest? Find(string path)
    {
        lock (_lock)
            return _requests.LastOrDefault(request => request.Method == "PUT"
                && request.Path.Equals(path, StringComparison.OrdinalIgnoreCase));
    }
}
