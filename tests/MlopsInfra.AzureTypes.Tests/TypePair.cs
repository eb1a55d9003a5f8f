using Azure.Bicep.Types.Concrete;
using MlopsInfra.LocalCloud.Schemas;

namespace MlopsInfra.AzureTypes.Tests;

/// <summary>A value of the package schema, and what Microsoft's types say at the same place.</summary>
/// <param name="Owner">The type of the package schema that has the property.</param>
/// <param name="Property">The property's name in Pulumi.</param>
/// <param name="Path">
/// The value's path there, with <c>[]</c> for the items of a list and <c>{}</c> for the values of a map.
/// </param>
/// <param name="Declared">Its type by the package schema, with the known faults mended.</param>
/// <param name="Documented">Its type by Microsoft.</param>
internal sealed record TypePair(string Owner, string Property, string Path, TypeSchema Declared, TypeBase Documented);
