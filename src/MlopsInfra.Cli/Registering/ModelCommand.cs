using System.CommandLine;

namespace MlopsInfra.Cli.Registering;

/// <summary><c>mlops model</c>: what is done with models besides training and releasing them.</summary>
internal static class ModelCommand
{
    /// <summary>The command with those below it.</summary>
    public static Command Create() => new("model", "Registered models of an environment.") { ModelRegisterCommand.Create() };
}
