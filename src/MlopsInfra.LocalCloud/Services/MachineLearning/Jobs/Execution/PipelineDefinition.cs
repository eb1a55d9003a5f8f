using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Services.MachineLearning.Assets;

namespace MlopsInfra.LocalCloud.Services.MachineLearning.Jobs.Execution;

/// <summary>A pipeline that is to be executed.</summary>
/// <param name="Name">What it is called in errors.</param>
/// <param name="Inputs">The inputs that it declares.</param>
/// <param name="Outputs">The outputs that it declares.</param>
/// <param name="Steps">Its steps, each after those that it needs.</param>
/// <param name="Needs">The steps that each of them needs.</param>
internal sealed record PipelineDefinition(string Name, JsonObject Inputs, JsonObject Outputs, IReadOnlyList<PipelineNode> Steps,
    IReadOnlyDictionary<string, IReadOnlySet<string>> Needs)
{
    /// <summary>Reads a pipeline component.</summary>
    /// <param name="component">The component.</param>
    /// <exception cref="JobException">It is none that can be executed.</exception>
    public static PipelineDefinition Of(AssetReference component) => Of(component.Id, component.Interface
        ?? throw JobException.User(
            $"The component '{component.Id}' is made of a job or in a registry: the local cloud does not look "
            + "into those."));

    /// <summary>Reads a pipeline: a component's specification, or a job with steps of its own.</summary>
    /// <param name="name">What it is called.</param>
    /// <param name="spec">The pipeline.</param>
    public static PipelineDefinition Of(string name, JsonObject spec)
    {
        var nodes = (spec["jobs"] as JsonObject ?? []).Where(pair => pair.Value is JsonObject)
            .ToDictionary(pair => pair.Key, pair => new PipelineNode(pair.Key, name, pair.Value!.AsObject()),
                StringComparer.Ordinal);
        var needs = nodes.Values.ToDictionary(node => node.Name, IReadOnlySet<string> (node) =>
            JobValue.Of(node.Inputs).Values.SelectMany(value => JobExpressions.StepsIn(value.Literal ?? value.Uri))
                .Where(nodes.ContainsKey).ToHashSet(StringComparer.Ordinal), StringComparer.Ordinal);
        return new PipelineDefinition(name, spec["inputs"] as JsonObject ?? [], spec["outputs"] as JsonObject ?? [],
            [.. InOrder(nodes, needs)], needs);
    }

    // The graph has no circle: that was checked when it was registered.
    private static IEnumerable<PipelineNode> InOrder(Dictionary<string, PipelineNode> nodes,
        Dictionary<string, IReadOnlySet<string>> needs)
    {
        var open = needs.ToDictionary(pair => pair.Key, pair => pair.Value.Count, StringComparer.Ordinal);
        var followers = needs.SelectMany(pair => pair.Value.Select(needed => (needed, pair.Key)))
            .ToLookup(pair => pair.needed, pair => pair.Key, StringComparer.Ordinal);
        var ready = new Queue<string>(nodes.Keys.Where(name => open[name] == 0));
        while (ready.TryDequeue(out var name))
        {
            yield return nodes[name];
            foreach (var follower in followers[name])
            {
                if (--open[follower] == 0) ready.Enqueue(follower);
            }
        }
    }
}
