using System.Collections.Immutable;

namespace SdkGenerator.Schema;

/// <summary>A package schema, as far as C# needs it. Collections are in the order of the file.</summary>
/// <param name="Name">The package's name, such as <c>azure-native</c>.</param>
/// <param name="Version">Its version: the default version of the provider on the wire.</param>
/// <param name="Namespaces">C# namespace parts by package and module name.</param>
/// <param name="IsBridged">Whether the package is bridged from Terraform: function results look different there.</param>
/// <param name="Provider">The provider's own resource.</param>
/// <param name="Config">The package's configuration variables.</param>
/// <param name="Resources">All resources.</param>
/// <param name="Functions">All functions.</param>
/// <param name="ObjectTypes">Object types by token.</param>
/// <param name="Enums">Enums by token.</param>
internal sealed record PackageSchema(
    string Name,
    string Version,
    ImmutableDictionary<string, string> Namespaces,
    bool IsBridged,
    ResourceSpec Provider,
    ImmutableArray<PropertySpec> Config,
    ImmutableArray<ResourceSpec> Resources,
    ImmutableArray<FunctionSpec> Functions,
    ImmutableDictionary<string, ObjectTypeSpec> ObjectTypes,
    ImmutableDictionary<string, EnumSpec> Enums);
