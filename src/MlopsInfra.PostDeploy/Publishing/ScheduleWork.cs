using System.Text.Json.Nodes;
using MlopsInfra.Contract;
using MlopsInfra.PostDeploy.Assets;
using MlopsInfra.PostDeploy.Definitions;

namespace MlopsInfra.PostDeploy.Publishing;

/// <summary>A schedule as it is wanted, beside what is there. Schedules have no versions: the hash is kept in a tag.</summary>
internal sealed class ScheduleWork
{
    private const string HashTag = "mlops-content";

    private readonly JsonObject _body;
    private readonly JsonObject? _found;

    public ScheduleWork(ScheduleDefinition definition, AssetGraph graph, EnvironmentOutputs outputs, JsonObject? found)
    {
        _found = found;
        Name = definition.Name;
        var component = graph.Component(definition.Job.Component);
        Needs = component.Asset;
        _body = Body(definition, graph, component, outputs, outputs.WorkspaceId);
        Hash = ContentHash.Of(Body(definition, graph, component, outputs, workspaceId: ""));
        var tags = _body["properties"]!["tags"]!.AsObject();
        tags[HashTag] = Hash;
    }

    public string Name { get; }

    public string Hash { get; }

    /// <summary>The pipeline that has to be registered before it; null if Azure has it already.</summary>
    public Asset? Needs { get; }

    public string Path => PathOf(Name);

    public PublishOperation Op =>
        _found is null ? PublishOperation.Create
        : _found["properties"]?["tags"]?[HashTag]?.GetValue<string>() == Hash ? PublishOperation.Same : PublishOperation.Update;

    public JsonObject Content => (JsonObject)_body.DeepClone();

    public static string PathOf(string name) => $"schedules/{name}";

    private static JsonObject Body(
        ScheduleDefinition definition, AssetGraph graph, AssetLink component, EnvironmentOutputs outputs, string workspaceId)
    {
        var tags = new JsonObject();
        foreach (var (name, value) in definition.Tags ?? new Dictionary<string, string>()) tags[name] = value;
        var action = new JsonObject
        {
            ["actionType"] = "CreateJob",
            ["jobDefinition"] = JobBody.Of(definition.Job, graph, component, outputs.TrainingComputeName, workspaceId),
        };
        return new JsonObject
        {
            ["properties"] = new JsonObject
            {
                ["isEnabled"] = true,
                ["trigger"] = definition.Trigger.DeepClone(),
                ["action"] = action,
                ["tags"] = tags,
            }
            .With("displayName", definition.DisplayName)
            .With("description", definition.Description),
        };
    }
}
