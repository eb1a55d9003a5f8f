using System.Text.RegularExpressions;
using MlopsInfra.PostDeploy.Links;
using MlopsInfra.PostDeploy.Reading.Files;
using MlopsInfra.PostDeploy.Reading.References;
using MlopsInfra.PostDeploy.Yaml;

namespace MlopsInfra.PostDeploy.Reading.Jobs;

/// <summary>Reads references to jobs: a file, a job of the folder by its name, or a job that ran in the workspace.</summary>
internal static partial class JobReference
{
    private static readonly FileKind[] Jobs =
        [FileKind.PipelineJob, FileKind.CommandJob, FileKind.SweepJob, FileKind.SparkJob, FileKind.AutoMLJob];

    /// <summary>Whether a text names a job, and no file.</summary>
    public static bool IsName(string text) =>
        text.StartsWith("azureml:", StringComparison.Ordinal) || ReferenceReader.IsWhole(text);

    /// <summary>
    /// The file that a reference means: the one it names, or that of the job with its name; null if there is none.
    /// </summary>
    /// <param name="folder">The folder.</param>
    /// <param name="text">The reference.</param>
    /// <param name="file">The file it is in.</param>
    public static string? FileOf(FolderReader folder, string text, string file)
    {
        if (!IsName(text)) return FolderReader.PathFrom(file, text);
        var name = Short().Match(text) is { Success: true } match ? match.Groups["name"].Value : null;
        return name is null
            ? null : folder.Tree.Named(name, file).FirstOrDefault(known => Jobs.Contains(known.Kind))?.Path;
    }

    /// <summary>The link to a job of the workspace; null, with an error, if the text names none.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="text">The reference.</param>
    /// <param name="location">Where it is.</param>
    public static JobLink? Link(FolderReader folder, string text, SourceLocation location)
    {
        if (text.StartsWith("azureml:/subscriptions/", StringComparison.OrdinalIgnoreCase))
            return new JobLink(text["azureml:".Length..], null, location);
        if (text.StartsWith("/subscriptions/", StringComparison.OrdinalIgnoreCase)) return new JobLink(text, null, location);
        if (Short().Match(text) is { Success: true } match) return new JobLink(text, match.Groups["name"].Value, location);
        folder.Errors.Add(location,
            $"'{text}' is no reference to a job; expected azureml:NAME: jobs have no versions and no labels");
        return null;
    }

    [GeneratedRegex("^azureml:(?<name>[^:@/]+)$")]
    private static partial Regex Short();
}
