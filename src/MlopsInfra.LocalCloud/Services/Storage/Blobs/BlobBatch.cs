using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;
using MlopsInfra.LocalCloud.Rest;

namespace MlopsInfra.LocalCloud.Services.Storage.Blobs;

/// <summary>
/// Many deletions in one request ("Blob Batch"): each part is a request with headers and rights of its own, and is answered as
/// one.
/// </summary>
internal static class BlobBatch
{
    private const int Most = 256;

    /// <summary>Answers a batch.</summary>
    /// <param name="request">The request.</param>
    /// <param name="account">The account that it is sent to.</param>
    /// <param name="handle">Answers one of its requests.</param>
    public static async Task AnswerAsync(RestRequest request, string account, Func<RestRequest, Task> handle)
    {
        var answers = new StringBuilder();
        var boundary = $"batchresponse_{Guid.NewGuid()}";
        var number = 0;
        foreach (var (id, part) in await ReadAsync(request, account))
        {
            if (++number > Most)
                throw new StorageException(400, "ExceedsMaxBatchRequestCount",
                    "The batch operation exceeds maximum number of allowed subrequests.");
            await handle(part);
            answers.Append(CultureInfo.InvariantCulture, $"--{boundary}\r\nContent-Type: application/http\r\n");
            if (id is not null) answers.Append(CultureInfo.InvariantCulture, $"Content-ID: {id}\r\n");
            await WriteAsync(answers.Append("\r\n"), part.Http.Response);
            request.Changed |= part.Changed;
        }

        answers.Append(CultureInfo.InvariantCulture, $"--{boundary}--\r\n");
        var bytes = Encoding.UTF8.GetBytes(answers.ToString());
        var response = request.Http.Response;
        (response.StatusCode, response.ContentType) = (202, $"multipart/mixed; boundary={boundary}");
        response.ContentLength = bytes.Length;
        await response.Body.WriteAsync(bytes, request.Http.RequestAborted);
    }

    private static async Task<List<(string? Id, RestRequest Part)>> ReadAsync(RestRequest request, string account)
    {
        if (!MediaTypeHeaderValue.TryParse(request.Http.Request.ContentType, out var type) || type.Boundary.Length == 0)
            throw StorageException.InvalidHeader("Content-Type", request.Http.Request.ContentType);
        var parts = new List<(string?, RestRequest)>();
        try
        {
            var reader = new MultipartReader(HeaderUtilities.RemoveQuotes(type.Boundary).ToString(), request.Http.Request.Body);
            while (await reader.ReadNextSectionAsync(request.Http.RequestAborted) is { } section)
            {
                using var text = new StreamReader(section.Body, Encoding.UTF8);
                var lines = (await text.ReadToEndAsync(request.Http.RequestAborted)).Split("\r\n");
                parts.Add((section.Headers?.GetValueOrDefault("Content-ID"), Parse(request, account, lines)));
            }
        }
        catch (Exception exception) when (exception is InvalidDataException or IOException)
        {
            throw Invalid(exception.Message);
        }

        return parts;
    }

    private static RestRequest Parse(RestRequest request, string account, string[] lines)
    {
        var http = new DefaultHttpContext { RequestAborted = request.Http.RequestAborted };
        if (lines[0].Split(' ') is not [var method, ['/', ..] target, "HTTP/1.1"]) throw Invalid($"'{lines[0]}' is no request.");
        var query = target.IndexOf('?', StringComparison.Ordinal) is var mark and >= 0 ? target[mark..] : "";
        if (method != "DELETE") throw Invalid($"{method} is not served in a batch.");
        http.Request.Method = method;
        http.Request.Host = request.Http.Request.Host;
        // With the account in the path, some clients write it into the requests of a batch and others don't.
        var path = Uri.UnescapeDataString(target[..(target.Length - query.Length)]);
        var isInPath = AzureHosts.BlobAccount(request.Info.Host) is null;
        http.Request.Path = isInPath && !path.StartsWith($"/{account}/", StringComparison.Ordinal) ? $"/{account}{path}" : path;
        http.Request.QueryString = new QueryString(query);
        http.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget = target;
        foreach (var line in lines.Skip(1).TakeWhile(line => line.Length > 0))
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon < 1) throw Invalid($"'{line}' is no header.");
            http.Request.Headers.Append(line[..colon], line[(colon + 1)..].Trim());
        }

        http.Response.Body = new MemoryStream();
        return new RestRequest(http) { Place = request.Place };
    }

    private static async Task WriteAsync(StringBuilder answers, HttpResponse response)
    {
        var reason = ReasonPhrases.GetReasonPhrase(response.StatusCode);
        answers.Append(CultureInfo.InvariantCulture, $"HTTP/1.1 {response.StatusCode} {reason}\r\n");
        foreach (var (name, value) in response.Headers) answers.Append(CultureInfo.InvariantCulture, $"{name}: {value}\r\n");
        response.Body.Seek(0, SeekOrigin.Begin);
        using var body = new StreamReader(response.Body);
        answers.Append("\r\n").Append(await body.ReadToEndAsync()).Append("\r\n");
    }

    private static StorageException Invalid(string why) =>
        new(400, "InvalidInput", $"One of the request inputs is not valid: {why}");
}
