using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using MlopsInfra.CommandTesting;

namespace MlopsInfra.Torture.Requests;

/// <summary><c>mlops local serve</c> as a process on a copy of a store, and the tokens that its clients have.</summary>
internal sealed class TorturedServer : IDisposable
{
    private readonly Process _process;
    private readonly StringBuilder _errors = new();
    private readonly Dictionary<string, string> _tokens = [];

    private TorturedServer(Process process, int port)
    {
        (_process, Port) = (process, port);
        // What it prints has to be read, or it waits. Of its errors some are kept.
        _ = DrainAsync(process.StandardOutput, _ => { });
        _ = DrainAsync(process.StandardError, line =>
        {
            lock (_errors)
            {
                if (_errors.Length < 20_000) _errors.AppendLine(line);
            }
        });
    }

    /// <summary>Its port.</summary>
    public int Port { get; }

    /// <summary>The host that its clients ask for.</summary>
    public string Host => string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{Port}");

    /// <summary>Whether it is still there.</summary>
    public bool IsRunning => !_process.HasExited;

    /// <summary>What it said of errors.</summary>
    public string Errors
    {
        get
        {
            lock (_errors) return _errors.ToString();
        }
    }

    /// <summary>Its memory, in megabytes.</summary>
    public long Megabytes
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64 / 1_000_000;
        }
    }

    /// <summary>Starts it, and waits until it says where it is.</summary>
    /// <param name="mlops">The command.</param>
    /// <param name="store">The store.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    public static async Task<TorturedServer> StartAsync(Mlops mlops, string store, CancellationToken cancellation)
    {
        // What requests make the cloud execute is not what is tortured here, and would be somebody's processes.
        var process = mlops.Start("local", "serve", "dev", "--store", store, "--project", Repository.Root, "--executor",
            "simulate",
            "--verbose");
        int port;
        using (var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation))
        {
            patience.CancelAfter(TimeSpan.FromMinutes(2));
            var line = await process.UntilPrintedAsync("Local cloud of stack ", patience.Token);
            port = new Uri(line.Split(": ", 2)[1]).Port;
        }

        var server = new TorturedServer(process, port);
        await server.SignInAsync(cancellation);
        return server;
    }

    /// <summary>A request's header with a token of the deployer; null for an audience that needs none.</summary>
    /// <param name="audience">What the token is for.</param>
    public string? Authorization(string? audience) =>
        audience is not null && _tokens.TryGetValue(audience, out var token) ? $"Bearer {token}" : null;

    /// <summary>Asks for a token of the registry, as its clients do with one of Resource Manager.</summary>
    /// <param name="registry">The registry.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    public async Task SignInAtAsync(string registry, CancellationToken cancellation)
    {
        using var connection = new RawConnection(Port);
        var refresh = await AskAsync("oauth2/exchange",
            $"grant_type=access_token&service=a&access_token={_tokens[Planes.ResourceManager]}");
        _tokens[Planes.Registry] = (string)(await AskAsync("oauth2/token",
            $"grant_type=refresh_token&service=a&scope=a&refresh_token={(string)refresh["refresh_token"]!}"))["access_token"]!;

        async Task<JsonNode> AskAsync(string path, string form) => JsonNode.Parse((await connection.SendAsync(RequestBytes.Of(
            RequestSeed.Text("", "POST", $"/registry/{registry}/{path}", null, form, "application/x-www-form-urlencoded"), Host,
                null, null),
            false, cancellation)).Body)!;
    }

    /// <summary>Ends it as Ctrl+C does; false if it had to be killed.</summary>
    public async Task<bool> EndAsync()
    {
        if (!ProcessExtensions.CanInterrupt) return true;
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        try
        {
            await _process.InterruptAsync(patience.Token);
            await _process.WaitForExitAsync(patience.Token);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (!_process.HasExited) _process.Kill(entireProcessTree: true);
        _process.Dispose();
    }

    private static async Task DrainAsync(StreamReader reader, Action<string> take)
    {
        while (await reader.ReadLineAsync() is { } line) take(line);
    }

    private async Task SignInAsync(CancellationToken cancellation)
    {
        using var connection = new RawConnection(Port);
        foreach (var audience in (string[])
            [Planes.ResourceManager, Planes.Storage, Planes.KeyVault, Planes.MachineLearning, Planes.Graph, Planes.Monitor,
                Planes.LogAnalytics])
        {
            var form = "grant_type=client_credentials&client_id=33333333-3333-3333-3333-333333333333&client_secret=x"
                + $"&scope={audience}/.default";
            var answer = await connection.SendAsync(RequestBytes.Of(RequestSeed.Text("", "POST",
                $"/{Planes.Tenant}/oauth2/v2.0/token", null, form,
                "application/x-www-form-urlencoded"), Host, null, null), false, cancellation);
            _tokens[audience] = (string)JsonNode.Parse(answer.Body)!["access_token"]!;
        }
    }
}
