using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using MlopsInfra.LocalCloud.Workloads.Serving;

namespace MlopsInfra.LocalCloud.Tests.MachineLearning.Serving;

/// <summary>The server of entry scripts, as a process of its own with a script.</summary>
internal sealed class ServingProcess : IAsyncDisposable
{
    private readonly string _folder;
    private readonly Process _process;
    private readonly ConcurrentQueue<string> _output = new();

    private ServingProcess(string folder, int port, ProcessStartInfo start)
    {
        (_folder, Port) = (folder, port);
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, line) => _output.Enqueue(line.Data ?? "");
        _process.ErrorDataReceived += (_, line) => _output.Enqueue(line.Data ?? "");
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>Where it listens.</summary>
    public int Port { get; }

    /// <summary>What it has written so far.</summary>
    public string Output => string.Join('\n', _output);

    /// <summary>Its id.</summary>
    public int Id => _process.Id;

    /// <summary>
    /// A Python with NumPy, pandas and Flask, which the recorded scripts import; skips the test where there is none.
    /// </summary>
    public static string RequirePython()
    {
        var found = Python.Value;
        Assert.SkipWhen(found is null,
            "No python3 with NumPy, pandas and Flask here (Debian: apt-get install python3-pandas python3-flask).");
        return found!;
    }

    private static readonly Lazy<string?> Python = new(() =>
        ((string[])["/usr/bin/python3", "python3"]).FirstOrDefault(python =>
        {
            try
            {
                using var process = Process.Start(new ProcessStartInfo(python, ["-c", "import numpy, pandas, flask"])
                    { RedirectStandardError = true });
                process!.WaitForExit();
                return process.ExitCode == 0;
            }
            catch (System.ComponentModel.Win32Exception)
            {
                return false;
            }
        }));

    /// <summary>Starts it.</summary>
    /// <param name="script">The text of the script.</param>
    /// <param name="environment">Variables besides the PATH.</param>
    /// <param name="port">The port; 0 takes a free one.</param>
    public static ServingProcess Start(string script, IReadOnlyDictionary<string, string>? environment = null, int port = 0)
    {
        var python = RequirePython();
        var folder = TestFolders.Create("mlops-serving-").FullName;
        var code = Directory.CreateDirectory(Path.Combine(folder, "code")).FullName;
        File.WriteAllText(Path.Combine(code, "score.py"), script);
        port = port == 0 ? FreePort() : port;
        var serve = RunnerFiles.Extract(Path.Combine(folder, "runner"));
        var start = new ProcessStartInfo(python, ["-u", serve, "--entry_script", "score.py", "--port", $"{port}"])
        {
            WorkingDirectory = code,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment.Clear();
        start.Environment["PATH"] = Environment.GetEnvironmentVariable("PATH");
        start.Environment["HOME"] = folder;
        foreach (var (name, value) in environment ?? new Dictionary<string, string>()) start.Environment[name] = value;
        return new ServingProcess(folder, port, start);
    }

    /// <summary>Waits until it answers on its liveness route.</summary>
    public async Task<ServingProcess> ReadyAsync()
    {
        var clock = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                await ExchangeAsync("GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n"u8.ToArray());
                return this;
            }
            catch (SocketException) when (!_process.HasExited && clock.Elapsed < TimeSpan.FromSeconds(60))
            {
                await Task.Delay(20);
            }
        }
    }

    /// <summary>Sends bytes over a connection of their own; all that comes back.</summary>
    public async Task<byte[]> ExchangeAsync(byte[] request)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, Port);
        var stream = client.GetStream();
        await stream.WriteAsync(request);
        using var answer = new MemoryStream();
        await stream.CopyToAsync(answer);
        return answer.ToArray();
    }

    /// <summary>Posts a body to the scoring route; status and body.</summary>
    public async Task<(int Status, string Body)> ScoreAsync(string body)
    {
        var answer = Encoding.UTF8.GetString(await ExchangeAsync(Encoding.UTF8.GetBytes(
            $"POST /score HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}")));
        return (int.Parse(answer[9..12]), answer[(answer.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..]);
    }

    /// <summary>Waits for its end; the exit code.</summary>
    public async Task<int> ExitAsync()
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        await _process.WaitForExitAsync(timeout.Token);
        return _process.ExitCode;
    }

    /// <summary>Asks it to end.</summary>
    public void Terminate() => Process.Start("kill", ["-TERM", $"{_process.Id}"])!.WaitForExit();

    /// <summary>A port that nobody listens on.</summary>
    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
