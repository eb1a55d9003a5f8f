using MlopsInfra.Cli.Cloud;
using MlopsInfra.Contract;
using MlopsInfra.LocalEngine;
using MlopsInfra.ResourceManager;

namespace MlopsInfra.Cli.Targets;

/// <summary>Azure itself, in the cloud that the stack's configuration names.</summary>
/// <param name="stack">The stack.</param>
internal sealed class AzureCloudTarget(LocalStack stack) : AzureTarget
{
    /// <inheritdoc/>
    public override string Place => "";

    /// <inheritdoc/>
    public override string? ConfiguredSubscription =>
        AzureSettings.Find(stack.Configuration, "subscriptionId", "ARM_SUBSCRIPTION_ID");

    /// <inheritdoc/>
    public override bool IsShared => true;

    /// <inheritdoc/>
    public override Task<EnvironmentOutputs> ReadOutputsAsync(string? source, CancellationToken cancellationToken) =>
        PulumiStackOutputs.ReadAsync(source, stack.Project.Directory, stack.Name, cancellationToken);

    /// <inheritdoc/>
    public override Task<AzureConnection> ConnectAsync(CancellationToken cancellationToken) =>
        AzureConnections.CreateAsync(stack, cancellationToken);

    /// <inheritdoc/>
    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
