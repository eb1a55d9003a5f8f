namespace MlopsInfra.PostDeploy.Yaml;

/// <summary>A place in a file of the pipeline folder.</summary>
/// <param name="File">The file, relative to the pipeline folder, with <c>/</c>.</param>
/// <param name="Line">Line, from 1.</param>
/// <param name="Column">Column, from 1.</param>
public sealed record SourceLocation(string File, int Line, int Column)
{
    /// <summary>As compilers write it: <c>components/train.yml(12,5)</c>.</summary>
    public override string ToString() => $"{File}({Line},{Column})";
}
