namespace Pulumi.Testing;

/// <summary>Stands in for the engine and the providers in a test. Calls may come from several threads at once (O2).</summary>
public interface IMocks
{
    /// <summary>The id (none: unknown) and the state of a resource that is registered or read.</summary>
    Task<(string? id, object state)> NewResourceAsync(MockResourceArgs args);

    Task<object> CallAsync(MockCallArgs args);

    Task RegisterResourceOutputs(MockRegisterResourceOutputsRequest args) => Task.CompletedTask;
}
