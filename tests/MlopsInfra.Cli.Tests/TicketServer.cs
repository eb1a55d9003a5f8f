using System.Net;
using System.Text.Json.Nodes;

namespace MlopsInfra.Cli.Tests;

/// <summary>A loopback server that answers as a ticket system does, and remembers what it was asked.</summary>
internal sealed class TicketServer : IDisposable
{
    private readonly HttpListener _listener = new();
    private readonly Func<string, JsonNode?, (int Status, JsonNode? Body)> _answer;

    /// <param name="answer">Answers a method with its path and query, and a body.</param>
    public TicketServer(Func<string, JsonNode?, (int Status, JsonNode? Body)> answer)
    {
        _answer = answer;
        for (var port = Random.Shared.Next(20_000, 50_000); ; port++)
        {
            Address = $"http://127.0.0.1:{port}";
            _listener.Prefixes.Clear();
            _listener.Prefixes.Add($"{Address}/");
            try
            {
                _listener.Start();
                break;
            }
            catch (HttpListenerException)
            {
                // Somebody else's port.
            }
        }

        _ = ServeAsync();
    }

    public string Address { get; }

    /// <summary>What it was asked, as in <c>GET /repos/…</c>, with the body.</summary>
    public List<(string Request, JsonNode? Body)> Requests { get; } = [];

    /// <summary>The headers of the last request.</summary>
    public WebHeaderCollection Headers { get; private set; } = [];

    public void Dispose() => _listener.Close();

    private async Task ServeAsync()
    {
        while (_listener.IsListening)
        {
            HttpListenerContext context;
            try
            {
                context = await _listener.GetContextAsync();
            }
            catch (Exception exception) when (exception is HttpListenerException or ObjectDisposedException)
            {
                return;
            }

            using var reader = new StreamReader(context.Request.InputStream);
            var text = await reader.ReadToEndAsync();
            var request = $"{context.Request.HttpMethod} {context.Request.RawUrl}";
            var body = text.Length == 0 ? null : JsonNode.Parse(text);
            Headers = (WebHeaderCollection)context.Request.Headers;
            Requests.Add((request, body));
            var (status, answer) = _answer(request, body);
            context.Response.StatusCode = status;
            if (status == 429) context.Response.Headers["Retry-After"] = "0";
            await using (var writer = new StreamWriter(context.Response.OutputStream))
                await writer.WriteAsync(answer?.ToJsonString() ?? "<html>sign in</html>");
        }
    }
}
