using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;
using Microsoft.AspNetCore.Http;
using MlopsInfra.Formats.Json;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Arm.Networking;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Rest.Faults;

namespace MlopsInfra.LocalCloud.Rest;

/// <summary>One request on its way through the server.</summary>
internal sealed class RestRequest
{
    private const int Buffered = 16 * 1024 * 1024;

    // What is taken is kept within records, which are read to a depth of their own.
    private const int Deepest = 100;

    // What a sign-in or a token route has to say fits into much less.
    private const int FormLimit = 1024 * 1024;

    public RestRequest(HttpContext http)
    {
        Http = http;
        Info = new RequestInfo(http.Request.Method, http.Request.Host.Host, http.Request.Path.Value ?? "/",
            http.Request.QueryString.Value ?? "");
        http.Request.Body = new RequestStream(this, http.Request.Body);
    }

    public HttpContext Http { get; }

    public RequestInfo Info { get; private set; }

    /// <summary>A fault that the long-running operation started by this request is to end with.</summary>
    public Fault? OperationFault { get; set; }

    /// <summary>
    /// How many bytes its body may have: 16 MB, as much as is ever kept in memory, unless who reads it says otherwise. Null for
    /// any number: for who writes it to the disk as it comes.
    /// </summary>
    public long? BodyLimit { get; set; } = Buffered;

    /// <summary>The body, however large it is: for who keeps none of it in memory.</summary>
    public Stream AnyBody
    {
        get
        {
            BodyLimit = null;
            return Http.Request.Body;
        }
    }

    /// <summary>Where it comes from.</summary>
    public CallerPlace Place { get; set; } = CallerPlace.Outside;

    /// <summary>Whether names below <c>localhost</c> in its body mean Azure's: so it is for Resource Manager.</summary>
    public bool ReadsLoopbackNames { get; set; }

    /// <summary>Whether something stored was changed.</summary>
    public bool Changed { get; set; }

    public string Method => Http.Request.Method;

    /// <summary>The value of a header; null if there is none.</summary>
    /// <param name="name">Its name.</param>
    /// <exception cref="ArmException">It holds what could be sent back in no header.</exception>
    public string? Header(string name)
    {
        if (!Http.Request.Headers.TryGetValue(name, out var values) || values is not [{ } value, ..]) return null;
        return HeaderText.IsValid(value) ? value : throw new ArmException(400, "InvalidHeaderValue",
            $"The value for one of the HTTP headers is not in the correct format: {name} holds more than printable ASCII.");
    }

    public string? Query(string name) =>
        Http.Request.Query.TryGetValue(name, out var values) && values.Count > 0 ? values[0] : null;

    /// <summary>
    /// Takes empty segments out of the path and reads scopes that were written as one segment, as Resource Manager does; blobs
    /// may have both in their names.
    /// </summary>
    public void CollapsePath()
    {
        var decoded = Info.Path.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);
        var path = "/" + string.Join('/', decoded.Split('/', StringSplitOptions.RemoveEmptyEntries));
        if (path == Info.Path) return;
        Info = Info with { Path = path };
        Http.Request.Path = path;
    }

    /// <summary>An absolute URL on the host that the client used.</summary>
    public string Absolute(string pathAndQuery) => HeaderText.OfUrl($"https://{Http.Request.Host}{pathAndQuery}");

    /// <summary>The form in the body; an empty one if there is none.</summary>
    /// <exception cref="ArmException">The body is no form or too large.</exception>
    public async Task<IFormCollection> ReadFormAsync()
    {
        if (!Http.Request.HasFormContentType) return FormCollection.Empty;
        BodyLimit = FormLimit;
        try
        {
            return await Http.Request.ReadFormAsync(Http.RequestAborted);
        }
        catch (Exception exception) when (exception is InvalidDataException or IOException
            && !Http.RequestAborted.IsCancellationRequested)
        {
            throw new ArmException(400, "InvalidRequestContent", $"The form in the request is invalid: {exception.Message}");
        }
    }

    /// <summary>The JSON body; null if there is none.</summary>
    /// <exception cref="ArmException">The body is no JSON or too large.</exception>
    public async Task<JsonNode?> ReadJsonAsync()
    {
        using var buffer = new MemoryStream((int)Math.Min(Http.Request.ContentLength ?? 0, BodyLimit ?? Buffered));
        await Http.Request.Body.CopyToAsync(buffer, Http.RequestAborted);
        if (buffer.Length == 0) return null;
        try
        {
            var bytes = buffer.GetBuffer().AsSpan(0, (int)buffer.Length);
            return ReadsLoopbackNames && bytes.IndexOf(".localhost:"u8) >= 0 && Utf8.IsValid(bytes)
                ? StrictJson.Parse(LoopbackAddresses.Read(Encoding.UTF8.GetString(bytes)), Deepest)
                : StrictJson.Parse(bytes, Deepest);
        }
        catch (JsonException exception)
        {
            throw new ArmException(400, "InvalidRequestContent",
                $"The request content was invalid and could not be deserialized: '{exception.Message}'.");
        }
    }

    /// <summary>The JSON body, which has to be an object.</summary>
    public async Task<JsonObject> ReadObjectAsync() => await ReadJsonAsync() as JsonObject
        ?? throw new ArmException(400, "InvalidRequestContent",
            "The request content was invalid: a JSON object is expected in the body.");

    public Task AnswerAsync(int status) => AnswerAsync(status, null);

    public async Task AnswerAsync(int status, JsonNode? body)
    {
        var response = Http.Response;
        response.StatusCode = status;
        if (body is null)
        {
            response.ContentLength = status is 204 ? null : 0;
            return;
        }

        var bytes = JsonSerializer.SerializeToUtf8Bytes(body, JsonText.Options);
        response.ContentType = "application/json; charset=utf-8";
        response.ContentLength = bytes.Length;
        if (Method != HttpMethods.Head) await response.Body.WriteAsync(bytes, Http.RequestAborted);
    }
}
