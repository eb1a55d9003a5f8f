using System.Text.Json;
using MlopsInfra.Components;
using MlopsInfra.Formats.Yaml;
using YamlDotNet.RepresentationModel;

namespace MlopsInfra.Stacks;

/// <summary>
/// What environments share (rules of the repository, the project) has one stack that looks after it. A second one would make it
/// again, or take it from the first, so the other stack files are looked at before anything is declared.
/// </summary>
internal static class SharedStacks
{
    /// <summary>Records each other stack that manages the same.</summary>
    public static void Check(MlopsEnvironmentArgs settings, RawConfiguration configuration, SettingsReader reader)
    {
        if (configuration.Folder is not { } folder) return;
        if (settings.GitHub is { Shared: not SharedParts.Use } gitHub)
            Check("gitHub", gitHub.Shared, ["owner", "repository"], null, folder, configuration, reader);
        if (settings.AzureDevOps is { Shared: not SharedParts.Use } devOps)
            Check("azureDevOps", devOps.Shared, ["project"], "azuredevops:orgServiceUrl", folder, configuration, reader);
    }

    private static void Check(
        string section, SharedParts shared, string[] identity, string? account, string folder, RawConfiguration configuration,
        SettingsReader reader)
    {
        using var own = JsonDocument.Parse(configuration.Values[section], RawConfiguration.Strict);
        foreach (var file in Directory.EnumerateFiles(folder, "Pulumi.*.yaml").Order(StringComparer.Ordinal))
        {
            var name = Path.GetFileName(file);
            if (name == $"Pulumi.{configuration.Stack}.yaml" || Section(file, configuration.Project, section) is not { } other)
                continue;
            if (Text(other, "enabled") != "true" || Text(other, "shared") is not ("Manage" or "Create")) continue;
            if (!identity.All(key => string.Equals(Text(other, key), Text(own.RootElement, key),
                StringComparison.OrdinalIgnoreCase))) continue;
            if (account is not null
                && IsElsewhere(configuration.ProviderValues.GetValueOrDefault(account), Setting(file, account))) continue;
            reader.Add($"{section}.shared", shared.ToString(),
                $"{name} has {section}.shared: {Text(other, "shared")} as well. One stack looks after what environments share; "
                    + "in all others it is Use.");
        }
    }

    // Where one of the two takes it from the environment, nobody knows, and what can be the same counts as the same.
    private static bool IsElsewhere(string? own, string? other) =>
        own is not null && other is not null && !own.TrimEnd('/').Equals(other.TrimEnd('/'), StringComparison.OrdinalIgnoreCase);

    private static YamlMappingNode? Section(string file, string project, string section) =>
        Configuration(file) is { } config
            ? (Member(config, $"{project}:{section}") ?? Member(config, section)) as YamlMappingNode : null;

    private static string? Setting(string file, string key) => Configuration(file) is { } config ? Text(config, key) : null;

    // A file with mistakes has no root: nobody can deploy that stack as it is, and its own run says why.
    private static YamlNode? Configuration(string file) =>
        Member(YamlDocumentReader.ReadFile(file, YamlRules.Pulumi, new YamlFindings()), "config");

    private static YamlNode? Member(YamlNode? node, string key) =>
        (node as YamlMappingNode)?.Children.FirstOrDefault(child => child.Key is YamlScalarNode scalar
            && scalar.Value == key).Value;

    private static string? Text(YamlNode node, string key) => (Member(node, key) as YamlScalarNode)?.Value;

    private static string? Text(JsonElement section, string key) =>
        section.TryGetProperty(key, out var value) ? value.ToString() : null;
}
