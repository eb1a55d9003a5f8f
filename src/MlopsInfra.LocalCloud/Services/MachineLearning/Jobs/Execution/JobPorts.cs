namespace MlopsInfra.LocalCloud.Services.MachineLearning.Jobs.Execution;

/// <summary>What a job's inputs and outputs are on this machine: literals and paths.</summary>
/// <param name="Inputs">By name; an optional input without a value is not among them.</param>
/// <param name="Outputs">By name.</param>
internal sealed record JobPorts(IReadOnlyDictionary<string, string> Inputs, IReadOnlyDictionary<string, string> Outputs)
{
    /// <summary>Fills them into a text.</summary>
    /// <param name="text">The text, with its expressions.</param>
    /// <exception cref="JobException">It names one that has no value.</exception>
    public string Fill(string text) => JobExpressions.Command(text, Inputs, Outputs);
}
