using MlopsInfra.PostDeploy.Reading.Files;

namespace MlopsInfra.PostDeploy.Reading.References;

/// <summary>What a reference may refer to.</summary>
/// <param name="Word">What errors call it.</param>
/// <param name="Collection">Where the workspace keeps it.</param>
/// <param name="Files">Files that describe it.</param>
internal sealed record ReferenceKind(string Word, string Collection, params IReadOnlyList<FileKind> Files)
{
    public static readonly ReferenceKind Component =
        new("component", "components", FileKind.Component, FileKind.PipelineComponent);

    public static readonly ReferenceKind Environment = new("environment", "environments", FileKind.Environment);

    public static readonly ReferenceKind Data = new("data asset", "data", FileKind.Data);

    public static readonly ReferenceKind Model = new("model", "models", FileKind.Model);

    /// <summary>What an input of a type is: models have a collection of their own.</summary>
    /// <param name="type">Type of the input.</param>
    public static ReferenceKind OfInput(string type) =>
        type is "custom_model" or "mlflow_model" or "triton_model" ? Model : Data;
}
