using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace MlopsInfra.LocalCloud.Tests.Workloads;

/// <summary>
/// A daemon at a socket that answers the calls of Docker's Engine API that containers need, and runs their entry points as
/// processes: what is asked of it is what a test looks at.
/// </summary>
internal sealed class StandInDocker : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly string _folder = TestFolders.Create("mlops-docker").FullName;
    private readonly ConcurrentDictionary<string, System.Diagnostics.Process> _running = new();

    private StandInDocker()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.ListenUnixSocket(Path.Combine(_folder, "docker.sock")));
        _app = builder.Build();
        _app.Run(HandleAsync);
    }

    /// <summary>Where it is.</summary>
    public Uri Address => new($"unix://{_folder}/docker.sock");

    /// <summary>The images that it has.</summary>
    public HashSet<string> Images { get; } = [];

    /// <summary>What containers were asked for.</summary>
    public ConcurrentQueue<JsonObject> Created { get; } = new();

    /// <summary>What a container runs that names no entry point: that of its image.</summary>
    public string[] ImageProgram { get; set; } = ["true"];

    /// <summary>The names that images were built by.</summary>
    public ConcurrentQueue<string> Built { get; } = new();

    /// <summary>What a build fails with; null: it does not.</summary>
    public string? BuildError { get; set; }

    /// <summary>How many were removed.</summary>
    public int Removed { get; private set; }

    public static async Task<StandInDocker> StartAsync()
    {
        var docker = new StandInDocker();
        await docker._app.StartAsync();
        return docker;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        foreach (var process in _running.Values) process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task HandleAsync(HttpContext http)
    {
        var path = http.Request.Path.Value!.Split('/', StringSplitOptions.RemoveEmptyEntries);
        // The version is the first segment.
        if (path is [['v', ..], .. var rest]) path = rest;
        switch (http.Request.Method, path)
        {
            case (_, ["_ping"]):
                http.Response.Headers["Api-Version"] = "1.47";
                await http.Response.WriteAsync("OK");
                break;
            case ("GET", ["containers", "json"]):
                await AnswerAsync(http, 200, new JsonArray());
                break;
            case ("GET", ["images", .. var name, "json"]):
                var image = Uri.UnescapeDataString(string.Join('/', name));
                await AnswerAsync(http, Images.Contains(image) ? 200 : 404,
                    new JsonObject { ["Id"] = image, ["message"] = "No such image" });
                break;
            case ("POST", ["build"]):
                await BuildAsync(http);
                break;
            case ("POST", ["containers", "create"]):
                var asked = (await JsonNode.ParseAsync(http.Request.Body))!.AsObject();
                var id = $"c{Created.Count}";
                Created.Enqueue(asked);
                await AnswerAsync(http, 201, new JsonObject { ["Id"] = id, ["Warnings"] = new JsonArray() });
                break;
            case ("GET", ["containers", var shown, "json"]):
                await AnswerAsync(http, 200,
                    new JsonObject { ["Id"] = shown, ["Config"] = new JsonObject { ["Tty"] = false } });
                break;
            case ("POST", ["containers", var started, "start"]):
                Start(started);
                http.Response.StatusCode = 204;
                break;
            case ("GET", ["containers", var logged, "logs"]):
                await LogAsync(http, _running[logged]);
                break;
            case ("POST", ["containers", var stopped, "stop"]):
                _running[stopped].Kill(entireProcessTree: true);
                http.Response.StatusCode = 204;
                break;
            case ("POST", ["containers", var awaited, "wait"]):
                await _running[awaited].WaitForExitAsync();
                await AnswerAsync(http, 200, new JsonObject { ["StatusCode"] = _running[awaited].ExitCode });
                break;
            case ("DELETE", ["containers", _]):
                Removed++;
                http.Response.StatusCode = 204;
                break;
            default:
                await AnswerAsync(http, 501, new JsonObject { ["message"] = $"{http.Request.Method} {http.Request.Path}" });
                break;
        }
    }

    private void Start(string id)
    {
        var asked = Created.ElementAt(int.Parse(id[1..], System.Globalization.CultureInfo.InvariantCulture));
        string[] command = asked["Entrypoint"] is JsonArray entry ? [.. entry.Select(each => (string)each!)] : ImageProgram;
        var info = new System.Diagnostics.ProcessStartInfo(command[0], command[1..])
        {
            WorkingDirectory = (string?)asked["WorkingDir"] is { Length: > 0 } at ? at : _folder,
            RedirectStandardOutput = true,
        };
        foreach (var variable in asked["Env"]!.AsArray().Select(each => ((string)each!).Split('=', 2)))
            info.Environment[variable[0]] = variable[1];
        _running[id] = System.Diagnostics.Process.Start(info)!;
    }

    private async Task BuildAsync(HttpContext http)
    {
        await http.Request.Body.CopyToAsync(Stream.Null);
        foreach (var name in http.Request.Query["t"].OfType<string>())
        {
            Built.Enqueue(name);
            Images.Add(name);
        }

        http.Response.ContentType = "application/json";
        await http.Response.WriteAsync("{\"stream\":\"Step 1/1 : FROM here\\n\"}\r\n");
        if (BuildError is { } error)
            await http.Response.WriteAsync($"{{\"errorDetail\":{{\"message\":\"{error}\"}},\"error\":\"{error}\"}}\r\n");
    }

    // As Docker does without a terminal: frames of a stream's number and a length.
    private static async Task LogAsync(HttpContext http, System.Diagnostics.Process process)
    {
        http.Response.ContentType = "application/vnd.docker.multiplexed-stream";
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            var text = Encoding.UTF8.GetBytes(line + "\n");
            var head = new byte[8];
            head[0] = 1;
            BinaryPrimitives.WriteInt32BigEndian(head.AsSpan(4), text.Length);
            await http.Response.Body.WriteAsync(head);
            await http.Response.Body.WriteAsync(text);
            await http.Response.Body.FlushAsync();
        }
    }

    private static Task AnswerAsync(HttpContext http, int status, JsonNode body)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = "application/json";
        return http.Response.WriteAsync(body.ToJsonString());
    }
}
