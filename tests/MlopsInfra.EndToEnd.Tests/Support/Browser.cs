using System.Diagnostics;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace MlopsInfra.EndToEnd.Tests.Support;

/// <summary>Chromium without a window, driven over its DevTools protocol. It may reach nothing but files.</summary>
internal sealed class Browser : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome"];

    private readonly Process _process;
    private readonly ClientWebSocket _socket = new();
    private readonly string _profile;
    private int _lastId;

    private Browser(Process process, string profile) => (_process, _profile) = (process, profile);

    /// <summary>Requests that the page made, besides that for itself.</summary>
    public List<string> Requests { get; } = [];

    /// <summary>What the page complained of.</summary>
    public List<string> Complaints { get; } = [];

    /// <summary>The browser on the PATH; null if there is none.</summary>
    public static string? Find() => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .SelectMany(folder => Names.Select(name => Path.Combine(folder, name))).FirstOrDefault(File.Exists);

    public static async Task<Browser> OpenAsync(string executable, string file)
    {
        var profile = TestFolders.Create("mlops-browser-").FullName;
        // Tests run as root in containers, where the sandbox of the browser has no place; the only page it opens is our own.
        var process = Process.Start(new ProcessStartInfo(
            executable,
            ["--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--remote-debugging-port=0",
                $"--user-data-dir={profile}", "about:blank"])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        })!;
        var browser = new Browser(process, profile);
        using var patience = new CancellationTokenSource(Patience);
        var address = await browser.AddressAsync(patience.Token);
        _ = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        _ = process.StandardError.ReadToEndAsync(CancellationToken.None);
        using var http = new HttpClient();
        var pages = JsonNode.Parse(await http.GetStringAsync($"http://{address.Authority}/json/list", patience.Token))!.AsArray();
        var page = pages.First(target => target!["type"]!.GetValue<string>() == "page")!;
        await browser._socket.ConnectAsync(new Uri(page["webSocketDebuggerUrl"]!.GetValue<string>()), patience.Token);
        foreach (var domain in (string[])["Page", "Network", "Log", "Runtime"]) await browser.SendAsync($"{domain}.enable");
        await browser.SendAsync("Page.navigate", new JsonObject { ["url"] = new Uri(file).AbsoluteUri });
        while (await browser.EvaluateAsync("document.readyState") is not "complete") await Task.Delay(50, patience.Token);
        return browser;
    }

    /// <summary>Makes it a phone or a desktop, and light or dark.</summary>
    public async Task ShowAsync(int width, int height, string scheme)
    {
        await SendAsync("Emulation.setDeviceMetricsOverride",
            new JsonObject { ["width"] = width, ["height"] = height, ["deviceScaleFactor"] = 1, ["mobile"] = width < 600 });
        await SendAsync("Emulation.setEmulatedMedia",
            new JsonObject { ["features"] =
                new JsonArray(new JsonObject { ["name"] = "prefers-color-scheme", ["value"] = scheme }) });
    }

    /// <summary>The value of an expression, as text.</summary>
    public async Task<string> EvaluateAsync(string expression)
    {
        var answer =
            await SendAsync("Runtime.evaluate", new JsonObject { ["expression"] = expression, ["returnByValue"] = true });
        Assert.True(answer["exceptionDetails"] is null, $"{expression}: {answer["exceptionDetails"]?.ToJsonString()}");
        return answer["result"]!["value"]?.ToString() ?? "";
    }

    /// <summary>Keeps a picture of the whole page.</summary>
    public async Task CaptureAsync(string file)
    {
        var answer =
            await SendAsync("Page.captureScreenshot", new JsonObject { ["format"] = "png", ["captureBeyondViewport"] = true });
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        await File.WriteAllBytesAsync(file, Convert.FromBase64String(answer["data"]!.GetValue<string>()));
    }

    public async ValueTask DisposeAsync()
    {
        _socket.Dispose();
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
        // The browser's helpers may still be writing into the profile while they die.
        for (var attempt = 0; Directory.Exists(_profile); attempt++)
        {
            try
            {
                Directory.Delete(_profile, recursive: true);
            }
            catch (IOException) when (attempt < 20)
            {
                await Task.Delay(100);
            }
        }
    }

    private async Task<Uri> AddressAsync(CancellationToken cancellationToken)
    {
        const string introduction = "DevTools listening on ";
        while (await _process.StandardError.ReadLineAsync(cancellationToken) is { } line)
            if (line.StartsWith(introduction, StringComparison.Ordinal)) return new Uri(line[introduction.Length..]);
        throw new InvalidOperationException("The browser ended before it was ready.");
    }

    private async Task<JsonNode> SendAsync(string method, JsonObject? parameters = null)
    {
        using var patience = new CancellationTokenSource(Patience);
        var id = ++_lastId;
        var message = new JsonObject { ["id"] = id, ["method"] = method, ["params"] = parameters ?? [] };
        await _socket.SendAsync(Encoding.UTF8.GetBytes(message.ToJsonString()), WebSocketMessageType.Text, true, patience.Token);
        while (true)
        {
            var answer = await ReceiveAsync(patience.Token);
            if (answer["id"]?.GetValue<int>() == id)
                return answer["result"] ?? throw new InvalidOperationException($"{method}: {answer["error"]?.ToJsonString()}");
            Note(answer);
        }
    }

    private void Note(JsonNode message)
    {
        if (message["method"]?.GetValue<string>() == "Network.requestWillBeSent"
            && message["params"]!["type"]?.GetValue<string>() != "Document")
            Requests.Add(message["params"]!["request"]!["url"]!.GetValue<string>());
        if (message["method"]?.GetValue<string>() is "Log.entryAdded" or "Runtime.exceptionThrown")
            Complaints.Add(message["params"]!.ToJsonString());
    }

    private async Task<JsonNode> ReceiveAsync(CancellationToken cancellationToken)
    {
        using var text = new MemoryStream();
        var buffer = new byte[1 << 16];
        while (true)
        {
            var part = await _socket.ReceiveAsync(buffer, cancellationToken);
            text.Write(buffer, 0, part.Count);
            if (part.EndOfMessage)
                return JsonNode.Parse(text.ToArray()) ?? throw new JsonException("An empty message of the browser.");
        }
    }
}
