using MlopsInfra.LocalCloud;
using MlopsInfra.LocalCloud.Engine;
using MlopsInfra.LocalEngine.State;
using MlopsInfra.Review.Templates;

namespace MlopsInfra.Cli.Rehearsing;

/// <summary>How resources look to Azure Resource Manager, by the schemas of the local cloud that holds them.</summary>
/// <param name="cloud">The cloud.</param>
internal sealed class LocalArmForms(EmbeddedCloud cloud) : IArmForms
{
    private readonly ArmForms _forms = new(cloud);

    /// <summary>
    /// The form of a resource, without what it answers; null for one that Azure Resource Manager does not know.
    /// </summary>
    /// <param name="resource">The resource.</param>
    public ArmForm? Of(ResourceRecord resource) =>
        resource is { Id: { } id } && _forms.Of(resource.Type, id, resource.Inputs) is { } form ? Of(form) : null;

    /// <inheritdoc/>
    public async ValueTask<ArmForm?> FindAsync(ResourceRecord resource, CancellationToken cancellationToken) =>
        resource is { Id: { } id } && await _forms.FindAsync(resource.Type, id, resource.Inputs, cancellationToken) is { } form
            ? Of(form) : null;

    /// <inheritdoc/>
    public string? ApiVersionOf(string type) => _forms.ApiVersionOf(type);

    private static ArmForm Of(ArmFormOfResource form) => new(
        form.Type, form.ApiVersion, form.Body, form.Secrets, form.View,
        [.. form.Answers.Select(answer => new ArmAnswer(answer.Key, answer.Value))]);
}
