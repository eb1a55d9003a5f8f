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

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    /// <summary>
    /// The cloud beside the stacks' state: one for all stacks of a project, as they share Azure's world-wide names. An idle
    /// plugin host lets it go; for another process this waits a little.
    /// </summary>
    /// <param name="stack">A stack of the project.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <exception cref="StoreException">It is damaged, in use or can't be written.</exception>
    public static async Task<EmbeddedCloud> OpenAsync(LocalStack stack, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        while (true)
        {
            try
            {
                return Open(stack.StateDirectory, stack.Project.Directory);
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
    public static async Task<ILocalCloud> ReachAsync(LocalStack stack, CancellationToken cancellationToken)
    {
        try
        {
            return new OwnLocalCloud(await OpenAsync(stack, cancellationToken), stack);
        }
        catch (StoreException exception) when (exception.Code == StoreException.Locked)
        {
            if (await HostEnd.AskAsync(Directory(stack), cancellationToken) == HostReply.Stays
                && ServedAddress.Read(Directory(stack)) is { } served)
                return new ServedLocalCloud(Directory(stack), served);
            throw;
        }
    }

    /// <summary>The cloud in a folder of local state.</summary>
    /// <param name="stateDirectory">The folder, as in <c>.mlops</c>.</param>
    /// <param name="repositoryDirectory">The repository that pipelines of the cloud refer to; null: their paths are not
    /// checked.</param>
    /// <exception cref="StoreException">It is damaged, in use or can't be written.</exception>
    public static EmbeddedCloud Open(string stateDirectory, string? repositoryDirectory) =>
        EmbeddedCloud.Open(Directory(stateDirectory), new LocalCloudOptions { RepositoryFolder = repositoryDirectory });

    /// <summary>The folder that the cloud is kept in.</summary>
    /// <param name="stack">A stack of the project.</param>
    public static string Directory(LocalStack stack) => Directory(stack.StateDirectory);

    /// <summary>The folder that the cloud is kept in.</summary>
    /// <param name="stateDirectory">The folder of local state.</param>
    public static string Directory(string stateDirectory) => Path.Combine(stateDirectory, "cloud");
}
