using MlopsInfra.PostDeploy.Reading;
using MlopsInfra.PostDeploy.Reading.Files;
using MlopsInfra.PostDeploy.Yaml;

namespace MlopsInfra.PostDeploy.Selection;

/// <summary>Words for files that are not published.</summary>
internal static class FileReason
{
    private const string Program = "is made by the program, with the rest of the environment";

    private static readonly string[] Jobs = ["pipeline", "command", "sweep", "spark", "automl"];

    /// <summary>What people call a kind of file.</summary>
    public static string Word(FileKind kind) => kind switch
    {
        FileKind.PipelineComponent => "pipeline component",
        FileKind.PipelineJob => "pipeline job",
        FileKind.CommandJob => "command job",
        FileKind.SweepJob => "sweep job",
        FileKind.AutoMLJob => "AutoML job",
        FileKind.SparkJob => "Spark job",
        FileKind.OtherJob => "job",
        FileKind.Data => "data asset",
        FileKind.BatchEndpoint => "batch endpoint",
        FileKind.BatchDeployment => "batch deployment",
        FileKind.OnlineEndpoint => "online endpoint",
        FileKind.OnlineDeployment => "online deployment",
        FileKind.DataImport => "data import",
        FileKind.Other => "other file",
        _ => kind.ToString().ToLowerInvariant(),
    };

    /// <summary>Why a kind of file is not published for itself; null if it is.</summary>
    /// <param name="file">The file.</param>
    public static string? Of(FolderFile file) => file.Kind switch
    {
        FileKind.OtherJob when file.Type is { } type && NearestWord.Of(type, Jobs) is { } meant =>
            $"its type '{type}' is unknown; did you mean '{meant}'?",
        FileKind.CommandJob or FileKind.SweepJob or FileKind.AutoMLJob or FileKind.SparkJob or FileKind.OtherJob =>
            "a job is run, not published; a schedule that names it publishes it",
        FileKind.Compute => $"a compute {Program}",
        FileKind.Datastore => $"a datastore {Program}",
        FileKind.Connection => $"a connection {Program}",
        FileKind.Workspace => $"a workspace {Program}",
        FileKind.DataImport => "an import of data is run, not published",
        FileKind.Other when SchemaKinds.NameOf(file.Schema) is { } schema => $"'{schema}' is a kind that is not published",
        FileKind.Other => "neither '$schema' nor 'type' nor its keys tell what it describes",
        _ => null,
    };
}
