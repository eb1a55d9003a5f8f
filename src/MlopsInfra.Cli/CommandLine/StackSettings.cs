namespace MlopsInfra.Cli.CommandLine;

/// <summary>What every command about a stack is told on its command line.</summary>
/// <param name="Stack">The stack.</param>
/// <param name="ProjectDirectory">The folder of <c>Pulumi.yaml</c>; null: to be found.</param>
/// <param name="StoreDirectory">Where the local state is kept; null: beside <c>Pulumi.yaml</c>.</param>
/// <param name="Json">Whether JSON is wanted.</param>
/// <param name="Verbose">Whether stack traces are wanted.</param>
internal sealed record StackSettings(string Stack, string? ProjectDirectory, string? StoreDirectory, bool Json, bool Verbose);
