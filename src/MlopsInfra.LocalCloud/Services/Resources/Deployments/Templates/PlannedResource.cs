using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Services.Resources.Deployments.Language;

namespace MlopsInfra.LocalCloud.Services.Resources.Deployments.Templates;

/// <summary>A resource of a template, after loops and conditions.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Type">Its type.</param>
/// <param name="Name">Its name as the template has it, with those of its parents.</param>
/// <param name="ApiVersion">Its API version.</param>
/// <param name="Source">What the template says of it.</param>
/// <param name="Scope">Where that stands: the template, or a pass of a loop in it.</param>
internal sealed record PlannedResource(
    string Id, string Type, string Name, string ApiVersion, JsonObject Source, ITemplateScope Scope)
{
    /// <summary>Its symbolic name; null where the template has none.</summary>
    public string? Symbol { get; init; }

    /// <summary>The loop that it is made in; null for none.</summary>
    public string? Loop { get; init; }

    /// <summary>Whether it is only referred to, or not deployed because of its condition.</summary>
    public bool IsLeftOut { get; init; }

    /// <summary>What has to be there before.</summary>
    public List<PlannedResource> DependsOn { get; } = [];

    /// <summary>Whether it is a deployment of a template of its own.</summary>
    public bool IsDeployment => Type.Equals(DeploymentResource.TypeName, StringComparison.OrdinalIgnoreCase);
}
