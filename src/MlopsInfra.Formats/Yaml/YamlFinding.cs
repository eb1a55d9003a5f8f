namespace MlopsInfra.Formats.Yaml;

/// <summary>A mistake in a text, or what is worth a warning.</summary>
/// <param name="Line">Line, from 1.</param>
/// <param name="Column">Column, from 1.</param>
/// <param name="Message">What is wrong and what to do.</param>
public sealed record YamlFinding(int Line, int Column, string Message);
