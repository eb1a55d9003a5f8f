using System.Text;
using MlopsInfra.LocalCloud.Services.Storage.Blobs;

namespace MlopsInfra.LocalCloud.Services.ContainerRegistry.Builds;

/// <summary>
/// Logs of runs as blobs, which clients read while a run goes on: the metadata <c>Complete</c> says that it has ended.
/// </summary>
internal sealed class BuildLogs(BlobStore blobs, TimeProvider time)
{
    /// <summary>Where the log of a run is in the registry's container.</summary>
    public static string PathOf(string run) => $"logs/{run}/rawtext.log";

    /// <summary>Writes the log as it is now.</summary>
    public async Task WriteAsync(RegistryRef registry, ImageRun run, CancellationToken cancellationToken)
    {
        var (path, bytes) = (PathOf(run.Id), Encoding.UTF8.GetBytes(run.Log));
        var content = await blobs.Contents.WriteAsync([() => new MemoryStream(bytes)], cancellationToken);
        var metadata = new SortedDictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        if (run.IsDone) metadata["Complete"] = run.Status == "Succeeded" ? "Successful" : "Failed";
        blobs.Open(BlobAccounts.TasksAccount, registry.Key, DateTimeOffset.UnixEpoch).Write(path, null, _ => new BlobRecord
        {
            Name = path,
            Hash = content.Hash,
            Md5 = content.Md5,
            Length = content.Length,
            ETag = $"\"0x{content.Hash[..15].ToUpperInvariant()}\"",
            Created = run.Created,
            Modified = time.GetUtcNow(),
            BlobType = "AppendBlob",
            ContentType = "text/plain; charset=utf-8",
            Metadata = metadata,
        });
    }
}
