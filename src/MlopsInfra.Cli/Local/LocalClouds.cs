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
        EmbeddedCloud.Open(Directory(stack), new LocalCloudOptions { RepositoryFolder = stack.Project.Directory });

    /// <summary>The folder that the cloud is kept in.</summary>
    /// <param name="stack">A stack of the project.</param>
    public static string Directory(LocalStack stack) => Path.Combine(stack.StateDirectory, "cloud");
}
