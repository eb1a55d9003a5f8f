using MlopsInfra.Cli.Cloud;
using MlopsInfra.Cli.CommandLine;
using MlopsInfra.Cli.Projects;
using MlopsInfra.ResourceManager;

namespace MlopsInfra.Cli.Targets;

/// <summary>A stack on the local cloud, to be asked for what it has: where its resources are, and Resource Manager for
/// them.</summary>
internal sealed class StackQueries : IAsyncDisposable
{
    private readonly AzureTarget _target;

    private StackQueries(AzureTarget target, AzureConnection connection, string group, string workspace)
    {
        _target = target;
        (Connection, Arm, Group, Workspace) = (connection, new ArmQueries(connection), group, workspace);
    }

    /// <summary>How it is reached.</summary>
    public AzureConnection Connection { get; }

    /// <summary>Resource Manager.</summary>
    public ArmQueries Arm { get; }

    /// <summary>The id of its resource group.</summary>
    public string Group { get; }

    /// <summary>The id of its Azure ML workspace.</summary>
    public string Workspace { get; }

    /// <summary>Opens it, as a running <c>mlops local serve</c> has it, else from the store.</summary>
    /// <param name="settings">The command line.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task<StackQueries> OpenAsync(StackSettings settings, CancellationToken cancellationToken)
    {
        var target = AzureTarget.For(isLocal: true, LocalStacks.Open(settings));
        try
        {
            var outputs = await target.ReadOutputsAsync(null, cancellationToken);
            var group = $"/subscriptions/{outputs.SubscriptionId}/resourceGroups/{outputs.ResourceGroupName}";
            var connection = await target.ConnectAsync(cancellationToken);
            // Whoever asks what runs on this machine is not kept out by the environment's network.
            await target.EnterNetworkAsync(outputs, null, cancellationToken);
            return new StackQueries(target, connection, group,
                $"{group}/providers/Microsoft.MachineLearningServices/workspaces/{outputs.WorkspaceName}");
        }
        catch
        {
            await target.DisposeAsync();
            throw;
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _target.DisposeAsync();
}
