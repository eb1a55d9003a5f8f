using System.Collections.Concurrent;
using MlopsInfra.LocalEngine;

namespace MlopsInfra.AzureTypes.Tests;

/// <summary>What a program says, for whoever reads why it failed.</summary>
internal sealed class ProgramLog : IDeploymentObserver
{
    private readonly ConcurrentQueue<string> _lines = new();

    public void Diagnostic(DeploymentDiagnostic diagnostic) => _lines.Enqueue(diagnostic.Message);

    public void ProgramOutput(string line, bool isError) => _lines.Enqueue(line);

    public override string ToString() => string.Join('\n', _lines);
}
