using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Services.MachineLearning.Assets;
using static MlopsInfra.LocalCloud.Services.MachineLearning.MachineLearningErrors;

namespace MlopsInfra.LocalCloud.Services.MachineLearning.Jobs;

/// <summary>
/// Checks the nodes of a pipeline: components and computes that exist, inputs bound to what there is, no cycle.
/// </summary>
internal sealed partial class PipelineGraph
{
    private readonly string _pipeline;
    private readonly JsonObject _spec;
    private readonly JsonObject _jobs;
    private readonly WorkspaceAssets _workspace;
    private readonly Dictionary<string, AssetReference> _components = new(StringComparer.Ordinal);
    private readonly Dictionary<string, HashSet<string>> _needs = new(StringComparer.Ordinal);

    private PipelineGraph(string pipeline, JsonObject spec, JsonObject jobs, WorkspaceAssets workspace)
    {
        (_pipeline, _spec, _jobs, _workspace) = (pipeline, spec, jobs, workspace);
    }

    /// <summary>Refuses a pipeline that could not run.</summary>
    /// <param name="spec">The specification: <c>inputs</c>, <c>outputs</c>, <c>jobs</c>.</param>
    /// <param name="name">What the pipeline is called in errors.</param>
    /// <param name="workspace">The workspace.</param>
    public static void Check(JsonObject spec, string name, WorkspaceAssets workspace)
    {
        if (spec["jobs"] is not JsonObject { Count: > 0 } jobs)
        {
            if (spec["sourceJobId"].AsText() is { Length: > 0 }) return;
            throw Invalid($"The pipeline '{name}' has no jobs.");
        }

        var graph = new PipelineGraph(name, spec, jobs, workspace);
        foreach (var (node, job) in jobs) graph.FindComponent(node, job);
        foreach (var (node, job) in jobs) graph.CheckNode(node, (JsonObject)job!);
        graph.RefuseCycle();
    }

    private void FindComponent(string node, JsonNode? job)
    {
        if (job is not JsonObject json) throw Invalid($"The job '{node}' of pipeline '{_pipeline}' is no object.");
        if (json["componentId"].AsText() is not { Length: > 0 } reference)
        {
            throw Invalid($"The job '{node}' of pipeline '{_pipeline}' has no componentId.");
        }

        _components[node] = _workspace.Resolve(reference, "components")
            ?? throw MachineLearningErrors.Reference($"The componentId of job '{node}' in pipeline '{_pipeline}'", reference,
                "ComponentNotFound");
        if (json["computeId"].AsText() is { Length: > 0 } compute
            && _workspace.FindChild("computes", compute) is null)
        {
            throw MachineLearningErrors.Reference($"The computeId of job '{node}' in pipeline '{_pipeline}'", compute,
                "ComputeNotFound");
        }
    }

    private void CheckNode(string node, JsonObject job)
    {
        _needs[node] = new HashSet<string>(StringComparer.Ordinal);
        var bound = job["inputs"] as JsonObject ?? [];
        foreach (var (input, value) in bound)
            CheckValue(node, $"input '{input}'", value?["value"].AsText() ?? value?["uri"].AsText());
        foreach (var (output, value) in job["outputs"] as JsonObject ?? [])
            CheckValue(node, $"output '{output}'", value?["value"].AsText());
        if (_components[node].Properties?["componentSpec"] is not JsonObject component) return;
        var declared = component["inputs"] as JsonObject ?? [];
        foreach (var (input, _) in bound)
        {
            if (!declared.ContainsKey(input))
                throw Invalid(
                    $"The job '{node}' of pipeline '{_pipeline}' binds the input '{input}', which its component does not have. "
                        + $"It has: {Names(declared)}.");
        }

        foreach (var (input, port) in declared)
        {
            if (ComponentPorts.IsRequired(port) && !bound.ContainsKey(input))
                throw Invalid($"The job '{node}' of pipeline '{_pipeline}' does not bind the required input '{input}'.");
        }

        foreach (var (output, _) in job["outputs"] as JsonObject ?? [])
        {
            if (component["outputs"] is not JsonObject outputs || !outputs.ContainsKey(output))
            {
                throw Invalid(
                    $"The job '{node}' of pipeline '{_pipeline}' binds the output '{output}', which its component does not "
                        + "have.");
            }
        }
    }

    private void CheckValue(string node, string where, string? value)
    {
        foreach (Match match in Parent().Matches(value ?? ""))
        {
            var (side, name) = (match.Groups["side"].Value, match.Groups["name"].Value);
            if (side == "jobs") CheckJobOutput(node, where, name, match.Groups["output"].Value);
            else if (_spec[side] is not JsonObject ports || !ports.ContainsKey(name))
            {
                throw Invalid(
                    $"The {where} of job '{node}' is bound to '{match.Value}', but pipeline '{_pipeline}' has no '{name}' among "
                        + $"its {side}.");
            }
        }
    }

    private void CheckJobOutput(string node, string where, string other, string output)
    {
        if (!_jobs.ContainsKey(other))
            throw Invalid($"The {where} of job '{node}' is bound to job '{other}', which pipeline '{_pipeline}' does not have.");
        _needs[node].Add(other);
        if (_components[other].Properties?["componentSpec"] is not JsonObject component) return;
        if (component["outputs"] is JsonObject outputs && outputs.ContainsKey(output)) return;
        throw Invalid(
            $"The {where} of job '{node}' is bound to the output '{output}' of job '{other}', which its component does not have. "
                + $"It has: {Names(component["outputs"] as JsonObject ?? [])}.");
    }

    private void RefuseCycle()
    {
        var left =
            _needs.ToDictionary(pair => pair.Key, pair => pair.Value.ToHashSet(StringComparer.Ordinal), StringComparer.Ordinal);
        while (left.Count > 0)
        {
            var ready = left.Where(pair => pair.Value.Count == 0).Select(pair => pair.Key).ToList();
            if (ready.Count == 0)
                throw Invalid(
                    $"The jobs {string.Join(", ", left.Keys.Select(name => $"'{name}'"))} of pipeline '{_pipeline}' depend on "
                        + "one another in a circle.");
            foreach (var name in ready) left.Remove(name);
            foreach (var needs in left.Values) needs.ExceptWith(ready);
        }
    }

    private static string Names(JsonObject ports) =>
        ports.Count == 0 ? "none" : string.Join(", ", ports.Select(port => port.Key));

    [GeneratedRegex(@"\$\{\{\s*parent\.(?:(?<side>inputs|outputs)\.(?<name>\w+)|"
        + @"(?<side>jobs)\.(?<name>[\w-]+)\.outputs\.(?<output>\w+))\s*\}\}")]
    private static partial Regex Parent();
}
