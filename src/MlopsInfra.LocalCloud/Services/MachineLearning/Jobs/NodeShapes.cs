using System.Globalization;
using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Json;

namespace MlopsInfra.LocalCloud.Services.MachineLearning.Jobs;

/// <summary>
/// The form of what a node says besides its component: the objects of jobs in the OpenAPI document 2025-12-01, with underscores
/// in their names. How the service words a refusal is in no public report: the general code.
/// </summary>
internal static class NodeShapes
{
    private static readonly string[] Distributions = ["PyTorch", "Mpi", "TensorFlow", "Ray"];
    private static readonly string[] Identities = ["AMLToken", "Managed", "UserIdentity"];
    private static readonly string[] Tiers = ["Null", "Spot", "Basic", "Standard", "Premium"];
    private static readonly string[] Policies = ["Bandit", "MedianStopping", "TruncationSelection"];
    private static readonly string[] Entries = ["SparkJobPythonEntry", "SparkJobScalaEntry"];
    private static readonly string[] Goals = ["minimize", "maximize"];
    private static readonly string[] Distributed =
    [
        "choice", "randint", "uniform", "loguniform", "quniform", "qloguniform", "normal", "lognormal", "qnormal", "qlognormal",
    ];

    private static readonly string[] Tasks =
    [
        "classification", "regression", "forecasting", "image_classification", "image_classification_multilabel",
        "image_object_detection", "image_instance_segmentation", "text_classification", "text_classification_multilabel",
        "text_ner",
    ];

    private static readonly string[] Objects = ["conf", "properties", "retry_settings", "tags"];

    /// <summary>Refuses members that the service could not read.</summary>
    public static void Check(PipelineNode node)
    {
        foreach (var name in Objects) node.ObjectOf(name);
        CheckKind(node);
        if (node.ObjectOf("distribution") is { } distribution)
            CheckChoice(node, distribution, "distribution", "distribution_type", Distributions);
        if (node.ObjectOf("identity") is { } identity)
            CheckChoice(node, identity, "identity", "identity_type", Identities);
        if (node.ObjectOf("queue_settings") is { } queue && queue["job_tier"] is not null)
            CheckChoice(node, queue, "queue_settings", "job_tier", Tiers);
        CheckResources(node);
        CheckMaps(node);
    }

    private static void CheckKind(PipelineNode node)
    {
        var limits = node.ObjectOf("limits");
        switch (node.Kind)
        {
            // Only these limits are told apart: those of the other kinds have no type.
            case "command" when limits is not null:
                CheckChoice(node, limits, "limits", "job_limits_type", ["Command"]);
                CheckDuration(node, limits["timeout"]);
                break;
            case "sweep":
                CheckSweep(node);
                break;
            case "spark" when node.ObjectOf("entry") is { } entry:
                CheckChoice(node, entry, "entry", "spark_job_entry_type", Entries);
                break;
            case "parallel":
                node.ObjectOf("task");
                break;
            case "automl":
                CheckChoice(node, node.Body, "settings", "task", Tasks);
                break;
        }
    }

    private static void CheckSweep(PipelineNode node)
    {
        CheckChoice(node, node.ObjectOf("objective")!, "objective", "goal", Goals);
        if (node.Body.Text("objective.primary_metric") is not { Length: > 0 })
            throw node.Wrong("has an objective without primary_metric.");
        if (node.ObjectOf("early_termination") is { } policy)
            CheckChoice(node, policy, "early_termination", "policy_type", Policies);
        foreach (var (name, range) in node.ObjectOf("search_space")!)
        {
            if (range is not JsonObject json) throw node.Wrong($"has a search_space whose '{name}' is no object.");
            CheckChoice(node, json, $"search_space.{name}", "type", Distributed);
        }
    }

    private static void CheckDuration(PipelineNode node, JsonNode? timeout)
    {
        if (timeout is null || IsExpression(timeout)
            || (timeout.AsText() is { } text && IsoDurations.Parse(text) is not null)) return;
        throw node.Wrong(
            $"has limits with the timeout {timeout.ToJsonString()}, which is no ISO 8601 duration such as \"PT15M\".");
    }

    private static void CheckResources(PipelineNode node)
    {
        if (node.ObjectOf("resources")?["instance_count"] is not { } count || IsExpression(count)) return;
        // The service takes the text of a number as well.
        if (int.TryParse(count.AsText() ?? count.ToJsonString(), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number >= 1) return;
        throw node.Wrong($"has resources with the instance_count {count.ToJsonString()}, which is no whole number from 1.");
    }

    private static void CheckMaps(PipelineNode node)
    {
        foreach (var (name, value) in node.ObjectOf("environment_variables") ?? [])
        {
            if (value is JsonObject or JsonArray) throw node.Wrong($"has the environment variable '{name}' that is no text.");
        }

        foreach (var (name, value) in node.ObjectOf("services") ?? [])
        {
            if (value is not (null or JsonObject)) throw node.Wrong($"has the service '{name}' that is no object.");
        }
    }

    private static void CheckChoice(PipelineNode node, JsonObject json, string what, string member, string[] allowed)
    {
        if (json[member].AsText() is not { } given)
            throw node.Wrong($"has {what} without {member}, which is one of {string.Join(", ", allowed)}.");
        if (IsExpression(json[member]!) || allowed.Contains(given, StringComparer.OrdinalIgnoreCase)) return;
        throw node.Wrong($"has the {member} '{given}', which is none of {string.Join(", ", allowed)}.");
    }

    // Settings may be bound to inputs of the pipeline.
    private static bool IsExpression(JsonNode value) => value.AsText()?.Contains("${{", StringComparison.Ordinal) == true;
}
