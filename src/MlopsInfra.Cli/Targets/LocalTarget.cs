using MlopsInfra.Cli.Cloud;
using MlopsInfra.Cli.Local;
using MlopsInfra.Cli.Networking;
using MlopsInfra.Cli.Output;
using MlopsInfra.Contract;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Workloads;
using MlopsInfra.LocalEngine;
using MlopsInfra.ResourceManager;

namespace MlopsInfra.Cli.Targets;

/// <summary>The local cloud of the stack's project.</summary>
/// <param name="stack">The stack.</param>
internal sealed class LocalTarget(LocalStack stack) : AzureTarget
{
    private ILocalCloud? _cloud;
    private ILocalAzure? _azure;
    private bool _goesByState;

    /// <inheritdoc/>
    public override string Place => " on the local cloud";

    /// <inheritdoc/>
    /// <remarks>The environment of a machine names a subscription of Azure, which is none of the local cloud's.</remarks>
    public override string? ConfiguredSubscription =>
        AzureSettings.Find(stack.Configuration, "subscriptionId") ?? new LocalCloudOptions().SubscriptionIds[0];

    /// <inheritdoc/>
    public override bool IsShared => false;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Facts => _azure is null ? [] : [_azure.Fact];

    /// <inheritdoc/>
    public override async Task<EnvironmentOutputs> ReadOutputsAsync(string? source, CancellationToken cancellationToken)
    {
        // The real engine may have deployed to the local cloud (mlops local plugins): then its outputs are handed over.
        if (source is not null)
            return await PulumiStackOutputs.ReadAsync(source, stack.Project.Directory, stack.Name, cancellationToken);
        var outputs = await stack.ReadOutputsAsync(cancellationToken);
        _goesByState = true;
        return outputs.Count > 0
            ? LocalStackOutputs.Read(outputs)
            : throw new CliException(
                ExitCode.Failed, "StackNotDeployed",
                $"Stack {stack.Name} is not up on the local cloud. Say 'mlops local up {stack.Name}' first.", stack.Name);
    }

    /// <inheritdoc/>
    public override async Task<AzureConnection> ConnectAsync(CancellationToken cancellationToken)
    {
        _cloud = await LocalClouds.ReachAsync(stack, cancellationToken);
        if (_goesByState) await new LostCloud(stack, _cloud.Providers).CheckAzureAsync(cancellationToken);
        _azure = await _cloud.StartAzureAsync(WorkloadExecutor.Simulate, cancellationToken);
        return _azure.Connection;
    }

    /// <inheritdoc/>
    public override Task EnterNetworkAsync(
        EnvironmentOutputs outputs, IRunOutput? output, CancellationToken cancellationToken) =>
        _cloud is not null && _azure is not null
            ? Standpoint.EnterAsync(_cloud, _azure.Connection, outputs, output, cancellationToken)
            : throw new InvalidOperationException("The local cloud is not open yet.");

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        if (_azure is not null) await _azure.DisposeAsync();
        if (_cloud is not null) await _cloud.DisposeAsync();
    }
}
