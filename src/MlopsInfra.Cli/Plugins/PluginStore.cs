using MlopsInfra.Cli.Local;
using MlopsInfra.Cli.Projects;

namespace MlopsInfra.Cli.Plugins;

/// <summary>
/// The store that plugins serve. An engine passes no arguments of ours, so it is told by the environment or found beside
/// <c>Pulumi.yaml</c>.
/// </summary>
/// <param name="StateDirectory">The folder of local state.</param>
/// <param name="RepositoryDirectory">The repository that pipelines refer to; null if there is no project around.</param>
internal sealed record PluginStore(string StateDirectory, string? RepositoryDirectory)
{
    /// <summary>The environment variable that names the folder of local state.</summary>
    public const string Variable = "MLOPS_STORE";

    /// <summary>The folder of the local cloud.</summary>
    public string CloudDirectory => LocalClouds.Directory(StateDirectory);

    /// <summary>Finds the folder, by the variable or by the project around.</summary>
    /// <exception cref="CliException">The variable is not set, and there is no <c>Pulumi.yaml</c> here or above.</exception>
    public static PluginStore Find()
    {
        if (Environment.GetEnvironmentVariable(Variable) is not { Length: > 0 } named)
        {
            var project = ProjectFolder.Find(null);
            return new PluginStore(Path.Combine(project, ".mlops"), project);
        }

        // An engine starts plugins in the program's folder, others may not: a store that is named needs no project.
        try
        {
            return new PluginStore(Path.GetFullPath(named), ProjectFolder.Find(null));
        }
        catch (CliException exception) when (exception.Code == "ProjectNotFound")
        {
            return new PluginStore(Path.GetFullPath(named), null);
        }
    }
}
