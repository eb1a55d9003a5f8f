using System.Text.Json;

namespace Pulumi;

/// <summary>The stack's configuration, read from the environment once, when a deployment starts (C1).</summary>
internal sealed class ConfigValues
{
    private readonly Dictionary<string, string> _values = [];

    private ConfigValues()
    {
    }

    /// <summary>The secret keys (PULUMI_CONFIG_SECRET_KEYS) are not needed: reading a secret in plain is no error (C6).</summary>
    /// <exception cref="JsonException">The variable holds no JSON.</exception>
    /// <exception cref="InvalidOperationException">It is no JSON object.</exception>
    public static ConfigValues FromEnvironment()
    {
        var config = new ConfigValues();
        if (Environment.GetEnvironmentVariable("PULUMI_CONFIG") is not { } text)
            return config;
        using var document = JsonDocument.Parse(text);
        foreach (var property in document.RootElement.EnumerateObject())
            config._values[Clean(property.Name)] = property.Value.ToString();
        return config;
    }

    public string? Find(string fullKey) => _values.GetValueOrDefault(fullKey);

    /// <summary>NAMESPACE:config:KEY is an old form of NAMESPACE:KEY (C4).</summary>
    private static string Clean(string key)
    {
        const string Infix = ":config:";
        var at = key.IndexOf(Infix, StringComparison.Ordinal);
        return at < 0 ? key : string.Concat(key.AsSpan(0, at), ":", key.AsSpan(at + Infix.Length));
    }
}
