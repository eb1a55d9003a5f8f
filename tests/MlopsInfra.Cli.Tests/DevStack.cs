using MlopsInfra.CommandTesting;

namespace MlopsInfra.Cli.Tests;

/// <summary>The dev environment, up on a local cloud of its own; nothing is published yet.</summary>
public sealed class DevStack(DevStore store) : IAsyncLifetime
{
    /// <summary>The command, with the store that dev is in.</summary>
    public Mlops Mlops { get; } = new();

    /// <summary>The document that <c>up</c> printed.</summary>
    public System.Text.Json.JsonElement Up { get; private set; }

    /// <summary>The stack's outputs, as <c>pulumi stack output --json</c> prints them.</summary>
    public string Outputs => Up.GetProperty("outputs").GetRawText();

    public async ValueTask InitializeAsync() => Up = await store.CopyAsync(Mlops.Store);

    public ValueTask DisposeAsync()
    {
        Mlops.Dispose();
        return ValueTask.CompletedTask;
    }
}
