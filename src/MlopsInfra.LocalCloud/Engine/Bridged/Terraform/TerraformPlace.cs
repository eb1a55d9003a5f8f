using MlopsInfra.LocalEngine.Values;

namespace MlopsInfra.LocalCloud.Engine.Bridged.Terraform;

/// <summary>A place in inputs where a property can be.</summary>
/// <param name="Property">The property.</param>
/// <param name="Path">The place as Terraform names it, as in <c>ci_trigger.0.use_yaml</c>.</param>
/// <param name="Shown">The place as Pulumi names it, as in <c>ciTrigger.useYaml</c>.</param>
/// <param name="Value">What is there; null if nothing is.</param>
internal sealed record TerraformPlace(TerraformProperty Property, string Path, string Shown, PropertyValue? Value);
