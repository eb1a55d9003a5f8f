using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Rest;

namespace MlopsInfra.LocalCloud.Services.LogicApps;

/// <summary>Switches workflows on and off: one that is disabled takes no calls.</summary>
/// <param name="manager">The resources.</param>
internal sealed class WorkflowStates(ResourceManager manager) : IArmActions
{
    /// <inheritdoc/>
    public async Task<bool> TryHandleAsync(ArmRequest request, JsonNode? body)
    {
        if (request.Target.Type != WorkflowResource.TypeName) return false;
        var state = request.Target.Action.ToLowerInvariant() switch { "enable" => "Enabled", "disable" => "Disabled", _ => null };
        if (state is null) return false;
        await manager.ChangeAsync(request.Id, workflow => With(workflow, state),
            request.Options with { PrincipalId = null }, request.Rest.Http.RequestAborted);
        request.Rest.Changed = true;
        await request.Rest.AnswerAsync(200);
        return true;
    }

    private static JsonObject With(JsonObject workflow, string state)
    {
        var changed = workflow.DeepClone().AsObject();
        changed.Set("properties.state", state);
        return changed;
    }
}
