using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Store;
using static MlopsInfra.LocalCloud.Services.Resources.Deployments.Language.TemplateValues;

namespace MlopsInfra.LocalCloud.Services.Resources.Deployments.Templates;

/// <summary>What a deployment is asked to be.</summary>
/// <param name="Id">The deployment.</param>
/// <param name="Scope">Where it deploys to.</param>
/// <param name="Template">The template.</param>
/// <param name="Parameters">The values of its parameters, each as <c>{"value"}</c>.</param>
/// <param name="IsComplete">Whether what the template does not have is deleted from the group.</param>
/// <param name="Location">Where its record is kept; null for a group's.</param>
/// <param name="Tags">Its tags; null for none.</param>
/// <param name="WhatIfFormat">How much a comparison shows; null where none is asked for.</param>
internal sealed record DeploymentRequest(ResourceId Id, DeploymentScope Scope, JsonObject Template, JsonObject Parameters,
    bool IsComplete, string? Location, JsonObject? Tags, string? WhatIfFormat)
{
    /// <summary>The group that it deploys to, where the template around it makes that; null where it is there.</summary>
    public JsonObject? PlannedGroup { get; init; }

    /// <summary>Reads a body.</summary>
    /// <param name="id">The deployment.</param>
    /// <param name="body">The body.</param>
    /// <exception cref="ArmException">It is none of a deployment.</exception>
    public static DeploymentRequest Read(ResourceId id, JsonNode? body)
    {
        if (body is not JsonObject whole || Member(whole, "properties") is not JsonObject properties)
            throw Invalid("The request content was invalid: the property 'properties' is expected.");
        var scope = DeploymentScope.Of(id)!;
        RefuseLinks(properties);
        if (Member(properties, "template") is not JsonObject template)
        {
            throw new ArmException(400, "InvalidTemplate",
                "Deployment template is missing: the property 'template' is expected.");
        }

        var mode = Member(properties, "mode") as JsonValue;
        var location = Member(whole, "location") is { } place ? Text(place) : null;
        if (scope.Group is null && string.IsNullOrEmpty(location))
            throw new ArmException(400, "LocationRequired", $"The 'location' property must be specified for '{id.Name}'.");
        return new DeploymentRequest(id, scope, template, ReadParameters(Member(properties, "parameters")),
            IsCompleteMode(mode, scope), location, Member(whole, "tags") as JsonObject,
            Member(Member(properties, "whatIfSettings") as JsonObject, "resultFormat") is { } format ? Text(format) : null);
    }

    private static void RefuseLinks(JsonObject properties)
    {
        foreach (var name in (string[])["templateLink", "parametersLink"])
        {
            if (Member(properties, name) is not JsonObject link) continue;
            throw new ArmException(400, "InvalidContentLink",
                $"Unable to download deployment content from '{link["uri"] ?? link["id"] ?? link["relativePath"]}'. The local "
                    + "cloud reads templates and parameters from the request only.");
        }
    }

    // A parameter file may be sent as it is, with the parameters in it.
    private static JsonObject ReadParameters(JsonNode? parameters) => parameters switch
    {
        null => [],
        JsonObject file when Member(file, "$schema") is not null && Member(file, "parameters") is JsonObject inner => inner,
        JsonObject values => values,
        _ => throw Invalid("The request content was invalid: the property 'parameters' has to be an object."),
    };

    private static bool IsCompleteMode(JsonValue? mode, DeploymentScope scope)
    {
        if (mode is null || !mode.TryGetValue(out string? text))
            throw Invalid("The request content was invalid: the property 'mode' is expected, 'Incremental' or 'Complete'.");
        if (text.Equals("Incremental", StringComparison.OrdinalIgnoreCase)) return false;
        if (!text.Equals("Complete", StringComparison.OrdinalIgnoreCase))
            throw Invalid($"The request content was invalid: '{text}' is no mode; there are 'Incremental' and 'Complete'.");
        return scope.Group is not null ? true : throw new ArmException(400, "InvalidDeploymentMode",
            "The deployment mode 'Complete' is not supported for deployments to a subscription. Use 'Incremental'.");
    }

    private static JsonNode? Member(JsonObject? from, string name) =>
        from is not null && TryMember(from, name, out var value) ? value : null;

    private static ArmException Invalid(string message) => new(400, "InvalidRequestContent", message);
}
