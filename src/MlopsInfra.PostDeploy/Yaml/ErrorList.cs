using MlopsInfra.Formats.Yaml;
using YamlDotNet.RepresentationModel;

namespace MlopsInfra.PostDeploy.Yaml;

/// <summary>Gathers mistakes, so that all of them are reported at once, and what is worth a warning.</summary>
internal sealed class ErrorList
{
    // Two ways may lead to the same file: its mistakes count once.
    private readonly HashSet<PipelineError> _errors = [];
    private readonly HashSet<PipelineError> _warnings = [];

    private readonly HiddenValues _hidden = new();

    public int Count => _errors.Count;

    /// <summary>The message of the first mistake; empty if there is none.</summary>
    public string First => InOrder(_errors).FirstOrDefault()?.Message ?? "";

    /// <summary>What was warned about, each once, in the order of files and lines.</summary>
    public IReadOnlyList<PipelineError> Warnings => InOrder(_warnings);

    /// <summary>A mistake: nothing is published.</summary>
    public void Add(SourceLocation location, string message) => _errors.Add(new PipelineError(location, _hidden.Hide(message)));

    /// <summary>Something that Azure takes, but that is likely not what was meant: it is published, and said.</summary>
    public void Warn(SourceLocation location, string message) =>
        _warnings.Add(new PipelineError(location, _hidden.Hide(message)));

    /// <summary>Takes the values of a file that no message is to repeat, before anything is said of it.</summary>
    public void Hide(YamlNode root) => _hidden.Add(root);

    /// <summary>Takes over what another list has.</summary>
    public void AddAll(ErrorList others)
    {
        _hidden.AddAll(others._hidden);
        _errors.UnionWith(others._errors);
        _warnings.UnionWith(others._warnings);
    }

    /// <summary>Takes over what was found in a file.</summary>
    public void AddAll(string name, YamlFindings findings)
    {
        foreach (var error in findings.Errors) Add(new SourceLocation(name, error.Line, error.Column), error.Message);
        foreach (var warning in findings.Warnings) Warn(new SourceLocation(name, warning.Line, warning.Column), warning.Message);
    }

    public void ThrowIfAny()
    {
        if (_errors.Count > 0) throw new PipelineFolderException(InOrder(_errors), Warnings);
    }

    private static List<PipelineError> InOrder(IEnumerable<PipelineError> found) =>
    [
        .. found.OrderBy(error => error.Location.File, StringComparer.Ordinal)
            .ThenBy(error => error.Location.Line)
            .ThenBy(error => error.Location.Column)
            .ThenBy(error => error.Message, StringComparer.Ordinal),
    ];
}
