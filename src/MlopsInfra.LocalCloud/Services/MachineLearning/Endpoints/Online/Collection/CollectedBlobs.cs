using System.Globalization;
using MlopsInfra.LocalCloud.Arm.Access;
using MlopsInfra.LocalCloud.Services.MachineLearning.Jobs.Execution;
using MlopsInfra.LocalCloud.Services.Storage.Blobs;

namespace MlopsInfra.LocalCloud.Services.MachineLearning.Endpoints.Online.Collection;

/// <summary>Writes what deployments collect: a blob for each instance and hour, which lines are appended to.</summary>
internal sealed class CollectedBlobs(BlobStore store, BlobAccounts accounts, IAccessControl access, TimeProvider time)
{
    // "Append Block" takes no more for one blob.
    private const int MostBlocks = 50_000;

    /// <summary>Writes an event.</summary>
    /// <param name="collected">The event.</param>
    /// <param name="target">Where its collection goes.</param>
    /// <param name="instance">What the blob is called.</param>
    /// <param name="writers">Object ids of the identities of the endpoint.</param>
    /// <returns>Why it could not be written; null if it is.</returns>
    public string? Write(CollectedEvent collected, BlobPlace target, string instance, IReadOnlyList<string> writers)
    {
        if (accounts.Find(target.Account) is not { } account || accounts.FindContainer(account, target.Container) is null)
            return $"there is no container '{target.Container}' in a storage account '{target.Account}'";
        var container = BlobAccounts.ContainerId(account, target.Container);
        // The service brings its own right where the datastore keeps a key.
        if (!target.HasKey && !writers.Any(writer =>
            access.IsAllowed(writer, container, BlobRight.Write.Action, BlobRight.Write.IsDataAction)))
            return $"the identity of the endpoint may not write to the container '{target.Container}' of '{account.Name}': "
                + $"AuthorizationPermissionMismatch ({BlobRight.Write.Action})";
        var hour = collected.Time.UtcDateTime.ToString("yyyy'/'MM'/'dd'/'HH", CultureInfo.InvariantCulture);
        var blobs = store.Open(account.Name, target.Container, accounts.CreatedOn(account, target.Container));
        for (var part = 1; ; part++)
        {
            var name = target.Below(part == 1 ? $"{hour}/{instance}.jsonl" : $"{hour}/{instance}-{part}.jsonl").Path;
            if (blobs.Find(name) is { AppendedBlocks: >= MostBlocks }) continue;
            blobs.Write(name, version: null, existing => Append(name, existing, collected.Line));
            return null;
        }
    }

    private BlobRecord Append(string name, BlobRecord? existing, byte[] line)
    {
        var now = time.GetUtcNow();
        var blob = existing ?? new BlobRecord
        {
            Name = name, Hash = store.Contents.CreateAppendable().Hash, Length = 0, Md5 = "", ETag = "", Created = now,
            Modified = now, BlobType = AppendRoutes.BlobType,
        };
        store.Contents.Append(blob.Hash, blob.Length, new MemoryStream(line));
        return blob with
        {
            Length = blob.Length + line.Length, AppendedBlocks = blob.AppendedBlocks + 1, ETag = BlobRoutes.NewTag(),
            Modified = now,
        };
    }
}
