namespace MlopsInfra.Formats.Yaml;

/// <summary>What is found while a text is read.</summary>
public sealed class YamlFindings
{
    private readonly List<YamlFinding> _errors = [];
    private readonly List<YamlFinding> _warnings = [];

    /// <summary>The mistakes, as they were found.</summary>
    public IReadOnlyList<YamlFinding> Errors => _errors;

    /// <summary>What is worth a warning, as it was found.</summary>
    public IReadOnlyList<YamlFinding> Warnings => _warnings;

    internal void Add(int line, int column, string message) => _errors.Add(new YamlFinding(line, column, message));

    internal void Add(YamlFinding error) => _errors.Add(error);

    internal void Warn(YamlFinding warning) => _warnings.Add(warning);
}
