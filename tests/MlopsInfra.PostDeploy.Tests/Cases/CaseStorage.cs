using System.Net;
using System.Security;
using System.Text;
using System.Web;

namespace MlopsInfra.PostDeploy.Tests.Cases;

/// <summary>The blob service of the stand-in: takes every blob, lists and shows what it took.</summary>
internal sealed class CaseStorage(Recording recording)
{
    public HttpResponseMessage Answer(HttpRequestMessage request, byte[] content)
    {
        var path = Uri.UnescapeDataString(request.RequestUri!.AbsolutePath).Trim('/');
        var query = HttpUtility.ParseQueryString(request.RequestUri.Query);
        if (request.Method == HttpMethod.Put)
        {
            if (query["comp"] is null) recording.AddBlob(path, content);
            else if (query["comp"] is not "metadata")
                throw new NotSupportedException($"The stand-in knows no {request.Method} {request.RequestUri}.");
            return Blob(query["comp"] is null ? HttpStatusCode.Created : HttpStatusCode.OK);
        }

        if (query["comp"] == "list") return List(path, query["prefix"] ?? "");
        var found = recording.Blobs.ContainsKey(path);
        return found ? Blob(HttpStatusCode.OK) : Missing();
    }

    private HttpResponseMessage List(string container, string prefix)
    {
        var names = recording.BlobsIn(container).Where(name => name.StartsWith(prefix, StringComparison.Ordinal));
        var blobs = string.Concat(names.Select(name => $"<Blob><Name>{SecurityElement.Escape(name)}</Name></Blob>"));
        return new HttpResponseMessage(HttpStatusCode.OK)
        {
            Content = new StringContent(
                $"<?xml version=\"1.0\" encoding=\"utf-8\"?><EnumerationResults><Blobs>{blobs}</Blobs><NextMarker "
                    + "/></EnumerationResults>",
                Encoding.UTF8, "application/xml"),
        };
    }

    private static HttpResponseMessage Blob(HttpStatusCode status)
    {
        var answer = new HttpResponseMessage(status) { Content = new ByteArrayContent([]) };
        answer.Headers.ETag = new System.Net.Http.Headers.EntityTagHeaderValue("\"0x1\"");
        answer.Content.Headers.LastModified = DateTimeOffset.UnixEpoch;
        return answer;
    }

    private static HttpResponseMessage Missing()
    {
        var answer = new HttpResponseMessage(HttpStatusCode.NotFound) { Content = new ByteArrayContent([]) };
        answer.Headers.Add("x-ms-error-code", "BlobNotFound");
        return answer;
    }
}
