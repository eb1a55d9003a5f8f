using System.Text.Json;
using Pulumi;

namespace MlopsInfra.Stacks;

/// <summary>The stack's configuration as Pulumi hands it over: raw values by key.</summary>
/// <param name="Project">The project's name, which is the keys' namespace.</param>
/// <param name="Stack">The stack's name.</param>
/// <param name="Values">Raw values by key, without the namespace; objects and lists as JSON.</param>
/// <param name="SecretKeys">Keys whose values are secret, without the namespace: their values appear in no message.</param>
public sealed record RawConfiguration(
    string Project, string Stack, IReadOnlyDictionary<string, string> Values, IReadOnlySet<string> SecretKeys)
{
    // Pulumi.Config looks up keys that it is given; to find keys that nobody asks for, the variables that it reads are read here.
    private const string ValuesVariable = "PULUMI_CONFIG";
    internal static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    private const string SecretsVariable = "PULUMI_CONFIG_SECRET_KEYS";

    /// <summary>Values of the providers' own keys, by full key, as in <c>github:owner</c>.</summary>
    public IReadOnlyDictionary<string, string> ProviderValues { get; init; } = new Dictionary<string, string>();

    /// <summary>Looks up an environment variable; null if it is not set. Default: none is.</summary>
    public Func<string, string?> Variable { get; init; } = _ => null;

    /// <summary>The clock that says in which month a new budget begins. Default: the system's.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>
    /// Whether what is meant to be replaced is refused where the stack is not deployed to the local cloud. Default: false.
    /// </summary>
    public bool RefusesPlaceholders { get; init; }

    /// <summary>
    /// The project's folder, in which other stacks have their files; null where it is not known. Default: null.
    /// </summary>
    public string? Folder { get; init; }

    /// <summary>The configuration of the deployment that is running.</summary>
    public static RawConfiguration OfCurrentDeployment() => Parse(
        Deployment.Instance.ProjectName, Deployment.Instance.StackName,
        Environment.GetEnvironmentVariable(ValuesVariable), Environment.GetEnvironmentVariable(SecretsVariable)) with
    {
        Variable = Environment.GetEnvironmentVariable,
        RefusesPlaceholders = true,
        Folder = Deployment.Instance.RootDirectory,
    };

    /// <summary>Reads the two variables that Pulumi sets.</summary>
    /// <param name="project">The project's name.</param>
    /// <param name="stack">The stack's name.</param>
    /// <param name="values">A JSON object of values by full key; null or empty for none.</param>
    /// <param name="secretKeys">A JSON array of full keys; null or empty for none.</param>
    public static RawConfiguration Parse(string project, string stack, string? values, string? secretKeys)
    {
        var prefix = project + ":";
        using var valuesJson = JsonDocument.Parse(string.IsNullOrEmpty(values) ? "{}" : values, Strict);
        using var secretsJson = JsonDocument.Parse(string.IsNullOrEmpty(secretKeys) ? "[]" : secretKeys, Strict);
        return new RawConfiguration(
            project, stack,
            valuesJson.RootElement.EnumerateObject()
                .Where(entry => entry.Name.StartsWith(prefix, StringComparison.Ordinal))
                .ToDictionary(entry => entry.Name[prefix.Length..], entry => entry.Value.ToString()),
            secretsJson.RootElement.EnumerateArray()
                .Select(key => key.GetString() ?? "")
                .Where(key => key.StartsWith(prefix, StringComparison.Ordinal))
                .Select(key => key[prefix.Length..])
                .ToHashSet())
        {
            ProviderValues = valuesJson.RootElement.EnumerateObject()
                .Where(entry => !entry.Name.StartsWith(prefix, StringComparison.Ordinal))
                .ToDictionary(entry => entry.Name, entry => entry.Value.ToString()),
        };
    }
}
