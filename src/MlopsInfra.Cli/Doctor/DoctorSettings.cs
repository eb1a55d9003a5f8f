namespace MlopsInfra.Cli.Doctor;

/// <summary>What was asked for on the command line of <c>mlops doctor</c>.</summary>
/// <param name="Stack">The stack; null: only what every stack needs.</param>
/// <param name="ProjectDirectory">The folder of <c>Pulumi.yaml</c>; null: to be found.</param>
/// <param name="Offline">Whether to leave out what needs a network.</param>
/// <param name="Json">Whether JSON is wanted.</param>
/// <param name="Verbose">Whether stack traces are wanted.</param>
internal sealed record DoctorSettings(string? Stack, string? ProjectDirectory, bool Offline, bool Json, bool Verbose);
