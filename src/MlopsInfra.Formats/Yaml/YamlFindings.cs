namespace MlopsInfra.Formats.Yaml;

/// <summary>What is found while a text is read. Of many mistakes the first hundred are told, and of many warnings.</summary>
public sealed class YamlFindings
{
    private readonly List<YamlFinding> _errors = [];
    private readonly List<YamlFinding> _warnings = [];

    /// <summary>The mistakes, as they were found.</summary>
    public IReadOnlyList<YamlFinding> Errors => _errors;

    /// <summary>What is worth a warning, as it was found.</summary>
    public IReadOnlyList<YamlFinding> Warnings => _warnings;

    internal void Add(int line, int column, string message) => Add(new YamlFinding(line, column, message));

    internal void Add(YamlFinding error) => Add(_errors, error, "mistakes");

    internal void Warn(YamlFinding warning) => Add(_warnings, warning, "warnings");

    private static void Add(List<YamlFinding> list, YamlFinding finding, string what)
    {
        if (list.Count < YamlLimits.Findings) list.Add(finding);
        else if (list.Count == YamlLimits.Findings) list.Add(finding with { Message = $"there are more {what} from here on" });
    }
}
