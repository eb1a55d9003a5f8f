using Azure.Storage.Blobs;
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
    /// The same way to Azure for what is good to know and not needed: nobody is to wait long for it.
    /// </summary>
    internal AzureConnection Impatient => Connection with { RoleAssignmentWait = TimeSpan.Zero, MaxRetries = 1 };

    /// <summary>The client of a container of blobs.</summary>
    /// <param name="address">Address of the container.</param>
    /// <param name="connection">How it is reached; null as everything else.</param>
    internal BlobContainerClient Container(Uri address, AzureConnection? connection = null) => new(address, Connection.Credential,
        ClientSetup.Configure(new BlobClientOptions(), connection ?? Connection, Waiting));

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

    /// <summary>Runs an operation that nothing comes back from, and puts Azure's refusal into words.</summary>
    /// <param name="operation">What is being done, as in <c>locking the endpoint</c>.</param>
    /// <param name="run">Does it.</param>
    /// <param name="cancellationToken">What the user cancels with.</param>
    /// <exception cref="LifecycleException">Azure refuses.</exception>
    public static Task GuardAsync(string operation, Func<Task> run, CancellationToken cancellationToken) =>
        GuardAsync(operation, async () =>
        {
            await run();
            return true;
        }, cancellationToken);
}
