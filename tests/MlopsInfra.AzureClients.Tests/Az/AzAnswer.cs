namespace MlopsInfra.AzureClients.Tests.Az;

/// <summary>What a command of <c>az</c> did.</summary>
/// <param name="Exit">Its exit code.</param>
/// <param name="Out">Its standard output.</param>
/// <param name="Err">Its standard error.</param>
/// <param name="Seconds">How long it took.</param>
/// <param name="Unmet">What was expected of it and did not come.</param>
internal sealed record AzAnswer(int Exit, string Out, string Err, double Seconds, IReadOnlyList<string> Unmet);
