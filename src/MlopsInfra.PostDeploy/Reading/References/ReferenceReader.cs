using System.Text.RegularExpressions;
using MlopsInfra.PostDeploy.Definitions;
using MlopsInfra.PostDeploy.Reading.Files;
using MlopsInfra.PostDeploy.Yaml;

namespace MlopsInfra.PostDeploy.Reading.References;

/// <summary>Reads references to assets, in every form that `az ml` takes.</summary>
internal static partial class ReferenceReader
{
    /// <summary>
    /// The reference in a text. A name with a version, or the latest, means the folder's own description of that name if there
    /// is one (of that version, if a version is asked for), else what the workspace has.
    /// </summary>
    /// <param name="folder">The folder.</param>
    /// <param name="text">The reference.</param>
    /// <param name="location">Where it is.</param>
    /// <param name="file">The file it is in.</param>
    /// <param name="kind">Where and as what to look for it.</param>
    /// <param name="load">Reads the file that describes it.</param>
    public static DefinitionReference<T>? Read<T>(
        FolderReader folder, string text, SourceLocation location, string file, ReferenceKind kind,
        Func<string, SourceLocation, T?> load)
        where T : Definition
    {
        if (IsWhole(text))
            return new DefinitionReference<T>(null, new RemoteAsset(kind.Collection, text, null, null, null, location), location);
        return text.StartsWith("azureml:", StringComparison.Ordinal)
            ? ReadShort(folder, text, location, file, kind, load)
            : Local(load(FolderReader.PathFrom(file, text), location), location);
    }

    /// <summary>Whether a text is an ARM id, or the address of an asset of a registry: both are handed on as they are.</summary>
    public static bool IsWhole(string text) =>
        text.StartsWith("azureml://", StringComparison.Ordinal)
        || text.StartsWith("azureml:/subscriptions/", StringComparison.OrdinalIgnoreCase)
        || text.StartsWith("/subscriptions/", StringComparison.OrdinalIgnoreCase);

    /// <summary>
    /// The bare name of a compute or datastore: <c>azureml:cpu-cluster</c>, <c>cpu-cluster</c>, or the last part of an ARM id.
    /// </summary>
    public static string? BareName(string? text)
    {
        if (string.IsNullOrWhiteSpace(text)) return null;
        var name = text.StartsWith("azureml:", StringComparison.Ordinal) ? text[8..] : text;
        return name.Contains('/') ? name[(name.LastIndexOf('/') + 1)..] : name;
    }

    /// <summary>The compute that a key names; null if it is left out.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="owner">What names it.</param>
    /// <param name="key">The key.</param>
    /// <param name="isOfJob">Whether it is a job's.</param>
    public static ComputeReference? Compute(FolderReader folder, YamlMap owner, string key, bool isOfJob)
    {
        if (owner.Text(key) is not { Length: > 0 } text) return null;
        if (text.Contains("${{", StringComparison.Ordinal)) return new ComputeReference(text, null, isOfJob, owner.At(key));
        var name = BareName(text)!;
        return new ComputeReference(text, folder.Compute(name), isOfJob, owner.At(key));
    }

    private static DefinitionReference<T>? ReadShort<T>(
        FolderReader folder, string text, SourceLocation location, string file, ReferenceKind kind,
        Func<string, SourceLocation, T?> load)
        where T : Definition
    {
        var match = Short().Match(text);
        if (!match.Success)
        {
            folder.Errors.Add(location,
                $"'{text}' is no reference to a {kind.Word}; expected azureml:name:version or azureml:name@label");
            return null;
        }

        var (name, version, label) = (match.Groups["name"].Value, match.Groups["version"].Value, match.Groups["label"].Value);
        var isNewest = version.Length == 0 && label is "" or "latest" or "default";
        if (folder.Described(kind, name, isNewest ? null : version, file, location) is { } described)
            return Local(load(described, location), location);
        return new DefinitionReference<T>(null,
            new RemoteAsset(
                kind.Collection, text, name, version.Length > 0 ? version : null, label is "" or "latest" ? null : label,
                location),
            location);
    }

    private static DefinitionReference<T>? Local<T>(T? definition, SourceLocation location)
        where T : Definition =>
        definition is null ? null : new DefinitionReference<T>(definition, null, location);

    [GeneratedRegex("^azureml:(?<name>[^:@/]+)(:(?<version>[^:@/]+)|@(?<label>[^:@/]+))?$")]
    private static partial Regex Short();
}
