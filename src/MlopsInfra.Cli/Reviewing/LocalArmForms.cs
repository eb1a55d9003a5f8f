using MlopsInfra.LocalCloud;
using MlopsInfra.LocalEngine.State;
using MlopsInfra.Review.Templates;

namespace MlopsInfra.Cli.Reviewing;

/// <summary>How resources look to Azure Resource Manager, by the schemas of the local cloud that holds them.</summary>
/// <param name="cloud">The cloud.</param>
internal sealed class LocalArmForms(EmbeddedCloud cloud) : IArmForms
{
    private readonly ArmForms _forms = new(cloud);

    /// <inheritdoc/>
    public ArmForm? Of(ResourceRecord resource) => resource is { Id: { } id } && _forms.Of(resource.Type, id, resource.Inputs) is { } form
        ? new ArmForm(form.Type, form.ApiVersion, form.Body, form.Secrets, form.View)
        : null;
}
