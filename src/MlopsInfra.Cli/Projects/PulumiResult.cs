namespace MlopsInfra.Cli.Projects;

/// <summary>What <c>pulumi</c> left behind.</summary>
/// <param name="ExitCode">Its exit code.</param>
/// <param name="Output">Its standard output.</param>
/// <param name="Error">Its standard error.</param>
internal sealed record PulumiResult(int ExitCode, string Output, string Error);
