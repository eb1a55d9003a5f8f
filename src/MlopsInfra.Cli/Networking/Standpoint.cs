using MlopsInfra.Cli.CommandLine;
using MlopsInfra.Cli.Local;
using MlopsInfra.Cli.Output;
using MlopsInfra.Contract;
using MlopsInfra.LocalCloud.Arm.Networking;
using MlopsInfra.LocalEngine;
using MlopsInfra.ResourceManager;

namespace MlopsInfra.Cli.Networking;

/// <summary>
/// Where a run on the local cloud stands: outside of every network, or, where it says so, in the environment's.
/// </summary>
internal static class Standpoint
{
    /// <summary>Goes into the network that the stack's last deployment has, if there is one.</summary>
    /// <param name="cloud">The local cloud.</param>
    /// <param name="stack">The stack.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>The ARM id of the network; null: the run stands outside.</returns>
    public static async Task<string?> EnterAsync(ILocalCloud cloud, LocalStack stack, CancellationToken cancellationToken) =>
        Enter(cloud, EnvironmentNetwork.Of(await stack.ReadResourcesAsync(cancellationToken)));

    /// <summary>Goes into the network of an environment that is up, and says so.</summary>
    /// <param name="cloud">The local cloud.</param>
    /// <param name="azure">Its REST side.</param>
    /// <param name="outputs">The environment.</param>
    /// <param name="output">Is told; null: nobody has to know.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task EnterAsync(
        ILocalCloud cloud, AzureConnection azure, EnvironmentOutputs outputs, IRunOutput? output,
        CancellationToken cancellationToken)
    {
        var network = Enter(cloud, await EnvironmentNetwork.FindAsync(azure, outputs, cancellationToken));
        output?.Diagnostic(new DeploymentDiagnostic(DiagnosticSeverity.Info, Text(network)));
    }

    /// <summary>Where a run stands, in a sentence.</summary>
    /// <param name="network">ARM id of the network; null: outside.</param>
    public static string Text(string? network) => network is null
        ? $"{FromNetworkOption.Name}: the environment has no network, so this stands outside, as everybody does."
        : $"{FromNetworkOption.Name}: this stands in the network '{network[(network.LastIndexOf('/') + 1)..]}'.";

    private static string? Enter(ILocalCloud cloud, string? network)
    {
        if (network is not null) cloud.StandIn(new CallerPlace.InNetwork(network));
        return network;
    }
}
