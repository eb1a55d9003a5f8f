using System.Diagnostics;
using MlopsInfra.LocalCloud;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Store;
using MlopsInfra.LocalEngine;
using MlopsInfra.ProviderPlugin.Hosting;

namespace MlopsInfra.Cli.Local;

/// <summary>Opens the local cloud of a project.</summary>
internal static class LocalClouds
{
    /// <summary>A command of seconds has the store, or a plugin host that the last <c>pulumi</c> command left behind.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>How long a new principal is often not found in Azure.</summary>
    public static readonly TimeSpan AzureReplication = TimeSpan.FromMinutes(2);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    /// <summary>
    /// The cloud beside the stacks' state: one for all stacks of a project, as they share Azure's world-wide names. An idle
    /// plugin host lets it go; for another process this waits a little.
    /// </summary>
    /// <param name="stack">A stack of the project.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <exception cref="StoreException">It is damaged, in use or can't be written.</exception>
    /// <param name="replication">How long a new principal is not found; null: as long as is usual here.</param>
    public static async Task<EmbeddedCloud> OpenAsync(LocalStack stack, CancellationToken cancellationToken,
        TimeSpan? replication = null)
    {
        var started = Stopwatch.GetTimestamp();
        while (true)
        {
            try
            {
                return Open(stack.StateDirectory, stack.Project.Directory, replication);
            }
            catch (StoreException exception) when (exception.Code == StoreException.Locked
                && Stopwatch.GetElapsedTime(started) < Patience)
            {
                // Who serves the store does so until somebody ends it: there is nothing to wait for.
                if (await HostEnd.AskAsync(Directory(stack), cancellationToken) == HostReply.Stays) throw;
                await Task.Delay(Pause, cancellationToken);
            }
        }
    }

    /// <summary>The cloud beside the stacks' state, opened here, or in the process of a <c>serve</c> that has it open.</summary>
    /// <param name="stack">A stack of the project.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <exception cref="StoreException">It is damaged, in use or can't be written.</exception>
    /// <param name="replication">How long a new principal is not found, where it is opened here; null: as is usual.</param>
    public static async Task<ILocalCloud> ReachAsync(LocalStack stack, CancellationToken cancellationToken,
        TimeSpan? replication = null)
    {
        try
        {
            return new OwnLocalCloud(await OpenAsync(stack, cancellationToken, replication), stack);
        }
        catch (StoreException exception) when (exception.Code == StoreException.Locked)
        {
            if (await HostEnd.AskAsync(Directory(stack), cancellationToken) == HostReply.Stays
                && ServedAddress.Read(Directory(stack)) is { } served)
                return new ServedLocalCloud(Directory(stack), served);
            throw;
        }
    }

    /// <summary>
    /// The cloud beside the stacks' state as it is now, for previews: whoever has it open, and whether or not it can be written.
    /// Nothing is kept.
    /// </summary>
    /// <param name="stack">A stack of the project.</param>
    /// <param name="replication">How long a new principal is not found; null: as is usual.</param>
    /// <exception cref="StoreException">It is damaged or can't be read.</exception>
    public static EmbeddedCloud Look(LocalStack stack, TimeSpan? replication = null) =>
        EmbeddedCloud.Look(Directory(stack), Options(stack.Project.Directory, replication));

    /// <summary>The cloud in a folder of local state.</summary>
    /// <param name="stateDirectory">The folder, as in <c>.mlops</c>.</param>
    /// <param name="repositoryDirectory">The repository that pipelines of the cloud refer to; null: their paths are not
    /// checked.</param>
    /// <exception cref="StoreException">It is damaged, in use or can't be written.</exception>
    /// <param name="replication">How long a new principal is not found; null: as long as is usual here.</param>
    public static EmbeddedCloud Open(string stateDirectory, string? repositoryDirectory, TimeSpan? replication = null) =>
        EmbeddedCloud.Open(Directory(stateDirectory), Options(repositoryDirectory, replication));

    private static LocalCloudOptions Options(string? repositoryDirectory, TimeSpan? replication)
    {
        var options = new LocalCloudOptions { RepositoryFolder = repositoryDirectory };
        return replication is { } time ? options with { DirectoryReplication = time } : options;
    }

    /// <summary>The folder that the cloud is kept in.</summary>
    /// <param name="stack">A stack of the project.</param>
    public static string Directory(LocalStack stack) => Directory(stack.StateDirectory);

    /// <summary>The folder that the cloud is kept in.</summary>
    /// <param name="stateDirectory">The folder of local state.</param>
    public static string Directory(string stateDirectory) => Path.Combine(stateDirectory, "cloud");
}
