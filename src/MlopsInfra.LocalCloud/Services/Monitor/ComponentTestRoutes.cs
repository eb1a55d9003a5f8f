using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Rest;

namespace MlopsInfra.LocalCloud.Services.Monitor;

/// <summary>The web tests of a component of Application Insights: those whose hidden tag names it.</summary>
/// <param name="cloud">The cloud.</param>
internal sealed class ComponentTestRoutes(CloudContext cloud) : IArmRoutes
{
    /// <inheritdoc/>
    public async Task<bool> TryHandleAsync(ArmRequest request)
    {
        if (request.Rest.Method != "GET" || request.Target is not { Kind: TargetKind.Collection, Id: { } component }
            || request.Target.Type != $"{InsightsComponentResource.TypeName}/webtests") return false;
        RequestChecks.RequireRight(cloud.Access, request.Principal, component, $"{WebTestResource.TypeName}/read");
        if (cloud.Find(component.Value) is null) throw ArmErrors.ResourceNotFound(component);
        var tests = cloud.Store.OfType(WebTestResource.TypeName).Where(test => (test.Body["tags"] as JsonObject ?? [])
            .Any(tag => tag.Key.Equals($"hidden-link:{component}", StringComparison.OrdinalIgnoreCase)));
        await request.Rest.AnswerAsync(200,
            Page.Of(request.Rest, [.. tests.Select(test => Views.Shown(cloud, test))], test => test));
        return true;
    }
}
