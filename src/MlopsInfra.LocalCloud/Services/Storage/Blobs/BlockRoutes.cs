using System.Buffers.Text;
using System.Xml.Linq;
using MlopsInfra.LocalCloud.Rest;

namespace MlopsInfra.LocalCloud.Services.Storage.Blobs;

/// <summary>Blobs put in blocks: put block, put block list, get block list.</summary>
internal sealed class BlockRoutes(BlobStore store, BlobRoutes blobs, CopyRoutes copies)
{
    public async Task PutBlockAsync(BlobContext context)
    {
        var request = context.Request;
        var id = request.Query("blockid");
        if (string.IsNullOrEmpty(id) || !Base64.IsValid(id))
        {
            throw new StorageException(400, "InvalidQueryParameterValue",
                $"Value for one of the query parameters specified in the request URI is invalid: blockid='{id}'.");
        }

        RequireBlockBlob(context);
        if (request.Header(CopySources.Header) is not null)
        {
            await copies.PutBlockFromAsync(context, id);
            return;
        }

        await store.Staged.PutAsync(context.Key, id, request.AnyBody, request.Http.RequestAborted);
        request.Http.Response.Headers["x-ms-request-server-encrypted"] = "true";
        await request.AnswerAsync(201);
    }

    public async Task PutBlockListAsync(BlobContext context)
    {
        var request = context.Request;
        var existing = RequireBlockBlob(context);
        BlobConditions.CheckWrite(request, existing);
        var parts = new List<Func<Stream>>();
        var blocks = new List<BlobBlock>();
        foreach (var (kind, id) in await ReadListAsync(request)) AddBlock(context, existing, kind, id, parts, blocks);
        var content = await store.Contents.WriteAsync(parts, request.Http.RequestAborted);
        var written = blobs.Commit(context, content, blocks, "PutBlockList");
        store.Staged.Forget(context.Key);
        await BlobRoutes.AnswerWrittenAsync(request, written);
    }

    public async Task GetBlockListAsync(BlobContext context)
    {
        var request = context.Request;
        var blob = context.Blobs.Find(context.Name);
        var staged = store.Staged.Of(context.Key);
        if (blob is null && staged.Count == 0) throw StorageException.BlobNotFound();
        var which = request.Query("blocklisttype") ?? "committed";
        var list = new XElement("BlockList");
        if (which is "committed" or "all") list.Add(new XElement("CommittedBlocks", (blob?.Blocks ?? []).Select(Block)));
        if (which is "uncommitted" or "all") list.Add(new XElement("UncommittedBlocks", staged.Select(Block)));
        if (blob is not null) BlobHeaders.WriteTag(request.Http.Response, blob.ETag, blob.Modified);
        await XmlAnswer.WriteAsync(request, 200, list);
    }

    private static BlobRecord? RequireBlockBlob(BlobContext context)
    {
        var existing = context.Blobs.Find(context.Name);
        LeaseChecks.Write(context.Request, existing?.Lease, context.Now);
        return existing is null || existing.BlobType == BlobRoutes.BlockBlob
            ? existing : throw StorageException.InvalidBlobType();
    }

    private void AddBlock(BlobContext context, BlobRecord? existing, string kind, string id, List<Func<Stream>> parts,
        List<BlobBlock> blocks)
    {
        var staged = kind is "Uncommitted" or "Latest" ? store.Staged.Find(context.Key, id) : null;
        if (staged is { } block)
        {
            parts.Add(() => File.OpenRead(block.File));
            blocks.Add(new BlobBlock(id, block.Length));
            return;
        }

        var index = kind is "Committed" or "Latest" ? (existing?.Blocks ?? []).ToList().FindIndex(each => each.Id == id) : -1;
        if (index < 0)
            throw new StorageException(400, "InvalidBlockList",
                $"The specified block list is invalid: there is no block '{id}'.");
        var committed = existing!.Blocks[index];
        var offset = existing.Blocks.Take(index).Sum(each => each.Length);
        parts.Add(() => new PartOfStream(store.Contents.Open(existing.Hash), offset, committed.Length));
        blocks.Add(committed);
    }

    private static async Task<List<(string Kind, string Id)>> ReadListAsync(RestRequest request)
    {
        var root = await XmlBody.ReadAsync(request);
        return [.. root.Elements().Select(element => (element.Name.LocalName, element.Value))];
    }

    private static XElement Block(BlobBlock block) =>
        new("Block", new XElement("Name", block.Id), new XElement("Size", block.Length));
}
