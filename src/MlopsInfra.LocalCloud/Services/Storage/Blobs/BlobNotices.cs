using System.Globalization;
using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Rest;

namespace MlopsInfra.LocalCloud.Services.Storage.Blobs;

/// <summary>Tells that a blob was created, as Event Grid's event <c>Microsoft.Storage.BlobCreated</c> does.</summary>
internal sealed class BlobNotices(CloudEvents events)
{
    private static long _sequence;

    public void BlobCreated(BlobContext context, BlobRecord blob, string api)
    {
        var request = context.Request.Header("x-ms-client-request-id");
        var data = new JsonObject
        {
            ["api"] = api,
            ["clientRequestId"] = request,
            ["requestId"] = context.Request.Http.Response.Headers["x-ms-request-id"].ToString(),
            ["eTag"] = blob.ETag,
            ["contentType"] = blob.ContentType,
            ["contentLength"] = blob.Length,
            ["blobType"] = blob.BlobType,
            ["url"] = $"https://{context.Account.Name}{AzureHosts.BlobSuffix}/{context.Container}/{blob.Name}",
            ["sequencer"] = Interlocked.Increment(ref _sequence).ToString("x32", CultureInfo.InvariantCulture),
            ["storageDiagnostics"] = new JsonObject { ["batchId"] = Guid.NewGuid().ToString() },
        };
        events.Raise(context.Account.Id, "Microsoft.Storage.BlobCreated",
            $"/blobServices/default/containers/{context.Container}/blobs/{blob.Name}", data);
    }
}
