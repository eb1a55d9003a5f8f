using Pulumirpc;

namespace Pulumi;

/// <summary>The engine's end for messages: the wire's Engine service, or none under mocks.</summary>
internal interface IEngine
{
    Task LogAsync(LogRequest request);

    /// <exception cref="Exception">The engine's version does not fit.</exception>
    Task RequireVersionAsync(string range);
}
