namespace MlopsInfra.LocalCloud.Engine.Bridged.Terraform;

/// <summary>A type of a bridged package as Terraform's provider has it.</summary>
/// <param name="Name">Its name there, as in <c>azuredevops_build_definition</c>.</param>
/// <param name="Importable">Whether an existing one can be taken over.</param>
/// <param name="Updatable">Whether anything can be changed in place.</param>
/// <param name="Inputs">Its inputs.</param>
internal sealed record TerraformType(string Name, bool Importable, bool Updatable, TerraformObject Inputs);
