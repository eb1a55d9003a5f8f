using System.Net;
using System.Net.Sockets;
using MlopsInfra.LocalCloud.Tests.Rest;

namespace MlopsInfra.LocalCloud.Tests.MachineLearning.Serving;

/// <summary>The local cloud's server of entry scripts against what was recorded of Microsoft's.</summary>
public sealed class InferenceServerTests(ServingRecordings recordings) : IClassFixture<ServingRecordings>
{
    /// <summary>Where it answers something else, and why; from here, to what is recorded.</summary>
    private static readonly Dictionary<string, (string Here, string Recorded)> Different = new()
    {
        // A run() with rawhttp gets a request of the server's own: it needs no Flask.
        ["rawhttp-POST-bytes"] = ("AMLRequest", "LocalProxy"),
        ["rawhttp-OPTIONS"] = ("AMLRequest", "LocalProxy"),
    };

    public static TheoryData<string> Recorded => [.. ServingRecordings.Cases.Keys];

    [Theory]
    [MemberData(nameof(Recorded))]
    public async Task An_exchange_with_Microsofts_server_goes_the_same_way_here(string name)
    {
        ServingProcess.RequirePython();
        var recording = ServingRecordings.Cases[name];
        var server = await recordings.ServerAsync(recording);

        var answer = RecordedAnswer.Actual(await server.ExchangeAsync(RecordedAnswer.Request(recording["request"]!.AsObject())));

        if (Different.TryGetValue(name, out var difference)) answer = answer.Replace(difference.Here, difference.Recorded);
        Assert.Equal(RecordedAnswer.Expected(recording["response"]!.AsObject()), answer);
    }

    [Theory]
    [InlineData("def init(): raise ValueError('no weights')\ndef run(data): return data", "ValueError: no weights")]
    [InlineData("import nowhere\ndef init(): pass\ndef run(data): return data", "No module named 'nowhere'")]
    [InlineData("def run(data): return data", "no function init()")]
    [InlineData("def init(): pass\ndef run(*data): return data", "*args")]
    [InlineData("import sys\ndef init(): sys.exit(0)\ndef run(data): return data", "SystemExit: 0")]
    [InlineData("def init(:", "SyntaxError")]
    public async Task A_script_that_cannot_be_served_ends_the_server_with_3(string script, string because)
    {
        await using var server = ServingProcess.Start(script);

        Assert.Equal(3, await server.ExitAsync());
        Assert.Contains(because, server.Output, StringComparison.Ordinal);
        Assert.Contains("Worker failed to boot.", server.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_port_that_is_taken_ends_it_with_1()
    {
        ServingProcess.RequirePython();
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        await using var server = ServingProcess.Start(ServingRecordings.Script("echo"),
            port: ((IPEndPoint)other.LocalEndpoint).Port);

        Assert.Equal(1, await server.ExitAsync());
        Assert.Contains("Connection in use", server.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_request_that_it_has_taken_is_answered_before_it_ends()
    {
        await using var server = await ServingProcess.Start(ServingRecordings.Script("slow")).ReadyAsync();

        var scoring = server.ScoreAsync("""{"t": 1}""");
        await Task.Delay(300);
        server.Terminate();

        Assert.Equal((200, "\"done\""), await scoring);
        Assert.Equal(0, await server.ExitAsync());
    }

    [Fact]
    public async Task Workers_are_processes_with_an_init_of_their_own()
    {
        const string script = "import os\ndef init(): print('init', os.getpid())\ndef run(data): os._exit(9) if data else None";
        await using var server = await ServingProcess.Start(script, new Dictionary<string, string> { ["WORKER_COUNT"] = "2" })
            .ReadyAsync();

        // One that crashes is replaced; its client gets nothing.
        Assert.Empty(await server.ExchangeAsync("POST /score HTTP/1.1\r\nContent-Length: 1\r\n\r\nx"u8.ToArray()));
        await server.ReadyAsync();

        await Eventually.FindAsync(() =>
            Task.FromResult(server.Output.Split("azmlinfsrv.print - init").Length - 1 == 3 ? server : null));
    }
}
