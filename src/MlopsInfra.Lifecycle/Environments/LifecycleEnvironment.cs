using MlopsInfra.Contract;
using MlopsInfra.ResourceManager;

namespace MlopsInfra.Lifecycle.Environments;

/// <summary>An environment that models run in: what its stack says about it, and how it is reached.</summary>
public sealed class LifecycleEnvironment
{
    /// <summary>Prepares it; nothing is sent yet.</summary>
    /// <param name="name">Name of the stack.</param>
    /// <param name="connection">How Azure is reached.</param>
    /// <param name="outputs">The stack's outputs.</param>
    /// <param name="waiting">Is told what is waited for.</param>
    public LifecycleEnvironment(string name, AzureConnection connection, EnvironmentOutputs outputs, Action<string> waiting)
    {
        (Name, Connection, Outputs, Waiting) = (name, connection, outputs, waiting);
        Arm = new ArmRest(connection, waiting);
        ResourceGroupId = $"/subscriptions/{outputs.SubscriptionId}/resourceGroups/{outputs.ResourceGroupName}";
        RegistryId = $"{ResourceGroupId}/providers/Microsoft.ContainerRegistry/registries/{outputs.RegistryName}";
        StorageAccountId = $"{ResourceGroupId}/providers/Microsoft.Storage/storageAccounts/{outputs.StorageAccountName}";
    }

    /// <summary>Name of the stack.</summary>
    public string Name { get; }

    /// <summary>How Azure is reached.</summary>
    public AzureConnection Connection { get; }

    /// <summary>The stack's outputs.</summary>
    public EnvironmentOutputs Outputs { get; }

    /// <summary>Resource Manager.</summary>
    public ArmRest Arm { get; }

    /// <summary>Is told what is waited for.</summary>
    public Action<string> Waiting { get; }

    /// <summary>ARM id of the resource group.</summary>
    public string ResourceGroupId { get; }

    /// <summary>ARM id of the workspace.</summary>
    public string WorkspaceId => Outputs.WorkspaceId;

    /// <summary>ARM id of the container registry.</summary>
    public string RegistryId { get; }

    /// <summary>ARM id of the storage account.</summary>
    public string StorageAccountId { get; }

    /// <summary>The address of something in the workspace.</summary>
    /// <param name="path">The path below the workspace, as in <c>jobs/train-7f3a</c>, with or without a query.</param>
    public Uri InWorkspace(string path) => Arm.Url($"{WorkspaceId}/{path}", ApiVersions.MachineLearning);

    /// <summary>
    /// The container registry's own address; on the local cloud, where that is reached by its address, what stands for it there.
    /// </summary>
    public Uri RegistryAddress => Connection.Environment.Endpoint is { IsLoopback: true } here
        ? new Uri(here, $"registry/{Outputs.RegistryName}/") : new Uri($"https://{Outputs.RegistryLoginServer}/");

    /// <summary>The address of a container of blobs, by the same rule.</summary>
    /// <param name="account">Name of the storage account.</param>
    /// <param name="container">Name of the container.</param>
    /// <param name="suffix">What follows <c>ACCOUNT.blob.</c> in Azure, as in <c>core.windows.net</c>.</param>
    public Uri ContainerAddress(string account, string container, string suffix) =>
        Connection.Environment.Endpoint is { IsLoopback: true } here
        ? new Uri($"https://127.0.0.1:{here.Port}/{account}/{container}")
        : new Uri($"https://{account}.blob.{suffix}/{container}");

    /// <summary>Runs an operation, and puts Azure's refusal into words.</summary>
    /// <typeparam name="T">What comes back.</typeparam>
    /// <param name="operation">What is being done, as in <c>starting the job train-7f3a</c>.</param>
    /// <param name="run">Does it.</param>
    /// <param name="cancellationToken">What the user cancels with.</param>
    /// <exception cref="LifecycleException">Azure refuses.</exception>
    public static async Task<T> GuardAsync<T>(string operation, Func<Task<T>> run, CancellationToken cancellationToken)
    {
        try
        {
            return await run();
        }
        catch (Exception exception) when (ArmError.IsAzure(exception, cancellationToken))
        {
            throw LifecycleException.Of(exception, operation);
        }
    }
}
