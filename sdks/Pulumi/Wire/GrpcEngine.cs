using Pulumirpc;

namespace Pulumi.Wire;

/// <summary>The engine's service for messages.</summary>
internal sealed class GrpcEngine(EngineChannels channels) : IEngine
{
    private readonly Engine.EngineClient _client = new(channels.Engine);

    public Task LogAsync(LogRequest request) => _client.LogAsync(request).ResponseAsync;

    public Task RequireVersionAsync(string range) =>
        _client.RequirePulumiVersionAsync(new RequirePulumiVersionRequest { PulumiVersionRange = range }).ResponseAsync;
}
