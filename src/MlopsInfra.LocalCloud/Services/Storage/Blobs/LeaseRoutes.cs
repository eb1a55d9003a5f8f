using System.Globalization;
using MlopsInfra.LocalCloud.Rest;

namespace MlopsInfra.LocalCloud.Services.Storage.Blobs;

/// <summary>Leases of blobs and containers: acquire, renew, change, release, break.</summary>
internal sealed class LeaseRoutes(BlobAccounts accounts)
{
    /// <summary>A lease operation on a blob. It makes neither a version nor a new ETag.</summary>
    public static async Task BlobAsync(BlobContext context)
    {
        var (asked, now) = (LeaseRequest.Read(context.Request), context.Now);
        var blob = context.Blobs.Write(context.Name, version: null, existing =>
        {
            if (existing is null) throw StorageException.BlobNotFound();
            BlobConditions.CheckWrite(context.Request, existing);
            return existing with { Lease = LeaseTransitions.Apply(existing.Lease, asked, now) };
        });
        BlobHeaders.WriteTag(context.Request.Http.Response, blob.ETag, blob.Modified);
        await AnswerAsync(context.Request, asked, blob.Lease, now);
    }

    /// <summary>A lease operation on a container.</summary>
    public async Task ContainerAsync(BlobContext context)
    {
        var stored = accounts.FindContainer(context.Account, context.Container) ?? throw StorageException.ContainerNotFound();
        var (asked, now) = (LeaseRequest.Read(context.Request), context.Now);
        var lease = context.Blobs.ChangeLease(existing => LeaseTransitions.Apply(existing, asked, now));
        BlobHeaders.WriteTag(context.Request.Http.Response, BlobAccounts.ETagOf(stored), context.Created);
        await AnswerAsync(context.Request, asked, lease, now);
    }

    private static Task AnswerAsync(RestRequest request, LeaseRequest asked, BlobLease? lease, DateTimeOffset now)
    {
        request.Changed = true;
        var headers = request.Http.Response.Headers;
        if (asked.Action == "break")
        {
            var left = Math.Max(0, Math.Ceiling((lease!.Breaks!.Value - now).TotalSeconds));
            headers["x-ms-lease-time"] = left.ToString(CultureInfo.InvariantCulture);
            return request.AnswerAsync(202);
        }

        if (lease is not null) headers[LeaseRequest.IdHeader] = lease.Id;
        return request.AnswerAsync(asked.Action == "acquire" ? 201 : 200);
    }
}
