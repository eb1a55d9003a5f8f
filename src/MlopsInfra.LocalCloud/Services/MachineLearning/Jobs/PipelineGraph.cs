using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Services.MachineLearning.Assets;
using static MlopsInfra.LocalCloud.Services.MachineLearning.MachineLearningErrors;

namespace MlopsInfra.LocalCloud.Services.MachineLearning.Jobs;

/// <summary>
/// Checks the nodes of a pipeline: their form, components and computes that exist, inputs bound to what there is, no cycle.
/// </summary>
internal sealed partial class PipelineGraph
{
    // Members besides inputs and outputs that are bound as they are.
    private static readonly string[] Bound =
        ["computeId", "condition", "items", "training_data", "validation_data", "test_data"];

    private readonly string _pipeline;
    private readonly JsonObject _spec;
    private readonly WorkspaceAssets _workspace;
    private readonly Dictionary<string, PipelineNode> _nodes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, AssetReference> _components = new(StringComparer.Ordinal);
    private readonly Dictionary<string, JsonObject?> _interfaces = new(StringComparer.Ordinal);
    private readonly Dictionary<string, HashSet<string>> _needs = new(StringComparer.Ordinal);
    private readonly Dictionary<string, PipelineNode> _loops = new(StringComparer.Ordinal);

    private PipelineGraph(string pipeline, JsonObject spec, WorkspaceAssets workspace)
    {
        (_pipeline, _spec, _workspace) = (pipeline, spec, workspace);
    }

    /// <summary>Refuses a pipeline that could not run.</summary>
    /// <param name="spec">The specification: <c>inputs</c>, <c>outputs</c>, <c>jobs</c>, or the job that it is made of.</param>
    /// <param name="name">What the pipeline is called in errors.</param>
    /// <param name="workspace">The workspace.</param>
    /// <param name="isJob">Whether it is a job. A component may name computes and data that come later.</param>
    public static void Check(JsonObject spec, string name, WorkspaceAssets workspace, bool isJob)
    {
        if (spec["jobs"] is not JsonObject { Count: > 0 } jobs)
        {
            if (spec["sourceJobId"].AsText() is not { Length: > 0 } source) throw Invalid($"The pipeline '{name}' has no jobs.");
            if (workspace.FindChild("jobs", source) is not null) return;
            throw MachineLearningErrors.Reference("sourceJobId", source, "RunNotFound");
        }

        var graph = new PipelineGraph(name, spec, workspace);
        foreach (var (node, job) in jobs) graph.Add(node, job, isJob);
        foreach (var node in graph._nodes.Values) graph.FindTargets(node);
        foreach (var node in graph._nodes.Values) graph.CheckNode(node);
        graph.RefuseCycle();
    }

    private void Add(string name, JsonNode? job, bool isJob)
    {
        if (job is not JsonObject json) throw Invalid($"The job '{name}' of pipeline '{_pipeline}' is no object.");
        var node = new PipelineNode(name, _pipeline, json);
        NodeKinds.Check(node);
        NodeShapes.Check(node);
        NodePorts.Check(node);
        _nodes[name] = node;
        _needs[name] = new HashSet<string>(StringComparer.Ordinal);
        if (NodeKinds.ComponentOf(node) is { } reference)
        {
            // Many nodes run one component.
            if (!_components.TryGetValue(reference, out var component))
            {
                component = _workspace.Resolve(reference, "components")
                    ?? throw MachineLearningErrors.Reference($"The componentId of job '{name}' in pipeline '{_pipeline}'",
                        reference, "ComponentNotFound");
                _components[reference] = component;
            }

            _interfaces[name] = component.Interface;
        }

        if (isJob) RequireSurroundings(node);
    }

    private void RequireSurroundings(PipelineNode node)
    {
        if (node.Body["computeId"].AsText()?.Contains("${{", StringComparison.Ordinal) != true)
            JobComputes.Require(node.Body["computeId"], $"The computeId of job '{node.Name}' in pipeline '{_pipeline}'",
                _workspace);
        foreach (var (input, value) in node.Inputs) JobInputs.CheckUri(input, value.Member("uri").AsText(), _workspace);
    }

    // What a condition decides over comes after it; a loop comes after its body.
    private void FindTargets(PipelineNode node)
    {
        foreach (var target in ControlNodes.TargetsOf(node, _nodes.ContainsKey))
        {
            if (node.Kind == "if_else") _needs[target].Add(node.Name);
            else _loops[target] = node;
        }
    }

