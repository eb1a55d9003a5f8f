using System.Collections.Immutable;
using YamlDotNet.RepresentationModel;

namespace MlopsInfra.LocalEngine.Configuration;

/// <summary>A Pulumi project, as <c>Pulumi.yaml</c> describes it.</summary>
public sealed record ProjectFile
{
    private ProjectFile()
    {
    }

    /// <summary>The folder that holds the file.</summary>
    public required string Directory { get; init; }

    /// <summary>Full path of <c>Pulumi.yaml</c>.</summary>
    public required string Path { get; init; }

    /// <summary>The project's name.</summary>
    public required string Name { get; init; }

    /// <summary>The language runtime, as in <c>dotnet</c> or <c>nodejs</c>.</summary>
    public required string Runtime { get; init; }

    /// <summary>The program's folder or file relative to <see cref="Directory"/>; null for the folder itself.</summary>
    public string? Main { get; init; }

    /// <summary>What the project is for; null if it does not say.</summary>
    public string? Description { get; init; }

    /// <summary>The configuration keys that it declares, by full key (<c>PROJECT:KEY</c>).</summary>
    public required ImmutableSortedDictionary<string, ConfigurationDeclaration> Declarations { get; init; }

    /// <summary>Secrets that the file itself has in plain text; their stack is none.</summary>
    internal ImmutableArray<PlainSecret> PlainSecrets { get; private init; } = [];

    /// <summary>The names of the stacks that have a file, sorted.</summary>
    public ImmutableArray<string> Stacks =>
    [
        .. System.IO.Directory.EnumerateFiles(Directory, "Pulumi.*.yaml")
            .Select(file => System.IO.Path.GetFileName(file)["Pulumi.".Length..^".yaml".Length])
            .Where(name => name.Length > 0).Order(StringComparer.Ordinal),
    ];

    /// <summary>Reads <c>Pulumi.yaml</c>.</summary>
    /// <param name="directory">The folder that holds it.</param>
    /// <exception cref="DeploymentException">It is missing, no YAML, or lacks a name or runtime.</exception>
    public static ProjectFile Load(string directory)
    {
        var full = System.IO.Path.GetFullPath(directory);
        var path = System.IO.Path.Combine(full, "Pulumi.yaml");
        if (!File.Exists(path))
        {
            throw new DeploymentException(DeploymentErrorCodes.InvalidProject,
                $"There is no Pulumi.yaml in {full}. Name the folder of a Pulumi project.", path);
        }

        var root = YamlMapping.Read(path);
        var name = root.RequiredText("name");
        var declarations = ReadDeclarations(root, name);
        return new ProjectFile
        {
            Directory = full,
            Path = path,
            Name = name,
            Runtime = ReadRuntime(root),
            Main = root.OptionalText("main"),
            Description = root.OptionalText("description"),
            Declarations = declarations,
            PlainSecrets = ReadPlainSecrets(root, name, declarations),
        };
    }

    /// <summary>A key with its namespace: the project's own may leave it out.</summary>
    internal string FullKey(string key) => FullKey(key, Name);

    private static string FullKey(string key, string project) => key.Contains(':') ? key : $"{project}:{key}";

    private static string ReadRuntime(YamlMapping root) =>
        root.Child("runtime") is YamlMappingNode
            ? root.RequiredMapping("runtime").RequiredText("name") : root.RequiredText("runtime");

    private static ImmutableSortedDictionary<string, ConfigurationDeclaration> ReadDeclarations(YamlMapping root, string project)
    {
        var declarations = ImmutableSortedDictionary.CreateBuilder<string, ConfigurationDeclaration>(StringComparer.Ordinal);
        if (root.OptionalMapping("config") is not { } config) return declarations.ToImmutable();
        foreach (var (key, node) in config.Members)
        {
            var fullKey = FullKey(key, project);
            declarations[fullKey] = ConfigurationDeclaration.Read(fullKey, node, config, project);
        }

        return declarations.ToImmutable();
    }

    private static ImmutableArray<PlainSecret> ReadPlainSecrets(
        YamlMapping root, string project, ImmutableSortedDictionary<string, ConfigurationDeclaration> declarations)
    {
        var found = new PlainSecrets(root.File, stack: "");
        foreach (var (key, node) in root.OptionalMapping("config")?.Members ?? [])
        {
            var fullKey = FullKey(key, project);
            if (ConfigurationDeclaration.ValueIn(node, root.File) is { } value)
                found.Look(fullKey, value, declarations[fullKey].IsSecret);
        }

        return [.. found.Found];
    }
}
