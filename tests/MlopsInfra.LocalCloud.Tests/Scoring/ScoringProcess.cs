using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Tests.MachineLearning.Serving;
using MlopsInfra.LocalCloud.Workloads.Serving;

namespace MlopsInfra.LocalCloud.Tests.Scoring;

/// <summary>The scoring service by itself, served by one process without a cloud.</summary>
internal sealed class ScoringProcess : IAsyncDisposable
{
    private readonly ScoringContext _context;
    private readonly Process _process;
    private readonly ConcurrentQueue<string> _output = new();
    private readonly HttpClient _client;

    private ScoringProcess(ScoringContext context, Process process, int port)
    {
        (_context, _process) = (context, process);
        _client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
        process.OutputDataReceived += (_, line) => _output.Enqueue(line.Data ?? "");
        process.ErrorDataReceived += (_, line) => _output.Enqueue(line.Data ?? "");
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>What it has printed.</summary>
    public string Output => string.Join('\n', _output);

    /// <summary>Starts it; skips the test where Python's packages are missing.</summary>
    /// <param name="environment">Variables.</param>
    /// <param name="prelude">Python that is run before the service is loaded.</param>
    public static async Task<ScoringProcess> StartOrSkipAsync(IReadOnlyDictionary<string, string> environment,
        string prelude = "")
    {
        var context = await ScoringContext.CreateOrSkipAsync();
        var port = ServingProcess.FreePort();
        var serve = RunnerFiles.Extract(Path.Combine(context.Folder, "..", "runner"));
        await File.WriteAllTextAsync(Path.Combine(context.Folder, "entry.py"), $"{prelude}\nfrom score import init, run\n");
        var start = new ProcessStartInfo(context.Python,
            ["-u", serve, "--entry_script", "entry.py", "--port", $"{port}", "--model_dir", "model"])
        {
            WorkingDirectory = context.Folder, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        start.Environment.Clear();
        foreach (var (name, value) in environment
            .Append(new("PATH", Environment.GetEnvironmentVariable("PATH")!)).Append(new("OMP_NUM_THREADS", "1"))
            .Append(new("TMPDIR", Directory.CreateDirectory(Path.Combine(context.Folder, "..", "tmp")).FullName)))
            start.Environment[name] = value;
        var process = new ScoringProcess(context, new Process { StartInfo = start }, port);
        await Rest.Eventually.FindAsync(process.HealthAsync);
        return process;
    }

    /// <summary>Asks for a score.</summary>
    /// <param name="body">The body.</param>
    /// <param name="type">Its media type.</param>
    /// <param name="time">When the request says that it was made; null for nothing.</param>
    public async Task<(int Status, JsonNode Body)> ScoreAsync(string body, string type = "application/json", string? time = null)
    {
        using var content = new StringContent(body, Encoding.UTF8, type);
        if (time is not null) content.Headers.TryAddWithoutValidation("x-mlops-time", time);
        using var response = await _client.PostAsync(new Uri("/score", UriKind.Relative), content);
        return ((int)response.StatusCode, JsonNode.Parse(await response.Content.ReadAsStringAsync())!);
    }

    /// <summary>A line that it prints, once it has.</summary>
    public Task<string> LineAsync(string begin) => Rest.Eventually.FindAsync(() =>
        Task.FromResult(_output.FirstOrDefault(line => line.StartsWith(begin, StringComparison.Ordinal))));

    /// <summary>Asks it to end, and waits until it has.</summary>
    public async Task EndAsync()
    {
        Process.Start("kill", ["-TERM", $"{_process.Id}"])!.WaitForExit();
        await _process.WaitForExitAsync();
    }

    /// <summary>Ends it without a word.</summary>
    public async Task KillAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        if (!_process.HasExited) _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
        _context.Dispose();
    }

    private async Task<string?> HealthAsync()
    {
        try
        {
            return await _client.GetStringAsync("/");
        }
        catch (HttpRequestException) when (!_process.HasExited)
        {
            return null;
        }
    }
}
