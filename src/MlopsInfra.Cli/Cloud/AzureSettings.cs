using MlopsInfra.LocalEngine.Configuration;

namespace MlopsInfra.Cli.Cloud;

/// <summary>
/// Settings of the azure-native provider, as it finds them: in the stack's configuration, else in the environment.
/// </summary>
internal static class AzureSettings
{
    /// <summary>A setting; null if it is not set.</summary>
    /// <param name="configuration">The stack's configuration.</param>
    /// <param name="key">The key below <c>azure-native:</c>.</param>
    /// <param name="variable">The environment variable; null: only the configuration counts.</param>
    public static string? Find(StackConfiguration configuration, string key, string? variable = null)
    {
        if (configuration.Values.TryGetValue($"azure-native:{key}", out var value) && value.Length > 0) return value;
        return variable is not null && Environment.GetEnvironmentVariable(variable) is { Length: > 0 } set ? set : null;
    }
}
