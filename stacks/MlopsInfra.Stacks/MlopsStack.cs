using MlopsInfra.Components;
using Pulumi;
using Pulumi.AzureNative.Authorization;

namespace MlopsInfra.Stacks;

/// <summary>The program: configuration in, one component tree, outputs out.</summary>
public static class MlopsStack
{
    // Fixed, so that a renamed workload or environment shows as changes to its resources, not as a new tree beside the old one.
    private const string RootName = "mlops";

    /// <summary>Declares everything, and returns the stack's outputs by name.</summary>
    /// <exception cref="ConfigurationException">The configuration is wrong; nothing has been declared.</exception>
    public static Task<IDictionary<string, object?>> DeclareAsync() =>
        DeclareAsync(RawConfiguration.OfCurrentDeployment(), null);

    internal static async Task<IDictionary<string, object?>> DeclareAsync(RawConfiguration configuration,
        ComponentResourceOptions? options)
    {
        // Mistakes are reported before anybody is asked who has signed in.
        _ = EnvironmentSettings.Read(configuration);
        var client = await GetClientConfig.InvokeAsync();
        if (configuration.RefusesPlaceholders && !Placeholders.AreFine(client)) Placeholders.Refuse(configuration);
        var args = EnvironmentSettings.Read(configuration, client.SubscriptionId, client.TenantId);
        return StackOutputs.Of(new MlopsEnvironment(RootName, args, options), args);
    }
}