    private void CheckNode(PipelineNode node)
    {
        foreach (var member in Bound) CheckValue(node, member, node.Body[member].AsText());
        foreach (var (input, value) in node.Inputs)
            CheckValue(node, $"input '{input}'", value.Member("value").AsText() ?? value.Member("uri").AsText());
        foreach (var (output, value) in node.Outputs) CheckValue(node, $"output '{output}'", value.Member("value").AsText());
        if (_interfaces.GetValueOrDefault(node.Name) is not { } component) return;
        CheckInputs(node, component["inputs"] as JsonObject ?? []);
        var outputs = component["outputs"] as JsonObject ?? [];
        foreach (var (output, _) in node.Outputs)
        {
            if (!outputs.ContainsKey(output))
                throw node.Wrong($"binds the output '{output}', which its component does not have.");
        }
    }

    private void CheckInputs(PipelineNode node, JsonObject declared)
    {
        var searched = node.ObjectOf("search_space") ?? [];
        foreach (var (input, _) in node.Inputs.Concat(searched))
        {
            if (!declared.ContainsKey(input))
                throw node.Wrong($"binds the input '{input}', which its component does not have. It has: {Names(declared)}.");
        }

        IReadOnlySet<string>? given = new HashSet<string>(StringComparer.Ordinal);
        if (_loops.TryGetValue(node.Name, out var loop)) given = ControlNodes.InputsGivenBy(loop);
        if (given is null) return;
        foreach (var (input, port) in declared)
        {
            if (ComponentPorts.IsRequired(port) && !node.Inputs.ContainsKey(input) && !searched.ContainsKey(input)
                && !given.Contains(input))
                throw node.Wrong($"does not bind the required input '{input}'.");
        }
    }

    private void CheckValue(PipelineNode node, string where, string? value)
    {
        foreach (Match match in Parent().Matches(value ?? ""))
        {
            var (side, name) = (match.Groups["side"].Value, match.Groups["name"].Value);
            if (side == "jobs") CheckJobOutput(node, where, name, match.Groups["output"].Value);
            else if (_spec[side] is not JsonObject ports || !ports.ContainsKey(name))
            {
                throw Invalid(
                    $"The {where} of job '{node.Name}' is bound to '{match.Value}', but pipeline '{_pipeline}' has no '{name}' "
                        + $"among its {side}.");
            }
        }
    }

    private void CheckJobOutput(PipelineNode node, string where, string other, string output)
    {
        if (!_nodes.ContainsKey(other))
            throw Invalid(
                $"The {where} of job '{node.Name}' is bound to job '{other}', which pipeline '{_pipeline}' does not have.");
        _needs[node.Name].Add(other);
        if (_interfaces.GetValueOrDefault(other) is not { } component) return;
        if (component["outputs"] is JsonObject outputs && outputs.ContainsKey(output)) return;
        throw Invalid(
            $"The {where} of job '{node.Name}' is bound to the output '{output}' of job '{other}', which its component does not "
                + $"have. It has: {Names(component["outputs"] as JsonObject ?? [])}.");
    }

    private void RefuseCycle()
    {
        var waitsFor = _needs.ToDictionary(pair => pair.Key, pair => pair.Value.Count, StringComparer.Ordinal);
        var followers = _needs.SelectMany(pair => pair.Value.Select(needed => (needed, pair.Key))).ToLookup(
            pair => pair.needed, pair => pair.Key, StringComparer.Ordinal);
        var ready = new Queue<string>(waitsFor.Where(pair => pair.Value == 0).Select(pair => pair.Key));
        while (ready.TryDequeue(out var done))
        {
            waitsFor.Remove(done);
            foreach (var follower in followers[done])
            {
                if (--waitsFor[follower] == 0) ready.Enqueue(follower);
            }
        }

        if (waitsFor.Count > 0)
            throw Invalid($"The jobs {string.Join(", ", waitsFor.Keys.Select(name => $"'{name}'"))} of pipeline '{_pipeline}' "
                + "depend on one another in a circle.");
    }

    private static string Names(JsonObject ports) =>
        ports.Count == 0 ? "none" : string.Join(", ", ports.Select(port => port.Key));

    [GeneratedRegex(@"\$\{\{\s*parent\.(?:(?<side>inputs|outputs)\.(?<name>\w+)|"
        + @"(?<side>jobs)\.(?<name>[\w-]+)\.outputs\.(?<output>\w+))\s*\}\}")]
    private static partial Regex Parent();
}
