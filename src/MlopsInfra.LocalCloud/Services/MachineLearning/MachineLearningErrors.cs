using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Services.MachineLearning.Jobs;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Services.MachineLearning;

/// <summary>
/// Errors as Azure ML words them: <c>error.code</c> is <c>UserError</c>, the useful code is the innermost one in
/// <c>additionalInfo</c> or the one in <c>details</c>.
/// </summary>
internal static class MachineLearningErrors
{
    /// <summary>A mistake of the caller's.</summary>
    /// <param name="message">What it is.</param>
    /// <param name="innerCodes">The nested codes, outermost first.</param>
    public static ArmException User(string message, params IReadOnlyList<string> innerCodes) =>
        new(400, "UserError", message) { InnerCodes = innerCodes.Count == 0 ? ["BadArgument"] : innerCodes };

    /// <summary>Something is there already, and it is another one.</summary>
    public static ArmException Conflict(string message) => new(409, "UserError", message) { InnerCodes = ["Conflict"] };

    /// <summary>An argument has a value that it can't have.</summary>
    public static ArmException Invalid(string message) => User(message, "BadArgument", "ArgumentInvalid");

    /// <summary>An argument of the body refers to something that is not there.</summary>
    public static ArmException Reference(string what, string reference, string code) =>
        User($"{what} refers to '{reference}', which does not exist in the workspace.", "NotFound", code);

    /// <summary>The 404 of the provider itself; null where Azure Resource Manager answers it.</summary>
    public static ArmException? NotFound(ResourceId id)
    {
        var segments = id.Type.ToString().Split('/');
        if (!WorkspaceResource.Has(id.Type)) return null;
        if (id.Type == JobResource.TypeName) return Missing($"Run {id.Name} was not found.", "RunNotFound");
        if (segments.Length < 3 || !MachineLearningNames.Assets.TryGetValue(segments[2], out var kind)) return null;
        var name = segments.Length > 3 ? id.Parent!.Name : id.Name;
        return kind == "Model"
            ? new ArmException(404, "UserError",
                "The specified resource was not found.") { Details =
                    [("ModelNotFound", $"Model container with name: {name} not found.", null)] }
            : Missing($"Not found {kind.ToLowerInvariant()} {name}.", $"{kind}NotFound");
    }

    public static bool IsAssetContainer(string type)
    {
        var segments = type.Split('/');
        return segments.Length == 3 && WorkspaceResource.Has(type) && MachineLearningNames.Assets.ContainsKey(segments[2]);
    }

    /// <summary>The error with what Azure ML adds to it.</summary>
    public static JsonObject ToJson(ArmException exception, string region, DateTimeOffset now)
    {
        var json = exception.ToJson();
        var error = json["error"]!.AsObject();
        if (!error.ContainsKey("details")) error["details"] = new JsonArray();
        var info = new JsonArray(
            Info("ComponentName", "managementfrontend"),
            Info("Correlation",
                new JsonObject { ["operation"] = Guid.NewGuid().ToString("N"),
                    ["request"] = Guid.NewGuid().ToString("N")[..16] }),
            Info("Environment", region),
            Info("Location", region),
            Info("Time", now.ToString("O")));
        if (exception.InnerCodes.Count > 0) info.Add(Info("InnerError", Nest(exception.InnerCodes)));
        error["additionalInfo"] = info;
        return json;
    }

    private static ArmException Missing(string message, string code) =>
        new(404, "UserError", message) { InnerCodes = ["NotFound", code] };

    private static JsonObject Info(string type, JsonNode value) =>
        new() { ["type"] = type, ["info"] = new JsonObject { ["value"] = value } };

    private static JsonObject Nest(IReadOnlyList<string> codes)
    {
        JsonObject? inner = null;
        foreach (var code in codes.Reverse()) inner = new JsonObject { ["code"] = code, ["innerError"] = inner };
        return inner!;
    }
}
