using System.Net;
using System.Xml.Linq;
using MlopsInfra.LocalCloud.Rest;
using MlopsInfra.LocalCloud.Rest.Tokens;
using MlopsInfra.LocalCloud.Services.Storage.Blobs;
using MlopsInfra.LocalEngine.State;

namespace MlopsInfra.LocalCloud.Services.MachineLearning.Jobs.Execution;

/// <summary>
/// Reads and writes blobs for jobs over the blob service, as their computes do: with its checks of rights and networks, and with
/// the events that follow.
/// </summary>
internal sealed class JobBlobs(ServerCalls calls, SharedAccessSignatures signatures)
{
    private const string Version = "2024-11-04";

    /// <summary>What there is at a place: the blob itself, or those below it, in order of name.</summary>
    /// <exception cref="JobException">It can't be read.</exception>
    public async Task<IReadOnlyList<BlobItem>> ListAsync(BlobPlace place, JobAccess access, CancellationToken cancellationToken)
    {
        var found = new List<BlobItem>();
        var marker = "";
        do
        {
            using var message = Message(HttpMethod.Get, place, "", access, "rl",
                $"restype=container&comp=list&prefix={Uri.EscapeDataString(place.Path)}&marker={Uri.EscapeDataString(marker)}");
            using var answer = await SendAsync(message, place, access, cancellationToken);
            var list = XDocument.Parse(await answer.Content.ReadAsStringAsync(cancellationToken)).Root!;
            found.AddRange(list.Descendants("Blob").Select(blob => new BlobItem(blob.Element("Name")!.Value,
                blob.Descendants("Content-MD5").FirstOrDefault()?.Value ?? "")));
            marker = list.Element("NextMarker")?.Value ?? "";
        }
        while (marker.Length > 0);

        // A prefix is no folder: 'data' is one of 'data/a.csv' and of 'database.csv'.
        return [.. found.Where(blob => place.Path.Length == 0 || blob.Name == place.Path
            || blob.Name.StartsWith(place.Path + "/", StringComparison.Ordinal))];
    }

    /// <summary>Downloads a blob into a file.</summary>
    public async Task DownloadAsync(BlobPlace place, string blob, string file, JobAccess access,
        CancellationToken cancellationToken)
    {
        PrivateFiles.CreateFolder(Path.GetDirectoryName(file)!);
        using var message = Message(HttpMethod.Get, place, blob, access, "r", "");
        using var answer = await SendAsync(message, place, access, cancellationToken);
        await using var target = PrivateFiles.OpenWrite(file, FileMode.Create, FileShare.Read);
        await answer.Content.CopyToAsync(target, cancellationToken);
    }

    /// <summary>Uploads content as a blob, in place of what is there.</summary>
    public async Task UploadAsync(BlobPlace place, string blob, HttpContent content, JobAccess access,
        CancellationToken cancellationToken)
    {
        using var message = Message(HttpMethod.Put, place, blob, access, "cw", "");
        message.Content = content;
        message.Headers.Add("x-ms-blob-type", "BlockBlob");
        using var answer = await SendAsync(message, place, access, cancellationToken);
    }

    private HttpRequestMessage Message(HttpMethod method, BlobPlace place, string blob, JobAccess access, string permissions,
        string query)
    {
        var path = string.Join('/', blob.Split('/').Select(Uri.EscapeDataString));
        var signature = place.HasKey ? signatures.Sign(place.Account, place.Container, permissions).TrimStart('?') : "";
        var message = new HttpRequestMessage(method, $"https://{place.Account}{AzureHosts.BlobSuffix}/{place.Container}"
            + (path.Length == 0 ? "" : "/" + path)
            + $"?{string.Join('&', ((string[])[query, signature]).Where(part => part.Length > 0))}");
        message.Headers.Add("x-ms-version", Version);
        CallerHeaders.Write(message, access.Place);
        return message;
    }

    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage message, BlobPlace place, JobAccess access,
        CancellationToken cancellationToken)
    {
        if (!place.HasKey && access.Principal is null)
            throw JobException.User($"The datastore of '{place.Container}' in the storage account '{place.Account}' has no "
                + "credentials, and the job has no identity: give its compute cluster one, or the job (identity: "
                + "managed_identity or "
                + "user_identity).");
        var answer = await calls.SendAsync(message,
            place.HasKey ? null : (access.Principal!.ObjectId, Audiences.Storage), cancellationToken);
        if (answer.IsSuccessStatusCode) return answer;
        using (answer)
        {
            var code =
                answer.Headers.TryGetValues("x-ms-error-code", out var codes) ? codes.First() : $"{(int)answer.StatusCode}";
            var who = place.HasKey ? "the datastore's key" : $"the identity '{access.Principal!.Name}'";
            throw new JobException(new JobError(
                answer.StatusCode >= HttpStatusCode.InternalServerError ? JobError.System : JobError.User,
                $"{message.Method} of '{message.RequestUri!.AbsolutePath}' in the storage account '{place.Account}' with {who} "
                    + "was "
                    + $"refused: {code} ({(int)answer.StatusCode})."));
        }
    }
}
