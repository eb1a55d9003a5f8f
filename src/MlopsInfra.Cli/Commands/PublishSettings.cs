namespace MlopsInfra.Cli.Commands;

/// <summary>What was asked for on the command line of <c>mlops publish</c>.</summary>
/// <param name="Stack">The stack.</param>
/// <param name="ProjectDirectory">The folder of <c>Pulumi.yaml</c>; null: to be found.</param>
/// <param name="StoreDirectory">Where the local state is kept; null: beside <c>Pulumi.yaml</c>.</param>
/// <param name="PipelineDirectory">The pipeline to publish; null: <c>pipelines/training</c> of the project.</param>
/// <param name="Local">Whether to publish to the local cloud.</param>
/// <param name="DryRun">Whether only to say what is missing.</param>
/// <param name="Outputs">Where the stack's outputs come from; null: from the pulumi CLI.</param>
/// <param name="Json">Whether JSON is wanted.</param>
/// <param name="Verbose">Whether stack traces are wanted.</param>
internal sealed record PublishSettings(
    string Stack, string? ProjectDirectory, string? StoreDirectory, string? PipelineDirectory, bool Local, bool DryRun, string? Outputs, bool Json, bool Verbose);
