using MlopsInfra.LocalCloud;
using MlopsInfra.LocalEngine;

namespace MlopsInfra.Cli.Local;

/// <summary>Opens the local cloud of a project.</summary>
internal static class LocalClouds
{
    /// <summary>The cloud beside the stacks' state: one for all stacks of a project, as they share Azure's world-wide names.</summary>
    /// <param name="stack">A stack of the project.</param>
    /// <exception cref="LocalCloud.Store.StoreException">It is damaged, in use or can't be written.</exception>
    public static EmbeddedCloud Open(LocalStack stack) =>
        Open(stack.StateDirectory, stack.Project.Directory);

    /// <summary>The cloud in a folder of local state.</summary>
    /// <param name="stateDirectory">The folder, as in <c>.mlops</c>.</param>
    /// <param name="repositoryDirectory">The repository that pipelines of the cloud refer to; null: their paths are not checked.</param>
    /// <exception cref="LocalCloud.Store.StoreException">It is damaged, in use or can't be written.</exception>
    public static EmbeddedCloud Open(string stateDirectory, string? repositoryDirectory) =>
        EmbeddedCloud.Open(Directory(stateDirectory), new LocalCloudOptions { RepositoryFolder = repositoryDirectory });

    /// <summary>The folder that the cloud is kept in.</summary>
    /// <param name="stack">A stack of the project.</param>
    public static string Directory(LocalStack stack) => Directory(stack.StateDirectory);

    /// <summary>The folder that the cloud is kept in.</summary>
    /// <param name="stateDirectory">The folder of local state.</param>
    public static string Directory(string stateDirectory) => Path.Combine(stateDirectory, "cloud");
}
