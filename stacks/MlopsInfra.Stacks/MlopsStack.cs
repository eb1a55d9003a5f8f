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
        DeclareAsync(StackConfiguration.OfCurrentDeployment(), null);

    internal static async Task<IDictionary<string, object?>> DeclareAsync(StackConfiguration configuration,
        ComponentResourceOptions? options)
    {
        var settings = EnvironmentSettings.Read(configuration);
        var client = await GetClientConfig.InvokeAsync();
        if (configuration.RefusesPlaceholders && !Placeholders.AreFine(client)) Placeholders.Refuse(configuration);
        var environment =
            new MlopsEnvironment(RootName, settings.ToArgs(client.SubscriptionId, client.TenantId, configuration.Clock), options);
        return StackOutputs.Of(environment, settings, client);
    }
}
