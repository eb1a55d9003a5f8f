using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Json;

namespace MlopsInfra.LocalCloud.Services.MachineLearning.Jobs;

/// <summary>A node of a pipeline. Names of its members have underscores, and unknown ones mean nothing.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Pipeline">What the pipeline is called in errors.</param>
/// <param name="Body">What is said of it.</param>
internal sealed record PipelineNode(string Name, string Pipeline, JsonObject Body)
{
    /// <summary>What it does, as in <c>command</c>.</summary>
    public string Kind => Body["type"].AsText()?.ToLowerInvariant() ?? "command";

    /// <summary>What is bound to the inputs of its component.</summary>
    public JsonObject Inputs => Body["inputs"] as JsonObject ?? [];

    /// <summary>What becomes of the outputs of its component.</summary>
    public JsonObject Outputs => Body["outputs"] as JsonObject ?? [];

    /// <summary>A refusal that says which node it is.</summary>
    /// <param name="what">The rest of the sentence, with what the node has or does.</param>
    public ArmException Wrong(string what) => MachineLearningErrors.Invalid($"The job '{Name}' of pipeline '{Pipeline}' {what}");

    /// <summary>A member that has to be an object where it is there.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>Null where it is not there.</returns>
    public JsonObject? ObjectOf(string name) => Body[name] switch
    {
        null => null,
        JsonObject json => json,
        var other => throw Wrong($"has {name} that are no object, but {other.GetValueKind()}."),
    };
}
