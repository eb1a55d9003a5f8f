using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using MlopsInfra.LocalCloud.Json;
using static MlopsInfra.LocalCloud.Services.MachineLearning.MachineLearningErrors;

namespace MlopsInfra.LocalCloud.Services.MachineLearning.Assets;

/// <summary>
/// What a component has to say by its type. Members that the type does not have mean nothing: the service ignores them.
/// </summary>
internal static partial class ComponentKinds
{
    private static readonly string[] Distributions = ["pytorch", "mpi", "tensorflow", "ray"];
    private static readonly string[] Transfers = ["copy_data", "import_data", "export_data"];
    private static readonly string[] CopyModes = ["merge_with_overwrite", "fail_if_conflict"];

    /// <summary>Refuses a component that could not run.</summary>
    /// <param name="kind">Its type.</param>
    /// <param name="spec">Its specification.</param>
    /// <param name="name">What it is called in errors.</param>
    /// <param name="workspace">The workspace.</param>
    public static void Check(string kind, JsonObject spec, string name, WorkspaceAssets workspace)
    {
        switch (kind)
        {
            case "command":
                CheckCommand(spec, name, workspace);
                break;
            case "parallel":
                CheckParallel(spec, name, workspace);
                break;
            case "spark":
                CheckSpark(spec, name, workspace);
                break;
            case "data_transfer":
                RequireChoice(spec, name, "task", Transfers);
                if (spec["data_copy_mode"] is not null) RequireChoice(spec, name, "data_copy_mode", CopyModes);
                break;
        }
    }

    private static void CheckCommand(JsonObject spec, string name, WorkspaceAssets workspace)
    {
        if (spec["command"].AsText() is not { Length: > 0 } command)
            throw Invalid($"The component '{name}' has no command.");
        RequireAssets(spec, name, workspace);
        if (spec["environment"] is null && !IsImport(spec)) throw Invalid($"The component '{name}' has no environment.");
        if (spec["distribution"] is { } distribution)
        {
            if (distribution is not JsonObject json) throw Invalid($"The distribution of component '{name}' is no object.");
            RequireChoice(json, name, "type", Distributions);
        }

        RequirePorts(spec, name, "command", command);
    }

    // What was an import component is a command component that says so.
    private static bool IsImport(JsonObject spec) => spec.Text("tags.component_type_overwrite") == "import";

    private static void CheckParallel(JsonObject spec, string name, WorkspaceAssets workspace)
    {
        if (spec["task"] is not JsonObject task) throw Invalid($"The component '{name}' has no task.");
        if (task["type"].AsText() is null or "run_function" && task["entry_script"].AsText() is not { Length: > 0 })
            throw Invalid($"The task of component '{name}' has no entry_script.");
        RequireAssets(task, name, workspace);
        RequirePorts(spec, name, "input_data", spec["input_data"].AsText() ?? "");
    }

    private static void CheckSpark(JsonObject spec, string name, WorkspaceAssets workspace)
    {
        if (spec["entry"] is not JsonObject entry
            || (entry["file"].AsText() ?? entry["class_name"].AsText()) is not { Length: > 0 })
            throw Invalid($"The component '{name}' has no entry with a file or a class_name.");
        RequireAssets(spec, name, workspace);
    }

    private static void RequireAssets(JsonObject holder, string name, WorkspaceAssets workspace)
    {
        RequireAsset(holder, name, "code", "codes", "CodeNotFound", workspace);
        RequireAsset(holder, name, "environment", "environments", "EnvironmentNotFound", workspace);
    }

    private static void RequireAsset(JsonObject holder, string name, string key, string collection, string code,
        WorkspaceAssets workspace)
    {
        if (holder[key].AsText() is not { Length: > 0 } reference
            || reference.StartsWith("https://", StringComparison.Ordinal)) return;
        if (workspace.Resolve(reference, collection) is null)
            throw MachineLearningErrors.Reference($"The {key} of component '{name}'", reference, code);
    }

    private static void RequirePorts(JsonObject spec, string name, string member, string text)
    {
        foreach (Match match in Placeholder().Matches(text))
        {
            var (side, port) = (match.Groups["side"].Value, match.Groups["port"].Value);
            if (spec[side] is JsonObject ports && ports.ContainsKey(port)) continue;
            throw Invalid(
                $"The {member} of component '{name}' uses '{match.Value}', but there is no '{port}' among its {side}.");
        }
    }

    private static void RequireChoice(JsonObject holder, string name, string member, string[] allowed)
    {
        if (allowed.Contains(holder[member].AsText(), StringComparer.OrdinalIgnoreCase)) return;
        throw Invalid($"The component '{name}' has the {member} {holder[member]?.ToJsonString() ?? "null"}, which is none of "
            + $"{string.Join(", ", allowed)}.");
    }

    [GeneratedRegex(@"\$\{\{\s*(?<side>inputs|outputs)\.(?<port>[A-Za-z0-9_]+)(\.path)?\s*\}\}")]
    private static partial Regex Placeholder();
}
