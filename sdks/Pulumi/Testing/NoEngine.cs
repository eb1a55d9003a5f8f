using Pulumirpc;

namespace Pulumi.Testing;

/// <summary>There is no engine under mocks: nothing is written anywhere (T16), every version fits (D5).</summary>
internal sealed class NoEngine : IEngine
{
    public Task LogAsync(LogRequest request) => Task.CompletedTask;

    public Task RequireVersionAsync(string range) => Task.CompletedTask;
}
