using Grpc.Core;
using Grpc.Net.Client;
using MlopsInfra.LocalEngine.Programs;
using MlopsInfra.LocalEngine.Protocol.Wire;

namespace MlopsInfra.LocalEngine.Tests.Support;

/// <summary>A program inside the test that talks to the engine over the wire as an SDK does.</summary>
internal sealed class InlineProgram(Func<WireClient, Task> body) : IProgram
{
    /// <summary>What it ends with unless it fails.</summary>
    public int ExitCode { get; init; }

    /// <summary>Whether it says that it has come to its end.</summary>
    public bool Signals { get; init; } = true;

    /// <inheritdoc/>
    public string Description => "program of the test";

    /// <summary>As an SDK ends: a failure is logged and the exit code is 32; otherwise the end is signalled.</summary>
    public async Task<int> RunAsync(ProgramContext context, CancellationToken cancellationToken)
    {
        using var channel = GrpcChannel.ForAddress($"http://{context.Address}");
        var client = new WireClient(channel, context, cancellationToken);
        try
        {
            await client.RegisterStackAsync();
            await body(client);
            if (Signals) await client.SignalAsync();
            return ExitCode;
        }
        catch (RpcException exception) when (!cancellationToken.IsCancellationRequested)
        {
            await client.LogAsync(LogSeverity.Error, $"Running program failed: {exception.Status.Detail}");
            return 32;
        }
        catch (RpcException)
        {
            throw new OperationCanceledException(cancellationToken);
        }
    }
}
