using System.Text.Json.Nodes;
using MlopsInfra.PostDeploy.Reading.Files;
using MlopsInfra.PostDeploy.Yaml;

namespace MlopsInfra.PostDeploy.Reading.Jobs;

/// <summary>Reads jobs of every type into the <c>properties</c> that Azure takes.</summary>
internal static class JobReader
{
    // The first one that describes a job without a type is its type: Microsoft's client takes such a job for a command.
    private static readonly IReadOnlyList<JobType> Types =
        [new PipelineJobType(), new DataImportJob(), new SweepJob(), new SparkJob(), new CommandJob()];

    /// <summary>The job of a file; null, with an error, if there is none.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="path">The file.</param>
    /// <param name="from">Where it is named.</param>
    /// <param name="changes">Keys that take the place of the file's; null for none.</param>
    public static JsonObject? Load(FolderReader folder, string path, SourceLocation from, YamlMap? changes = null)
    {
        if (!File.Exists(path))
        {
            folder.Errors.Add(from, $"the job file '{folder.NameOf(path)}' does not exist");
            return null;
        }

        // What is changed is read for itself: the file as it is may be published, too.
        var map = changes is null ? folder.Load(path) : new YamlFiles().Load(path, folder.NameOf(path), folder.Errors);
        if (map is null) return null;
        if (changes is not null)
        {
            // The file that the changes are for is named beside them.
            map.Change(changes);
            map.Ignore("job");
        }

        return Read(new JobSource(folder, map, path, IsFile: true));
    }

    /// <summary>The job that some keys describe; null, with an error, if they describe none.</summary>
    /// <param name="source">The job as it is written.</param>
    public static JsonObject? Read(JobSource source)
    {
        var map = source.Map;
        var name = map.Text("type");
        var type = Types.FirstOrDefault(known => name is null || IsAsset(map) ? known.Describes(map) : known.Name == name);
        if (type is not null) return type.Read(source);
        map.Error(map.At("type"), name is null
            ? $"a job needs 'type': {string.Join(", ", Types.Select(known => known.Name))}"
            : name == "automl" ? "AutoML jobs are not scheduled by themselves: schedule a pipeline that has this one as a step"
            : $"jobs of the type '{name}' are unknown; allowed: {string.Join(", ", Types.Select(known => known.Name))}");
        return null;
    }

    // The type of a data asset that is imported is that of the data.
    private static bool IsAsset(YamlMap map) => map.Has("source");
}
