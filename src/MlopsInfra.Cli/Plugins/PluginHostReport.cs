namespace MlopsInfra.Cli.Plugins;

/// <summary>What the host says when it is up, or why it is not.</summary>
/// <param name="Code">The error's code; null if it is up.</param>
/// <param name="Message">The error; null if it is up.</param>
internal sealed record PluginHostReport(string? Code, string? Message);
