using System.Xml.Linq;
using MlopsInfra.LocalCloud.Rest;

namespace MlopsInfra.LocalCloud.Services.Storage.Blobs;

/// <summary>Index tags: get, set, and find blobs by them in an account or a container.</summary>
internal sealed class TagRoutes(BlobAccounts accounts, BlobStore store)
{
    /// <summary>Sets the tags. That makes neither a version nor a new ETag.</summary>
    public static async Task SetAsync(BlobContext context)
    {
        var tags = await BlobTags.ReadAsync(context.Request);
        context.Blobs.Write(context.Name, version: null, existing =>
        {
            if (existing is null) throw StorageException.BlobNotFound();
            context.CheckWrite(existing);
            return existing with { Tags = tags };
        });
        context.Request.Changed = true;
        await context.Request.AnswerAsync(204);
    }

    public static async Task GetAsync(BlobContext context)
    {
        await XmlAnswer.WriteAsync(context.Request, 200, BlobTags.Show(context.RequireRead()));
    }

    /// <summary>Finds blobs of all containers of an account.</summary>
    public Task FindAsync(RestRequest request, BlobAccount account)
    {
        var all = accounts.ContainerNames(account)
            .Order(StringComparer.Ordinal)
            .SelectMany(container => store.Open(account.Name, container, accounts.CreatedOn(account, container)).All()
                .Select(blob => (container, blob)));
        return AnswerAsync(request, account.Name, all);
    }

    /// <summary>Finds blobs of a container.</summary>
    public static Task FindAsync(BlobContext context) => AnswerAsync(context.Request, context.Account.Name,
        context.Blobs.All().Select(blob => (context.Container, blob)));

    private static async Task AnswerAsync(RestRequest request, string account,
        IEnumerable<(string Container, BlobRecord Blob)> blobs)
    {
        var where = request.Query("where") ?? throw new StorageException(400, "MissingRequiredQueryParameter",
            "A query parameter that's mandatory for this request is not specified: where.");
        var filter = TagFilter.OfSearch(where);
        var (start, size) = (BlobListing.Marker(request), BlobListing.Size(request));
        // A page goes on at a place in this order, whatever was written since.
        var found = blobs.Where(each => filter(each.Blob.Tags, each.Container))
            .SkipWhile(each => string.CompareOrdinal(Place(each), start) < 0)
            .Take(size + 1)
            .ToList();
        var root = BlobListing.Root(request, account);
        root.Add(new XElement("Where", where));
        root.Add(new XElement("Blobs", found.Take(size).Select(each => new XElement("Blob",
            new XElement("Name", each.Blob.Name),
            new XElement("ContainerName", each.Container),
            BlobTags.Show(each.Blob)))));
        root.Add(new XElement("NextMarker", found.Count > size ? BlobListing.Token(Place(found[size])) : ""));
        await XmlAnswer.WriteAsync(request, 200, root);
    }

    private static string Place((string Container, BlobRecord Blob) each) => $"{each.Container}\0{each.Blob.Name}";
}
