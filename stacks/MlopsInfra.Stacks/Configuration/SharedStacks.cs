using System.Text.Json;
using MlopsInfra.Components;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace MlopsInfra.Stacks;

/// <summary>
/// What environments share (rules of the repository, the project) has one stack that looks after it. A second one would make it again, or take
/// it from the first, so the other stack files are looked at before anything is declared.
/// </summary>
internal static class SharedStacks
{
    /// <summary>Records each other stack that manages the same.</summary>
    public static void Check(EnvironmentSettings settings, StackConfiguration configuration, SettingsReader reader)
    {
        if (configuration.Folder is not { } folder) return;
        if (settings.GitHub is { Shared: not SharedParts.Use } gitHub) Check("gitHub", gitHub.Shared, ["owner", "repository"], folder, configuration, reader);
        if (settings.AzureDevOps is { Shared: not SharedParts.Use } devOps) Check("azureDevOps", devOps.Shared, ["project"], folder, configuration, reader);
    }

    private static void Check(string section, SharedParts shared, string[] identity, string folder, StackConfiguration configuration, SettingsReader reader)
    {
        using var own = JsonDocument.Parse(configuration.Values[section]);
        foreach (var file in Directory.EnumerateFiles(folder, "Pulumi.*.yaml").Order(StringComparer.Ordinal))
        {
            var name = Path.GetFileName(file);
            if (name == $"Pulumi.{configuration.Stack}.yaml" || Section(file, configuration.Project, section) is not { } other) continue;
            if (Text(other, "enabled") != "true" || Text(other, "shared") is not ("Manage" or "Create")) continue;
            if (!identity.All(key => string.Equals(Text(other, key), Text(own.RootElement, key), StringComparison.OrdinalIgnoreCase))) continue;
            reader.Add($"{section}.shared", shared.ToString(), $"{name} has {section}.shared: {Text(other, "shared")} as well. One stack looks after what environments share; in all others it is Use.");
        }
    }

    private static YamlMappingNode? Section(string file, string project, string section)
    {
        try
        {
            var yaml = new YamlStream();
            using var reader = new StreamReader(file);
            yaml.Load(reader);
            return (Member(yaml.Documents.FirstOrDefault()?.RootNode, "config") is { } config ? Member(config, $"{project}:{section}") ?? Member(config, section) : null) as YamlMappingNode;
        }
        catch (YamlException)
        {
            // Nobody can deploy that stack as it is, and its own run says why.
            return null;
        }
    }

    private static YamlNode? Member(YamlNode? node, string key) =>
        (node as YamlMappingNode)?.Children.FirstOrDefault(child => child.Key is YamlScalarNode scalar && scalar.Value == key).Value;

    private static string? Text(YamlNode node, string key) => (Member(node, key) as YamlScalarNode)?.Value;

    private static string? Text(JsonElement section, string key) => section.TryGetProperty(key, out var value) ? value.ToString() : null;
}
