using Pulumi.Testing;

namespace MlopsInfra.Components.Tests.Components;

/// <summary>An environment with every default, declared under mocks.</summary>
internal static class Declared
{
    public static Task<(AzureMocks Mocks, ResourceGraph Graph)> Environment(Action<InnerResource>? configure = null) =>
        Run.Program(options => _ = new MlopsEnvironment("it", Args(configure), options));

    public static MlopsEnvironmentArgs Args(Action<InnerResource>? configure = null, bool locks = false) => new()
    {
        Workload = "mlops",
        Environment = "dev",
        Location = "westeurope",
        SubscriptionId = AzureMocks.SubscriptionId,
        TenantId = AzureMocks.TenantId,
        Tags = new Dictionary<string, string> { ["owner"] = "team" },
        DeleteLocks = locks,
        Configure = configure,
    };

    public static Placement Placement => new() { ResourceGroupName = "rg-test", Location = "westeurope" };

    public static MockResourceArgs Only(this AzureMocks mocks, string type) =>
        mocks.Resources.Values.Single(r => r.Type == $"azure-native:{type}");

    public static IReadOnlyList<MockResourceArgs> All(this AzureMocks mocks, string type) =>
        [.. mocks.Resources.Values.Where(r => r.Type == $"azure-native:{type}")];

    /// <summary>The value at a path of wire names, as in <c>properties.sku.name</c>.</summary>
    public static object? At(this MockResourceArgs resource, string path)
    {
        object? value = resource.Inputs;
        foreach (var step in path.Split('.'))
        {
            value = value is IDictionary<string, object> map && map.TryGetValue(step, out var next) ? next : null;
        }

        return value;
    }
}
