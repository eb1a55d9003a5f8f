using System.Text.Json.Nodes;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Grpc.Net.Client;
using MlopsInfra.EngineRecordings;
using MlopsInfra.LocalEngine.Programs;
using MlopsInfra.LocalEngine.Protocol.Wire;

namespace MlopsInfra.LocalEngine.Tests.Support;

/// <summary>The program's side of a recorded run.</summary>
/// <param name="run">The run.</param>
internal sealed class RecordedProgram(string run) : IProgram
{
    // The recording is of a newer SDK, which says more than the engine knows; an engine leaves that alone.
    private static readonly JsonParser Parser = new(JsonParser.Settings.Default.WithIgnoreUnknownFields(true));

    /// <inheritdoc/>
    public string Description => $"program of {run}";

    /// <summary>Each request with the engine's answer of today.</summary>
    public List<(RecordedCall Call, JsonObject Answer)> Answers { get; } = [];

    /// <inheritdoc/>
    public async Task<int> RunAsync(ProgramContext context, CancellationToken cancellationToken)
    {
        using var channel = GrpcChannel.ForAddress($"http://{context.Address}");
        var monitor = new ResourceMonitor.ResourceMonitorClient(channel);
        try
        {
            foreach (var call in RecordedCall.Of(run, "ResourceMonitor"))
                Answers.Add((call,
                    JsonNode.Parse(JsonFormatter.Default.Format(await AskAsync(monitor, call, cancellationToken)))!.AsObject()));
            // Recorded are calls that came to an end; the engine keeps this one open until it has ended the program.
            await monitor.SignalAndWaitForShutdownAsync(new Empty(), cancellationToken: cancellationToken);
            return 0;
        }
        catch (RpcException)
        {
            // The language host ends with the code of a program that has nothing more to say.
            return 32;
        }
    }

    private static async Task<IMessage> AskAsync(ResourceMonitor.ResourceMonitorClient monitor, RecordedCall call,
        CancellationToken cancellationToken)
    {
        var request = call.Request.ToJsonString();
        return call.Method switch
        {
            "SupportsFeature" => await monitor.SupportsFeatureAsync(Parser.Parse<SupportsFeatureRequest>(request),
                cancellationToken: cancellationToken),
            "RegisterResource" => await monitor.RegisterResourceAsync(Parser.Parse<RegisterResourceRequest>(request),
                cancellationToken: cancellationToken),
            "RegisterResourceOutputs" => await monitor.RegisterResourceOutputsAsync(
                Parser.Parse<RegisterResourceOutputsRequest>(request), cancellationToken: cancellationToken),
            _ => throw new NotSupportedException($"The recording has a call of {call.Method}, which this program does not know."),
        };
    }
}
