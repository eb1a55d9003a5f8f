namespace MlopsInfra.Pipelines.Tests.Models;

/// <summary>How a step ended.</summary>
/// <param name="Succeeded">Whether it ended well.</param>
/// <param name="Outputs">What it hands on.</param>
internal sealed record StepResult(bool Succeeded, IReadOnlyDictionary<string, string> Outputs);
