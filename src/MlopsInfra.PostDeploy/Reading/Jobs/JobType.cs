using System.Text.Json.Nodes;
using MlopsInfra.PostDeploy.Yaml;

namespace MlopsInfra.PostDeploy.Reading.Jobs;

/// <summary>A type of job.</summary>
/// <param name="name">As YAML has it, as in <c>command</c>.</param>
internal abstract class JobType(string name)
{
    /// <summary>As YAML has it.</summary>
    public string Name => name;

    /// <summary>What errors call a job of this type.</summary>
    public string What => $"a {name} job";

    /// <summary>Whether a job without a type is of this one.</summary>
    /// <param name="map">Its keys.</param>
    public abstract bool Describes(YamlMap map);

    /// <summary>
    /// The <c>properties</c> of the job as Azure takes them, with links; null, with an error, if there are none.
    /// </summary>
    /// <param name="source">The job as it is written.</param>
    public abstract JsonObject? Read(JobSource source);
}
