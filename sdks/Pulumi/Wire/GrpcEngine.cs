using Pulumirpc;

namespace Pulumi.Wire;

/// <summary>The engine's service for messages.</summary>
internal sealed class GrpcEngine(EngineChannels channels) : IEngine
{
    private readonly Engine.EngineClient client = new(channels.Engine);

    public Task LogAsync(LogRequest request) => client.LogAsync(request).ResponseAsync;

    public Task RequireVersionAsync(string range) =>
        client.RequirePulumiVersionAsync(new RequirePulumiVersionRequest { PulumiVersionRange = range }).ResponseAsync;
}
