namespace MlopsInfra.PostDeploy.Yaml;

/// <summary>Gathers mistakes, so that all of them are reported at once.</summary>
internal sealed class ErrorList
{
    // Two ways may lead to the same file: its mistakes count once.
    private readonly HashSet<PipelineError> errors = [];

    public int Count => errors.Count;

    public void Add(SourceLocation location, string message) => errors.Add(new PipelineError(location, message));

    public void ThrowIfAny()
    {
        if (errors.Count == 0) return;
        throw new PipelineFolderException(
        [
            .. errors.OrderBy(error => error.Location.File, StringComparer.Ordinal)
                .ThenBy(error => error.Location.Line)
                .ThenBy(error => error.Location.Column),
        ]);
    }
}
