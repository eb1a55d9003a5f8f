using MlopsInfra.LocalEngine.Programs;

namespace MlopsInfra.Torture.Fuzzing.Readers;

/// <summary>A program that declares nothing.</summary>
internal sealed class NoProgram : IProgram
{
    public static readonly NoProgram Instance = new();

    public string Description => "program that declares nothing";

    public Task<int> RunAsync(ProgramContext context, CancellationToken cancellationToken) => Task.FromResult(0);
}
