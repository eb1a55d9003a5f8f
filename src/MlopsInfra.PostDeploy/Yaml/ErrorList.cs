namespace MlopsInfra.PostDeploy.Yaml;

/// <summary>Gathers mistakes, so that all of them are reported at once.</summary>
internal sealed class ErrorList
{
    // Two ways may lead to the same file: its mistakes count once.
    private readonly HashSet<PipelineError> _errors = [];

    public int Count => _errors.Count;

    public void Add(SourceLocation location, string message) => _errors.Add(new PipelineError(location, message));

    public void ThrowIfAny()
    {
        if (_errors.Count == 0) return;
        throw new PipelineFolderException(
        [
            .. _errors.OrderBy(error => error.Location.File, StringComparer.Ordinal)
                .ThenBy(error => error.Location.Line)
                .ThenBy(error => error.Location.Column),
        ]);
    }
}
