using MlopsInfra.Cli.CommandLine;
using MlopsInfra.LocalEngine;

namespace MlopsInfra.Cli.Projects;

/// <summary>Finds the stack that a command is about.</summary>
internal static class LocalStacks
{
    /// <summary>Finds its project, and reads its configuration.</summary>
    /// <param name="settings">The command line.</param>
    /// <exception cref="CliException">There is no project.</exception>
    /// <exception cref="DeploymentException">There is no such stack, or its configuration can't be read.</exception>
    public static LocalStack Open(StackSettings settings) =>
        LocalStack.Open(ProjectFolder.Find(settings.ProjectDirectory), settings.Stack, settings.StoreDirectory);
}
