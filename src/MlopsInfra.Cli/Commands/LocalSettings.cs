namespace MlopsInfra.Cli.Commands;

/// <summary>What was asked for on the command line of <c>mlops local</c>.</summary>
/// <param name="Stack">The stack.</param>
/// <param name="ProjectDirectory">The folder of <c>Pulumi.yaml</c>; null: to be found.</param>
/// <param name="StoreDirectory">Where the local state is kept; null: beside <c>Pulumi.yaml</c>.</param>
/// <param name="PipelineDirectory">The pipeline to publish; null: <c>pipelines/training</c> of the project.</param>
/// <param name="Publish">Whether <c>up</c> publishes the pipeline at its end.</param>
/// <param name="Json">Whether JSON is wanted.</param>
/// <param name="Verbose">Whether stack traces are wanted.</param>
internal sealed record LocalSettings(
    string Stack, string? ProjectDirectory, string? StoreDirectory, string? PipelineDirectory, bool Publish, bool Json, bool Verbose);
