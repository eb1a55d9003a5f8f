namespace MlopsInfra.LocalEngine.Programs;

/// <summary>A Pulumi program that can be run against an engine.</summary>
public interface IProgram
{
    /// <summary>What it is called in messages, as in <c>dotnet program bin/Stacks.dll</c>.</summary>
    string Description { get; }

    /// <summary>Runs it to its end.</summary>
    /// <param name="context">The engine's address and everything that the program is told.</param>
    /// <param name="cancellationToken">Ends it at once.</param>
    /// <returns>Its exit code: 0 well, 32 an error was reported to the engine, others as the program chose.</returns>
    /// <exception cref="DeploymentException">It can't be started.</exception>
    Task<int> RunAsync(ProgramContext context, CancellationToken cancellationToken);
}
