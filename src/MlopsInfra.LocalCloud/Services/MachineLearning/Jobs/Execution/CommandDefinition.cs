using System.Text.Json.Nodes;
using System.Globalization;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Services.MachineLearning.Assets;
using MlopsInfra.LocalCloud.Services.MachineLearning.Jobs.Execution.Parallel;

namespace MlopsInfra.LocalCloud.Services.MachineLearning.Jobs.Execution;

/// <summary>A command as it was published, and what its step in a pipeline says besides.</summary>
internal sealed record CommandDefinition
{
    /// <summary>The id of its component.</summary>
    public required string Component { get; init; }

    /// <summary>The command line, with its expressions.</summary>
    public required string Command { get; init; }

    /// <summary>Its environment, as an id or a registry's URI.</summary>
    public required AssetReference Environment { get; init; }

    /// <summary>Its code; null for a command that needs none.</summary>
    public AssetReference? Code { get; init; }

    /// <summary>The inputs that it declares.</summary>
    public required JsonObject Inputs { get; init; }

    /// <summary>The outputs that it declares.</summary>
    public required JsonObject Outputs { get; init; }

    /// <summary>Environment variables that its component and its step declare.</summary>
    public required IReadOnlyDictionary<string, string> Variables { get; init; }

    /// <summary>How long it may run; null for as long as it likes.</summary>
    public TimeSpan? Limit { get; init; }

    /// <summary>Whether the same inputs give the same outputs, so that it need not run again.</summary>
    public bool IsDeterministic { get; init; }

    /// <summary>How a parallel step runs its entry script; null for a command.</summary>
    public ParallelSettings? Parallel { get; init; }

    /// <summary>Reads a step that runs a command component.</summary>
    /// <param name="component">The component.</param>
    /// <param name="step">The step.</param>
    /// <param name="workspace">The workspace.</param>
    /// <exception cref="JobException">The component lacks what it names.</exception>
    public static CommandDefinition Of(AssetReference component, JsonObject step, WorkspaceAssets workspace)
    {
        var spec = SpecOf(component);
        var environment = spec["environment"].AsText() ?? throw JobException.User(
            $"The component '{component.Id}' has no environment.");
        return new CommandDefinition
        {
            Component = component.Id,
            Command = spec["command"].AsText() ?? throw JobException.User($"The component '{component.Id}' has no command."),
            Environment = Resolve(environment, "environments", component, workspace),
            Code = spec["code"].AsText() is { Length: > 0 } code ? Resolve(code, "codes", component, workspace) : null,
            Inputs = spec["inputs"] as JsonObject ?? [],
            Outputs = spec["outputs"] as JsonObject ?? [],
            Variables = Merge(spec["environment_variables"] as JsonObject, step["environment_variables"] as JsonObject),
            Limit = Duration(step.At("limits.timeout")) ?? Duration(spec.At("limits.timeout")),
            IsDeterministic = Deterministic(spec),
        };
    }

    /// <summary>Reads a step that runs a parallel component.</summary>
    /// <param name="component">The component.</param>
    /// <param name="step">The step.</param>
    /// <param name="workspace">The workspace.</param>
    /// <exception cref="JobException">The component lacks what it names, or can't be run here.</exception>
    public static CommandDefinition OfParallel(AssetReference component, PipelineNode step, WorkspaceAssets workspace)
    {
        var spec = SpecOf(component);
        var task = ParallelSettings.TaskOf(step, component);
        var environment = task["environment"].AsText() ?? throw JobException.User(
            $"The task of the component '{component.Id}' has no environment.");
        return new CommandDefinition
        {
            Component = component.Id,
            Command = ParallelDriver.Command,
            Environment = Resolve(environment, "environments", component, workspace),
            Code = task["code"].AsText() is { Length: > 0 } code ? Resolve(code, "codes", component, workspace) : null,
            Inputs = spec["inputs"] as JsonObject ?? [],
            Outputs = spec["outputs"] as JsonObject ?? [],
            Variables = Merge(spec["environment_variables"] as JsonObject, step.Body["environment_variables"] as JsonObject),
            IsDeterministic = Deterministic(spec),
            Parallel = ParallelSettings.Of(step, component),
        };
    }

    private static JsonObject SpecOf(AssetReference component) => component.Interface ?? throw JobException.User(
        $"The component '{component.Id}' is in a registry, which the local cloud does not look into.");

    private static bool Deterministic(JsonObject spec) =>
        !"false".Equals(spec["is_deterministic"]?.ToString(), StringComparison.OrdinalIgnoreCase);

    private static AssetReference Resolve(string reference, string kind, AssetReference component, WorkspaceAssets workspace) =>
        workspace.Resolve(reference, kind)
            ?? throw JobException.User($"The component '{component.Id}' names '{reference}' of the {kind}, which is not there.");

    // What the step says wins.
    private static Dictionary<string, string> Merge(params JsonObject?[] declared)
    {
        var variables = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in declared.SelectMany(each => each ?? []))
            variables[name] = value.AsText() ?? value?.ToJsonString() ?? "";
        return variables;
    }

    /// <summary>Reads a duration: ISO 8601, or seconds, as the YAML of components has it.</summary>
    /// <param name="value">The duration; null for none.</param>
    /// <exception cref="JobException">It is none.</exception>
    public static TimeSpan? Duration(JsonNode? value) => value switch
    {
        null => null,
        _ when value.AsText() is { } text && IsoDurations.Parse(text) is { } duration => duration,
        _ when double.TryParse(value.ToString(), CultureInfo.InvariantCulture, out var seconds) => TimeSpan.FromSeconds(seconds),
        _ => throw JobException.User($"The limit '{value}' is no duration."),
    };
}
